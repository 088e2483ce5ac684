import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULTS, readState, writeState } from '../../../../src/medkg/export/explorer/web/state.mjs';

test('an untouched page has an empty address', () => {
  assert.equal(writeState(DEFAULTS), '');
  assert.deepEqual(readState(''), DEFAULTS);
});

test('every state is restored from its address', () => {
  const state = {
    ...DEFAULTS, view: 'network', rows: 'task', columns: 'year', isTree: false, selected: 'method/u-net*modality/脑电图', opened: ['method/a,b~c'], hops: 3, hidden: ['task/x'], kinds: ['task'], language: 'zh',
    filters: { ...DEFAULTS.filters, from: 2019, venues: ['A & B, C', 'D=E#F'], roles: [0, 2], confidence: 70, minimum: 3, rule: 'cue.we-propose' },
  };
  assert.deepEqual(readState(`#${writeState(state)}`), state);
});

test('what is not ours or not possible is passed over', () => {
  const state = readState('#view=evil&rows=<script>&confidence=900&hops=-1&roles=9,1&kinds=planet&unknown=1&from=abc');
  assert.deepEqual(state, { ...DEFAULTS, filters: { ...DEFAULTS.filters, roles: [1] } });
});

test('an address leaves out how this graph is first seen, and brings back what was chosen instead', () => {
  const first = { rows: 'task', columns: 'dataset' };
  assert.equal(writeState(readState('', first), first), '');
  assert.equal(readState('', first).rows, 'task');
  const chosen = { ...readState('', first), rows: 'method' };
  assert.equal(readState(writeState(chosen, first), first).rows, 'method');
});
