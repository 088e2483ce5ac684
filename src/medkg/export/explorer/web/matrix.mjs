// What has been done with what: the cells of a matrix, its gaps with their denominators, and its orders.

import { FACETS, compareText, makeAxis, makePlaces, makeTouch } from './axis.mjs';
import { linkBetween } from './model.mjs';

// linked: papers with a sentence that joins the two; together: papers that name both. Both are always counted.
export function makeMatrix(model, selection, options) {
  const rows = makeAxis(model, selection, { ...options, kind: options.rows, limit: options.rowLimit });
  const columns = makeAxis(model, selection, { ...options, kind: options.columns, limit: options.columnLimit });
  for (const axis of [rows, columns]) axis.isFlat = !options.isTree;
  const size = rows.items.length * columns.items.length;
  const matrix = { rows, columns, together: new Uint32Array(size), linked: null, measure: 'together' };
  countTogether(model, selection, matrix);
  const link = linkBetween(options.rows, options.columns);
  if (link) {
    matrix.linked = countLinked(model, selection, matrix, link);
    matrix.measure = matrix.linked.some(Boolean) ? options.measure : 'together'; // better than an empty picture
  }
  matrix.cells = matrix[matrix.measure];
  matrix.largest = matrix.cells.reduce((most, count) => Math.max(most, count), 0);
  matrix.total = selection.paperCount;
  orderMatrix(model, matrix, options);
  matrix.gaps = findGaps(model, matrix);
  return matrix;
}

function countTogether(model, selection, matrix) {
  const { rows, columns, together } = matrix;
  const width = columns.items.length;
  const touchRows = makeTouch(model, selection, rows);
  const touchColumns = makeTouch(model, selection, columns);
  const isSame = rows.kind === columns.kind;
  for (let paper = 0; paper < model.papers.count; paper += 1) {
    if (!selection.papers[paper]) continue;
    const across = touchColumns(paper);
    if (!across.length) continue;
    for (const row of touchRows(paper)) {
      for (const column of across) {
        if (isSame && isRelated(model, rows.items[row].thing, columns.items[column].thing)) continue;
        together[row * width + column] += 1;
      }
    }
  }
}

// A thing beside itself, or beside what is broader, says nothing.
export function isRelated(model, a, b) {
  return model.things.closed[a].includes(b) || model.things.closed[b].includes(a);
}

function countLinked(model, selection, matrix, { predicate, forward }) {
  const { rows, columns } = matrix;
  const { links, things } = model;
  const width = columns.items.length;
  const linked = new Uint32Array(rows.items.length * width);
  const seen = new Int32Array(linked.length).fill(-1);
  const number = model.predicates.indexOf(predicate);
  const [rowPlace, columnPlace] = [makePlaces(model, rows), makePlaces(model, columns)];
  const { starts, list } = links.byPaper;
  for (let paper = 0; paper < model.papers.count; paper += 1) {
    if (!selection.papers[paper]) continue;
    for (let k = starts[paper]; k < starts[paper + 1]; k += 1) {
      const link = list[k];
      if (links.predicate[link] !== number || !selection.linkCounts(link, paper)) continue;
      const [down, across] = forward
        ? [links.source[link], links.target[link]]
        : [links.target[link], links.source[link]];
      for (const a of rows.isFlat ? [down] : things.closed[down]) {
        const row = rowPlace[a];
        if (row < 0) continue;
        for (const b of columns.isFlat ? [across] : things.closed[across]) {
          const cell = row * width + columnPlace[b];
          if (columnPlace[b] >= 0 && seen[cell] !== paper) {
            seen[cell] = paper;
            linked[cell] += 1;
          }
        }
      }
    }
  }
  return linked;
}

// How many papers chance alone must lead one to expect before their absence is worth a mark: with three expected, fewer
// than one empty cell in twenty is chance (Poisson); small collections cannot ask for so many.
export function leastExpected(total) {
  return Math.min(3, Math.max(1, total / 100));
}

// A candidate gap: no paper names both, although both are so well studied that some should.
export function findGaps(model, matrix) {
  const { rows, columns, together, linked } = matrix;
  if (FACETS.includes(columns.kind) || FACETS.includes(rows.kind)) return [];
  const width = columns.items.length;
  const gaps = [];
  rows.items.forEach((row, r) => {
    columns.items.forEach((column, c) => {
      const cell = r * width + c;
      if (together[cell] || (linked && linked[cell]) || row.count < 3 || column.count < 3) return;
      if (rows.kind === columns.kind && (r >= c || isRelated(model, row.thing, column.thing))) return;
      const expected = (row.count * column.count) / Math.max(1, matrix.total);
      if (expected >= leastExpected(matrix.total)) gaps.push({ row: r, column: c, expected });
    });
  });
  return gaps.sort((a, b) => b.expected - a.expected || a.row - b.row || a.column - b.column);
}

