import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_FILTER, select } from '../../../../src/medkg/export/explorer/web/filter.mjs';
import { makeModel } from '../../../../src/medkg/export/explorer/web/model.mjs';
import { makeSets } from '../../../../src/medkg/export/explorer/web/sets.mjs';
import { sampleCore } from './sample.mjs';

const [U_NET, TRANSFORMER, SIGNAL, EEG, MRI] = [1, 2, 3, 4, 5]; // places in the sample

// Papers given by the things that they name.
function look(papers, options = {}, filters = NO_FILTER) {
  const core = sampleCore();
  const fill = (value) => papers.map(() => value);
  core.papers = { ...core.papers, iri: papers.map((_, k) => `paper/q${k}`), id: fill(''), title: fill(''), year: fill(2024), venue: fill(-1), topics: fill([]) };
  const things = papers.flat();
  core.claims = { count: papers.map((list) => list.length), thing: things, predicate: things.map(() => 0), confidence: things.map((_, k) => 50 + k), rules: things.map(() => 0) };
  core.links = { source: [], target: [], predicate: [], confidence: [], rules: [], papers: [] };
  const model = makeModel(core);
  const { items, combos } = makeSets(model, select(model, filters), { kind: 'modality', isTree: true, opened: new Set(), ...options });
  const label = (place) => model.things.label[items[place].thing];
  return { items: items.map((_, place) => label(place)), combos: combos.map(({ members, only, all }) => [members.map(label).join('+'), only, all]), states: items.map(({ state }) => state) };
}

test('a broader thing stands for the narrower ones until it is opened', () => {
  const papers = [[EEG, MRI], [EEG, MRI], [EEG], [MRI], [SIGNAL]];
  assert.deepEqual(look(papers).items, ['biosignal', 'MRI']);
  assert.deepEqual(look(papers).states, ['closed', '']);
  assert.deepEqual(look(papers).combos, [['biosignal+MRI', 2, 2]]);
  assert.deepEqual(look(papers, { opened: new Set(['modality/biosignal']) }).items, ['MRI', 'EEG']);
});

test('without the hierarchy each thing counts for itself, and may meet what is broader', () => {
  assert.deepEqual(look([[SIGNAL, EEG], [EEG]], { isTree: false }).combos, [['EEG+biosignal', 1, 1]]);
});

test('papers that name just these are told from those that name others as well', () => {
  const papers = [[U_NET, TRANSFORMER], [U_NET, TRANSFORMER], [U_NET], [TRANSFORMER]];
  assert.deepEqual(look(papers, { kind: 'method', opened: new Set(['method/neural-network']) }).combos, [['transformer+U-Net', 2, 2]]);
  const three = look([[SIGNAL, EEG, MRI], [EEG, MRI], [EEG, MRI]], { isTree: false }).combos;
  assert.deepEqual(three, [['MRI+EEG', 2, 3], ['MRI+EEG+biosignal', 1, 1]]);
});

test('filters and the limit hold', () => {
  const papers = [[EEG, MRI], [EEG, MRI]]; // confidences 50, 51, 52, 53
  assert.deepEqual(look(papers, {}, { ...NO_FILTER, confidence: 52 }).combos, [['biosignal+MRI', 1, 1]]);
  assert.deepEqual(look(papers, { limit: 1 }).combos, []);
  assert.deepEqual(look([]).items, []);
});
