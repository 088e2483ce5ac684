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

// The best hits first: the whole name, its beginning, the beginning of a word, anywhere; then by number of papers.
export function search(index, query, { counts, limit = 12 }) {
  const wanted = compact(query);
  if (!wanted) return [];
  const wantedWords = words(query);
  const best = new Map();
  for (let k = 0; k < index.names.length; k += 1) {
    const name = index.names[k];
    const place = name.indexOf(wanted);
    if (place < 0) continue;
    const owner = index.owners[k];
    const rank = rankOf(name, place, wanted, owner, wantedWords);
    const key = owner.type === 'thing' ? owner.number : -1 - owner.number;
    const old = best.get(key);
    if (!old || rank < old.rank) best.set(key, { ...owner, rank });
  }
  const weight = (hit) => (hit.type === 'thing' ? counts[hit.number] : 0);
  return [...best.values()]
    .sort((a, b) => a.rank - b.rank || weight(b) - weight(a) || a.text.length - b.text.length || a.number - b.number)
    .slice(0, limit);
}

function rankOf(name, place, wanted, owner, wantedWords) {
  const later = owner.type === 'paper' ? 4 : 0; // things before papers
  if (name === wanted) return later;
  if (place === 0) return later + 1;
  return later + (` ${words(owner.text)}`.includes(` ${wantedWords}`) ? 2 : 3);
}
