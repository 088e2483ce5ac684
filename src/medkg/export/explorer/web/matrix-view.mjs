// The matrix on screen: a table whose cells open papers and sentences, walked by mouse, touch or arrow keys.

import { FACETS } from './axis.mjs';
import { h, name } from './dom.mjs';
import { findEmerging } from './emerging.mjs';
import { isFiltered } from './filter.mjs';
import { foldPairs, makeMatrix, shadeOf, shadeRanges } from './matrix.mjs';
import { linkBetween } from './model.mjs';
import { endName } from './panel.mjs';
import { button, choice, share, table, thingChip } from './parts.mjs';
import { shorten } from './text.mjs';

const COLUMN_KINDS = ['modality', 'task', 'dataset', 'method', 'year', 'venue', 'topic'];
const ROW_KINDS = ['method', 'task', 'dataset', 'modality'];

export function matrixOf(app) {
  const { state } = app;
  const key = JSON.stringify([state.rows, state.columns, state.measure, state.order, state.isTree, state.rowLimit, state.columnLimit, state.opened, state.closed, state.filters, app.language]);
  if (app.cache.matrixKey !== key) {
    app.cache.matrix = makeMatrix(app.model, app.selection, {
      ...state,
      opened: new Set(state.opened),
      closed: new Set(state.closed),
      labelOf: (item) => app.itemLabel(item),
    });
    app.cache.matrixKey = key;
  }
  return app.cache.matrix;
}

// Gaps are looked for further down the lists than a screen can show.
export function gapMatrixOf(app) {
  const { state } = app;
  const key = JSON.stringify([state.rows, state.columns, state.isTree, state.opened, state.closed, state.filters]);
  if (app.cache.gapKey !== key) {
    const matrix = makeMatrix(app.model, app.selection, { ...state, order: 'size', rowLimit: 160, columnLimit: 80, opened: new Set(state.opened), closed: new Set(state.closed) });
    app.cache.gapMatrix = { ...matrix, gaps: foldPairs(app.model, matrix, matrix.gaps) };
    app.cache.gapKey = key;
    app.cache.emerging = null;
  }
  return app.cache.gapMatrix;
}

function emergingOf(app) {
  const matrix = gapMatrixOf(app);
  if (!app.cache.emerging) app.cache.emerging = findEmerging(app.model, app.selection, matrix);
  return app.cache.emerging;
}

// What the gaps view lists: { columns, rows, standard }.
export function gapTableOf(app) {
  const matrix = gapMatrixOf(app);
  return app.state.pairs === 'new'
    ? { columns: emergingColumns(app, matrix), rows: emergingOf(app).pairs, standard: '-papers' }
    : { columns: gapColumns(app, matrix), rows: matrix.gaps, standard: '-expected' };
}

export function renderMatrix(app) {
  const matrix = matrixOf(app);
  const isEmpty = !matrix.rows.items.length || !matrix.columns.items.length;
  return [
    lede(app, matrix),
    controls(app, matrix),
    isEmpty ? h('p.empty', whyEmpty(app)) : app.state.isTable ? pairTable(app, matrix) : grid(app, matrix),
  ];
}

function whyEmpty(app) {
  if (!app.model.papers.count) return app.words.emptyGraph;
  return isFiltered(app.state.filters) ? app.words.nothing : app.words.nothingOf(app.state.rows, app.state.columns);
}

