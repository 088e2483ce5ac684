// Which things papers combine: every set of a few things that some papers name together, as in an UpSet plot
// (Lex and others 2014).

import { compareText } from './axis.mjs';

export const MOST_SETS = 12;

// { items: [{ key, thing, count, state }], combos: [{ members: [places], only, all }] }: only counts papers that name
// just these among the items, all those that name these and maybe others.
export function makeSets(model, selection, { kind, isTree, opened, limit = MOST_SETS }) {
  const counts = isTree ? selection.counts : selection.own;
  const items = chooseItems(model, { counts, kind, isTree, opened, limit, least: Math.max(1, selection.filters.minimum) });
  const placeOf = new Map(items.map((item, place) => [item.thing, place]));
  const masks = new Map();
  const { claims, things } = model;
  for (let paper = 0; paper < model.papers.count; paper += 1) {
    if (!selection.papers[paper]) continue;
    let mask = 0;
    for (let claim = claims.start[paper]; claim < claims.start[paper + 1]; claim += 1) {
      if (!selection.claimCounts(claim)) continue;
      for (const thing of isTree ? things.closed[claims.thing[claim]] : [claims.thing[claim]]) {
        if (placeOf.has(thing)) mask |= 1 << placeOf.get(thing);
      }
    }
    masks.set(mask, (masks.get(mask) || 0) + 1);
  }
  return { kind, items, combos: combine(masks, items.length) };
}

// The most used things of which none is within another; an opened one makes room for what is under it.
function chooseItems(model, { counts, kind, isTree, opened, limit, least }) {
  const number = model.kinds.indexOf(kind);
  const { closed, children, iri, label } = model.things;
  const all = [];
  for (let thing = 0; thing < model.things.count; thing += 1) {
    if (model.things.kind[thing] === number && counts[thing] >= least && !(isTree && opened.has(iri[thing]))) all.push(thing);
  }
  all.sort((a, b) => counts[b] - counts[a] || closed[a].length - closed[b].length || compareText(label[a], label[b]) || a - b);
  const chosen = [];
  for (const thing of all) {
    if (chosen.length >= limit) break;
    if (isTree && chosen.some((other) => closed[thing].includes(other) || closed[other].includes(thing))) continue;
    chosen.push(thing);
  }
  const canOpen = (thing) => isTree && children[thing].some((child) => counts[child] >= least);
  return chosen.map((thing) => ({ key: iri[thing], thing, count: counts[thing], state: canOpen(thing) ? 'closed' : '' }));
}

function combine(masks, width) {
  const combos = [];
  for (const [mask, only] of masks) {
    const members = Array.from({ length: width }, (_, k) => k).filter((k) => mask & (1 << k));
    if (members.length < 2) continue;
    let all = 0;
    for (const [other, papers] of masks) if ((other & mask) === mask) all += papers;
    combos.push({ mask, members, only, all });
  }
  return combos.sort((a, b) => b.only - a.only || b.all - a.all || a.mask - b.mask);
}