// Of pairs that are one within the other only the broadest says something new: if no paper names a language model with
// an image, none names a large language model with one. Each kept pair knows how many it stands for.
export function foldPairs(model, { rows, columns }, pairs) {
  if (rows.isFlat) return pairs.map((pair) => ({ ...pair, narrower: 0 }));
  const { closed } = model.things;
  const key = (a, b) => (rows.kind === columns.kind && a > b ? `${b} ${a}` : `${a} ${b}`);
  const things = ({ row, column }) => [rows.items[row].thing, columns.items[column].thing];
  const known = new Set(pairs.map((pair) => key(...things(pair))));
  const narrower = new Map();
  const kept = pairs.filter((pair) => {
    const [row, column] = things(pair);
    const above = closed[row].flatMap((a) => closed[column].map((b) => key(a, b))).filter((each) => each !== key(row, column) && known.has(each));
    for (const each of above) narrower.set(each, (narrower.get(each) || 0) + 1);
    return !above.length;
  });
  return kept.map((pair) => ({ ...pair, narrower: narrower.get(key(...things(pair))) || 0 }));
}

// ---- orders -------------------------------------------------------------------------------------------------------

function orderMatrix(model, matrix, options) {
  if (options.order === 'size') return;
  const score = options.order === 'name' ? nameScores(options.labelOf) : clusterScores(matrix);
  permute(matrix, sorted(matrix.rows, score.rows, model), sorted(matrix.columns, score.columns, model));
}

function nameScores(labelOf) {
  const compare = (a, b) => compareText(labelOf(a), labelOf(b));
  return { rows: compare, columns: compare };
}

// Reciprocal averaging (Hill 1973): rows and columns with alike neighbours come to stand side by side.
export function clusterScores(matrix) {
  const { rows, columns, cells } = matrix;
  const [height, width] = [rows.items.length, columns.items.length];
  let across = Float64Array.from({ length: width }, (_, c) => c);
  let down = new Float64Array(height);
  const rowSums = new Float64Array(height);
  const columnSums = new Float64Array(width);
  const weight = (cell) => Math.sqrt(cells[cell]);
  for (let r = 0; r < height; r += 1) {
    for (let c = 0; c < width; c += 1) {
      rowSums[r] += weight(r * width + c);
      columnSums[c] += weight(r * width + c);
    }
  }
  for (let step = 0; step < 60; step += 1) {
    down = down.map((_, r) => {
      let sum = 0;
      for (let c = 0; c < width; c += 1) sum += weight(r * width + c) * across[c];
      return rowSums[r] ? sum / rowSums[r] : 0;
    });
    across = across.map((_, c) => {
      let sum = 0;
      for (let r = 0; r < height; r += 1) sum += weight(r * width + c) * down[r];
      return columnSums[c] ? sum / columnSums[c] : 0;
    });
    across = standard(across, columnSums);
  }
  const places = (items, scores) => {
    const score = new Map(items.map((item, k) => [item.key, scores[k]]));
    return (a, b) => score.get(a.key) - score.get(b.key);
  };
  return { rows: places(rows.items, down), columns: places(columns.items, across) };
}

// Centre and scale by the margins, which removes the trivial first axis.
function standard(values, weights) {
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const mean = values.reduce((sum, value, k) => sum + value * weights[k], 0) / total;
  const spread = Math.sqrt(values.reduce((sum, value, k) => sum + weights[k] * (value - mean) ** 2, 0) / total) || 1;
  return values.map((value) => (value - mean) / spread);
}

// Sort siblings; whatever hangs under an item moves with it. Years keep their order.
export function sorted(axis, compare) {
  const { items } = axis;
  const order = items.map((_, k) => k);
  if (axis.kind === 'year') return order;
  const blocks = (start, end, depth) => {
    const found = [];
    for (let k = start; k < end; k += 1) {
      if (items[k].depth === depth || !found.length) found.push({ head: k, end: k + 1 });
      else found[found.length - 1].end = k + 1;
    }
    return found
      .sort((a, b) => compare(items[a.head], items[b.head]) || a.head - b.head)
      .flatMap((block) => [block.head, ...(block.end > block.head + 1 ? blocks(block.head + 1, block.end, depth + 1) : [])]);
  };
  return blocks(0, items.length, 0);
}

function permute(matrix, rowOrder, columnOrder) {
  const width = matrix.columns.items.length;
  const move = (cells) => {
    const moved = new Uint32Array(cells.length);
    rowOrder.forEach((from, r) => {
      columnOrder.forEach((source, c) => {
        moved[r * width + c] = cells[from * width + source];
      });
    });
    return moved;
  };
  matrix.together = move(matrix.together);
  if (matrix.linked) matrix.linked = move(matrix.linked);
  matrix.cells = matrix[matrix.measure];
  matrix.rows.items = rowOrder.map((k) => matrix.rows.items[k]);
  matrix.columns.items = columnOrder.map((k) => matrix.columns.items[k]);
}

export const SHADES = 7;

// The shade of a count, 0 for none: growing with the square root, so that one paper and two differ plainly.
export function shadeOf(count, largest) {
  if (!count) return 0;
  return largest <= 1 ? 4 : 1 + Math.round((SHADES - 1) * Math.sqrt((count - 1) / (largest - 1)));
}

// What each shade stands for: [{ shade, from, to }], only shades that some count can have.
export function shadeRanges(largest) {
  const ranges = [];
  for (let count = 1; count <= largest; count += 1) {
    const shade = shadeOf(count, largest);
    const last = ranges[ranges.length - 1];
    if (last && last.shade === shade) last.to = count;
    else ranges.push({ shade, from: count, to: count });
  }
  return ranges;
}