// The answer in one sentence, before the picture.
function lede(app, matrix) {
  const { words } = app;
  const isUnlinked = matrix.linked && matrix.measure !== app.state.measure;
  const note = isUnlinked ? `${words.nothingLinked(app.state.rows, app.state.columns)} ` : '';
  if (!matrix.rows.items.length || !matrix.columns.items.length) return null; // the place of the picture says why
  if (!matrix.largest) return h('p.lede', words.noneTogether);
  const isThings = !FACETS.includes(matrix.columns.kind);
  const cell = topCell(matrix, isThings);
  const [row, column] = [matrix.rows.items[cell.row], matrix.columns.items[cell.column]];
  const gaps = isThings ? gapMatrixOf(app).gaps.length : 0;
  const open = h('button.in-text', { type: 'button', onclick: () => app.select(pairName(matrix, cell)) }, name(shorten(app.itemLabel(row), 60)), isThings ? words.ledeTop[1] : words.ledeFacet[1], name(shorten(app.itemLabel(column), 60)));
  const gapPart = gaps ? h('button.in-text.gap', { type: 'button', onclick: () => app.set({ view: 'gaps' }) }, words.ledeGaps(gaps)) : words.ledeNoGaps;
  return h('p.lede', note, isThings ? words.ledeTop[0] : words.ledeFacet[0], open, words.ledeTop[2](matrix.cells[cell.row * matrix.columns.items.length + cell.column]), ' ', isThings ? gapPart : null);
}

// The cell that says most: among the fuller ones, that which is farthest above what its row and column let one expect.
// The fullest of all would nearly always be that of the two broadest names.
function topCell(matrix, isThings) {
  const width = matrix.columns.items.length;
  const expected = (cell) => (matrix.rows.items[Math.floor(cell / width)].count * matrix.columns.items[cell % width].count) / Math.max(1, matrix.total);
  let [best, most] = [0, -Infinity];
  matrix.cells.forEach((count, cell) => {
    if (!count || count < matrix.largest / 3) return;
    const weight = isThings ? count * Math.log(count / expected(cell)) : count;
    if (weight > most) [best, most] = [cell, weight];
  });
  return { row: Math.floor(best / width), column: best % width };
}

export function pairName(matrix, { row, column }) {
  return `${matrix.rows.items[row].key}*${endName(matrix.columns.items[column], matrix.columns.kind)}`;
}

function controls(app, matrix, ...more) {
  const { state, words } = app;
  const isGaps = state.view === 'gaps';
  const pick = (label, kinds, current, field) =>
    h('label.pick', h('span', label), h('select', { onchange: (event) => app.set({ [field]: event.target.value, sort: '' }), 'data-key': field },
      kinds.map((kind) => h('option', { value: kind, selected: kind === current }, words.kinds(kind)))));
  const canSwap = !FACETS.includes(state.columns);
  const hasLink = linkBetween(state.rows, state.columns) !== null;
  return h('div.bar',
    more,
    pick(words.rows, ROW_KINDS, state.rows, 'rows'),
    h('button.quiet.swap', { type: 'button', disabled: !canSwap, 'aria-label': words.swap, title: words.swap, 'data-key': 'swap', onclick: () => app.set({ rows: state.columns, columns: state.rows, rowLimit: state.columnLimit, columnLimit: state.rowLimit }) }, '⇄'),
    pick(words.columns, COLUMN_KINDS.filter((kind) => (isGaps ? !FACETS.includes(kind) : app.hasFacet(kind))), state.columns, 'columns'),
    isGaps ? null : h('span.labelled', h('span', words.order), choice(app, words.order, Object.entries(words.orders), state.order, (order) => app.set({ order }), 'order')),
    hasLink && !isGaps ? h('span.labelled', h('span', words.measure), choice(app, words.measure, [['linked', words.linked, words.linkedHint], ['together', words.together, words.togetherHint]], matrix.measure, (measure) => app.set({ measure }), 'measure')) : null,
    h('label.tick', h('input', { type: 'checkbox', checked: state.isTree, onchange: (event) => app.set({ isTree: event.target.checked }), 'data-key': 'tree' }), words.tree),
    isGaps ? null : choice(app, words.table, [[false, words.picture], [true, words.table]], state.isTable, (isTable) => app.set({ isTable, sort: '' }), 'table'),
  );
}

// ---- the grid -----------------------------------------------------------------------------------------------------

