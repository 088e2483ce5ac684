import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeModel } from '../../../../src/medkg/export/explorer/web/model.mjs';
import { sampleCore, sampleModel } from './sample.mjs';

test('a paper gives its sentences with marks, and the quotes of its claims and links', () => {
  const { sentences, quotes } = sampleModel().evidenceOf(0);
  const [sentence] = sentences;
  assert.deepEqual(sentence.marks.map((mark) => sentence.text.slice(mark.start, mark.end)), ['U-Net', 'MRI']);
  assert.deepEqual(quotes.map(({ claim, link }) => [claim, link]), [[0, -1], [1, -1], [-1, 0], [-1, 0]]);
});

test('sentences that are not there yet are asked for again', () => {
  let isThere = false;
  const model = makeModel(sampleCore(), () => (isThere ? [[['Now.'], [], []]] : null));
  assert.equal(model.evidenceOf(0).sentences.length, 0);
  isThere = true;
  assert.equal(model.evidenceOf(0).sentences.length, 1);
});

test('data of another format are refused', () => {
  assert.throws(() => makeModel({ ...sampleCore(), format: 99 }), /format 99/);
});
