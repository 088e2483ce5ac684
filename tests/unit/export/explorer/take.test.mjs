import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withDensity } from '../../../../src/medkg/export/explorer/web/picture.mjs';
import { paintScene, toSvg } from '../../../../src/medkg/export/explorer/web/scene.mjs';
import { citation, toBibtex, toCsv, toRis } from '../../../../src/medkg/export/explorer/web/take.mjs';
import { WORDS } from '../../../../src/medkg/export/explorer/web/words.mjs';
import { sampleModel } from './sample.mjs';

test('CSV quotes only what needs it and ends its lines as the standard says', () => {
  assert.equal(toCsv([['a', 'b,c'], ['say "x"', 3]]), 'a,"b,c"\r\n"say ""x""",3\r\n');
});

test('RIS gives one record for each paper, every tag on one line', () => {
  const paper = { ...citation(sampleModel(), 0), title: 'Two\nlines' };
  assert.equal(toRis([paper]), ['TY  - CONF', 'TI  - Two lines', 'AU  - Ada Example', 'AU  - Bo {Brace}', 'PY  - 2020', 'T2  - MIDL', 'DO  - 10.1000/1', 'UR  - https://example.org/a', 'KW  - signals', 'ID  - p0', 'ER  - ', ''].join('\r\n'));
});

test('BibTeX escapes what TeX would take for commands and repeats no key', () => {
  const paper = { ...citation(sampleModel(), 0), title: '50% & {x}_1 \\input' };
  const text = toBibtex([paper, paper]);
  assert.match(text, /title = \{\{50\\% \\& \\\{x\\\}\\_1 \\textbackslash\{\}input\}\}/);
  assert.match(text, /author = \{Ada Example and Bo \\\{Brace\\\}\}/);
  assert.match(text, /@inproceedings\{p0,/);
  assert.match(text, /@inproceedings\{p0-2,/);
});

const SCENE = { width: 10, height: 10, title: '<t>', shapes: [{ kind: 'rect', x: 0, y: 0, w: 5, h: 5, fill: '#fff' }, { kind: 'text', x: 1, y: 1, size: 5, fill: '#000', text: '<script>\u0001&"' }, { kind: 'line', points: [[0, 0], [1, 1]], stroke: '#000' }] };

test('SVG holds hostile text as text and no character that XML forbids', () => {
  const text = toSvg(SCENE);
  assert.ok(!text.includes('<script>'));
  assert.ok(!text.includes('\u0001'));
  assert.ok(text.includes('&lt;script&gt;\ufffd&amp;&quot;'));
});

test('the canvas gets the same shapes', () => {
  const calls = [];
  const context = new Proxy({}, { get: (_, name) => (...rest) => calls.push([name, ...rest]), set: () => true });
  paintScene(SCENE, context, 4);
  assert.deepEqual(calls.filter(([name]) => ['scale', 'roundRect', 'fillText', 'lineTo'].includes(name)).map(([name]) => name), ['scale', 'roundRect', 'fillText', 'lineTo']);
});

test('a picture for print says how many dots it has to the metre', () => {
  const png = Uint8Array.from({ length: 40 }, (_, k) => k);
  const made = withDensity(png, 300);
  assert.deepEqual([...made.subarray(0, 33), ...made.subarray(54)], [...png]);
  // 11811 dots per metre, with the checksum that zlib gives for this chunk
  assert.equal(Buffer.from(made.subarray(33, 54)).toString('hex'), '000000097048597300002e2300002e230178a53f76');
});

test('the interface says in Chinese all that it says in English', () => {
  assert.deepEqual(Object.keys(WORDS.zh).sort(), Object.keys(WORDS.en).sort());
  for (const [key, value] of Object.entries(WORDS.en)) assert.equal(typeof WORDS.zh[key], typeof value, key);
});
