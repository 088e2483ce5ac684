import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstAxes } from '../../../../src/medkg/export/explorer/web/axis.mjs';
import { NO_FILTER, select } from '../../../../src/medkg/export/explorer/web/filter.mjs';
import { findGaps, leastExpected, makeMatrix, shadeOf, shadeRanges, sorted } from '../../../../src/medkg/export/explorer/web/matrix.mjs';
import { sampleModel } from './sample.mjs';

const model = sampleModel();
const selection = select(model, NO_FILTER);
const BASE = { rows: 'method', columns: 'modality', measure: 'linked', order: 'size', isTree: true, rowLimit: 9, columnLimit: 9, opened: new Set(), closed: new Set(), labelOf: (item) => model.things.label[item.thing] };
const make = (options = {}, from = model, chosen = selection) => makeMatrix(from, chosen, { ...BASE, ...options });
const names = (axis) => axis.items.map((item) => (item.thing === undefined ? item.value : `${'·'.repeat(item.depth)}${model.things.label[item.thing]}`));

test('rows stand in their hierarchy, the most used first', () => {
  assert.deepEqual(names(make().rows), ['neural network', '·transformer', '·U-Net']);
});

test('a broader thing that only repeats one narrower thing is left out', () => {
  assert.deepEqual(names(make().columns), ['MRI', 'EEG']);
});

test('the limit goes to the most used things, and what it hides can be opened', () => {
  const { rows } = make({ rowLimit: 2 });
  assert.deepEqual(names(rows), ['neural network', '·transformer']);
  assert.equal(rows.items[0].state, 'part');
  assert.deepEqual(names(make({ rowLimit: 2, opened: new Set(['method/neural-network']) }).rows), ['neural network', '·transformer', '·U-Net']);
});

test('a closed row hides what is under it', () => {
  const { rows } = make({ closed: new Set(['method/neural-network']) });
  assert.deepEqual(names(rows), ['neural network']);
  assert.equal(rows.items[0].state, 'closed');
});

test('linked cells count papers whose text joins the two, together cells those that name both', () => {
  const matrix = make();
  assert.deepEqual([...matrix.linked], [2, 2, 0, 2, 2, 0]);
  assert.deepEqual([...matrix.together], [3, 2, 1, 2, 2, 0]);
  assert.deepEqual([...make({ measure: 'together' }).cells], [...matrix.together]);
});

test('where the ontology has no link between two kinds, papers that name both are counted', () => {
  const matrix = make({ rows: 'task' });
  assert.equal(matrix.measure, 'together');
  assert.deepEqual([...matrix.cells], [0, 1]);
});

test('rows and columns can change places', () => {
  assert.deepEqual([...make({ rows: 'modality', columns: 'method' }).cells], [2, 0, 2, 2, 2, 0]);
});

test('columns can be years, without holes between them', () => {
  const matrix = make({ columns: 'year' });
  assert.deepEqual(names(matrix.columns), [2020, 2021, 2022, 2023]);
  assert.deepEqual([...matrix.cells].slice(0, 4), [1, 1, 1, 1]);
});

test('a kind beside itself leaves out the thing itself and what is broader', () => {
  const matrix = make({ rows: 'method', columns: 'method' });
  assert.equal([...matrix.cells].reduce((sum, count) => sum + count, 0), 0);
});

test('flat rows count only what names the thing itself', () => {
  assert.deepEqual(names(make({ isTree: false }).rows), ['transformer', 'U-Net']);
});

test('a gap is an empty cell between two well-studied things, with what chance would lead one to expect', () => {
  const items = (counts) => counts.map((count, thing) => ({ thing, count, key: String(thing), depth: 0 }));
  const matrix = { rows: { kind: 'method', items: items([40, 2]) }, columns: { kind: 'modality', items: items([30]) }, together: [0, 0], linked: null, total: 100 };
  assert.deepEqual(findGaps(model, matrix), [{ row: 0, column: 0, expected: 12 }]);
  assert.deepEqual(findGaps(model, { ...matrix, together: [1, 0] }), []);
  assert.deepEqual([leastExpected(10), leastExpected(200), leastExpected(5000)], [1, 2, 3]);
});

test('siblings are sorted and what hangs under them moves along', () => {
  const axis = { kind: 'method', items: [{ key: 'b', depth: 0 }, { key: 'b2', depth: 1 }, { key: 'b1', depth: 1 }, { key: 'a', depth: 0 }] };
  const order = sorted(axis, (x, y) => (x.key < y.key ? -1 : 1));
  assert.deepEqual(order.map((k) => axis.items[k].key), ['a', 'b', 'b1', 'b2']);
});

test('likeness puts rows with alike columns side by side', () => {
  const matrix = make({ order: 'cluster', isTree: false });
  const width = matrix.columns.items.length;
  assert.equal(matrix.rows.items.length, 2);
  assert.equal(matrix.cells[0] > 0, matrix.cells[width + 1] > 0);
});

test('shades grow with counts and the legend says what each stands for', () => {
  assert.equal(shadeOf(0, 9), 0);
  assert.equal(shadeOf(1, 1), 4);
  assert.deepEqual([1, 2, 3].map((count) => shadeOf(count, 3)), [1, 5, 7]);
  assert.deepEqual(shadeRanges(3).map(({ from, to }) => [from, to]), [[1, 1], [2, 2], [3, 3]]);
  assert.equal(shadeRanges(400).length, 7);
});

test('a graph is first seen by the kinds that it has', () => {
  const only = (...kinds) => firstAxes({ ...model, things: { kind: kinds.map((kind) => model.kinds.indexOf(kind)) } });
  assert.deepEqual(firstAxes(model), { rows: 'method', columns: 'modality' });
  assert.deepEqual(only('dataset', 'task'), { rows: 'task', columns: 'dataset' });
  assert.deepEqual(only('modality'), { rows: 'modality', columns: 'year' });
  assert.deepEqual(only(), { rows: 'method', columns: 'modality' });
});
