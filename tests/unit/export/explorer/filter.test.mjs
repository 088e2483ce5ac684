import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_FILTER, isFiltered, papersOf, select, selectPapers } from '../../../../src/medkg/export/explorer/web/filter.mjs';
import { closeUpwards } from '../../../../src/medkg/export/explorer/web/model.mjs';
import { sampleModel } from './sample.mjs';

const model = sampleModel();
const papers = (filters) => [...selectPapers(model, { ...NO_FILTER, ...filters })].join('');

test('without filters every paper counts, also one without a year', () => {
  assert.equal(papers({}), '11111');
});

test('years cut at both ends and leave papers without a year out', () => {
  assert.equal(papers({ from: 2021, to: 2022 }), '01100');
  assert.equal(papers({ to: 2021 }), '11000');
});

test('venues and topics narrow together, several of one kind widen', () => {
  assert.equal(papers({ venues: ['MIDL'] }), '11000');
  assert.equal(papers({ venues: ['MIDL', 'ICLR'] }), '11110');
  assert.equal(papers({ venues: ['ICLR'], topics: ['images'] }), '00010');
});

test('a broader thing counts the papers of the narrower ones, once each', () => {
  const { counts, own } = select(model, NO_FILTER);
  assert.equal(counts[0], 5);
  assert.equal(own[0], 0);
  assert.equal(counts[1], 2);
  assert.equal(counts[3], 2);
});

test('confidence leaves out weak claims', () => {
  const { counts } = select(model, { ...NO_FILTER, confidence: 70 });
  assert.equal(counts[1], 1);
  assert.equal(counts[5], 2);
});

test('roles keep only claims of these roles, and links whose method has one', () => {
  const selection = select(model, { ...NO_FILTER, roles: [0] });
  assert.equal(selection.counts[1], 1);
  assert.equal(selection.linkCounts(0, 0), true);
  assert.equal(selection.linkCounts(0, 1), false);
});

test('a rule keeps what it found', () => {
  const { claimCount } = select(model, { ...NO_FILTER, rule: 'link' });
  assert.equal(claimCount, 0);
  assert.equal(select(model, { ...NO_FILTER, rule: 'name' }).claimCount, 12);
});

test('the papers of a thing include those of narrower things', () => {
  assert.deepEqual(papersOf(model, select(model, NO_FILTER), 3), [2, 3]);
});

test('a cycle of broader things ends', () => {
  assert.deepEqual(closeUpwards([[1], [0], [2]]), [[0, 1], [1, 0], [2]]);
});

test('any change to a filter is noticed', () => {
  assert.equal(isFiltered(NO_FILTER), false);
  assert.equal(isFiltered({ ...NO_FILTER, venues: ['MIDL'] }), true);
});
