import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findEmerging } from '../../../../src/medkg/export/explorer/web/emerging.mjs';
import { NO_FILTER, select } from '../../../../src/medkg/export/explorer/web/filter.mjs';
import { foldPairs, makeMatrix } from '../../../../src/medkg/export/explorer/web/matrix.mjs';
import { makeModel } from '../../../../src/medkg/export/explorer/web/model.mjs';
import { sampleCore } from './sample.mjs';

const OPTIONS = { rows: 'method', columns: 'modality', measure: 'together', order: 'size', isTree: true, rowLimit: 20, columnLimit: 20, opened: new Set(), closed: new Set() };
const [NET, U_NET, TRANSFORMER, SIGNAL, EEG, MRI] = [0, 1, 2, 3, 4, 5]; // places in the sample

// Papers given as [year, things that they name].
function look(papers, { filters = NO_FILTER, options = {} } = {}) {
  const core = sampleCore();
  const fill = (value) => papers.map(() => value);
  core.papers = { ...core.papers, iri: papers.map((_, k) => `paper/q${k}`), id: papers.map((_, k) => `q${k}`), title: fill(''), year: papers.map(([year]) => year), venue: fill(-1), topics: fill([]) };
  const things = papers.flatMap(([, list]) => list);
  core.claims = { count: papers.map(([, list]) => list.length), thing: things, predicate: things.map(() => 0), confidence: things.map(() => 90), rules: things.map(() => 0) };
  core.links = { source: [], target: [], predicate: [], confidence: [], rules: [], papers: [] };
  const model = makeModel(core);
  const selection = select(model, filters);
  const matrix = makeMatrix(model, selection, { ...OPTIONS, ...options });
  const found = findEmerging(model, selection, matrix);
  const label = (axis, place) => model.things.label[matrix[axis].items[place].thing];
  return { model, matrix, since: found.since, pairs: found.pairs.map((pair) => [label('rows', pair.row), label('columns', pair.column), pair.count, pair.first, ...pair.before]) };
}

const often = (count, ...paper) => Array.from({ length: count }, () => paper);
const APART = [...often(4, 2020, [U_NET, MRI]), ...often(3, 2021, [TRANSFORMER, EEG])];

test('a pair is new when its two sides were studied before and met only in the last two years', () => {
  const { since, pairs } = look([...APART, ...often(2, 2024, [U_NET, EEG]), [2023, [U_NET, EEG]], [2024, [U_NET, MRI]]]);
  assert.equal(since, 2023);
  assert.deepEqual(pairs, [['U-Net', 'EEG', 3, 2023, 4, 3]]);
});

test('a pair that met before, once or perhaps, is not new', () => {
  assert.deepEqual(look([...APART, [2021, [U_NET, EEG]], ...often(3, 2024, [U_NET, EEG])]).pairs, []);
  assert.deepEqual(look([...APART, [0, [U_NET, EEG]], ...often(3, 2024, [U_NET, EEG])]).pairs, []); // a paper without a year
});

test('one paper, or a side that is itself new, makes no new pair', () => {
  assert.deepEqual(look([...APART, [2024, [U_NET, EEG]]]).pairs, []);
  assert.deepEqual(look([...often(4, 2020, [U_NET, MRI]), ...often(4, 2024, [U_NET, EEG])]).pairs, []);
});

test('the last year is that of the filter', () => {
  const papers = [...APART, ...often(2, 2023, [U_NET, EEG]), ...often(2, 2026, [U_NET, MRI])];
  assert.deepEqual(look(papers).pairs, []);
  assert.equal(look(papers, { filters: { ...NO_FILTER, to: 2023 } }).pairs.length, 1);
});

test('papers of one year, or of none, cannot tell what is new', () => {
  assert.equal(look(often(9, 2024, [U_NET, EEG])).since, 0);
  assert.equal(look(often(9, 0, [U_NET, EEG])).since, 0);
  assert.equal(look([]).since, 0);
  assert.equal(look(APART, { options: { columns: 'year' } }).since, 0);
});

test('of pairs within each other the broadest stands for the rest', () => {
  const { model, matrix } = look([...often(3, 2020, [U_NET, MRI]), ...often(3, 2020, [TRANSFORMER, MRI]), ...often(3, 2020, [SIGNAL]), ...often(3, 2020, [EEG])]);
  const place = (axis, thing) => matrix[axis].items.findIndex((item) => item.thing === thing);
  const pair = (row, column) => ({ row: place('rows', row), column: place('columns', column) });
  const pairs = [pair(NET, SIGNAL), pair(U_NET, SIGNAL), pair(U_NET, EEG), pair(TRANSFORMER, MRI)];
  assert.deepEqual(foldPairs(model, matrix, pairs).map(({ narrower }) => narrower), [2, 0]);
  matrix.rows.isFlat = true; // without the hierarchy each thing stands for itself
  assert.equal(foldPairs(model, matrix, pairs).length, 4);
});
