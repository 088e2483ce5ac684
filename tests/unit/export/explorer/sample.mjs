// A small graph as the page's script receives it: five papers, methods and modalities with one broader thing each.

import { makeModel } from '../../../../src/medkg/export/explorer/web/model.mjs';

const THINGS = [
  // kind, label, other names, broader
  ['method', 'neural network', [['神经网络', 'zh']], []],
  ['method', 'U-Net', [['UNet', 'en']], [0]],
  ['method', 'transformer', [], [0]],
  ['modality', 'biosignal', [['生物信号', 'zh']], []],
  ['modality', 'EEG', [['electroencephalography', 'en'], ['脑电图', 'zh']], [3]],
  ['modality', 'MRI', [['magnetic resonance imaging', 'en']], []],
  ['task', 'seizure detection', [], []],
  ['dataset', 'SleepBank', [], []],
];
const KINDS = ['modality', 'task', 'dataset', 'method'];
const PREDICATES = ['usesMethod', 'proposesMethod', 'mentionsMethod', 'usesModality', 'addressesTask', 'usesDataset', 'appliedToModality', 'addresses'];

// year, venue, topics, claims as [thing, predicate, confidence]
const PAPERS = [
  [2020, 0, [0], [[1, 1, 95], [5, 3, 90]]],
  [2021, 0, [1], [[1, 0, 60], [5, 3, 90]]],
  [2022, 1, [0], [[2, 0, 90], [4, 3, 80], [6, 4, 90]]],
  [2023, 1, [0, 1], [[2, 1, 90], [4, 3, 90], [7, 5, 70]]],
  [0, -1, [], [[2, 2, 50], [5, 3, 40]]],
];

// source, target, predicate, confidence, papers
const LINKS = [
  [1, 5, 6, 95, [0, 1]],
  [2, 4, 6, 90, [2, 3]],
  [2, 6, 7, 80, [2]],
];

export function sampleCore() {
  const claims = PAPERS.flatMap(([, , , list]) => list);
  return {
    format: 1,
    titles: { en: 'sample' },
    about: { program: '', triples: 0, inputs: [] },
    kinds: KINDS,
    papers: {
      iri: PAPERS.map((_, k) => `paper/p${k}`),
      id: PAPERS.map((_, k) => `p${k}`),
      title: PAPERS.map((_, k) => `Paper number ${k}`),
      year: PAPERS.map(([year]) => year),
      venue: PAPERS.map(([, venue]) => venue),
      presentation: PAPERS.map(() => -1),
      topics: PAPERS.map(([, , topics]) => topics),
      links: PAPERS.map(() => ['https://example.org/a']),
      authors: PAPERS.map(() => ['Ada Example', 'Bo {Brace}']),
      doi: PAPERS.map(() => '10.1000/1'),
      warnings: PAPERS.map(() => []),
      language: PAPERS.map(() => 'en'),
      venues: ['MIDL', 'ICLR'],
      presentationNames: [],
      topicNames: ['signals', 'images'],
    },
    things: {
      iri: THINGS.map(([kind, label]) => `${kind}/${label.toLowerCase().replaceAll(' ', '-')}`),
      kind: THINGS.map(([kind]) => KINDS.indexOf(kind)),
      label: THINGS.map(([, label]) => label),
      names: THINGS.map(([, , names]) => names),
      broader: THINGS.map(([, , , broader]) => broader),
      known: THINGS.map(() => 1),
      definition: THINGS.map(() => ''),
      x: THINGS.map((_, k) => k * 10),
      y: THINGS.map(() => 0),
    },
    claims: {
      count: PAPERS.map(([, , , list]) => list.length),
      thing: claims.map(([thing]) => thing),
      predicate: claims.map(([, predicate]) => predicate),
      confidence: claims.map(([, , confidence]) => confidence),
      rules: claims.map(() => 0),
    },
    links: {
      source: LINKS.map(([source]) => source),
      target: LINKS.map(([, target]) => target),
      predicate: LINKS.map(([, , predicate]) => predicate),
      confidence: LINKS.map(([, , , confidence]) => confidence),
      rules: LINKS.map(() => 1),
      papers: LINKS.map(([, , , , papers]) => papers),
    },
    predicates: PREDICATES,
    rules: ['name', 'link'],
    combinations: [[0], [1]],
    chunk: 128,
  };
}

// Paper 0 has one sentence with two marks, both cited by link 0, and one each by claims 0 and 1.
const SHEET = [['We use U-Net on MRI.'], [0, 7, 12, 1, 0, 16, 19, 5], [0, 0, 0, 95, 1, 1, 0, 90, -1, 0, 1, 95, -1, 1, 1, 95]];

export function sampleModel(change = (core) => core) {
  return makeModel(change(sampleCore()), () => [SHEET]);
}
