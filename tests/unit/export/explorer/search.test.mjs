import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_FILTER, select } from '../../../../src/medkg/export/explorer/web/filter.mjs';
import { makeIndex, search } from '../../../../src/medkg/export/explorer/web/search.mjs';
import { sampleModel } from './sample.mjs';

const model = sampleModel();
const index = makeIndex(model);
const find = (query) => search(index, query, { counts: select(model, NO_FILTER).counts }).map((hit) => (hit.type === 'thing' ? model.things.label[hit.number] : hit.text));

test('a thing is found by any of its names, in any language and spelling', () => {
  for (const query of ['unet', 'U Net', 'u-net']) assert.equal(find(query)[0], 'U-Net');
  assert.equal(find('脑电')[0], 'EEG');
  assert.equal(find('Electro-Encephalography')[0], 'EEG');
});

test('each thing is listed once, by its best name', () => {
  assert.deepEqual(find('net').filter((label) => label === 'U-Net').length, 1);
});

test('a whole name comes before a beginning, a beginning before the inside', () => {
  assert.deepEqual(find('e').slice(0, 1), ['EEG']);
  assert.equal(find('resonance')[0], 'MRI');
});

test('papers are found by their titles, after things', () => {
  assert.deepEqual(find('paper number 3'), ['Paper number 3']);
});

test('an empty query or one without letters finds nothing', () => {
  assert.deepEqual(find(''), []);
  assert.deepEqual(find(' -- '), []);
});