function grid(app, matrix) {
  const { rows, columns } = matrix;
  const gaps = new Map(matrix.gaps.map((gap) => [gap.row * columns.items.length + gap.column, gap]));
  const mostRow = Math.max(1, ...rows.items.map((item) => item.count));
  const mostColumn = Math.max(1, ...columns.items.map((item) => item.count));
  const head = h('tr', corner(app, matrix), columns.items.map((item, c) => columnHead(app, matrix, item, c, mostColumn)));
  const body = rows.items.map((item, r) =>
    h('tr', rowHead(app, matrix, item, r, mostRow), columns.items.map((column, c) => cell(app, matrix, { r, c, gap: gaps.get(r * columns.items.length + c) }))));
  const title = `${app.words.kinds(rows.kind)} × ${app.words.kinds(columns.kind)}`;
  const element = h('table.matrix', { role: 'grid', 'aria-label': title }, h('thead', head), h('tbody', body));
  element.addEventListener('click', (event) => onCell(event, (at) => app.select(pairName(matrix, at))));
  element.addEventListener('keydown', (event) => onKey(app, matrix, element, event));
  element.addEventListener('pointerover', (event) => crosshair(element, event.target.closest('td')));
  element.addEventListener('pointerleave', () => crosshair(element, null));
  return [h('div.stage', { tabindex: -1 }, element), foot(app, matrix)];
}

function corner(app, matrix) {
  return h('td.corner', { 'aria-hidden': 'true' }, h('span.corner-columns', app.words.kinds(matrix.columns.kind)), h('span.corner-rows', app.words.kinds(matrix.rows.kind)));
}

function caret(app, axis, item) {
  if (!item.state) return h('span.caret');
  const label = app.itemLabel(item);
  const isOpen = item.state === 'open';
  return h('button.caret', {
    type: 'button', tabindex: -1, 'aria-expanded': String(item.state !== 'closed'), 'data-key': `caret-${item.key}`, 'data-state': item.state,
    'aria-label': isOpen ? app.words.close(label) : app.words.open(label),
    onclick: (event) => {
      event.stopPropagation();
      app.fold(item, !isOpen);
    },
  }, item.state === 'closed' ? '▸' : item.state === 'part' ? '▹' : '▾');
}

function rowHead(app, matrix, item, r, most) {
  return h('th.row', { scope: 'row', 'data-r': r, '--depth': item.depth, '--share': share(item.count, most) },
    h('div.head',
      caret(app, matrix.rows, item),
      h('button.head-label', { type: 'button', tabindex: -1, title: app.itemLabel(item), onclick: () => app.select(item.key), 'data-key': `row-${item.key}` }, name(app.itemLabel(item))),
      h('span.n', item.count.toLocaleString('en'))));
}

function columnHead(app, matrix, item, c, most) {
  const isFacet = FACETS.includes(matrix.columns.kind);
  const label = app.itemLabel(item);
  const way = app.isUpright(label) ? '.upright' : '';
  return h('th.column', { scope: 'col', 'data-c': c, '--depth': item.depth, '--share': share(item.count, most) },
    h('div.head',
      h('span.n', item.count.toLocaleString('en')),
      caret(app, matrix.columns, item),
      isFacet
        ? h(`span.head-label${way}`, { title: label }, name(label))
        : h(`button.head-label${way}`, { type: 'button', tabindex: -1, title: label, onclick: () => app.select(item.key), 'data-key': `column-${item.key}` }, name(label))));
}

function cell(app, matrix, { r, c, gap }) {
  const { rows, columns, cells, largest } = matrix;
  const count = cells[r * columns.items.length + c];
  const [row, column] = [app.itemLabel(rows.items[r]), app.itemLabel(columns.items[c])];
  const label = gap ? app.words.cellGap(row, column, rows.items[r].count, columns.items[c].count) : app.words.cell(row, column, count);
  return h(`td.cell.s${shadeOf(count, largest)}${gap ? '.gap' : ''}`, {
    'data-pair': pairName(matrix, { row: r, column: c }),
    tabindex: r === 0 && c === 0 ? 0 : -1, 'data-r': r, 'data-c': c, 'aria-label': label, title: label, 'data-key': `cell-${r}-${c}`,
  }, count ? count.toLocaleString('en') : '');
}

function onCell(event, act) {
  const target = event.target.closest('td.cell');
  if (target) act({ row: Number(target.dataset.r), column: Number(target.dataset.c) });
}

