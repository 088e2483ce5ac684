// The rows or columns of a matrix: things in their hierarchy, or years, venues and topics.

export const FACETS = ['year', 'venue', 'topic'];

// The axes that a graph is best first seen by: methods and modalities, or what there is in their stead.
export function firstAxes(model) {
  const there = new Set(model.things.kind.map((kind) => model.kinds[kind]));
  const rows = ['method', 'task', 'dataset', 'modality'].find((kind) => there.has(kind)) || 'method';
  const columns = ['modality', 'task', 'dataset', 'method'].find((kind) => there.has(kind) && kind !== rows);
  return { rows, columns: columns || (Number.isFinite(model.years[0]) && there.size ? 'year' : 'modality') };
}

// An axis is a list of items { key, thing | value, count, depth, state }; state is '', 'open', 'part' or 'closed'.
export function makeAxis(model, selection, { kind, limit, isTree, opened, closed }) {
  if (FACETS.includes(kind)) return facetAxis(model, selection, { kind, limit });
  return isTree
    ? treeAxis(model, selection, { kind, limit, opened, closed })
    : flatAxis(model, selection, { kind, limit });
}

function compareBy(model, counts) {
  return (a, b) => counts[b] - counts[a] || compareText(model.things.label[a], model.things.label[b]) || a - b;
}

export function compareText(a, b) {
  const [first, second] = [a.toLowerCase(), b.toLowerCase()];
  if (first < second) return -1;
  return first > second ? 1 : 0;
}

function flatAxis(model, selection, { kind, limit }) {
  const counts = selection.own;
  const all = thingsOf(model, kind).filter((thing) => counts[thing] >= Math.max(1, selection.filters.minimum));
  all.sort(compareBy(model, counts));
  const items = all.slice(0, limit).map((thing) => thingItem(model, thing, counts, 0, ''));
  return { kind, items, total: all.length };
}

function thingsOf(model, kind) {
  const number = model.kinds.indexOf(kind);
  const found = [];
  for (let thing = 0; thing < model.things.count; thing += 1) if (model.things.kind[thing] === number) found.push(thing);
  return found;
}

function thingItem(model, thing, counts, depth, state) {
  return { key: model.things.iri[thing], thing, count: counts[thing], depth, state };
}

// Each thing hangs under its most used broader thing. The limit goes to the most used things; since a broader thing
// counts the papers of the narrower ones too, it is always there before them.
function treeAxis(model, selection, { kind, limit, opened, closed }) {
  const { counts } = selection;
  const least = Math.max(1, selection.filters.minimum);
  const all = withoutEchoes(model, thingsOf(model, kind).filter((thing) => counts[thing] >= least), counts, closed);
  const { parents, children, roots } = hang(model, all, counts);
  const byUse = compareBy(model, counts);
  const depths = new Map();
  const depth = (thing) => {
    if (!depths.has(thing)) depths.set(thing, parents.has(thing) ? depth(parents.get(thing)) + 1 : 0);
    return depths.get(thing);
  };
  const order = all
    .filter((thing) => !isHidden(model, thing, parents, closed))
    .sort((a, b) => counts[b] - counts[a] || depth(a) - depth(b) || byUse(a, b));
  const shown = new Set();
  for (const thing of order) {
    if (shown.size >= limit) break;
    shown.add(thing);
  }
  for (const thing of order) {
    if (parents.has(thing) && shown.has(parents.get(thing)) && opened.has(model.things.iri[parents.get(thing)])) {
      shown.add(thing);
    }
  }
  const items = [];
  const visit = (thing) => {
    if (!shown.has(thing)) return;
    items.push(thingItem(model, thing, counts, depth(thing), stateOf(children.get(thing) || [], shown)));
    for (const child of (children.get(thing) || []).sort(byUse)) visit(child);
  };
  for (const root of roots.sort(byUse)) visit(root);
  return { kind, items, total: all.length };
}

// A broader thing whose papers are all those of one narrower thing would only repeat it, and is left out.
function withoutEchoes(model, all, counts, closed) {
  const there = new Set(all);
  const isEcho = (thing) =>
    !closed.has(model.things.iri[thing]) &&
    model.things.children[thing].some((child) => there.has(child) && counts[child] === counts[thing] && !model.things.closed[thing].includes(child));
  return all.filter((thing) => !isEcho(thing));
}

