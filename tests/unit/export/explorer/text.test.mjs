import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compact, cut, doiUrl, safeUrl, shorten, words } from '../../../../src/medkg/export/explorer/web/text.mjs';

test('names are compared without case, accents, width, hyphens and spaces', () => {
  for (const name of ['U-Net', 'UNet', 'u net', 'Ｕ－Ｎｅｔ', 'U\u2011Net']) assert.equal(compact(name), 'unet');
  assert.equal(compact('Résumé'), 'resume');
  assert.equal(compact('β-VAE'), 'betavae');
  assert.equal(compact('脑电图'), '脑电图');
  assert.equal(words('X-ray  image'), 'x ray image');
});

test('a sentence is cut where marks begin and end, and every stretch knows its marks', () => {
  const [a, b] = [{ start: 3, end: 8 }, { start: 5, end: 10 }];
  const stretches = cut('We train nets.', [a, b]);
  assert.equal(stretches.map((stretch) => stretch.text).join(''), 'We train nets.');
  assert.deepEqual(stretches.map((stretch) => [stretch.text, stretch.marks.length]), [['We ', 0], ['tr', 1], ['ain', 2], [' n', 1], ['ets.', 0]]);
});

test('a mark beyond the sentence is cut off, not shown wrongly', () => {
  assert.deepEqual(cut('abc', [{ start: 2, end: 99 }]).map((stretch) => stretch.text), ['ab', 'c']);
});

test('only web addresses become links', () => {
  assert.equal(safeUrl('https://example.org/a?b=1'), 'https://example.org/a?b=1');
  for (const bad of ['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', ' https://x', 'https://a b']) assert.equal(safeUrl(bad), '');
});

test('a DOI becomes an address with its odd characters encoded', () => {
  assert.equal(doiUrl('10.1000/<odd>;5'), 'https://doi.org/10.1000/%3Codd%3E%3B5');
  assert.equal(doiUrl('not a doi'), '');
});

test('shortening keeps characters whole', () => {
  assert.equal(shorten('🫀🫀🫀🫀', 3), '🫀🫀…');
  assert.equal(shorten('short', 10), 'short');
});