function crosshair(element, target) {
  for (const old of element.querySelectorAll('.on')) old.classList.remove('on');
  if (!target || !target.dataset.r) return;
  element.querySelector(`th[data-r="${target.dataset.r}"]`).classList.add('on');
  element.querySelector(`th[data-c="${target.dataset.c}"]`).classList.add('on');
}

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function onKey(app, matrix, element, event) {
  const target = event.target.closest('td.cell');
  if (!target || event.ctrlKey || event.metaKey || event.altKey) return;
  const [r, c] = [Number(target.dataset.r), Number(target.dataset.c)];
  if (event.key === 'Enter' || event.key === ' ') app.select(pairName(matrix, { row: r, column: c }));
  else if (event.key === '[' || event.key === ']') app.fold(matrix.rows.items[r], event.key === ']');
  else if (MOVES[event.key]) moveTo(element, matrix, r + MOVES[event.key][0], c + MOVES[event.key][1]);
  else if (event.key === 'Home') moveTo(element, matrix, r, 0);
  else if (event.key === 'End') moveTo(element, matrix, r, matrix.columns.items.length - 1);
  else return;
  event.preventDefault();
}

function moveTo(element, matrix, r, c) {
  const next = element.querySelector(`td[data-r="${Math.max(0, Math.min(matrix.rows.items.length - 1, r))}"][data-c="${Math.max(0, Math.min(matrix.columns.items.length - 1, c))}"]`);
  if (!next) return;
  for (const old of element.querySelectorAll('td[tabindex="0"]')) old.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
  crosshair(element, next);
}

// ---- under the grid -----------------------------------------------------------------------------------------------

function foot(app, matrix) {
  const { state, words } = app;
  const { rows, columns } = matrix;
  const more = (axis, field, label, limits) =>
    axis.total > axis.items.length && state[field] < limits[1]
      ? button(`${label} (${words.ofAll(axis.items.length, axis.total)})`, () => app.set({ [field]: Math.min(limits[1], state[field] + limits[0]) }), { 'data-key': `more-${field}` })
      : null;
  return h('div.foot', legend(app, matrix), h('div.mores', more(rows, 'rowLimit', words.moreRows, [32, 320]), more(columns, 'columnLimit', words.moreColumns, [20, 120])));
}

function legend(app, matrix) {
  const ranges = shadeRanges(matrix.largest).map(({ shade, from, to }) => h('span.step', h(`span.swatch.s${shade}`), from === to ? String(from) : `${from}–${to}`));
  return h('div.legend', ranges.length ? h('span', app.words.legend) : null, ranges, matrix.gaps.length ? h('span.step', h('span.gap-dot'), app.words.legendGap) : null);
}

// ---- the twin -----------------------------------------------------------------------------------------------------

export function pairColumns(app, matrix) {
  const { words } = app;
  const { rows, columns } = matrix;
  const width = columns.items.length;
  const end = (axis, item) => (FACETS.includes(axis.kind) ? name(app.itemLabel(item)) : thingChip(app, item.thing));
  const open = (row) => h('button.in-text', { type: 'button', onclick: () => app.select(pairName(matrix, { row: row.r, column: row.c })) }, row.count.toLocaleString('en'));
  return [
    { key: 'row', label: words.kind(rows.kind), value: (row) => app.itemLabel(rows.items[row.r]), show: (row) => end(rows, rows.items[row.r]) },
    { key: 'column', label: words.kind(columns.kind), value: (row) => app.itemLabel(columns.items[row.c]), show: (row) => end(columns, columns.items[row.c]) },
    { key: 'papers', label: words.paperCount, value: (row) => row.count, show: open, isNumber: true },
    { key: 'rowpapers', label: `${words.paperCount}: ${words.kind(rows.kind)}`, value: (row) => rows.items[row.r].count, isNumber: true },
    { key: 'columnpapers', label: `${words.paperCount}: ${words.kind(columns.kind)}`, value: (row) => columns.items[row.c].count, isNumber: true },
    { key: 'together', label: words.together, value: (row) => matrix.together[row.r * width + row.c], isNumber: true },
  ];
}

