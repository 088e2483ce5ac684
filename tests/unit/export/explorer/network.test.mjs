import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_FILTER, select } from '../../../../src/medkg/export/explorer/web/filter.mjs';
import { makeLinks, makeNeighbours, makePicture, neighbourhood, shortestPath, strongest } from '../../../../src/medkg/export/explorer/web/graph.mjs';
import { tidy } from '../../../../src/medkg/export/explorer/web/tidy.mjs';
import { sampleModel } from './sample.mjs';

const model = sampleModel();
const selection = select(model, NO_FILTER);
const OPTIONS = { kinds: ['method', 'modality'], shown: 100, hops: 1, focus: -1, path: [], hidden: [], pinned: [] };

test('links count their papers under the filters, and vanish without any', () => {
  assert.deepEqual(makeLinks(model, selection).map(({ papers }) => papers), [2, 2, 1]);
  assert.deepEqual(makeLinks(model, select(model, { ...NO_FILTER, to: 2020 })).map(({ link, papers }) => [link, papers]), [[0, 1]]);
});

test('the picture holds the wanted kinds, the most used things first', () => {
  const picture = makePicture(model, selection, OPTIONS);
  assert.deepEqual(picture.nodes.map((node) => model.things.label[node.thing]), ['transformer', 'MRI', 'U-Net', 'EEG']);
  assert.equal(makePicture(model, selection, { ...OPTIONS, shown: 2 }).nodes.length, 2);
  assert.equal(makePicture(model, selection, { ...OPTIONS, hidden: [5] }).nodes.length, 2);
  assert.deepEqual(makePicture(model, selection, { ...OPTIONS, shown: 1, pinned: [4] }).nodes.map((node) => node.thing), [2, 4]);
});

test('a neighbourhood reaches so many hops', () => {
  const neighbours = makeNeighbours(makeLinks(model, selection));
  assert.deepEqual(neighbourhood(neighbours, 4, 1), [[4, 0], [2, 1]]);
  assert.deepEqual(neighbourhood(neighbours, 4, 2), [[4, 0], [2, 1], [6, 2]]);
});

test('the path between two things is a shortest one, or empty', () => {
  const neighbours = makeNeighbours(makeLinks(model, selection));
  assert.deepEqual(shortestPath(neighbours, 4, 6), [4, 2, 6]);
  assert.deepEqual(shortestPath(neighbours, 4, 5), []);
});

test('of many links every thing keeps its closest', () => {
  const nodes = Array.from({ length: 20 }, (_, thing) => ({ thing, papers: 10 }));
  const edges = nodes.flatMap(({ thing: a }) => nodes.slice(a + 1).map(({ thing: b }, k) => ({ link: a * 20 + b, source: a, target: b, papers: 1 + ((a + k) % 5) })));
  const kept = strongest(nodes, edges);
  assert.ok(kept.length < edges.length);
  for (const { thing } of nodes) assert.ok(kept.some(({ source, target }) => source === thing || target === thing));
});

test('a tidy picture covers no name with another and is the same each time', () => {
  const nodes = Array.from({ length: 60 }, (_, k) => ({ thing: k, x: k % 7, y: k % 5, width: 80, height: 30 }));
  const edges = nodes.slice(1).map((_, k) => ({ source: 0, target: k + 1, papers: 1 }));
  const once = tidy(nodes, edges, { width: 1200, height: 800 });
  assert.deepEqual(tidy(nodes, edges, { width: 1200, height: 800 }), once);
  const overlaps = once.flatMap((a, k) => once.slice(k + 1).filter((b) => Math.abs(a.x - b.x) < 78 && Math.abs(a.y - b.y) < 28));
  assert.equal(overlaps.length, 0);
});
