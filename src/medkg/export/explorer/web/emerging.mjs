// Pairs that papers have only lately brought together, although both sides were studied before.

import { FACETS, makeTouch } from './axis.mjs';
import { foldPairs, isRelated } from './matrix.mjs';

export const LATEST = 2; // years that count as lately

// { since, pairs: [{ row, column, count, before: [papers on the row, on the column], first }] }; since is 0 where the
// papers are of too few years to tell. A paper without a year counts as an early one: it may be.
export function findEmerging(model, selection, matrix) {
  const { rows, columns } = matrix;
  const years = [];
  for (let paper = 0; paper < model.papers.count; paper += 1) {
    if (selection.papers[paper] && model.papers.year[paper]) years.push(model.papers.year[paper]);
  }
  const [first, last] = years.reduce(([low, high], year) => [Math.min(low, year), Math.max(high, year)], [Infinity, -Infinity]);
  const since = last - LATEST + 1;
  if (FACETS.includes(columns.kind) || !(first < since)) return { since: 0, pairs: [] };
  const tally = count(model, selection, matrix, since);
  const least = matrix.total < 300 ? 2 : 3;
  const width = columns.items.length;
  const pairs = [];
  tally.late.forEach((papers, cell) => {
    const [row, column] = [Math.floor(cell / width), cell % width];
    const before = [tally.rows[row], tally.columns[column]];
    if (papers < least || tally.early[cell] || Math.min(...before) < 3) return;
    if (rows.kind === columns.kind && (row >= column || isRelated(model, rows.items[row].thing, columns.items[column].thing))) return;
    pairs.push({ row, column, count: papers, before, first: tally.first[cell] });
  });
  const order = (a, b) => b.count - a.count || a.row - b.row || a.column - b.column;
  return { since, pairs: foldPairs(model, matrix, pairs.sort(order)) };
}

function count(model, selection, { rows, columns }, since) {
  const width = columns.items.length;
  const size = rows.items.length * width;
  const tally = { early: new Uint32Array(size), late: new Uint32Array(size), first: new Uint16Array(size), rows: new Uint32Array(rows.items.length), columns: new Uint32Array(width) };
  const [touchRows, touchColumns] = [makeTouch(model, selection, rows), makeTouch(model, selection, columns)];
  for (let paper = 0; paper < model.papers.count; paper += 1) {
    if (!selection.papers[paper]) continue;
    const year = model.papers.year[paper];
    const isLate = year >= since;
    const [down, across] = [touchRows(paper), touchColumns(paper)];
    if (!isLate) {
      for (const row of down) tally.rows[row] += 1;
      for (const column of across) tally.columns[column] += 1;
    }
    for (const row of down) {
      for (const column of across) {
        const cell = row * width + column;
        tally[isLate ? 'late' : 'early'][cell] += 1;
        if (isLate && (!tally.first[cell] || year < tally.first[cell])) tally.first[cell] = year;
      }
    }
  }
  return tally;
}