export function pairRows(matrix) {
  const width = matrix.columns.items.length;
  const rows = [];
  matrix.cells.forEach((count, k) => {
    if (count) rows.push({ r: Math.floor(k / width), c: k % width, count });
  });
  return rows;
}

function pairTable(app, matrix) {
  const title = `${app.words.kinds(matrix.rows.kind)} × ${app.words.kinds(matrix.columns.kind)}`;
  return table(app, { columns: pairColumns(app, matrix), rows: pairRows(matrix), caption: title, standard: '-papers' });
}

// ---- gaps ---------------------------------------------------------------------------------------------------------

function gapColumns(app, matrix) {
  const { rows, columns } = matrix;
  const { words } = app;
  const both = (gap) => [rows.items[gap.row].count, columns.items[gap.column].count];
  return [
    ...pairEnds(app, matrix),
    { key: 'papers', label: words.paperCount, value: (gap) => words.gapOf(...both(gap), rows.kind, columns.kind), show: (gap) => openPair(app, matrix, gap, words.gapOf(...both(gap), rows.kind, columns.kind)) },
    ...narrowerColumn(app, matrix.gaps),
    { key: 'expected', label: words.expected, value: (gap) => Math.round(gap.expected * 10) / 10, show: (gap) => gap.expected.toFixed(1), isNumber: true },
  ];
}

function emergingColumns(app, matrix) {
  const { words } = app;
  return [
    ...pairEnds(app, matrix),
    { key: 'papers', label: words.paperCount, value: (pair) => pair.count, show: (pair) => openPair(app, matrix, pair, pair.count.toLocaleString('en')), isNumber: true },
    { key: 'first', label: words.firstSeen, value: (pair) => pair.first, isNumber: true, isYear: true },
    { key: 'before', label: words.before, value: (pair) => words.bothBefore(...pair.before) },
    ...narrowerColumn(app, emergingOf(app).pairs),
  ];
}

function pairEnds(app, { rows, columns }) {
  const end = (axis, field) => ({ key: field, label: app.words.kind(axis.kind), value: (pair) => app.itemLabel(axis.items[pair[field]]), show: (pair) => thingChip(app, axis.items[pair[field]].thing) });
  return [end(rows, 'row'), end(columns, 'column')];
}

function openPair(app, matrix, pair, text) {
  return h('button.in-text', { type: 'button', onclick: () => app.select(pairName(matrix, pair)) }, text);
}

// How many pairs of narrower things a pair stands for, where any stands for more than itself.
function narrowerColumn(app, pairs) {
  if (!pairs.some((pair) => pair.narrower)) return [];
  return [{ key: 'narrower', label: app.words.narrowerPairs, value: (pair) => pair.narrower, show: (pair) => (pair.narrower ? `+${pair.narrower.toLocaleString('en')}` : ''), isNumber: true }];
}

export function renderGaps(app) {
  const matrix = gapMatrixOf(app);
  const { words, state } = app;
  const isNew = state.pairs === 'new';
  const { columns, rows, standard } = gapTableOf(app);
  const title = `${isNew ? words.newPairs : words.gaps}: ${words.kinds(matrix.rows.kind)} × ${words.kinds(matrix.columns.kind)}`;
  const which = choice(app, words.gaps, [['never', words.neverPairs], ['new', words.newPairs]], state.pairs, (pairs) => app.set({ pairs, sort: '' }), 'pairs');
  return [
    h('p.lede', isNew ? newIntro(app) : rows.length ? words.gapsIntro(matrix.total) : words.noGaps),
    controls(app, matrix, which),
    rows.length ? table(app, { columns, rows, caption: title, standard, step: 50 }) : null,
  ];
}

function newIntro(app) {
  const { since, pairs } = emergingOf(app);
  if (!since) return app.words.tooFewYears;
  return pairs.length ? app.words.newIntro(since) : app.words.noNewPairs(since);
}
