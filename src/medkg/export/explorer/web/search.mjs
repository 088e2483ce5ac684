// Find things and papers by any of their names, in any language, blind to case, accents, hyphens and spaces.

import { compact, words } from './text.mjs';

export function makeIndex(model) {
  const names = [];
  const owners = [];
  for (let thing = 0; thing < model.things.count; thing += 1) {
    const texts = new Set([model.things.label[thing], ...model.things.names[thing].map(([text]) => text)]);
    for (const text of texts) {
      names.push(compact(text));
      owners.push({ type: 'thing', number: thing, text });
    }
  }
  for (let paper = 0; paper < model.papers.count; paper += 1) {
    names.push(compact(model.papers.title[paper]));
    owners.push({ type: 'paper', number: paper, text: model.papers.title[paper] });
  }
  return { names, owners };
}

const REFINED = 400;

// The best hits first: the whole name, its beginning, the beginning of a word, anywhere; then by number of papers.
export function search(index, query, { counts, limit = 12 }) {
  const wanted = compact(query);
  if (!wanted) return [];
  const best = new Map();
  for (let k = 0; k < index.names.length; k += 1) {
    const place = index.names[k].indexOf(wanted);
    if (place < 0) continue;
    const owner = index.owners[k];
    const rank = rankOf(index.names[k], place, wanted) + (owner.type === 'paper' ? 4 : 0); // things before papers
    const key = owner.type === 'thing' ? owner.number : -1 - owner.number;
    const old = best.get(key);
    if (!old || rank < old.rank) best.set(key, { owner, rank, weight: owner.type === 'thing' ? counts[owner.number] : 0 });
  }
  // Whether a word begins there is dear to find out, so only likely hits are asked.
  const hits = [...best.values()].sort(compareHits).slice(0, REFINED);
  const start = ` ${words(query)}`;
  for (const hit of hits) if (hit.rank % 4 === 3 && ` ${words(hit.owner.text)}`.includes(start)) hit.rank -= 1;
  return hits.sort(compareHits).slice(0, limit).map(({ owner, rank }) => ({ ...owner, rank }));
}

function compareHits(a, b) {
  return a.rank - b.rank || b.weight - a.weight || a.owner.text.length - b.owner.text.length || a.owner.number - b.owner.number;
}

function rankOf(name, place, wanted) {
  if (name === wanted) return 0;
  return place === 0 ? 1 : 3;
}