function hang(model, all, counts) {
  const there = new Set(all);
  const parents = new Map();
  const children = new Map();
  for (const thing of all) {
    const parent = bestParent(model, thing, there, counts);
    if (parent === undefined || leadsTo(parents, parent, thing)) continue;
    parents.set(thing, parent);
    if (!children.has(parent)) children.set(parent, []);
    children.get(parent).push(thing);
  }
  return { parents, children, roots: all.filter((thing) => !parents.has(thing)) };
}

// The nearest broader things that are there; a gap in between is stepped over.
function bestParent(model, thing, there, counts) {
  const seen = new Set([thing]);
  let rim = [thing];
  let candidates = [];
  while (rim.length && !candidates.length) {
    rim = [...new Set(rim.flatMap((each) => model.things.broader[each]))].filter((each) => !seen.has(each));
    rim.forEach((each) => seen.add(each));
    candidates = rim.filter((each) => there.has(each));
  }
  return candidates.sort((a, b) => counts[b] - counts[a] || a - b)[0];
}

function leadsTo(parents, from, to) {
  for (let at = from; at !== undefined; at = parents.get(at)) if (at === to) return true;
  return false;
}

function isHidden(model, thing, parents, closed) {
  for (let at = parents.get(thing); at !== undefined; at = parents.get(at)) {
    if (closed.has(model.things.iri[at])) return true;
  }
  return false;
}

function stateOf(children, shown) {
  if (!children.length) return '';
  const visible = children.filter((child) => shown.has(child)).length;
  if (visible === children.length) return 'open';
  return visible ? 'part' : 'closed';
}

function facetAxis(model, selection, { kind, limit }) {
  const counts = new Map();
  for (let paper = 0; paper < model.papers.count; paper += 1) {
    if (!selection.papers[paper]) continue;
    for (const value of facetValues(model, paper, kind)) counts.set(value, (counts.get(value) || 0) + 1);
  }
  let items = [...counts].map(([value, count]) => ({ key: String(value), value, count, depth: 0, state: '' }));
  if (kind === 'year') {
    items = fillYears(items);
  } else {
    items.sort((a, b) => b.count - a.count || compareText(a.key, b.key));
  }
  return { kind, items: kind === 'year' ? items.slice(-limit) : items.slice(0, limit), total: items.length };
}

function fillYears(items) {
  const counts = new Map(items.map((item) => [item.value, item.count]));
  const years = [...counts.keys()];
  if (!years.length) return [];
  const first = Math.max(Math.min(...years), Math.max(...years) - 60);
  return Array.from({ length: Math.max(...years) - first + 1 }, (_, k) => {
    const value = first + k;
    return { key: String(value), value, count: counts.get(value) || 0, depth: 0, state: '' };
  });
}

export function facetValues(model, paper, kind) {
  const { papers } = model;
  if (kind === 'year') return papers.year[paper] ? [papers.year[paper]] : [];
  if (kind === 'venue') return papers.venue[paper] >= 0 ? [papers.venues[papers.venue[paper]]] : [];
  return papers.topics[paper].map((topic) => papers.topicNames[topic]);
}

// A function from a paper to the places on this axis that it touches; the places repeat no number.
export function makeTouch(model, selection, axis) {
  if (FACETS.includes(axis.kind)) {
    const places = new Map(axis.items.map((item, place) => [item.value, place]));
    return (paper) => facetValues(model, paper, axis.kind).map((value) => places.get(value)).filter((p) => p !== undefined);
  }
  const placeOf = makePlaces(model, axis);
  const seen = new Int32Array(axis.items.length).fill(-1);
  const { claims, things } = model;
  return (paper) => {
    const touched = [];
    for (let claim = claims.start[paper]; claim < claims.start[paper + 1]; claim += 1) {
      if (!selection.claimCounts(claim)) continue;
      for (const thing of axis.isFlat ? [claims.thing[claim]] : things.closed[claims.thing[claim]]) {
        const place = placeOf[thing];
        if (place >= 0 && seen[place] !== paper) {
          seen[place] = paper;
          touched.push(place);
        }
      }
    }
    return touched;
  };
}

export function makePlaces(model, axis) {
  const placeOf = new Int32Array(model.things.count).fill(-1);
  axis.items.forEach((item, place) => {
    placeOf[item.thing] = place;
  });
  return placeOf;
}
