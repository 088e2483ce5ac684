'use strict';
(() => {
// ==== axis ====
const module_axis = (() => {
// The rows or columns of a matrix: things in their hierarchy, or years, venues and topics.

const FACETS = ['year', 'venue', 'topic'];

// The axes that a graph is best first seen by: methods and modalities, or what there is in their stead.
function firstAxes(model) {
  const there = new Set(model.things.kind.map((kind) => model.kinds[kind]));
  const rows = ['method', 'task', 'dataset', 'modality'].find((kind) => there.has(kind)) || 'method';
  const columns = ['modality', 'task', 'dataset', 'method'].find((kind) => there.has(kind) && kind !== rows);
  return { rows, columns: columns || (Number.isFinite(model.years[0]) && there.size ? 'year' : 'modality') };
}

// An axis is a list of items { key, thing | value, count, depth, state }; state is '', 'open', 'part' or 'closed'.
function makeAxis(model, selection, { kind, limit, isTree, opened, closed }) {
  if (FACETS.includes(kind)) return facetAxis(model, selection, { kind, limit });
  return isTree
    ? treeAxis(model, selection, { kind, limit, opened, closed })
    : flatAxis(model, selection, { kind, limit });
}

function compareBy(model, counts) {
  return (a, b) => counts[b] - counts[a] || compareText(model.things.label[a], model.things.label[b]) || a - b;
}

function compareText(a, b) {
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

function facetValues(model, paper, kind) {
  const { papers } = model;
  if (kind === 'year') return papers.year[paper] ? [papers.year[paper]] : [];
  if (kind === 'venue') return papers.venue[paper] >= 0 ? [papers.venues[papers.venue[paper]]] : [];
  return papers.topics[paper].map((topic) => papers.topicNames[topic]);
}

// A function from a paper to the places on this axis that it touches; the places repeat no number.
function makeTouch(model, selection, axis) {
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

function makePlaces(model, axis) {
  const placeOf = new Int32Array(model.things.count).fill(-1);
  axis.items.forEach((item, place) => {
    placeOf[item.thing] = place;
  });
  return placeOf;
}
return { FACETS, firstAxes, makeAxis, compareText, facetValues, makeTouch, makePlaces };
})();

// ==== dom ====
const module_dom = (() => {
// Elements from values. Text enters as text nodes only: nothing here reads markup.

const SVG = 'http://www.w3.org/2000/svg';

// h('button.quiet', { onclick, 'aria-label': '…' }, 'text', child, [children], null)
function h(name, ...rest) {
  const [tag, ...classes] = name.split('.');
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(' ');
  return fill(element, rest);
}

function svg(name, ...rest) {
  const [tag, ...classes] = name.split('.');
  const element = document.createElementNS(SVG, tag);
  if (classes.length) element.setAttribute('class', classes.join(' '));
  return fill(element, rest);
}

function fill(element, rest) {
  for (const part of rest) {
    if (part && typeof part === 'object' && !Array.isArray(part) && !(part instanceof Node)) setAll(element, part);
    else append(element, part);
  }
  return element;
}

function setAll(element, values) {
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name.startsWith('--')) element.style.setProperty(name, value);
    else if (name === 'value') element.value = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
}

function append(element, part) {
  if (part === null || part === undefined || part === false || part === '') return;
  if (Array.isArray(part)) part.forEach((each) => append(element, each));
  else element.append(part instanceof Node ? part : document.createTextNode(String(part)));
}

function replace(element, ...parts) {
  element.replaceChildren();
  append(element, parts);
  return element;
}

// Names that come from texts keep their own direction, so that a right-to-left name does not turn its line around.
function name(text) {
  return h('bdi', text);
}
return { h, svg, append, replace, name };
})();

// ==== look ====
const module_look = (() => {
// How kinds look: a colour (Okabe and Ito 2008, safe for colour-blind readers) and always a shape beside it.

const { svg } = module_dom;

const SHAPES = {
  method: [],
  modality: [[-0.8, -0.8], [0.8, -0.8], [0.8, 0.8], [-0.8, 0.8]],
  task: [[0, -1], [0.95, 0.75], [-0.95, 0.75]],
  dataset: [[0, -1.1], [1.1, 0], [0, 1.1], [-1.1, 0]],
};

// The outline of a kind around a point; an empty list means a circle.
function outline(kind, x, y, radius) {
  return SHAPES[kind].map(([dx, dy]) => [x + dx * radius, y + dy * radius]);
}

const VIS_SHAPES = { method: 'dot', modality: 'square', task: 'triangle', dataset: 'diamond' };

function kindIcon(kind) {
  const points = outline(kind, 6, 6, 4.6);
  return svg(
    `svg.icon.k-${kind}`,
    { viewBox: '0 0 12 12', width: 12, height: 12, 'aria-hidden': 'true', focusable: 'false' },
    points.length ? svg('polygon', { points: points.map((point) => point.join(',')).join(' ') }) : svg('circle', { cx: 6, cy: 6, r: 4.6 }),
  );
}

// The colours that are in force now, for canvas and figures.
function colours() {
  const style = getComputedStyle(document.documentElement);
  const read = (property) => style.getPropertyValue(property).trim();
  return {
    paper: read('--paper'),
    card: read('--card'),
    ink: read('--ink'),
    muted: read('--muted'),
    line: read('--line'),
    edge: read('--edge'),
    gap: read('--gap'),
    shades: Array.from({ length: 8 }, (_, k) => read(`--s${k}`)),
    onShades: Array.from({ length: 8 }, (_, k) => read(`--t${k}`)),
    kinds: { method: read('--method'), modality: read('--modality'), task: read('--task'), dataset: read('--dataset') },
  };
}
return { outline, VIS_SHAPES, kindIcon, colours };
})();

// ==== model ====
const module_model = (() => {
// The graph as the page holds it: columns of numbers, and sentences that are read when they are needed.

const ROLE = { proposed: 0, used: 1, mentioned: 2 };
const ROLES = ['proposed', 'used', 'mentioned'];

const LINK_PREDICATES = {
  'method>modality': 'appliedToModality',
  'method>task': 'addresses',
  'method>dataset': 'evaluatedOn',
  'dataset>modality': 'containsModality',
};

function roleOf(predicate) {
  if (predicate.startsWith('proposes') || predicate.startsWith('introduces')) return ROLE.proposed;
  return predicate.startsWith('mentions') ? ROLE.mentioned : ROLE.used;
}

// Every thing that is meant when this thing is named: itself and all that is broader. Cycles do no harm.
function closeUpwards(broader) {
  const closed = new Array(broader.length);
  for (let start = 0; start < broader.length; start += 1) {
    const seen = [start];
    for (let k = 0; k < seen.length; k += 1) {
      for (const parent of broader[seen[k]]) if (!seen.includes(parent)) seen.push(parent);
    }
    closed[start] = seen;
  }
  return closed;
}

function startsFrom(counts) {
  const starts = new Uint32Array(counts.length + 1);
  for (let k = 0; k < counts.length; k += 1) starts[k + 1] = starts[k] + counts[k];
  return starts;
}

// For each paper the links it supports, as one list with starts.
function linksByPaper(links, paperCount) {
  const counts = new Uint32Array(paperCount);
  for (const papers of links.papers) for (const paper of papers) counts[paper] += 1;
  const starts = startsFrom(counts);
  const next = starts.slice();
  const list = new Uint32Array(starts[paperCount]);
  links.papers.forEach((papers, link) => {
    for (const paper of papers) {
      list[next[paper]] = link;
      next[paper] += 1;
    }
  });
  return { starts, list };
}

function makeModel(core, readChunk = () => null) {
  if (core.format !== 1) throw new Error(`this page cannot read data of format ${core.format}`);
  const { papers, things, claims, links } = core;
  const paperCount = papers.iri.length;
  const thingCount = things.iri.length;
  const children = Array.from({ length: thingCount }, () => []);
  things.broader.forEach((parents, thing) => parents.forEach((parent) => children[parent].push(thing)));
  const role = core.predicates.map(roleOf);
  const model = {
    titles: core.titles,
    about: core.about,
    kinds: core.kinds,
    rules: core.rules,
    combinations: core.combinations,
    predicates: core.predicates,
    papers: { ...papers, count: paperCount },
    things: { ...things, count: thingCount, children, closed: closeUpwards(things.broader) },
    claims: {
      ...claims,
      start: startsFrom(claims.count),
      role: Uint8Array.from(claims.predicate, (predicate) => role[predicate]),
    },
    links: { ...links, byPaper: linksByPaper(links, paperCount) },
    years: papers.year.reduce(([low, high], year) => (year ? [Math.min(low, year), Math.max(high, year)] : [low, high]), [
      Infinity,
      -Infinity,
    ]),
  };
  model.thingNumber = new Map(things.iri.map((iri, number) => [iri, number]));
  model.paperNumber = new Map(papers.iri.map((iri, number) => [iri, number]));
  model.evidenceOf = makeEvidenceReader(core, readChunk);
  return model;
}

function makeEvidenceReader(core, readChunk) {
  const chunks = new Map();
  return function evidenceOf(paper) {
    const number = Math.floor(paper / core.chunk);
    if (!chunks.has(number)) {
      const chunk = readChunk(number);
      if (!chunk) return { sentences: [], quotes: [] }; // not there yet: the page is still being read
      chunks.set(number, chunk);
    }
    const sheet = chunks.get(number)[paper % core.chunk];
    return sheet ? decodeSheet(sheet) : { sentences: [], quotes: [] };
  };
}

function decodeSheet([texts, marks, citations]) {
  const sentences = texts.map((text) => ({ text, marks: [] }));
  const decoded = [];
  for (let k = 0; k < marks.length; k += 4) {
    const mark = { sentence: marks[k], start: marks[k + 1], end: marks[k + 2], thing: marks[k + 3] };
    decoded.push(mark);
    sentences[mark.sentence].marks.push(mark);
  }
  const quotes = [];
  for (let k = 0; k < citations.length; k += 4) {
    const reference = citations[k];
    quotes.push({
      claim: reference >= 0 ? reference : -1,
      link: reference < 0 ? -1 - reference : -1,
      mark: decoded[citations[k + 1]],
      rule: citations[k + 2],
      confidence: citations[k + 3],
    });
  }
  return { sentences, quotes };
}

// The predicate between two kinds, and whether it runs from the first to the second; null where there is none.
function linkBetween(first, second) {
  if (LINK_PREDICATES[`${first}>${second}`]) return { predicate: LINK_PREDICATES[`${first}>${second}`], forward: true };
  if (LINK_PREDICATES[`${second}>${first}`]) return { predicate: LINK_PREDICATES[`${second}>${first}`], forward: false };
  return null;
}

function isUnder(model, thing, ancestor) {
  return model.things.closed[thing].includes(ancestor);
}

// The name of a thing in the language of the interface, or its English one.
function labelOf(model, thing, language) {
  if (language !== 'en') {
    const name = model.things.names[thing].find(([, tag]) => tag === language || tag.startsWith(`${language}-`));
    if (name) return name[0];
  }
  return model.things.label[thing];
}

function kindOf(model, thing) {
  return model.kinds[model.things.kind[thing]];
}
return { ROLE, ROLES, closeUpwards, makeModel, linkBetween, isUnder, labelOf, kindOf };
})();

// ==== matrix ====
const module_matrix = (() => {
// What has been done with what: the cells of a matrix, its gaps with their denominators, and its orders.

const { FACETS, compareText, makeAxis, makePlaces, makeTouch } = module_axis;
const { linkBetween } = module_model;

// linked: papers with a sentence that joins the two; together: papers that name both. Both are always counted.
function makeMatrix(model, selection, options) {
  const rows = makeAxis(model, selection, { ...options, kind: options.rows, limit: options.rowLimit });
  const columns = makeAxis(model, selection, { ...options, kind: options.columns, limit: options.columnLimit });
  for (const axis of [rows, columns]) axis.isFlat = !options.isTree;
  const size = rows.items.length * columns.items.length;
  const matrix = { rows, columns, together: new Uint32Array(size), linked: null, measure: 'together' };
  countTogether(model, selection, matrix);
  const link = linkBetween(options.rows, options.columns);
  if (link) {
    matrix.linked = countLinked(model, selection, matrix, link);
    matrix.measure = matrix.linked.some(Boolean) ? options.measure : 'together'; // better than an empty picture
  }
  matrix.cells = matrix[matrix.measure];
  matrix.largest = matrix.cells.reduce((most, count) => Math.max(most, count), 0);
  matrix.total = selection.paperCount;
  orderMatrix(model, matrix, options);
  matrix.gaps = findGaps(model, matrix);
  return matrix;
}

function countTogether(model, selection, matrix) {
  const { rows, columns, together } = matrix;
  const width = columns.items.length;
  const touchRows = makeTouch(model, selection, rows);
  const touchColumns = makeTouch(model, selection, columns);
  const isSame = rows.kind === columns.kind;
  for (let paper = 0; paper < model.papers.count; paper += 1) {
    if (!selection.papers[paper]) continue;
    const across = touchColumns(paper);
    if (!across.length) continue;
    for (const row of touchRows(paper)) {
      for (const column of across) {
        if (isSame && isRelated(model, rows.items[row].thing, columns.items[column].thing)) continue;
        together[row * width + column] += 1;
      }
    }
  }
}

// A thing beside itself, or beside what is broader, says nothing.
function isRelated(model, a, b) {
  return model.things.closed[a].includes(b) || model.things.closed[b].includes(a);
}

function countLinked(model, selection, matrix, { predicate, forward }) {
  const { rows, columns } = matrix;
  const { links, things } = model;
  const width = columns.items.length;
  const linked = new Uint32Array(rows.items.length * width);
  const seen = new Int32Array(linked.length).fill(-1);
  const number = model.predicates.indexOf(predicate);
  const [rowPlace, columnPlace] = [makePlaces(model, rows), makePlaces(model, columns)];
  const { starts, list } = links.byPaper;
  for (let paper = 0; paper < model.papers.count; paper += 1) {
    if (!selection.papers[paper]) continue;
    for (let k = starts[paper]; k < starts[paper + 1]; k += 1) {
      const link = list[k];
      if (links.predicate[link] !== number || !selection.linkCounts(link, paper)) continue;
      const [down, across] = forward
        ? [links.source[link], links.target[link]]
        : [links.target[link], links.source[link]];
      for (const a of rows.isFlat ? [down] : things.closed[down]) {
        const row = rowPlace[a];
        if (row < 0) continue;
        for (const b of columns.isFlat ? [across] : things.closed[across]) {
          const cell = row * width + columnPlace[b];
          if (columnPlace[b] >= 0 && seen[cell] !== paper) {
            seen[cell] = paper;
            linked[cell] += 1;
          }
        }
      }
    }
  }
  return linked;
}

// How many papers chance alone must lead one to expect before their absence is worth a mark: with three expected, fewer
// than one empty cell in twenty is chance (Poisson); small collections cannot ask for so many.
function leastExpected(total) {
  return Math.min(3, Math.max(1, total / 100));
}

// A candidate gap: no paper names both, although both are so well studied that some should.
function findGaps(model, matrix) {
  const { rows, columns, together, linked } = matrix;
  if (FACETS.includes(columns.kind) || FACETS.includes(rows.kind)) return [];
  const width = columns.items.length;
  const gaps = [];
  rows.items.forEach((row, r) => {
    columns.items.forEach((column, c) => {
      const cell = r * width + c;
      if (together[cell] || (linked && linked[cell]) || row.count < 3 || column.count < 3) return;
      if (rows.kind === columns.kind && (r >= c || isRelated(model, row.thing, column.thing))) return;
      const expected = (row.count * column.count) / Math.max(1, matrix.total);
      if (expected >= leastExpected(matrix.total)) gaps.push({ row: r, column: c, expected });
    });
  });
  return gaps.sort((a, b) => b.expected - a.expected || a.row - b.row || a.column - b.column);
}

// Of pairs that are one within the other only the broadest says something new: if no paper names a language model with
// an image, none names a large language model with one. Each kept pair knows how many it stands for.
function foldPairs(model, { rows, columns }, pairs) {
  if (rows.isFlat) return pairs.map((pair) => ({ ...pair, narrower: 0 }));
  const { closed } = model.things;
  const key = (a, b) => (rows.kind === columns.kind && a > b ? `${b} ${a}` : `${a} ${b}`);
  const things = ({ row, column }) => [rows.items[row].thing, columns.items[column].thing];
  const known = new Set(pairs.map((pair) => key(...things(pair))));
  const narrower = new Map();
  const kept = pairs.filter((pair) => {
    const [row, column] = things(pair);
    const above = closed[row].flatMap((a) => closed[column].map((b) => key(a, b))).filter((each) => each !== key(row, column) && known.has(each));
    for (const each of above) narrower.set(each, (narrower.get(each) || 0) + 1);
    return !above.length;
  });
  return kept.map((pair) => ({ ...pair, narrower: narrower.get(key(...things(pair))) || 0 }));
}

// ---- orders -------------------------------------------------------------------------------------------------------

function orderMatrix(model, matrix, options) {
  if (options.order === 'size') return;
  const score = options.order === 'name' ? nameScores(options.labelOf) : clusterScores(matrix);
  permute(matrix, sorted(matrix.rows, score.rows, model), sorted(matrix.columns, score.columns, model));
}

function nameScores(labelOf) {
  const compare = (a, b) => compareText(labelOf(a), labelOf(b));
  return { rows: compare, columns: compare };
}

// Reciprocal averaging (Hill 1973): rows and columns with alike neighbours come to stand side by side.
function clusterScores(matrix) {
  const { rows, columns, cells } = matrix;
  const [height, width] = [rows.items.length, columns.items.length];
  let across = Float64Array.from({ length: width }, (_, c) => c);
  let down = new Float64Array(height);
  const rowSums = new Float64Array(height);
  const columnSums = new Float64Array(width);
  const weight = (cell) => Math.sqrt(cells[cell]);
  for (let r = 0; r < height; r += 1) {
    for (let c = 0; c < width; c += 1) {
      rowSums[r] += weight(r * width + c);
      columnSums[c] += weight(r * width + c);
    }
  }
  for (let step = 0; step < 60; step += 1) {
    down = down.map((_, r) => {
      let sum = 0;
      for (let c = 0; c < width; c += 1) sum += weight(r * width + c) * across[c];
      return rowSums[r] ? sum / rowSums[r] : 0;
    });
    across = across.map((_, c) => {
      let sum = 0;
      for (let r = 0; r < height; r += 1) sum += weight(r * width + c) * down[r];
      return columnSums[c] ? sum / columnSums[c] : 0;
    });
    across = standard(across, columnSums);
  }
  const places = (items, scores) => {
    const score = new Map(items.map((item, k) => [item.key, scores[k]]));
    return (a, b) => score.get(a.key) - score.get(b.key);
  };
  return { rows: places(rows.items, down), columns: places(columns.items, across) };
}

// Centre and scale by the margins, which removes the trivial first axis.
function standard(values, weights) {
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const mean = values.reduce((sum, value, k) => sum + value * weights[k], 0) / total;
  const spread = Math.sqrt(values.reduce((sum, value, k) => sum + weights[k] * (value - mean) ** 2, 0) / total) || 1;
  return values.map((value) => (value - mean) / spread);
}

// Sort siblings; whatever hangs under an item moves with it. Years keep their order.
function sorted(axis, compare) {
  const { items } = axis;
  const order = items.map((_, k) => k);
  if (axis.kind === 'year') return order;
  const blocks = (start, end, depth) => {
    const found = [];
    for (let k = start; k < end; k += 1) {
      if (items[k].depth === depth || !found.length) found.push({ head: k, end: k + 1 });
      else found[found.length - 1].end = k + 1;
    }
    return found
      .sort((a, b) => compare(items[a.head], items[b.head]) || a.head - b.head)
      .flatMap((block) => [block.head, ...(block.end > block.head + 1 ? blocks(block.head + 1, block.end, depth + 1) : [])]);
  };
  return blocks(0, items.length, 0);
}

function permute(matrix, rowOrder, columnOrder) {
  const width = matrix.columns.items.length;
  const move = (cells) => {
    const moved = new Uint32Array(cells.length);
    rowOrder.forEach((from, r) => {
      columnOrder.forEach((source, c) => {
        moved[r * width + c] = cells[from * width + source];
      });
    });
    return moved;
  };
  matrix.together = move(matrix.together);
  if (matrix.linked) matrix.linked = move(matrix.linked);
  matrix.cells = matrix[matrix.measure];
  matrix.rows.items = rowOrder.map((k) => matrix.rows.items[k]);
  matrix.columns.items = columnOrder.map((k) => matrix.columns.items[k]);
}

const SHADES = 7;

// The shade of a count, 0 for none: growing with the square root, so that one paper and two differ plainly.
function shadeOf(count, largest) {
  if (!count) return 0;
  return largest <= 1 ? 4 : 1 + Math.round((SHADES - 1) * Math.sqrt((count - 1) / (largest - 1)));
}

// What each shade stands for: [{ shade, from, to }], only shades that some count can have.
function shadeRanges(largest) {
  const ranges = [];
  for (let count = 1; count <= largest; count += 1) {
    const shade = shadeOf(count, largest);
    const last = ranges[ranges.length - 1];
    if (last && last.shade === shade) last.to = count;
    else ranges.push({ shade, from: count, to: count });
  }
  return ranges;
}
return { makeMatrix, isRelated, leastExpected, findGaps, foldPairs, clusterScores, sorted, SHADES, shadeOf, shadeRanges };
})();

// ==== text ====
const module_text = (() => {
// Names as people type them: without regard to case, accents, width, hyphens and spaces.

const MARKS = /\p{M}/gu;
const BREAKS = /[^\p{L}\p{N}+]+/gu;
const GREEK = { α: 'alpha', β: 'beta', γ: 'gamma', δ: 'delta', ε: 'epsilon', θ: 'theta', λ: 'lambda', μ: 'mu', σ: 'sigma', ω: 'omega' };

// "Résumé-Net" → "resume net": words parted by single spaces.
function words(text) {
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(/[αβγδεθλμσω]/g, (letter) => GREEK[letter])
    .replace(BREAKS, ' ')
    .trim();
}

// "U-Net", "UNet" and "u net" → "unet".
function compact(text) {
  return words(text).replaceAll(' ', '');
}

// Cut a sentence at its marks: [{ text, marks: [...] }], where each stretch knows every mark that covers it.
function cut(sentence, marks) {
  const edges = new Set([0, sentence.length]);
  for (const mark of marks) {
    edges.add(Math.min(mark.start, sentence.length));
    edges.add(Math.min(mark.end, sentence.length));
  }
  const points = [...edges].sort((a, b) => a - b);
  const stretches = [];
  for (let k = 0; k + 1 < points.length; k += 1) {
    const [start, end] = [points[k], points[k + 1]];
    stretches.push({
      text: sentence.slice(start, end),
      marks: marks.filter((mark) => mark.start <= start && mark.end >= end),
    });
  }
  return stretches;
}

// Only addresses that a reader may safely follow; everything else is shown as text.
function safeUrl(text) {
  return /^https?:\/\/[^\s]+$/i.test(text) ? text : '';
}

function doiUrl(doi) {
  return /^10\.\d{4,9}\/\S+$/.test(doi) ? `https://doi.org/${encodeURIComponent(doi).replaceAll('%2F', '/')}` : '';
}

// Text too long for its place, cut in the middle where names differ least; whole characters only.
function shorten(text, length) {
  const characters = Array.from(text);
  if (characters.length <= length) return text;
  return `${characters.slice(0, length - 1).join('').trimEnd()}…`;
}
return { words, compact, cut, safeUrl, doiUrl, shorten };
})();

// ==== scene ====
const module_scene = (() => {
// A figure as a list of shapes, which is written as SVG or painted on a canvas: both say the same.
//
// Shapes: { kind: 'rect', x, y, w, h, radius, fill, stroke, width, dash }, { kind: 'line', points, stroke, width,
// opacity }, { kind: 'path', points, fill, stroke, width }, { kind: 'circle', x, y, radius, fill, stroke, width, dash },
// { kind: 'text', x, y, text, size, fill, anchor, weight, turn, halo }.

const FONT = "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";

function escapeXml(text) {
  return String(text)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function attributes(values) {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => ` ${name}="${escapeXml(typeof value === 'number' ? Math.round(value * 100) / 100 : value)}"`)
    .join('');
}

const paint = (shape) => ({
  fill: shape.fill || 'none',
  stroke: shape.stroke,
  'stroke-width': shape.stroke ? shape.width || 1 : undefined,
  'stroke-dasharray': shape.dash ? shape.dash.join(' ') : undefined,
  'stroke-opacity': shape.opacity,
});

const WRITERS = {
  rect: (s) => `<rect${attributes({ x: s.x, y: s.y, width: s.w, height: s.h, rx: s.radius, ...paint(s) })}/>`,
  circle: (s) => `<circle${attributes({ cx: s.x, cy: s.y, r: s.radius, ...paint(s) })}/>`,
  line: (s) => `<polyline${attributes({ points: points(s), ...paint({ ...s, fill: '' }) })}/>`,
  path: (s) => `<polygon${attributes({ points: points(s), ...paint(s) })}/>`,
  text: (s) => `<text${attributes({
    x: s.x,
    y: s.y,
    'font-size': s.size,
    'font-weight': s.weight,
    fill: s.fill,
    'text-anchor': s.anchor,
    transform: s.turn ? `rotate(${s.turn} ${Math.round(s.x * 100) / 100} ${Math.round(s.y * 100) / 100})` : undefined,
    'paint-order': s.halo ? 'stroke' : undefined,
    stroke: s.halo,
    'stroke-width': s.halo ? 3 : undefined,
  })}>${escapeXml(s.text)}</text>`,
};

function points(shape) {
  return shape.points.map(([x, y]) => `${Math.round(x * 100) / 100},${Math.round(y * 100) / 100}`).join(' ');
}

function toSvg(scene) {
  const head = attributes({
    xmlns: 'http://www.w3.org/2000/svg',
    width: scene.width,
    height: scene.height,
    viewBox: `0 0 ${scene.width} ${scene.height}`,
    'font-family': FONT,
    role: 'img',
  });
  const body = scene.shapes.map((shape) => WRITERS[shape.kind](shape)).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<svg${head}>\n<title>${escapeXml(scene.title)}</title>\n${body}\n</svg>\n`;
}

function trace(context, shape) {
  context.beginPath();
  if (shape.kind === 'rect') context.roundRect(shape.x, shape.y, shape.w, shape.h, shape.radius || 0);
  else if (shape.kind === 'circle') context.arc(shape.x, shape.y, shape.radius, 0, 2 * Math.PI);
  else {
    shape.points.forEach(([x, y], k) => (k ? context.lineTo(x, y) : context.moveTo(x, y)));
    if (shape.kind === 'path') context.closePath();
  }
}

function paintText(context, shape) {
  context.save();
  context.translate(shape.x, shape.y);
  if (shape.turn) context.rotate((shape.turn * Math.PI) / 180);
  context.font = `${shape.weight || 400} ${shape.size}px ${FONT}`;
  context.textAlign = { middle: 'center', end: 'right' }[shape.anchor] || 'left';
  if (shape.halo) {
    context.strokeStyle = shape.halo;
    context.lineWidth = 3;
    context.lineJoin = 'round';
    context.strokeText(shape.text, 0, 0);
  }
  context.fillStyle = shape.fill;
  context.fillText(shape.text, 0, 0);
  context.restore();
}

function paintScene(scene, context, scale) {
  context.save();
  context.scale(scale, scale);
  for (const shape of scene.shapes) {
    if (shape.kind === 'text') {
      paintText(context, shape);
      continue;
    }
    trace(context, shape);
    if (shape.fill) {
      context.fillStyle = shape.fill;
      context.fill();
    }
    if (shape.stroke) {
      context.globalAlpha = shape.opacity ?? 1;
      context.strokeStyle = shape.stroke;
      context.lineWidth = shape.width || 1;
      context.setLineDash(shape.dash || []);
      context.stroke();
      context.setLineDash([]);
      context.globalAlpha = 1;
    }
  }
  context.restore();
}

// About how wide a text is, without a browser at hand: enough to leave room for labels.
function textWidth(text, size) {
  let width = 0;
  for (const character of text) width += character > '\u2e7f' ? 1 : 0.56;
  return width * size;
}
return { toSvg, paintScene, textWidth };
})();

// ==== figures ====
const module_figures = (() => {
// The matrix and the network as figures that stand alone: with title, legend, and the filters that were in force.

const { outline } = module_look;
const { shadeOf, shadeRanges } = module_matrix;
const { shorten } = module_text;
const { textWidth } = module_scene;

const CELL = 24;
const GAP = 2;

function matrixScene(app, matrix, look) {
  const { words } = app;
  const rowNames = matrix.rows.items.map((item) => shorten(app.itemLabel(item), 42));
  const columnNames = matrix.columns.items.map((item) => shorten(app.itemLabel(item), 34));
  const left = 40 + Math.max(80, ...rowNames.map((text, k) => textWidth(text, 12) + matrix.rows.items[k].depth * 12)) + 40;
  const top = 84 + Math.max(30, ...columnNames.map((text) => textWidth(text, 12)));
  const step = CELL + GAP;
  const shapes = [];
  const text = (x, y, content, more = {}) => shapes.push({ kind: 'text', x, y, text: content, size: 12, fill: look.ink, ...more });
  text(24, 34, app.title(), { size: 18, weight: 600 });
  text(24, 54, `${words.kinds(matrix.rows.kind)} × ${words.kinds(matrix.columns.kind)} · ${app.filterText()}`, { fill: look.muted });
  columnNames.forEach((label, c) => text(left + c * step + CELL / 2 + 4, top - 8, label, { turn: -90 }));
  rowNames.forEach((label, r) => {
    const y = top + r * step + CELL / 2 + 4;
    text(24 + matrix.rows.items[r].depth * 12, y, label);
    text(left - 10, y, matrix.rows.items[r].count.toLocaleString('en'), { anchor: 'end', fill: look.muted, size: 11 });
  });
  const gaps = new Set(matrix.gaps.map(({ row, column }) => row * columnNames.length + column));
  matrix.cells.forEach((count, cell) => {
    const x = left + (cell % columnNames.length) * step;
    const y = top + Math.floor(cell / columnNames.length) * step;
    const shade = shadeOf(count, matrix.largest);
    shapes.push({ kind: 'rect', x, y, w: CELL, h: CELL, radius: 4, fill: look.shades[shade] });
    if (count) text(x + CELL / 2, y + CELL / 2 + 4, count.toLocaleString('en'), { anchor: 'middle', size: 11, fill: look.onShades[shade] });
    else if (gaps.has(cell)) shapes.push({ kind: 'circle', x: x + CELL / 2, y: y + CELL / 2, radius: 5.5, stroke: look.gap, width: 1.6, dash: [2.4, 2] });
  });
  const bottom = top + rowNames.length * step + 26;
  const end = matrixLegend(shapes, { app, matrix, look, x: 24, y: bottom });
  return finish(shapes, { width: Math.max(left + columnNames.length * step + 24, end, 520), height: bottom + 34, look, title: app.title() });
}

function matrixLegend(shapes, { app, matrix, look, x, y }) {
  const put = (at, content) => shapes.push({ kind: 'text', x: at, y: y + 12, text: content, size: 11, fill: look.muted });
  put(x, app.words.legend);
  let at = x + textWidth(app.words.legend, 11) + 14;
  for (const { shade, from, to } of shadeRanges(matrix.largest)) {
    const label = from === to ? String(from) : `${from}–${to}`;
    shapes.push({ kind: 'rect', x: at, y, w: 16, h: 16, radius: 3, fill: look.shades[shade] });
    put(at + 21, label);
    at += 21 + textWidth(label, 11) + 14;
  }
  if (matrix.gaps.length) {
    shapes.push({ kind: 'circle', x: at + 8, y: y + 8, radius: 5.5, stroke: look.gap, width: 1.6, dash: [2.4, 2] });
    put(at + 20, app.words.legendGap);
    at += 20 + textWidth(app.words.legendGap, 11) + 14;
  }
  return at;
}

// The combinations: a dot for each thing, a bar for each number of papers.
function setsScene(app, { kind, items, combos }, look, most = 30) {
  const { words } = app;
  const step = CELL + GAP;
  const names = items.map((item) => shorten(app.itemLabel(item), 34));
  const top = 84 + Math.max(30, ...names.map((text) => textWidth(text, 12)));
  const [left, room] = [24, 260];
  const bars = left + items.length * step + 16;
  const shapes = [];
  const text = (x, y, content, more = {}) => shapes.push({ kind: 'text', x, y, text: content, size: 12, fill: look.ink, ...more });
  text(24, 34, app.title(), { size: 18, weight: 600 });
  text(24, 54, `${words.sets}: ${words.kinds(kind)} · ${app.filterText()}`, { fill: look.muted });
  names.forEach((label, c) => text(left + c * step + CELL / 2 + 4, top - 8, label, { turn: -90 }));
  text(bars, top - 8, words.onlyThese, { fill: look.muted, size: 11 });
  const largest = Math.max(1, ...combos.map((combo) => combo.only));
  combos.slice(0, most).forEach(({ members, only }, r) => {
    const y = top + r * step + CELL / 2;
    const middle = (place) => left + place * step + CELL / 2;
    items.forEach((_, place) => members.includes(place) || shapes.push({ kind: 'circle', x: middle(place), y, radius: 4.5, fill: look.line }));
    shapes.push({ kind: 'line', points: [[middle(members[0]), y], [middle(members[members.length - 1]), y]], stroke: look.shades[4], width: 2 });
    for (const place of members) shapes.push({ kind: 'circle', x: middle(place), y, radius: 6, fill: look.shades[6] });
    const long = Math.max(2, (room * only) / largest);
    shapes.push({ kind: 'rect', x: bars, y: y - 8, w: long, h: 16, radius: 3, fill: look.shades[4] });
    text(bars + long + 8, y + 4, only.toLocaleString('en'), { fill: look.muted, size: 11 });
  });
  const bottom = top + Math.min(most, combos.length) * step + 24;
  return finish(shapes, { width: Math.max(bars + room + 60, 520), height: bottom, look, title: app.title() });
}

// The same matrix for Vega-Lite, for those who want to change the figure.
function toVega(app, matrix) {
  const width = matrix.columns.items.length;
  const values = [];
  matrix.cells.forEach((papers, cell) => {
    const [row, column] = [matrix.rows.items[Math.floor(cell / width)], matrix.columns.items[cell % width]];
    if (papers) values.push({ row: app.itemLabel(row), column: app.itemLabel(column), papers });
  });
  const axis = (items, kind) => ({ type: 'nominal', sort: items.map((item) => app.itemLabel(item)), title: app.words.kinds(kind) });
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    title: { text: app.title(), subtitle: app.filterText() },
    data: { values },
    mark: { type: 'rect', cornerRadius: 3, tooltip: true },
    encoding: {
      x: { field: 'column', ...axis(matrix.columns.items, matrix.columns.kind) },
      y: { field: 'row', ...axis(matrix.rows.items, matrix.rows.kind) },
      color: { field: 'papers', type: 'quantitative', scale: { type: 'sqrt', scheme: 'teals' }, title: app.words.legend },
    },
  };
}

function finish(shapes, { width, height, look, title }) {
  const whole = { kind: 'rect', x: 0, y: 0, w: Math.ceil(width), h: Math.ceil(height), radius: 0, fill: look.paper, isGround: true };
  return { width: Math.ceil(width), height: Math.ceil(height), title, shapes: [whole, ...shapes] };
}

function networkScene(app, picture, look) {
  const margin = 60;
  const xs = picture.nodes.map((node) => node.x);
  const ys = picture.nodes.map((node) => node.y);
  const [minX, maxX, minY, maxY] = [Math.min(...xs, 0), Math.max(...xs, 1), Math.min(...ys, 0), Math.max(...ys, 1)];
  const scale = Math.min(1, 2400 / Math.max(maxX - minX, maxY - minY, 1));
  const width = Math.max(640, (maxX - minX) * scale + 2 * margin + 120);
  const place = (node) => [margin + 60 + (node.x - minX) * scale, margin + 40 + (node.y - minY) * scale];
  const places = new Map(picture.nodes.map((node) => [node.thing, place(node)]));
  const shapes = [
    { kind: 'text', x: 24, y: 34, text: app.title(), size: 18, weight: 600, fill: look.ink },
    { kind: 'text', x: 24, y: 54, text: app.filterText(), size: 12, fill: look.muted },
  ];
  for (const { source, target, papers } of picture.edges) {
    shapes.push({ kind: 'line', points: [places.get(source), places.get(target)], stroke: look.edge, width: edgeWidth(picture, papers), opacity: 0.7 });
  }
  for (const node of picture.nodes) {
    const kind = app.model.kinds[app.model.things.kind[node.thing]];
    const [x, y] = places.get(node.thing);
    const radius = nodeRadius(picture, node.papers);
    const points = outline(kind, x, y, radius);
    const colour = { fill: look.kinds[kind], stroke: look.paper, width: 1.5 };
    shapes.push(points.length ? { kind: 'path', points, ...colour } : { kind: 'circle', x, y, radius, ...colour });
  }
  for (const node of labelled(picture)) {
    const [x, y] = places.get(node.thing);
    shapes.push({ kind: 'text', x, y: y + nodeRadius(picture, node.papers) + 13, text: shorten(app.label(node.thing), 30), size: 11, fill: look.ink, anchor: 'middle', halo: look.paper });
  }
  const bottom = margin + 80 + (maxY - minY) * scale + 40;
  kindLegend(shapes, { app, picture, look, y: bottom });
  return finish(shapes, { width, height: bottom + 30, look, title: app.title() });
}

function kindLegend(shapes, { app, picture, look, y }) {
  let at = 32;
  const there = new Set(picture.nodes.map((node) => app.model.kinds[app.model.things.kind[node.thing]]));
  for (const kind of app.model.kinds.filter((each) => there.has(each))) {
    const points = outline(kind, at, y, 6);
    shapes.push(points.length ? { kind: 'path', points, fill: look.kinds[kind] } : { kind: 'circle', x: at, y, radius: 6, fill: look.kinds[kind] });
    shapes.push({ kind: 'text', x: at + 12, y: y + 4, text: app.words.kinds(kind), size: 11, fill: look.muted });
    at += 12 + textWidth(app.words.kinds(kind), 11) + 24;
  }
}

function nodeRadius(picture, papers) {
  return 4 + 15 * Math.sqrt(papers / picture.mostPapers);
}

function edgeWidth(picture, papers) {
  return 0.8 + 3.6 * Math.sqrt((papers - 1) / Math.max(1, picture.mostLink - 1));
}

// Names for the largest, so that they stay readable; all of them in a small picture.
function labelled(picture, most = 90) {
  return picture.nodes.length <= most ? picture.nodes : [...picture.nodes].sort((a, b) => b.papers - a.papers || a.thing - b.thing).slice(0, most);
}
return { matrixScene, setsScene, toVega, networkScene, nodeRadius, edgeWidth, labelled };
})();

// ==== filter ====
const module_filter = (() => {
// Which papers and claims count just now, and how many papers each thing has under these filters.

const NO_FILTER = Object.freeze({
  from: null,
  to: null,
  venues: [],
  topics: [],
  roles: [],
  rule: '',
  confidence: 0,
  minimum: 1,
});

// A paper without a year counts only while no year is asked for.
function selectPapers(model, filters) {
  const { papers } = model;
  const chosen = new Uint8Array(papers.count);
  const venues = new Set(filters.venues.map((name) => papers.venues.indexOf(name)));
  const topics = new Set(filters.topics.map((name) => papers.topicNames.indexOf(name)));
  for (let paper = 0; paper < papers.count; paper += 1) {
    const year = papers.year[paper];
    if (filters.from !== null && !(year >= filters.from)) continue;
    if (filters.to !== null && !(year && year <= filters.to)) continue;
    if (venues.size && !venues.has(papers.venue[paper])) continue;
    if (topics.size && !papers.topics[paper].some((topic) => topics.has(topic))) continue;
    chosen[paper] = 1;
  }
  return chosen;
}

function ruleTest(model, rule) {
  const number = model.rules.indexOf(rule);
  if (!rule || number < 0) return null;
  return model.combinations.map((rules) => rules.includes(number));
}

function select(model, filters) {
  const { claims, links, things } = model;
  const papers = selectPapers(model, filters);
  const rules = ruleTest(model, filters.rule);
  const roles = filters.roles.length ? filters.roles : null;
  const claimCounts = (claim) =>
    claims.confidence[claim] >= filters.confidence &&
    (!roles || roles.includes(claims.role[claim])) &&
    (!rules || rules[claims.rules[claim]]);
  // With roles chosen, a link counts in a paper where its source has such a role.
  const hasRole = roles ? sourcesWithRole(model, claimCounts) : null;
  const linkCounts = (link, paper) =>
    links.confidence[link] >= filters.confidence &&
    (!rules || rules[links.rules[link]]) &&
    (!hasRole || hasRole(links.source[link], paper));
  const counts = new Uint32Array(things.count);
  const own = new Uint32Array(things.count);
  const seen = new Int32Array(things.count).fill(-1);
  const seenOwn = new Int32Array(things.count).fill(-1);
  let paperCount = 0;
  let claimCount = 0;
  for (let paper = 0; paper < papers.length; paper += 1) {
    if (!papers[paper]) continue;
    paperCount += 1;
    for (let claim = claims.start[paper]; claim < claims.start[paper + 1]; claim += 1) {
      if (!claimCounts(claim)) continue;
      claimCount += 1;
      const thing = claims.thing[claim];
      if (seenOwn[thing] !== paper) {
        seenOwn[thing] = paper;
        own[thing] += 1;
      }
      for (const broader of things.closed[thing]) {
        if (seen[broader] !== paper) {
          seen[broader] = paper;
          counts[broader] += 1;
        }
      }
    }
  }
  return { filters, papers, paperCount, claimCount, claimCounts, linkCounts, counts, own };
}

function sourcesWithRole(model, claimCounts) {
  const { claims, things } = model;
  const pairs = new Set();
  for (let paper = 0; paper < model.papers.count; paper += 1) {
    for (let claim = claims.start[paper]; claim < claims.start[paper + 1]; claim += 1) {
      if (claimCounts(claim)) pairs.add(paper * things.count + claims.thing[claim]);
    }
  }
  return (thing, paper) => pairs.has(paper * things.count + thing);
}

// The papers behind one thing (narrower things included), in order of their numbers.
function papersOf(model, selection, thing) {
  const found = [];
  for (let paper = 0; paper < model.papers.count; paper += 1) {
    if (selection.papers[paper] && names(model, selection, paper, thing)) found.push(paper);
  }
  return found;
}

function names(model, selection, paper, thing) {
  const { claims, things } = model;
  for (let claim = claims.start[paper]; claim < claims.start[paper + 1]; claim += 1) {
    if (selection.claimCounts(claim) && things.closed[claims.thing[claim]].includes(thing)) return true;
  }
  return false;
}

function isFiltered(filters) {
  return Object.keys(NO_FILTER).some((key) => JSON.stringify(filters[key]) !== JSON.stringify(NO_FILTER[key]));
}
return { NO_FILTER, selectPapers, select, papersOf, names, isFiltered };
})();

// ==== parts ====
const module_parts = (() => {
// Small pieces that several views share: names, chips, sentences, bars of years, tables.

const { h, name, svg } = module_dom;
const { kindIcon } = module_look;
const { kindOf } = module_model;
const { compareText } = module_axis;
const { cut } = module_text;

// A thing as a button that opens its page.
function thingChip(app, thing, ...rest) {
  const kind = kindOf(app.model, thing);
  const key = app.model.things.iri[thing];
  return h(
    `button.chip.k-${kind}`,
    { type: 'button', onclick: () => app.select(key), title: `${app.words.kind(kind)}: ${app.label(thing)}`, 'data-thing': key },
    kindIcon(kind),
    h('span.chip-text', name(app.label(thing))),
    rest,
  );
}

function paperButton(app, paper) {
  const { papers } = app.model;
  return h(
    'button.paper-title',
    { type: 'button', onclick: () => app.select(papers.iri[paper]), 'data-paper': papers.iri[paper] },
    name(papers.title[paper] || papers.id[paper]),
  );
}

function paperFacts(app, paper) {
  const { papers } = app.model;
  const venue = papers.venue[paper] >= 0 ? papers.venues[papers.venue[paper]] : '';
  const year = papers.year[paper] && !venue.includes(String(papers.year[paper])) ? papers.year[paper] : '';
  const how = papers.presentation[paper] >= 0 ? papers.presentationNames[papers.presentation[paper]] : '';
  return [venue, year, how].filter(Boolean).join(' · ');
}

// A sentence with its marks; the wanted ones stand out, the others are hinted at.
function sentence(app, { text, marks }, isWanted = () => true) {
  const stretches = cut(text, marks).map((stretch) => {
    if (!stretch.marks.length) return stretch.text;
    const mark = stretch.marks.find(isWanted) || stretch.marks[0];
    const kind = mark.thing >= 0 ? kindOf(app.model, mark.thing) : 'other';
    const title = mark.thing >= 0 ? `${app.words.kind(kind)}: ${app.label(mark.thing)}` : null;
    return h(`mark.k-${kind}${isWanted(mark) ? '' : '.faint'}`, { title }, stretch.text);
  });
  return h('p.sentence', { dir: 'auto' }, stretches);
}

// Years as small bars; the numbers stand in the text for those who do not see the bars.
function yearBars(app, counts, { width = 360, height = 64, isSmall = false } = {}) {
  const [first, last] = app.model.years;
  if (!Number.isFinite(first)) return null;
  const years = Array.from({ length: last - first + 1 }, (_, k) => first + k);
  const most = Math.max(1, ...years.map((year) => counts.get(year) || 0));
  const step = width / years.length;
  const foot = isSmall ? 0 : 14;
  const label = years.filter((year) => counts.get(year)).map((year) => `${year}: ${counts.get(year)}`).join(', ');
  const every = Math.ceil(30 / step);
  return svg(
    'svg.years',
    { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': label || '0' },
    years.map((year, k) => {
      const count = counts.get(year) || 0;
      const tall = count ? Math.max(2, ((height - foot - (isSmall ? 0 : 12)) * count) / most) : 0;
      const x = k * step + step * 0.12;
      return [
        svg('rect.bar', { x, y: height - foot - tall, width: Math.max(1, step * 0.76), height: tall, rx: Math.min(2, step / 4) }),
        isSmall || !count || step < 14 ? null : svg('text.count', { x: k * step + step / 2, y: height - foot - tall - 3 }, String(count)),
        isSmall || (years.length - 1 - k) % every ? null : svg('text.year', { x: k * step + step / 2, y: height - 2 }, String(year)),
      ];
    }),
  );
}

function countYears(model, papers) {
  const counts = new Map();
  for (const paper of papers) {
    const year = model.papers.year[paper];
    if (year) counts.set(year, (counts.get(year) || 0) + 1);
  }
  return counts;
}

function share(value, most) {
  return `${Math.round((100 * value) / Math.max(1, most))}%`;
}

// A sortable table. Columns: { key, label, value(row), show(row)?, isNumber?, isYear? }; the sort stands in the page's state.
function table(app, { columns, rows, caption, standard, step = 100 }) {
  const sort = columns.some((column) => column.key === app.state.sort.replace('-', '')) ? app.state.sort : standard;
  const ordered = sortRows(columns, rows, sort);
  const body = h('tbody');
  const foot = h('div.more');
  let shown = 0;
  const show = (count) => {
    for (const row of ordered.slice(shown, count)) {
      body.append(h('tr', columns.map((column, k) => cellOf(column, row, k))));
    }
    shown = Math.min(count, ordered.length);
    foot.replaceChildren();
    if (shown < ordered.length) {
      const next = Math.min(step, ordered.length - shown);
      foot.append(h('button.quiet', { type: 'button', onclick: () => show(shown + step) }, app.words.more(next)));
    }
  };
  show(step);
  const head = h('tr', columns.map((column) => headOf(app, column, sort)));
  return h('div.table-box', { tabindex: 0, role: 'region', 'aria-label': caption }, h('table.rows', h('caption', caption), h('thead', head), body), foot);
}

function cellOf(column, row, k) {
  const content = column.show ? column.show(row) : name(written(column, column.value(row)));
  // On a phone the row is a card, and a number there needs its name.
  return k === 0 ? h('th', { scope: 'row' }, content) : h(column.isNumber ? 'td.number' : 'td', { 'data-label': column.isNumber && column.key !== 'year' ? column.label : null }, content);
}

function written(column, value) {
  return typeof value === 'number' && !column.isYear ? value.toLocaleString('en') : String(value);
}

function headOf(app, column, sort) {
  const isOn = sort.replace('-', '') === column.key;
  const isDown = sort.startsWith('-');
  const next = isOn ? (isDown ? column.key : `-${column.key}`) : column.isNumber ? `-${column.key}` : column.key;
  const state = isOn ? (isDown ? 'descending' : 'ascending') : null;
  return h(
    column.isNumber ? 'th.number' : 'th',
    { scope: 'col', 'aria-sort': state },
    h('button.sort', { type: 'button', title: app.words.sortBy(column.label), onclick: () => app.set({ sort: next }), 'data-key': `sort-${column.key}` },
      column.label, h('span.arrow', { 'aria-hidden': 'true' }, isOn ? (isDown ? '↓' : '↑') : '')),
  );
}

function sortRows(columns, rows, sort) {
  const column = columns.find((each) => each.key === sort.replace('-', ''));
  if (!column) return rows;
  const way = sort.startsWith('-') ? -1 : 1;
  const compare = column.isNumber ? (a, b) => a - b : (a, b) => compareText(String(a), String(b));
  return rows
    .map((row, place) => ({ row, place, value: column.value(row) }))
    .sort((a, b) => way * compare(a.value, b.value) || a.place - b.place)
    .map(({ row }) => row);
}

function tableCsv(columns, rows, sort) {
  return [columns.map((column) => column.label), ...sortRows(columns, rows, sort).map((row) => columns.map((column) => column.value(row)))];
}

function button(label, onclick, values = {}) {
  return h('button.quiet', { type: 'button', onclick, ...values }, label);
}

// One choice among a few: a row of buttons of which one is pressed.
function choice(app, label, options, current, onchange, key) {
  return h(
    'div.choice',
    { role: 'group', 'aria-label': label },
    options.map(([value, text, title]) =>
      h('button', { type: 'button', title, 'aria-pressed': String(value === current), onclick: () => onchange(value), 'data-key': `${key}-${value}` }, text)),
  );
}
return { thingChip, paperButton, paperFacts, sentence, yearBars, countYears, share, table, sortRows, tableCsv, button, choice };
})();

// ==== filter-view ====
const module_filter_view = (() => {
// The filters beside every view, with counts that follow.

const { h, name } = module_dom;
const { NO_FILTER, isFiltered, selectPapers } = module_filter;
const { button } = module_parts;

function renderFilters(app) {
  const { state, words, selection, model } = app;
  const set = (patch) => app.set({ filters: { ...state.filters, ...patch } }, { isQuiet: true });
  return [
    h('div.filters-head', h('h2', words.filters), isFiltered(state.filters) ? button(words.clear, () => app.set({ filters: NO_FILTER }), { class: 'quiet small', 'data-key': 'clear' }) : null),
    h('p.counted', { 'data-role': 'counted' }, words.counted(selection.paperCount, model.papers.count)),
    yearFilter(app, set),
    listFilter(app, { title: words.topic, all: model.papers.topicNames, field: 'topics', countOf: topicCounts(app), set }),
    listFilter(app, { title: words.venue, all: model.papers.venues, field: 'venues', countOf: venueCounts(app), set }),
    roleFilter(app, set),
    numberFilter(app, { title: words.confidence, field: 'confidence', low: 0, high: 95, step: 5, show: (n) => (n ? words.atLeast((n / 100).toFixed(2)) : words.any), set }),
    numberFilter(app, { title: words.minimum, field: 'minimum', low: 1, high: Math.max(2, Math.min(50, Math.ceil(model.papers.count / 10))), step: 1, show: (n) => words.atLeast(n), set }),
    ruleFilter(app, set),
  ];
}

function yearFilter(app, set) {
  const { model, state, words } = app;
  const [first, last] = model.years;
  if (!Number.isFinite(first)) return null;
  const withoutYear = model.papers.year.filter((year) => !year).length;
  if (first === last) return block(words.year, h('p.note', String(first)));
  const { from, to } = state.filters;
  const years = Array.from({ length: last - first + 1 }, (_, k) => first + k);
  const counts = new Map();
  const others = selectPapers(model, { ...state.filters, from: null, to: null });
  for (let paper = 0; paper < model.papers.count; paper += 1) {
    if (others[paper] && model.papers.year[paper]) counts.set(model.papers.year[paper], (counts.get(model.papers.year[paper]) || 0) + 1);
  }
  const most = Math.max(1, ...counts.values());
  const [low, high] = [from ?? first, to ?? last];
  const change = (patch) => {
    const next = { from: low, to: high, ...patch };
    if (next.from > next.to) [next.from, next.to] = [next.to, next.from];
    set({ from: next.from === first ? null : next.from, to: next.to === last ? null : next.to });
  };
  const bars = h('div.histogram', years.map((year) => h(`button.year-bar${year >= low && year <= high ? '.in' : ''}`, {
    type: 'button', '--tall': `${Math.max(counts.get(year) ? 6 : 0, (100 * (counts.get(year) || 0)) / most)}%`, title: `${year}: ${words.papers(counts.get(year) || 0)}`,
    'aria-label': `${year}: ${words.papers(counts.get(year) || 0)}`, 'data-key': `year-${year}`,
    onclick: () => (low === year && high === year ? set({ from: null, to: null }) : set({ from: year === first && year === last ? null : year, to: year })),
  })));
  const slider = (label, value, key) => h('label.year-end', h('span', label), h('input', { type: 'number', min: first, max: last, value, 'data-key': `year-${key}`, 'aria-label': label, onchange: (event) => change({ [key]: Math.min(last, Math.max(first, Number(event.target.value) || value)) }) }));
  return block(words.year, bars, h('div.year-ends', slider(words.from, low, 'from'), slider(words.to, high, 'to')), withoutYear ? h('p.note', words.noYear(withoutYear)) : null);
}

function block(title, ...content) {
  return h('section.filter', h('h3', title), content);
}

// Counts as they would be if this filter alone were off: so a reader sees what a choice would add.
function facetCounts(app, field, valuesOf) {
  const chosen = selectPapers(app.model, { ...app.state.filters, [field]: [] });
  const counts = new Map();
  for (let paper = 0; paper < app.model.papers.count; paper += 1) {
    if (chosen[paper]) for (const value of valuesOf(paper)) counts.set(value, (counts.get(value) || 0) + 1);
  }
  return counts;
}

function topicCounts(app) {
  return facetCounts(app, 'topics', (paper) => app.model.papers.topics[paper]);
}

function venueCounts(app) {
  return facetCounts(app, 'venues', (paper) => (app.model.papers.venue[paper] >= 0 ? [app.model.papers.venue[paper]] : []));
}

function listFilter(app, { title, all, field, countOf, set }) {
  if (!all.length) return null;
  const chosen = new Set(app.state.filters[field]);
  const order = all.map((_, k) => k).sort((a, b) => (countOf.get(b) || 0) - (countOf.get(a) || 0) || a - b);
  const toggle = (value) => set({ [field]: all.filter((each) => (each === value ? !chosen.has(each) : chosen.has(each))) });
  const line = (k) => h('label.tick', h('input', { type: 'checkbox', checked: chosen.has(all[k]), onchange: () => toggle(all[k]), 'data-key': `${field}-${all[k]}` }),
    h('span.tick-text', { title: all[k] }, name(all[k])), h('span.n', (countOf.get(k) || 0).toLocaleString('en')));
  const shown = order.filter((k, place) => place < 6 || chosen.has(all[k]));
  const rest = order.filter((k) => !shown.includes(k));
  const box = h('div.ticks', shown.map(line));
  if (!rest.length) return block(title, box);
  const isOpen = app.local.open.has(field);
  const more = h('details', { open: isOpen, ontoggle: (event) => (event.target.open ? app.local.open.add(field) : app.local.open.delete(field)) },
    h('summary', { 'data-key': `more-${field}` }, app.words.more(rest.length)), h('div.ticks.long', rest.slice(0, 300).map(line)));
  return block(title, box, more);
}

function roleFilter(app, set) {
  const { roles } = app.state.filters;
  const isOn = (role) => !roles.length || roles.includes(role);
  const toggle = (role) => {
    const next = [0, 1, 2].filter((each) => (each === role ? !isOn(each) : isOn(each)));
    set({ roles: next.length === 3 || !next.length ? [] : next });
  };
  return block(app.words.role, h('div.ticks', app.words.roles.map((text, role) => h('label.tick', h('input', { type: 'checkbox', checked: isOn(role), onchange: () => toggle(role), 'data-key': `role-${role}` }), h('span.tick-text', text)))));
}

function numberFilter(app, { title, field, low, high, step, show, set }) {
  const value = app.state.filters[field];
  const output = h('output', show(value));
  return block(title, h('div.slide', h('input', {
    type: 'range', min: low, max: high, step, value, 'aria-label': title, 'aria-valuetext': show(value), 'data-key': field,
    oninput: (event) => { output.textContent = show(Number(event.target.value)); },
    onchange: (event) => set({ [field]: Number(event.target.value) }),
  }), output));
}

function ruleFilter(app, set) {
  const { rules } = app.model;
  if (rules.length < 2) return null;
  const sorted = [...rules].sort();
  return block(app.words.rule, h('select', { 'aria-label': app.words.rule, 'data-key': 'rule', onchange: (event) => set({ rule: event.target.value }) },
    h('option', { value: '' }, app.words.anyRule), sorted.map((rule) => h('option', { value: rule, selected: rule === app.state.filters.rule }, rule))));
}
return { renderFilters };
})();

// ==== list-view ====
const module_list_view = (() => {
// Papers and things as lists.

const { h, name } = module_dom;
const { paperButton, table, thingChip, yearBars } = module_parts;
const { kindOf, labelOf } = module_model;

function claimsOfKind(app, paper, kind, most = 3) {
  const { model, selection } = app;
  const { claims } = model;
  const found = [];
  for (let claim = claims.start[paper]; claim < claims.start[paper + 1]; claim += 1) {
    if (selection.claimCounts(claim) && kindOf(model, claims.thing[claim]) === kind) found.push([claims.role[claim], claims.thing[claim]]);
  }
  found.sort((a, b) => a[0] - b[0] || selection.counts[b[1]] - selection.counts[a[1]] || a[1] - b[1]);
  return [...new Set(found.map(([, thing]) => thing))].slice(0, most === 0 ? undefined : most);
}

function paperRows(app) {
  const rows = [];
  for (let paper = 0; paper < app.model.papers.count; paper += 1) if (app.selection.papers[paper]) rows.push(paper);
  return rows;
}

function paperColumns(app) {
  const { papers } = app.model;
  const { words } = app;
  const kindColumn = (kind) => ({
    key: kind,
    label: words.kinds(kind),
    value: (paper) => claimsOfKind(app, paper, kind, 0).map((thing) => app.label(thing)).join('; '),
    show: (paper) => h('div.chips', claimsOfKind(app, paper, kind).map((thing) => thingChip(app, thing))),
  });
  return [
    { key: 'title', label: words.title, value: (paper) => papers.title[paper] || papers.id[paper], show: (paper) => paperButton(app, paper) },
    { key: 'year', label: words.year, value: (paper) => papers.year[paper] || '', isNumber: true, isYear: true },
    { key: 'venue', label: words.venue, value: (paper) => (papers.venue[paper] >= 0 ? papers.venues[papers.venue[paper]] : '') },
    ...['method', 'modality', 'task', 'dataset'].map(kindColumn),
  ];
}

function renderPapers(app) {
  const rows = paperRows(app);
  return [
    h('p.lede', app.words.counted(rows.length, app.model.papers.count), '.'),
    rows.length ? table(app, { columns: paperColumns(app), rows, caption: app.words.paperList, standard: '-year', step: 50 }) : h('p.empty', app.model.papers.count ? app.words.nothing : app.words.emptyGraph),
  ];
}

function thingRows(app) {
  const { model, selection, state } = app;
  const rows = [];
  for (let thing = 0; thing < model.things.count; thing += 1) {
    if (selection.counts[thing] >= state.filters.minimum && state.listed.includes(kindOf(model, thing))) rows.push(thing);
  }
  return rows;
}

// For all things at once: in which years their papers appeared, narrower things counted in.
function yearsByThing(app) {
  const { model, selection } = app;
  if (app.cache.yearsFor === selection) return app.cache.years;
  const years = Array.from({ length: model.things.count }, () => null);
  const seen = new Int32Array(model.things.count).fill(-1);
  for (let paper = 0; paper < model.papers.count; paper += 1) {
    const year = model.papers.year[paper];
    if (!selection.papers[paper] || !year) continue;
    for (let claim = model.claims.start[paper]; claim < model.claims.start[paper + 1]; claim += 1) {
      if (!selection.claimCounts(claim)) continue;
      for (const thing of model.things.closed[model.claims.thing[claim]]) {
        if (seen[thing] === paper) continue;
        seen[thing] = paper;
        if (!years[thing]) years[thing] = new Map();
        years[thing].set(year, (years[thing].get(year) || 0) + 1);
      }
    }
  }
  app.cache.yearsFor = selection;
  app.cache.years = years;
  return years;
}

function thingColumns(app) {
  const { model, selection, words } = app;
  const years = yearsByThing(app);
  const first = (thing) => (years[thing] ? Math.min(...years[thing].keys()) : '');
  const columns = [
    { key: 'label', label: words.label, value: (thing) => app.label(thing), show: (thing) => thingChip(app, thing) },
    { key: 'kind', label: words.kindWord, value: (thing) => words.kind(kindOf(model, thing)) },
    { key: 'papers', label: words.paperCount, value: (thing) => selection.counts[thing], isNumber: true },
    { key: 'first', label: words.firstSeen, value: first, isNumber: true, isYear: true },
    { key: 'names', label: words.names, value: (thing) => otherNames(app, thing, 0), show: (thing) => h('span.names', name(otherNames(app, thing, 4))) },
  ];
  if (Number.isFinite(model.years[0]) && model.years[0] < model.years[1]) {
    columns.splice(4, 0, { key: 'trend', label: words.trendWord, value: (thing) => [...(years[thing] || [])].sort((a, b) => a[0] - b[0]).map(([year, n]) => `${year}:${n}`).join(' '), show: (thing) => (years[thing] ? yearBars(app, years[thing], { width: 90, height: 22, isSmall: true }) : null) });
  }
  return columns;
}

function otherNames(app, thing, most) {
  const label = labelOf(app.model, thing, app.language);
  const names = [...new Set(app.model.things.names[thing].map(([text]) => text))].filter((text) => text !== label);
  return names.slice(0, most || undefined).join(', ') + (most && names.length > most ? ', …' : '');
}

// Buttons that choose kinds; field is where the state keeps them.
function kindToggles(app, field) {
  const { state, words, model } = app;
  return h('div.kinds', { role: 'group', 'aria-label': words.kindWord }, model.kinds.map((kind) => {
    const isOn = state[field].includes(kind);
    const kinds = model.kinds.filter((each) => (each === kind ? !isOn : state[field].includes(each)));
    return h(`button.kind-toggle.k-${kind}`, { type: 'button', 'aria-pressed': String(isOn), 'data-key': `kind-${kind}`, onclick: () => app.set({ [field]: kinds.length ? kinds : [kind] }) }, app.icon(kind), words.kinds(kind));
  }));
}

function renderThings(app) {
  const rows = thingRows(app);
  return [
    h('div.bar', kindToggles(app, 'listed')),
    rows.length ? table(app, { columns: thingColumns(app), rows, caption: app.words.things, standard: '-papers', step: 60 }) : h('p.empty', app.words.nothing),
  ];
}
return { paperRows, paperColumns, renderPapers, thingRows, thingColumns, kindToggles, renderThings };
})();

// ==== emerging ====
const module_emerging = (() => {
// Pairs that papers have only lately brought together, although both sides were studied before.

const { FACETS, makeTouch } = module_axis;
const { foldPairs, isRelated } = module_matrix;

const LATEST = 2; // years that count as lately

// { since, pairs: [{ row, column, count, before: [papers on the row, on the column], first }] }; since is 0 where the
// papers are of too few years to tell. A paper without a year counts as an early one: it may be.
function findEmerging(model, selection, matrix) {
  const { rows, columns } = matrix;
  const years = [];
  for (let paper = 0; paper < model.papers.count; paper += 1) {
    if (selection.papers[paper] && model.papers.year[paper]) years.push(model.papers.year[paper]);
  }
  const [first, last] = years.reduce(([low, high], year) => [Math.min(low, year), Math.max(high, year)], [Infinity, -Infinity]);
  const since = last - LATEST + 1;
  if (FACETS.includes(columns.kind) || !(first < since)) return { since: 0, pairs: [] };
  const tally = count(model, selection, matrix, since);
  const least = matrix.total < 300 ? 2 : 3;
  const width = columns.items.length;
  const pairs = [];
  tally.late.forEach((papers, cell) => {
    const [row, column] = [Math.floor(cell / width), cell % width];
    const before = [tally.rows[row], tally.columns[column]];
    if (papers < least || tally.early[cell] || Math.min(...before) < 3) return;
    if (rows.kind === columns.kind && (row >= column || isRelated(model, rows.items[row].thing, columns.items[column].thing))) return;
    pairs.push({ row, column, count: papers, before, first: tally.first[cell] });
  });
  const order = (a, b) => b.count - a.count || a.row - b.row || a.column - b.column;
  return { since, pairs: foldPairs(model, matrix, pairs.sort(order)) };
}

function count(model, selection, { rows, columns }, since) {
  const width = columns.items.length;
  const size = rows.items.length * width;
  const tally = { early: new Uint32Array(size), late: new Uint32Array(size), first: new Uint16Array(size), rows: new Uint32Array(rows.items.length), columns: new Uint32Array(width) };
  const [touchRows, touchColumns] = [makeTouch(model, selection, rows), makeTouch(model, selection, columns)];
  for (let paper = 0; paper < model.papers.count; paper += 1) {
    if (!selection.papers[paper]) continue;
    const year = model.papers.year[paper];
    const isLate = year >= since;
    const [down, across] = [touchRows(paper), touchColumns(paper)];
    if (!isLate) {
      for (const row of down) tally.rows[row] += 1;
      for (const column of across) tally.columns[column] += 1;
    }
    for (const row of down) {
      for (const column of across) {
        const cell = row * width + column;
        tally[isLate ? 'late' : 'early'][cell] += 1;
        if (isLate && (!tally.first[cell] || year < tally.first[cell])) tally.first[cell] = year;
      }
    }
  }
  return tally;
}
return { LATEST, findEmerging };
})();

// ==== panel ====
const module_panel = (() => {
// The page within the page: a pair, a thing or a paper, with the sentences that say so.

const { FACETS, facetValues } = module_axis;
const { h, name } = module_dom;
const { names, papersOf } = module_filter;
const { isUnder, kindOf, linkBetween, ROLE } = module_model;
const { button, countYears, paperButton, paperFacts, sentence, share, thingChip, yearBars } = module_parts;
const { kindIcon } = module_look;
const { doiUrl, safeUrl } = module_text;

const STEP = 12;

// What the selection means: { type: 'paper' | 'thing' | 'pair' | 'set', … } or null where the graph does not know it.
function parseSelection(model, text) {
  if (!text) return null;
  if (model.paperNumber.has(text)) return { type: 'paper', paper: model.paperNumber.get(text) };
  const [first, second, ...rest] = text.split('*');
  if (rest.length) return parseSet(model, [first, second, ...rest]);
  const one = parseEnd(model, first);
  if (second === undefined) return one && one.thing !== undefined ? { type: 'thing', thing: one.thing } : null;
  const other = parseEnd(model, second);
  return one && other && one.thing !== undefined ? { type: 'pair', first: one, second: other } : null;
}

function parseSet(model, keys) {
  return keys.every((key) => model.thingNumber.has(key)) ? { type: 'set', things: keys.map((key) => model.thingNumber.get(key)) } : null;
}

function parseEnd(model, text) {
  if (model.thingNumber.has(text)) return { thing: model.thingNumber.get(text), kind: kindOf(model, model.thingNumber.get(text)) };
  const [facet, ...rest] = text.split('=');
  if (!FACETS.includes(facet) || !rest.length) return null;
  return { kind: facet, value: facet === 'year' ? Number(rest.join('=')) : rest.join('=') };
}

function endName(item, kind) {
  return FACETS.includes(kind) ? `${kind}=${item.value}` : item.key;
}

function endLabel(app, end) {
  return end.thing !== undefined ? app.label(end.thing) : String(end.value);
}

function papersOfSelection(app, selected) {
  if (selected.type === 'paper') return [selected.paper];
  if (selected.type === 'thing') return papersOf(app.model, app.selection, selected.thing);
  if (selected.type === 'set') return setPapers(app, selected.things);
  return pairPapers(app, selected).map(({ paper }) => paper);
}

// The papers that name every one of these things, the newest first.
function setPapers(app, things) {
  const { model, selection } = app;
  const year = model.papers.year;
  const found = [];
  for (let paper = 0; paper < model.papers.count; paper += 1) {
    if (selection.papers[paper] && things.every((thing) => names(model, selection, paper, thing))) found.push(paper);
  }
  return found.sort((a, b) => year[b] - year[a] || a - b);
}

// The papers behind a pair: those with a sentence that links the two first, then those that only name both.
function pairPapers(app, { first, second }) {
  const { model, selection } = app;
  const linking = pairLinks(app, first, second);
  const found = [];
  for (let paper = 0; paper < model.papers.count; paper += 1) {
    if (!selection.papers[paper]) continue;
    const links = linking ? linksIn(model, selection, paper, linking) : [];
    const isTogether = touches(app, paper, first) && touches(app, paper, second);
    if (links.length || isTogether) found.push({ paper, links });
  }
  const year = ({ paper }) => model.papers.year[paper];
  return found.sort((a, b) => (b.links.length > 0) - (a.links.length > 0) || year(b) - year(a) || a.paper - b.paper);
}

function touches(app, paper, end) {
  if (end.thing !== undefined) return names(app.model, app.selection, paper, end.thing);
  return facetValues(app.model, paper, end.kind).includes(end.value);
}

function pairLinks(app, first, second) {
  const link = first.thing !== undefined && second.thing !== undefined ? linkBetween(first.kind, second.kind) : null;
  if (!link) return null;
  const [source, target] = link.forward ? [first.thing, second.thing] : [second.thing, first.thing];
  return { number: app.model.predicates.indexOf(link.predicate), predicate: link.predicate, source, target };
}

function linksIn(model, selection, paper, { number, source, target }) {
  const { links } = model;
  const { starts, list } = links.byPaper;
  const found = [];
  for (let k = starts[paper]; k < starts[paper + 1]; k += 1) {
    const link = list[k];
    if (links.predicate[link] !== number || !selection.linkCounts(link, paper)) continue;
    if (isUnder(model, links.source[link], source) && isUnder(model, links.target[link], target)) found.push(link);
  }
  return found;
}

function renderPanel(app, selected) {
  const makers = { paper: paperPage, thing: thingPage, pair: pairPage, set: setPage };
  return makers[selected.type](app, selected);
}

function heading(app, icon, title, under) {
  return h(
    'header.panel-head',
    h('div.panel-tools',
      app.local.steps && app.hasAddress ? button(app.words.back, () => history.back(), { class: 'quiet small' }) : null,
      app.hasAddress ? button(app.words.copyLink, () => app.copyLink(), { class: 'quiet small' }) : null,
      h('button.quiet.small.close', { type: 'button', onclick: () => app.select(''), 'aria-label': app.words.close_, 'data-key': 'panel-close' }, '✕')),
    icon,
    h('h2', { tabindex: -1, 'data-key': 'panel-title' }, title),
    under,
  );
}

function takeButtons(app) {
  return h('div.take', button('RIS', () => app.take('ris'), { class: 'quiet small' }), button('BibTeX', () => app.take('bibtex'), { class: 'quiet small' }));
}

// ---- a pair -------------------------------------------------------------------------------------------------------

function pairPage(app, selected) {
  const { first, second } = selected;
  const { words, selection } = app;
  const found = pairPapers(app, selected);
  const size = (end) => (end.thing !== undefined ? selection.counts[end.thing] : null);
  const sizes = [size(first), size(second)];
  const linked = found.filter(({ links }) => links.length).length;
  const hasLinks = linkBetween(first.kind, second.kind) !== null;
  const told = [words.papers(found.length), hasLinks && found.length ? `${words.linked}: ${linked}` : null, sizes.every((n) => n !== null) ? words.bothOf(...sizes) : null];
  const title = [endChip(app, first), h('span.times', { 'aria-hidden': 'true' }, '×'), endChip(app, second)];
  const isGap = !found.length && sizes.every((n) => n >= 3);
  return [
    heading(app, null, h('span.pair', title), h('p.facts', told.filter(Boolean).join(' · '))),
    isGap ? h('p.gap-note', h('span.gap-dot', { 'aria-hidden': 'true' }), words.gapOf(sizes[0], sizes[1], first.kind, second.kind)) : null,
    found.length ? takeButtons(app) : h('p.empty', words.nobody),
    paperCards(app, found.map(({ paper, links }) => ({ paper, wanted: wantedFor(app, selected, links) }))),
  ];
}

function setPage(app, { things }) {
  const found = setPapers(app, things);
  const ends = things.map((thing) => ({ thing }));
  const chips = things.flatMap((thing, k) => [k ? h('span.times', { 'aria-hidden': 'true' }, '×') : null, thingChip(app, thing)]);
  return [
    heading(app, null, h('span.pair', chips), h('p.facts', app.words.papers(found.length))),
    found.length ? takeButtons(app) : h('p.empty', app.words.nobody),
    paperCards(app, found.map((paper) => ({ paper, wanted: namesOf(app, ends) }))),
  ];
}

function endChip(app, end) {
  return end.thing !== undefined ? thingChip(app, end.thing) : h('span.chip', String(end.value));
}

// Which marks matter for a pair: those of its links, or else those of either side.
function wantedFor(app, { first, second }, links) {
  if (links.length) return { isQuote: (quote) => links.includes(quote.link) };
  return namesOf(app, [first, second]);
}

function namesOf(app, ends) {
  const sides = ends.filter((end) => end.thing !== undefined).map((end) => end.thing);
  return { isQuote: (quote) => quote.link < 0 && quote.mark.thing >= 0 && sides.some((side) => isUnder(app.model, quote.mark.thing, side)) };
}

function paperCards(app, entries) {
  const list = h('ol.cards');
  const more = h('div.more');
  let shown = 0;
  const show = (count) => {
    for (const { paper, wanted, role } of entries.slice(shown, count)) list.append(paperCard(app, paper, wanted, role));
    shown = Math.min(count, entries.length);
    more.replaceChildren();
    if (shown < entries.length) more.append(button(app.words.more(Math.min(STEP, entries.length - shown)), () => show(shown + STEP)));
  };
  show(STEP);
  return [list, more];
}

function paperCard(app, paper, wanted, role) {
  return h('li.card', paperButton(app, paper), h('p.facts', [role, paperFacts(app, paper)].filter(Boolean).join(' · ')), quotesOf(app, paper, wanted));
}

// The sentences that hold wanted quotes, in the order of the text, with the rule and the confidence of each.
function quotesOf(app, paper, { isQuote }) {
  const { sentences, quotes } = app.model.evidenceOf(paper);
  const bySentence = new Map();
  for (const quote of quotes.filter(isQuote)) {
    if (!bySentence.has(quote.mark.sentence)) bySentence.set(quote.mark.sentence, []);
    bySentence.get(quote.mark.sentence).push(quote);
  }
  const order = [...bySentence.keys()].sort((a, b) => a - b);
  if (!order.length) return h('p.empty', app.words.noSentence);
  const block = (k) => {
    const marks = new Set(bySentence.get(k).map((quote) => quote.mark));
    return h('blockquote', sentence(app, sentences[k], (mark) => marks.has(mark)), sourceLine(app, bySentence.get(k)));
  };
  const rest = order.slice(3);
  const box = h('div.quotes', order.slice(0, 3).map(block));
  if (rest.length) {
    const more = button(app.words.moreSentences(rest.length), () => more.replaceWith(...rest.map(block)), { class: 'quiet small' });
    box.append(more);
  }
  return box;
}

function sourceLine(app, quotes) {
  const best = Math.max(...quotes.map((quote) => quote.confidence));
  const rules = [...new Set(quotes.map((quote) => app.model.rules[quote.rule]))].sort();
  return h('footer', `${app.words.confidenceOf(best)} · ${rules.map((rule) => app.words.byRule(rule)).join(', ')}`);
}

// ---- a thing ------------------------------------------------------------------------------------------------------

function thingPage(app, { thing }) {
  const { model, selection, words } = app;
  const { things } = model;
  const kind = kindOf(model, thing);
  const papers = papersOf(model, selection, thing);
  const years = countYears(model, papers);
  const first = Math.min(...years.keys());
  const facts = [words.kind(kind), words.papers(papers.length), Number.isFinite(first) ? `${words.firstSeen} ${first}` : null, things.known[thing] ? words.known : words.isNew];
  const narrower = things.children[thing].filter((child) => selection.counts[child] > 0).sort((a, b) => selection.counts[b] - selection.counts[a] || a - b);
  return [
    heading(app, kindIcon(kind), name(app.label(thing)), h('p.facts', facts.filter(Boolean).join(' · '))),
    things.definition[thing] ? h('p.definition', { dir: 'auto' }, things.definition[thing]) : null,
    h('div.take', button(words.showNetwork, () => app.set({ view: 'network', focus: things.iri[thing], path: [], isTable: false }), { class: 'quiet small' }),
      button(words.pathTo, () => app.choosePath(thing), { class: 'quiet small' }),
      app.state.view === 'network' ? networkButtons(app, things.iri[thing]) : null,
      papers.length ? [button('RIS', () => app.take('ris'), { class: 'quiet small' }), button('BibTeX', () => app.take('bibtex'), { class: 'quiet small' })] : null),
    namesBlock(app, thing),
    relatives(app, words.broader, things.broader[thing]),
    relatives(app, words.narrower, narrower),
    years.size > 1 || (years.size === 1 && model.years[0] !== model.years[1]) ? h('section', h('h3', words.trend), yearBars(app, years)) : null,
    companions(app, thing, papers),
    papers.length ? h('section', h('h3', words.paperList), paperCards(app, thingPapers(app, thing, papers))) : null,
  ];
}

function networkButtons(app, key) {
  const { state, words } = app;
  const toggle = (list) => (list.includes(key) ? list.filter((each) => each !== key) : [...list, key]);
  const press = (field, label) => button(label, () => app.set({ [field]: toggle(state[field]) }), { class: 'quiet small', 'aria-pressed': String(state[field].includes(key)), 'data-key': `panel-${field}` });
  return [press('pinned', words.pin), press('hidden', words.hide)];
}

function namesBlock(app, thing) {
  const { things } = app.model;
  const label = app.label(thing);
  const others = things.names[thing].filter(([text]) => text !== label);
  if (!others.length) return null;
  const languages = [...new Set(others.map(([, language]) => language))];
  const line = (language) => {
    const mine = others.filter(([, tag]) => tag === language);
    const texts = mine.slice(0, 12).map(([text], k) => [k ? ', ' : '', h('bdi', text)]);
    return [h('dt', app.words.languageName(language)), h('dd.names', { lang: language || null }, texts, mine.length > 12 ? ', …' : '')];
  };
  return h('section', h('h3', app.words.names), h('dl.roles', languages.map(line)));
}

function relatives(app, title, things) {
  if (!things.length) return null;
  const chips = things.map((thing) => thingChip(app, thing, h('span.n', String(app.selection.counts[thing]))));
  const box = h('div.chips', chips.slice(0, 16));
  if (chips.length > 16) {
    const more = button(app.words.more(chips.length - 16), () => more.replaceWith(...chips.slice(16)), { class: 'quiet small' });
    box.append(more);
  }
  return h('section', h('h3', title), box);
}

// The things most often in the same papers, for each kind; what is broader or narrower says nothing new.
function companions(app, thing, papers) {
  const { model, selection, words } = app;
  const counts = new Map();
  for (const paper of papers) {
    const here = new Set();
    for (let claim = model.claims.start[paper]; claim < model.claims.start[paper + 1]; claim += 1) {
      if (selection.claimCounts(claim)) here.add(model.claims.thing[claim]);
    }
    for (const other of here) counts.set(other, (counts.get(other) || 0) + 1);
  }
  const blocks = model.kinds.map((kind) => {
    const mine = [...counts.keys()].filter((other) => kindOf(model, other) === kind && !isUnder(model, other, thing) && !isUnder(model, thing, other));
    mine.sort((a, b) => counts.get(b) - counts.get(a) || a - b);
    const top = mine.slice(0, 6);
    if (!top.length) return null;
    return h('div.with', h('h4', kindIcon(kind), words.kinds(kind)), h('ul', top.map((other) => companion(app, thing, other, counts.get(other), counts.get(top[0])))));
  });
  return blocks.some(Boolean) ? h('section', h('h3', words.usedWith), h('div.withs', blocks)) : null;
}

function companion(app, thing, other, count, most) {
  const key = `${app.model.things.iri[thing]}*${app.model.things.iri[other]}`;
  return h('li', h(`button.bar-line.k-${kindOf(app.model, other)}`, { type: 'button', onclick: () => app.select(key), '--share': share(count, most) },
    h('span.bar-label', name(app.label(other))), h('span.n', String(count))));
}

function thingPapers(app, thing, papers) {
  const { model, selection, words } = app;
  const { claims } = model;
  const entries = papers.map((paper) => {
    const mine = [];
    for (let claim = claims.start[paper]; claim < claims.start[paper + 1]; claim += 1) {
      if (selection.claimCounts(claim) && isUnder(model, claims.thing[claim], thing)) mine.push(claim);
    }
    const best = Math.min(...mine.map((claim) => claims.role[claim]));
    const shown = mine.find((claim) => claims.role[claim] === best);
    const local = new Set(mine.map((claim) => claim - claims.start[paper]));
    return { paper, best, role: words.roleWord(model.predicates[claims.predicate[shown]]), wanted: { isQuote: (quote) => local.has(quote.claim) } };
  });
  return entries.sort((a, b) => a.best - b.best || model.papers.year[b.paper] - model.papers.year[a.paper] || a.paper - b.paper);
}

// ---- a paper ------------------------------------------------------------------------------------------------------

function paperPage(app, { paper }) {
  const { model, words } = app;
  const { papers } = model;
  const facts = [paperFacts(app, paper), papers.topics[paper].map((topic) => papers.topicNames[topic]).join(', ')].filter(Boolean).join(' · ');
  return [
    heading(app, null, name(papers.title[paper] || papers.id[paper]), [
      papers.authors[paper].length ? h('p.authors', name(papers.authors[paper].join(', '))) : null,
      h('p.facts', facts),
      linksOf(papers, paper),
    ]),
    papers.warnings[paper].map((warning) => h('p.warning', { dir: 'auto' }, warning)),
    takeButtons(app),
    rolesOf(app, paper),
    evidenceOf(app, paper),
    h('p.id', papers.id[paper]),
    h('p.note', words.evidenceNote),
  ];
}

function linksOf(papers, paper) {
  const out = (url, text) => h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, text);
  const doi = doiUrl(papers.doi[paper]);
  const links = papers.links[paper].map((link) => (safeUrl(link) ? out(safeUrl(link), link.replace(/^https?:\/\//i, '')) : h('span', link)));
  const all = [papers.doi[paper] ? (doi ? out(doi, `doi:${papers.doi[paper]}`) : h('span', `doi:${papers.doi[paper]}`)) : null, ...links].filter(Boolean);
  return all.length ? h('p.links', all.map((link, k) => [k ? ' · ' : '', link])) : null;
}

function rolesOf(app, paper) {
  const { model, words } = app;
  const { claims } = model;
  const byRole = new Map();
  for (let claim = claims.start[paper]; claim < claims.start[paper + 1]; claim += 1) {
    const key = `${claims.role[claim]} ${words.roleWord(model.predicates[claims.predicate[claim]])}`;
    if (!byRole.has(key)) byRole.set(key, []);
    byRole.get(key).push(claims.thing[claim]);
  }
  const rows = [...byRole].sort(([a], [b]) => (a < b ? -1 : 1));
  return h('dl.roles', rows.map(([key, things]) => [
    h(key.startsWith(String(ROLE.mentioned)) ? 'dt.faint' : 'dt', key.slice(2)),
    h('dd', h('div.chips', things.map((thing) => thingChip(app, thing)))),
  ]));
}

function evidenceOf(app, paper) {
  const { sentences } = app.model.evidenceOf(paper);
  if (!sentences.length) return h('p.empty', app.words.noSentence);
  return h('section', h('h3', app.words.saysPaper), h('div.text', sentences.map((each) => sentence(app, each))));
}
return { parseSelection, endName, papersOfSelection, pairPapers, renderPanel };
})();

// ==== matrix-view ====
const module_matrix_view = (() => {
// The matrix on screen: a table whose cells open papers and sentences, walked by mouse, touch or arrow keys.

const { FACETS } = module_axis;
const { h, name } = module_dom;
const { findEmerging } = module_emerging;
const { isFiltered } = module_filter;
const { foldPairs, makeMatrix, shadeOf, shadeRanges } = module_matrix;
const { linkBetween } = module_model;
const { endName } = module_panel;
const { button, choice, share, table, thingChip } = module_parts;
const { shorten } = module_text;

const COLUMN_KINDS = ['modality', 'task', 'dataset', 'method', 'year', 'venue', 'topic'];
const ROW_KINDS = ['method', 'task', 'dataset', 'modality'];

function matrixOf(app) {
  const { state } = app;
  const key = JSON.stringify([state.rows, state.columns, state.measure, state.order, state.isTree, state.rowLimit, state.columnLimit, state.opened, state.closed, state.filters, app.language]);
  if (app.cache.matrixKey !== key) {
    app.cache.matrix = makeMatrix(app.model, app.selection, {
      ...state,
      opened: new Set(state.opened),
      closed: new Set(state.closed),
      labelOf: (item) => app.itemLabel(item),
    });
    app.cache.matrixKey = key;
  }
  return app.cache.matrix;
}

// Gaps are looked for further down the lists than a screen can show.
function gapMatrixOf(app) {
  const { state } = app;
  const key = JSON.stringify([state.rows, state.columns, state.isTree, state.opened, state.closed, state.filters]);
  if (app.cache.gapKey !== key) {
    const matrix = makeMatrix(app.model, app.selection, { ...state, order: 'size', rowLimit: 160, columnLimit: 80, opened: new Set(state.opened), closed: new Set(state.closed) });
    app.cache.gapMatrix = { ...matrix, gaps: foldPairs(app.model, matrix, matrix.gaps) };
    app.cache.gapKey = key;
    app.cache.emerging = null;
  }
  return app.cache.gapMatrix;
}

function emergingOf(app) {
  const matrix = gapMatrixOf(app);
  if (!app.cache.emerging) app.cache.emerging = findEmerging(app.model, app.selection, matrix);
  return app.cache.emerging;
}

// What the gaps view lists: { columns, rows, standard }.
function gapTableOf(app) {
  const matrix = gapMatrixOf(app);
  return app.state.pairs === 'new'
    ? { columns: emergingColumns(app, matrix), rows: emergingOf(app).pairs, standard: '-papers' }
    : { columns: gapColumns(app, matrix), rows: matrix.gaps, standard: '-expected' };
}

function renderMatrix(app) {
  const matrix = matrixOf(app);
  const isEmpty = !matrix.rows.items.length || !matrix.columns.items.length;
  return [
    lede(app, matrix),
    controls(app, matrix),
    isEmpty ? h('p.empty', whyEmpty(app)) : app.state.isTable ? pairTable(app, matrix) : grid(app, matrix),
  ];
}

function whyEmpty(app) {
  if (!app.model.papers.count) return app.words.emptyGraph;
  return isFiltered(app.state.filters) ? app.words.nothing : app.words.nothingOf(app.state.rows, app.state.columns);
}

// The answer in one sentence, before the picture.
function lede(app, matrix) {
  const { words } = app;
  const isUnlinked = matrix.linked && matrix.measure !== app.state.measure;
  const note = isUnlinked ? `${words.nothingLinked(app.state.rows, app.state.columns)} ` : '';
  if (!matrix.rows.items.length || !matrix.columns.items.length) return null; // the place of the picture says why
  if (!matrix.largest) return h('p.lede', words.noneTogether);
  const isThings = !FACETS.includes(matrix.columns.kind);
  const cell = topCell(matrix, isThings);
  const [row, column] = [matrix.rows.items[cell.row], matrix.columns.items[cell.column]];
  const gaps = isThings ? gapMatrixOf(app).gaps.length : 0;
  const open = h('button.in-text', { type: 'button', onclick: () => app.select(pairName(matrix, cell)) }, name(shorten(app.itemLabel(row), 60)), isThings ? words.ledeTop[1] : words.ledeFacet[1], name(shorten(app.itemLabel(column), 60)));
  const gapPart = gaps ? h('button.in-text.gap', { type: 'button', onclick: () => app.set({ view: 'gaps' }) }, words.ledeGaps(gaps)) : words.ledeNoGaps;
  return h('p.lede', note, isThings ? words.ledeTop[0] : words.ledeFacet[0], open, words.ledeTop[2](matrix.cells[cell.row * matrix.columns.items.length + cell.column]), ' ', isThings ? gapPart : null);
}

// The cell that says most: among the fuller ones, that which is farthest above what its row and column let one expect.
// The fullest of all would nearly always be that of the two broadest names.
function topCell(matrix, isThings) {
  const width = matrix.columns.items.length;
  const expected = (cell) => (matrix.rows.items[Math.floor(cell / width)].count * matrix.columns.items[cell % width].count) / Math.max(1, matrix.total);
  let [best, most] = [0, -Infinity];
  matrix.cells.forEach((count, cell) => {
    if (!count || count < matrix.largest / 3) return;
    const weight = isThings ? count * Math.log(count / expected(cell)) : count;
    if (weight > most) [best, most] = [cell, weight];
  });
  return { row: Math.floor(best / width), column: best % width };
}

function pairName(matrix, { row, column }) {
  return `${matrix.rows.items[row].key}*${endName(matrix.columns.items[column], matrix.columns.kind)}`;
}

function controls(app, matrix, ...more) {
  const { state, words } = app;
  const isGaps = state.view === 'gaps';
  const pick = (label, kinds, current, field) =>
    h('label.pick', h('span', label), h('select', { onchange: (event) => app.set({ [field]: event.target.value, sort: '' }), 'data-key': field },
      kinds.map((kind) => h('option', { value: kind, selected: kind === current }, words.kinds(kind)))));
  const canSwap = !FACETS.includes(state.columns);
  const hasLink = linkBetween(state.rows, state.columns) !== null;
  return h('div.bar',
    more,
    pick(words.rows, ROW_KINDS, state.rows, 'rows'),
    h('button.quiet.swap', { type: 'button', disabled: !canSwap, 'aria-label': words.swap, title: words.swap, 'data-key': 'swap', onclick: () => app.set({ rows: state.columns, columns: state.rows, rowLimit: state.columnLimit, columnLimit: state.rowLimit }) }, '⇄'),
    pick(words.columns, COLUMN_KINDS.filter((kind) => (isGaps ? !FACETS.includes(kind) : app.hasFacet(kind))), state.columns, 'columns'),
    isGaps ? null : h('span.labelled', h('span', words.order), choice(app, words.order, Object.entries(words.orders), state.order, (order) => app.set({ order }), 'order')),
    hasLink && !isGaps ? h('span.labelled', h('span', words.measure), choice(app, words.measure, [['linked', words.linked, words.linkedHint], ['together', words.together, words.togetherHint]], matrix.measure, (measure) => app.set({ measure }), 'measure')) : null,
    h('label.tick', h('input', { type: 'checkbox', checked: state.isTree, onchange: (event) => app.set({ isTree: event.target.checked }), 'data-key': 'tree' }), words.tree),
    isGaps ? null : choice(app, words.table, [[false, words.picture], [true, words.table]], state.isTable, (isTable) => app.set({ isTable, sort: '' }), 'table'),
  );
}

// ---- the grid -----------------------------------------------------------------------------------------------------

function grid(app, matrix) {
  const { rows, columns } = matrix;
  const gaps = new Map(matrix.gaps.map((gap) => [gap.row * columns.items.length + gap.column, gap]));
  const mostRow = Math.max(1, ...rows.items.map((item) => item.count));
  const mostColumn = Math.max(1, ...columns.items.map((item) => item.count));
  const head = h('tr', corner(app, matrix), columns.items.map((item, c) => columnHead(app, matrix, item, c, mostColumn)));
  const body = rows.items.map((item, r) =>
    h('tr', rowHead(app, matrix, item, r, mostRow), columns.items.map((column, c) => cell(app, matrix, { r, c, gap: gaps.get(r * columns.items.length + c) }))));
  const title = `${app.words.kinds(rows.kind)} × ${app.words.kinds(columns.kind)}`;
  const element = h('table.matrix', { role: 'grid', 'aria-label': title }, h('thead', head), h('tbody', body));
  element.addEventListener('click', (event) => onCell(event, (at) => app.select(pairName(matrix, at))));
  element.addEventListener('keydown', (event) => onKey(app, matrix, element, event));
  element.addEventListener('pointerover', (event) => crosshair(element, event.target.closest('td')));
  element.addEventListener('pointerleave', () => crosshair(element, null));
  return [h('div.stage', { tabindex: -1 }, element), foot(app, matrix)];
}

function corner(app, matrix) {
  return h('td.corner', { 'aria-hidden': 'true' }, h('span.corner-columns', app.words.kinds(matrix.columns.kind)), h('span.corner-rows', app.words.kinds(matrix.rows.kind)));
}

function caret(app, axis, item) {
  if (!item.state) return h('span.caret');
  const label = app.itemLabel(item);
  const isOpen = item.state === 'open';
  return h('button.caret', {
    type: 'button', tabindex: -1, 'aria-expanded': String(item.state !== 'closed'), 'data-key': `caret-${item.key}`, 'data-state': item.state,
    'aria-label': isOpen ? app.words.close(label) : app.words.open(label),
    onclick: (event) => {
      event.stopPropagation();
      app.fold(item, !isOpen);
    },
  }, item.state === 'closed' ? '▸' : item.state === 'part' ? '▹' : '▾');
}

function rowHead(app, matrix, item, r, most) {
  return h('th.row', { scope: 'row', 'data-r': r, '--depth': item.depth, '--share': share(item.count, most) },
    h('div.head',
      caret(app, matrix.rows, item),
      h('button.head-label', { type: 'button', tabindex: -1, title: app.itemLabel(item), onclick: () => app.select(item.key), 'data-key': `row-${item.key}` }, name(app.itemLabel(item))),
      h('span.n', item.count.toLocaleString('en'))));
}

function columnHead(app, matrix, item, c, most) {
  const isFacet = FACETS.includes(matrix.columns.kind);
  const label = app.itemLabel(item);
  const way = app.isUpright(label) ? '.upright' : '';
  return h('th.column', { scope: 'col', 'data-c': c, '--depth': item.depth, '--share': share(item.count, most) },
    h('div.head',
      h('span.n', item.count.toLocaleString('en')),
      caret(app, matrix.columns, item),
      isFacet
        ? h(`span.head-label${way}`, { title: label }, name(label))
        : h(`button.head-label${way}`, { type: 'button', tabindex: -1, title: label, onclick: () => app.select(item.key), 'data-key': `column-${item.key}` }, name(label))));
}

function cell(app, matrix, { r, c, gap }) {
  const { rows, columns, cells, largest } = matrix;
  const count = cells[r * columns.items.length + c];
  const [row, column] = [app.itemLabel(rows.items[r]), app.itemLabel(columns.items[c])];
  const label = gap ? app.words.cellGap(row, column, rows.items[r].count, columns.items[c].count) : app.words.cell(row, column, count);
  return h(`td.cell.s${shadeOf(count, largest)}${gap ? '.gap' : ''}`, {
    'data-pair': pairName(matrix, { row: r, column: c }),
    tabindex: r === 0 && c === 0 ? 0 : -1, 'data-r': r, 'data-c': c, 'aria-label': label, title: label, 'data-key': `cell-${r}-${c}`,
  }, count ? count.toLocaleString('en') : '');
}

function onCell(event, act) {
  const target = event.target.closest('td.cell');
  if (target) act({ row: Number(target.dataset.r), column: Number(target.dataset.c) });
}

function crosshair(element, target) {
  for (const old of element.querySelectorAll('.on')) old.classList.remove('on');
  if (!target || !target.dataset.r) return;
  element.querySelector(`th[data-r="${target.dataset.r}"]`).classList.add('on');
  element.querySelector(`th[data-c="${target.dataset.c}"]`).classList.add('on');
}

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function onKey(app, matrix, element, event) {
  const target = event.target.closest('td.cell');
  if (!target || event.ctrlKey || event.metaKey || event.altKey) return;
  const [r, c] = [Number(target.dataset.r), Number(target.dataset.c)];
  if (event.key === 'Enter' || event.key === ' ') app.select(pairName(matrix, { row: r, column: c }));
  else if (event.key === '[' || event.key === ']') app.fold(matrix.rows.items[r], event.key === ']');
  else if (MOVES[event.key]) moveTo(element, matrix, r + MOVES[event.key][0], c + MOVES[event.key][1]);
  else if (event.key === 'Home') moveTo(element, matrix, r, 0);
  else if (event.key === 'End') moveTo(element, matrix, r, matrix.columns.items.length - 1);
  else return;
  event.preventDefault();
}

function moveTo(element, matrix, r, c) {
  const next = element.querySelector(`td[data-r="${Math.max(0, Math.min(matrix.rows.items.length - 1, r))}"][data-c="${Math.max(0, Math.min(matrix.columns.items.length - 1, c))}"]`);
  if (!next) return;
  for (const old of element.querySelectorAll('td[tabindex="0"]')) old.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
  crosshair(element, next);
}

// ---- under the grid -----------------------------------------------------------------------------------------------

function foot(app, matrix) {
  const { state, words } = app;
  const { rows, columns } = matrix;
  const more = (axis, field, label, limits) =>
    axis.total > axis.items.length && state[field] < limits[1]
      ? button(`${label} (${words.ofAll(axis.items.length, axis.total)})`, () => app.set({ [field]: Math.min(limits[1], state[field] + limits[0]) }), { 'data-key': `more-${field}` })
      : null;
  return h('div.foot', legend(app, matrix), h('div.mores', more(rows, 'rowLimit', words.moreRows, [32, 320]), more(columns, 'columnLimit', words.moreColumns, [20, 120])));
}

function legend(app, matrix) {
  const ranges = shadeRanges(matrix.largest).map(({ shade, from, to }) => h('span.step', h(`span.swatch.s${shade}`), from === to ? String(from) : `${from}–${to}`));
  return h('div.legend', ranges.length ? h('span', app.words.legend) : null, ranges, matrix.gaps.length ? h('span.step', h('span.gap-dot'), app.words.legendGap) : null);
}

// ---- the twin -----------------------------------------------------------------------------------------------------

function pairColumns(app, matrix) {
  const { words } = app;
  const { rows, columns } = matrix;
  const width = columns.items.length;
  const end = (axis, item) => (FACETS.includes(axis.kind) ? name(app.itemLabel(item)) : thingChip(app, item.thing));
  const open = (row) => h('button.in-text', { type: 'button', onclick: () => app.select(pairName(matrix, { row: row.r, column: row.c })) }, row.count.toLocaleString('en'));
  return [
    { key: 'row', label: words.kind(rows.kind), value: (row) => app.itemLabel(rows.items[row.r]), show: (row) => end(rows, rows.items[row.r]) },
    { key: 'column', label: words.kind(columns.kind), value: (row) => app.itemLabel(columns.items[row.c]), show: (row) => end(columns, columns.items[row.c]) },
    { key: 'papers', label: words.paperCount, value: (row) => row.count, show: open, isNumber: true },
    { key: 'rowpapers', label: `${words.paperCount}: ${words.kind(rows.kind)}`, value: (row) => rows.items[row.r].count, isNumber: true },
    { key: 'columnpapers', label: `${words.paperCount}: ${words.kind(columns.kind)}`, value: (row) => columns.items[row.c].count, isNumber: true },
    { key: 'together', label: words.together, value: (row) => matrix.together[row.r * width + row.c], isNumber: true },
  ];
}

function pairRows(matrix) {
  const width = matrix.columns.items.length;
  const rows = [];
  matrix.cells.forEach((count, k) => {
    if (count) rows.push({ r: Math.floor(k / width), c: k % width, count });
  });
  return rows;
}

function pairTable(app, matrix) {
  const title = `${app.words.kinds(matrix.rows.kind)} × ${app.words.kinds(matrix.columns.kind)}`;
  return table(app, { columns: pairColumns(app, matrix), rows: pairRows(matrix), caption: title, standard: '-papers' });
}

// ---- gaps ---------------------------------------------------------------------------------------------------------

function gapColumns(app, matrix) {
  const { rows, columns } = matrix;
  const { words } = app;
  const both = (gap) => [rows.items[gap.row].count, columns.items[gap.column].count];
  return [
    ...pairEnds(app, matrix),
    { key: 'papers', label: words.paperCount, value: (gap) => words.gapOf(...both(gap), rows.kind, columns.kind), show: (gap) => openPair(app, matrix, gap, words.gapOf(...both(gap), rows.kind, columns.kind)) },
    ...narrowerColumn(app, matrix.gaps),
    { key: 'expected', label: words.expected, value: (gap) => Math.round(gap.expected * 10) / 10, show: (gap) => gap.expected.toFixed(1), isNumber: true },
  ];
}

function emergingColumns(app, matrix) {
  const { words } = app;
  return [
    ...pairEnds(app, matrix),
    { key: 'papers', label: words.paperCount, value: (pair) => pair.count, show: (pair) => openPair(app, matrix, pair, pair.count.toLocaleString('en')), isNumber: true },
    { key: 'first', label: words.firstSeen, value: (pair) => pair.first, isNumber: true, isYear: true },
    { key: 'before', label: words.before, value: (pair) => words.bothBefore(...pair.before) },
    ...narrowerColumn(app, emergingOf(app).pairs),
  ];
}

function pairEnds(app, { rows, columns }) {
  const end = (axis, field) => ({ key: field, label: app.words.kind(axis.kind), value: (pair) => app.itemLabel(axis.items[pair[field]]), show: (pair) => thingChip(app, axis.items[pair[field]].thing) });
  return [end(rows, 'row'), end(columns, 'column')];
}

function openPair(app, matrix, pair, text) {
  return h('button.in-text', { type: 'button', onclick: () => app.select(pairName(matrix, pair)) }, text);
}

// How many pairs of narrower things a pair stands for, where any stands for more than itself.
function narrowerColumn(app, pairs) {
  if (!pairs.some((pair) => pair.narrower)) return [];
  return [{ key: 'narrower', label: app.words.narrowerPairs, value: (pair) => pair.narrower, show: (pair) => (pair.narrower ? `+${pair.narrower.toLocaleString('en')}` : ''), isNumber: true }];
}

function renderGaps(app) {
  const matrix = gapMatrixOf(app);
  const { words, state } = app;
  const isNew = state.pairs === 'new';
  const { columns, rows, standard } = gapTableOf(app);
  const title = `${isNew ? words.newPairs : words.gaps}: ${words.kinds(matrix.rows.kind)} × ${words.kinds(matrix.columns.kind)}`;
  const which = choice(app, words.gaps, [['never', words.neverPairs], ['new', words.newPairs]], state.pairs, (pairs) => app.set({ pairs, sort: '' }), 'pairs');
  return [
    h('p.lede', isNew ? newIntro(app) : rows.length ? words.gapsIntro(matrix.total) : words.noGaps),
    controls(app, matrix, which),
    rows.length ? table(app, { columns, rows, caption: title, standard, step: 50 }) : null,
  ];
}

function newIntro(app) {
  const { since, pairs } = emergingOf(app);
  if (!since) return app.words.tooFewYears;
  return pairs.length ? app.words.newIntro(since) : app.words.noNewPairs(since);
}
return { matrixOf, gapMatrixOf, gapTableOf, renderMatrix, pairName, pairColumns, pairRows, renderGaps };
})();

// ==== graph ====
const module_graph = (() => {
// The network of things: what is linked with what under the filters, neighbourhoods, and the shortest path.

// Every link that counts, with its number of papers; things that nothing counts for have no links.
function makeLinks(model, selection) {
  const { links } = model;
  const found = [];
  for (let link = 0; link < links.source.length; link += 1) {
    let papers = 0;
    for (const paper of links.papers[link]) {
      if (selection.papers[paper] && selection.linkCounts(link, paper)) papers += 1;
    }
    if (papers) found.push({ link, source: links.source[link], target: links.target[link], papers });
  }
  return found;
}

function makeNeighbours(links) {
  const neighbours = new Map();
  const add = (from, to, papers) => {
    if (!neighbours.has(from)) neighbours.set(from, new Map());
    const mine = neighbours.get(from);
    mine.set(to, (mine.get(to) || 0) + papers);
  };
  for (const { source, target, papers } of links) {
    add(source, target, papers);
    add(target, source, papers);
  }
  return neighbours;
}

// The things within so many hops, nearest first: [[thing, hop]]; each hop keeps the most linked ones.
function neighbourhood(neighbours, focus, hops, limit = 400) {
  const found = new Map([[focus, 0]]);
  let rim = [focus];
  for (let hop = 1; hop <= hops && found.size < limit; hop += 1) {
    const weights = new Map();
    for (const thing of rim) {
      for (const [other, papers] of neighbours.get(thing) || []) {
        if (!found.has(other)) weights.set(other, (weights.get(other) || 0) + papers);
      }
    }
    rim = [...weights.keys()].sort((a, b) => weights.get(b) - weights.get(a) || a - b).slice(0, limit - found.size);
    for (const thing of rim) found.set(thing, hop);
  }
  return [...found];
}

// One shortest way between two things (breadth first, smaller numbers first), or an empty list.
function shortestPath(neighbours, from, to) {
  const cameFrom = new Map([[from, -1]]);
  let rim = [from];
  while (rim.length && !cameFrom.has(to)) {
    const next = [];
    for (const thing of rim) {
      const others = [...(neighbours.get(thing) || new Map()).keys()].sort((a, b) => a - b);
      for (const other of others) {
        if (!cameFrom.has(other)) {
          cameFrom.set(other, thing);
          next.push(other);
        }
      }
    }
    rim = next;
  }
  if (!cameFrom.has(to)) return [];
  const path = [];
  for (let at = to; at !== -1; at = cameFrom.get(at)) path.unshift(at);
  return path;
}

// The picture to draw: { nodes: [{ thing, papers, x, y, hop }], edges: the links drawn, all: every link between them }.
function makePicture(model, selection, options) {
  const hidden = new Set(options.hidden);
  const links = makeLinks(model, selection).filter(({ source, target }) => !hidden.has(source) && !hidden.has(target));
  if (options.path.length === 2) return pathPicture(model, selection, links, options.path);
  if (options.focus >= 0) return focusPicture(model, selection, links, options);
  return wholePicture(model, selection, links, options);
}

function wholePicture(model, selection, links, { kinds, shown, pinned }) {
  const wanted = new Set(kinds.map((kind) => model.kinds.indexOf(kind)));
  const kept = links.filter(({ source, target }) => wanted.has(model.things.kind[source]) && wanted.has(model.things.kind[target]));
  const weights = new Map();
  for (const { source, target, papers } of kept) {
    weights.set(source, (weights.get(source) || 0) + papers);
    weights.set(target, (weights.get(target) || 0) + papers);
  }
  const all = [...weights.keys()].filter((thing) => selection.counts[thing] >= selection.filters.minimum);
  all.sort((a, b) => selection.counts[b] - selection.counts[a] || weights.get(b) - weights.get(a) || a - b);
  const chosen = new Set([...all.slice(0, shown), ...pinned.filter((thing) => weights.has(thing))]);
  const { x, y } = model.things;
  const nodes = [...chosen].map((thing) => ({ thing, papers: selection.counts[thing], x: x[thing], y: y[thing], hop: 0 }));
  return finish(nodes, kept, all.length);
}

const AROUND = [0, 48, 120, 200];

function focusPicture(model, selection, links, { focus, hops }) {
  const around = neighbourhood(makeNeighbours(links), focus, hops, AROUND[hops]);
  const { x, y } = model.things;
  const nodes = around.map(([thing, hop]) => ({ thing, hop, papers: selection.counts[thing], x: x[thing], y: y[thing] }));
  return finish(nodes, links, around.length);
}

function pathPicture(model, selection, links, [from, to]) {
  const path = shortestPath(makeNeighbours(links), from, to);
  const nodes = path.map((thing, k) => ({ thing, papers: selection.counts[thing], x: k * 220, y: (k % 2) * 60, hop: 0 }));
  const steps = new Set(path.slice(1).map((thing, k) => pairKey(thing, path[k])));
  return finish(nodes, links.filter(({ source, target }) => steps.has(pairKey(source, target))), path.length);
}

function pairKey(a, b) {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

function between(links, chosen) {
  return links.filter(({ source, target }) => chosen.has(source) && chosen.has(target));
}

// Of many links only the telling ones are drawn: the three closest of every thing, then those with most papers.
function strongest(nodes, edges, most = Math.round(2.4 * nodes.length)) {
  if (edges.length <= most) return edges;
  const papers = new Map(nodes.map((node) => [node.thing, Math.max(1, node.papers)]));
  const closeness = (edge) => edge.papers / Math.sqrt(papers.get(edge.source) * papers.get(edge.target));
  const kept = new Set();
  const taken = new Map();
  const count = (thing) => taken.get(thing) || 0;
  for (const edge of [...edges].sort((a, b) => closeness(b) - closeness(a) || a.link - b.link)) {
    if (count(edge.source) >= 3 && count(edge.target) >= 3) continue;
    kept.add(edge);
    taken.set(edge.source, count(edge.source) + 1);
    taken.set(edge.target, count(edge.target) + 1);
  }
  for (const edge of [...edges].sort((a, b) => b.papers - a.papers || a.link - b.link)) {
    if (kept.size >= most) break;
    kept.add(edge);
  }
  return edges.filter((edge) => kept.has(edge));
}

function finish(nodes, links, total) {
  const all = between(links, new Set(nodes.map((node) => node.thing)));
  const edges = strongest(nodes, all);
  const most = (list) => list.reduce((largest, { papers }) => Math.max(largest, papers), 1);
  return { nodes, edges, all, total, mostPapers: most(nodes), mostLink: most(edges) };
}
return { makeLinks, makeNeighbours, neighbourhood, shortestPath, makePicture, strongest };
})();

// ==== names ====
const module_names = (() => {
// Names in a picture: always of one readable size, the most important first, and none upon another.

const { shorten } = module_text;

// place(node) gives its middle on screen, radius(node) its size there; first is a node that is named in any case.
function drawNames(context, app, { nodes, first, place, radius, width, height, look, most = 80 }) {
  const taken = [];
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  context.lineJoin = 'round';
  for (const node of first ? [first, ...nodes.filter((each) => each !== first)] : nodes) {
    if (taken.length >= most) break;
    const { x: middle, y } = place(node);
    if (middle < 0 || y < 0 || middle > width || y > height) continue;
    const text = shorten(app.label(node.thing), 26);
    context.font = `${node === first ? 600 : 400} 12px ${app.local.font}`;
    const half = context.measureText(text).width / 2 + 3;
    const x = Math.max(half, Math.min(width - half, middle)); // no name runs over the edge
    const low = y + radius(node) + 13;
    const box = [x - half, low - 12, x + half, low + 3];
    if (node !== first && taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
    taken.push(box);
    context.lineWidth = 4;
    context.strokeStyle = look.card;
    context.strokeText(text, x, low);
    context.fillStyle = look.ink;
    context.fillText(text, x, low);
  }
}
return { drawNames };
})();

// ==== large ====
const module_large = (() => {
// Networks too large for vis-network: thousands of nodes drawn at once with WebGL, or on a plain canvas without it.

const { nodeRadius } = module_figures;
const { outline } = module_look;
const { kindOf } = module_model;
const { drawNames } = module_names;

const NODES = {
  vertex: `attribute vec2 place; attribute float size; attribute float kind; attribute vec3 colour;
    uniform vec4 view; uniform float pixels; uniform float ratio; varying float shape; varying vec3 fill; varying float edge;
    void main() { gl_Position = vec4((place - view.xy) * view.zw, 0.0, 1.0); gl_PointSize = max(5.5 * ratio, size * pixels);
      shape = kind; fill = colour; edge = 1.6 / gl_PointSize; }`,
  fragment: `precision mediump float; varying float shape; varying vec3 fill; varying float edge; uniform vec3 rim;
    void main() { vec2 p = gl_PointCoord * 2.0 - 1.0; float d;
      if (shape < 0.5) d = max(abs(p.x), abs(p.y)) / 0.8;
      else if (shape < 1.5) d = max(-p.y * -1.0 / 0.9, (abs(p.x) * 1.7 - p.y) / 0.95);
      else if (shape < 2.5) d = abs(p.x) + abs(p.y);
      else d = length(p) / 0.9;
      float inside = 1.0 - smoothstep(1.0 - edge * 2.0, 1.0, d); if (inside < 0.02) discard;
      vec3 shade = edge < 0.12 ? mix(fill, rim, smoothstep(1.0 - edge * 5.0, 1.0 - edge * 3.0, d)) : fill; gl_FragColor = vec4(shade * inside, inside); }`,
};
const EDGES = {
  vertex: 'attribute vec2 place; uniform vec4 view; void main() { gl_Position = vec4((place - view.xy) * view.zw, 0.0, 1.0); }',
  fragment: 'precision mediump float; uniform vec4 colour; void main() { gl_FragColor = vec4(colour.rgb * colour.a, colour.a); }',
};

function toRgb(text) {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d');
  context.fillStyle = text;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((value) => value / 255);
}

// WebGL in software is several times slower than a plain canvas, so the name of the renderer is looked at first.
function hasGraphicsCard() {
  const gl = document.createElement('canvas').getContext('webgl', { failIfMajorPerformanceCaveat: true });
  if (!gl) return false;
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return !/swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer);
}

function makeProgram(gl, { vertex, fragment }) {
  const program = gl.createProgram();
  for (const [type, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program));
  return program;
}

function buffer(gl, program, name, size, values) {
  return { at: gl.getAttribLocation(program, name), size, data: upload(gl, values) };
}

function upload(gl, values) {
  const data = gl.createBuffer();
  gl.bindBuffer(gl.ARRAY_BUFFER, data);
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array(values), gl.STATIC_DRAW);
  return data;
}

function bind(gl, { at, size, data }) {
  gl.bindBuffer(gl.ARRAY_BUFFER, data);
  gl.enableVertexAttribArray(at);
  gl.vertexAttribPointer(at, size, gl.FLOAT, false, 0, 0);
}

function makeWebgl(canvas, { nodes, edges, look, kinds }) {
  const gl = canvas.getContext('webgl', { antialias: true, premultipliedAlpha: true });
  if (!gl) return null;
  const nodeProgram = makeProgram(gl, NODES);
  const edgeProgram = makeProgram(gl, EDGES);
  const colours = kinds.map((kind) => toRgb(look.kinds[kind]));
  const rim = toRgb(look.card);
  const line = toRgb(look.edge);
  const columns = [
    buffer(gl, nodeProgram, 'place', 2, nodes.flatMap((node) => [node.x, -node.y])),
    buffer(gl, nodeProgram, 'size', 1, nodes.map((node) => 2 * node.radius)),
    buffer(gl, nodeProgram, 'kind', 1, nodes.map((node) => node.kind)),
    buffer(gl, nodeProgram, 'colour', 3, nodes.flatMap((node) => colours[node.kind])),
  ];
  const lines = buffer(gl, edgeProgram, 'place', 2, edges.flatMap(([a, b]) => [a.x, -a.y, b.x, -b.y]));
  const alpha = Math.max(0.08, Math.min(0.6, 14 / Math.sqrt(edges.length + 1)));
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  return ({ x, y, scale, width, height, ratio }) => {
    gl.viewport(0, 0, width * ratio, height * ratio);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    const view = [x, -y, (2 * scale) / width, (2 * scale) / height];
    gl.useProgram(edgeProgram);
    gl.uniform4fv(gl.getUniformLocation(edgeProgram, 'view'), view);
    gl.uniform4f(gl.getUniformLocation(edgeProgram, 'colour'), ...line, alpha);
    bind(gl, lines);
    gl.drawArrays(gl.LINES, 0, edges.length * 2);
    gl.useProgram(nodeProgram);
    gl.uniform4fv(gl.getUniformLocation(nodeProgram, 'view'), view);
    gl.uniform1f(gl.getUniformLocation(nodeProgram, 'pixels'), scale * ratio);
    gl.uniform1f(gl.getUniformLocation(nodeProgram, 'ratio'), ratio);
    gl.uniform3fv(gl.getUniformLocation(nodeProgram, 'rim'), rim);
    columns.forEach((column) => bind(gl, column));
    gl.drawArrays(gl.POINTS, 0, nodes.length);
  };
}

function makePlain(canvas, { nodes, edges, look, kinds }) {
  const context = canvas.getContext('2d');
  return ({ x, y, scale, width, height, ratio, isMoving }) => {
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const toX = (value) => (value - x) * scale + width / 2;
    const toY = (value) => (value - y) * scale + height / 2;
    if (!isMoving) {
      context.strokeStyle = look.edge;
      context.globalAlpha = 0.25;
      context.lineWidth = 0.7;
      context.beginPath();
      for (const [a, b] of edges) {
        context.moveTo(toX(a.x), toY(a.y));
        context.lineTo(toX(b.x), toY(b.y));
      }
      context.stroke();
      context.globalAlpha = 1;
    }
    kinds.forEach((kind, number) => {
      context.fillStyle = look.kinds[kind];
      context.beginPath();
      for (const node of nodes) if (node.kind === number) addOutline(context, kind, toX(node.x), toY(node.y), Math.max(2.2, node.radius * scale));
      context.fill();
    });
  };
}

function addOutline(context, kind, x, y, radius) {
  const points = outline(kind, x, y, radius);
  if (!points.length || radius < 1.5) {
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  points.forEach(([px, py], k) => (k ? context.lineTo(px, py) : context.moveTo(px, py)));
  context.closePath();
}

const SQUARE = 120;

// Squares of the plane with the nodes in them, so that a click asks only the nodes nearby.
function makeSquares(nodes) {
  const squares = new Map();
  nodes.forEach((node) => {
    const key = `${Math.floor(node.x / SQUARE)} ${Math.floor(node.y / SQUARE)}`;
    if (!squares.has(key)) squares.set(key, []);
    squares.get(key).push(node);
  });
  return (x, y, reach) => {
    let best = null;
    for (let i = Math.floor((x - reach - 40) / SQUARE); i <= Math.floor((x + reach + 40) / SQUARE); i += 1) {
      for (let j = Math.floor((y - reach - 40) / SQUARE); j <= Math.floor((y + reach + 40) / SQUARE); j += 1) {
        for (const node of squares.get(`${i} ${j}`) || []) {
          const distance = Math.hypot(node.x - x, node.y - y);
          if (distance <= node.radius + reach && (!best || distance < best.distance)) best = { node, distance };
        }
      }
    }
    return best ? best.node : null;
  };
}

function drawLarge(app, picture, host, { tip, look }) {
  const { kinds } = app.model;
  const nodes = picture.nodes.map((node) => ({ ...node, kind: app.model.things.kind[node.thing], radius: nodeRadius(picture, node.papers) }));
  const byThing = new Map(nodes.map((node) => [node.thing, node]));
  const edges = picture.edges.map(({ source, target }) => [byThing.get(source), byThing.get(target)]);
  const base = document.createElement('canvas');
  const over = document.createElement('canvas');
  host.append(base, over);
  const world = { nodes, edges, look, kinds };
  const drawBase = (hasGraphicsCard() && makeWebgl(base, world)) || makePlain(base, world);
  host.dataset.renderer = base.getContext('2d') ? 'canvas' : 'webgl';
  const view = { x: 0, y: 0, scale: 1, width: 1, height: 1, ratio: 1, isMoving: false };
  const important = [...nodes].sort((a, b) => b.papers - a.papers || a.thing - b.thing);
  const find = makeSquares(nodes);
  let marked = null;
  let waiting = 0;

  function draw() {
    waiting = 0;
    drawBase(view);
    drawOver(app, over, { view, important, look, marked, edges });
  }
  function ask() {
    if (!waiting) waiting = requestAnimationFrame(draw);
  }
  function resize() {
    const box = host.getBoundingClientRect();
    Object.assign(view, { width: Math.max(1, box.width), height: Math.max(1, box.height), ratio: Math.min(2, window.devicePixelRatio || 1) });
    for (const canvas of [base, over]) {
      canvas.width = view.width * view.ratio;
      canvas.height = view.height * view.ratio;
    }
    ask();
  }
  function fit() {
    const [left, right, top, bottom] = extent(nodes);
    view.x = (left + right) / 2;
    view.y = (top + bottom) / 2;
    view.scale = 0.94 * Math.min(view.width / (right - left + 100), view.height / (bottom - top + 100));
    ask();
  }
  function zoom(factor, at = { x: view.width / 2, y: view.height / 2 }) {
    const [dx, dy] = [at.x - view.width / 2, at.y - view.height / 2];
    const scale = Math.max(0.005, Math.min(8, view.scale * factor));
    view.x += dx / view.scale - dx / scale;
    view.y += dy / view.scale - dy / scale;
    view.scale = scale;
    ask();
  }
  const toWorld = (at) => [(at.x - view.width / 2) / view.scale + view.x, (at.y - view.height / 2) / view.scale + view.y];
  const toScreen = (node) => ({ x: (node.x - view.x) * view.scale + view.width / 2, y: (node.y - view.y) * view.scale + view.height / 2 });
  const nodeAt = (at) => find(...toWorld(at), 6 / view.scale);
  const mark = (thing) => {
    marked = byThing.get(thing) || null;
    ask();
  };
  follow(over, { view, ask, zoom, nodeAt, tip, app, mark });
  const observer = new ResizeObserver(resize);
  observer.observe(host);
  resize();
  fit();
  return {
    zoom,
    fit,
    mark,
    hint: (thing) => byThing.has(thing) && tip(thing, toScreen(byThing.get(thing))),
    screenOf: (thing) => toScreen(byThing.get(thing)),
    destroy: () => {
      observer.disconnect();
      cancelAnimationFrame(waiting);
    },
  };
}

function extent(nodes) {
  return nodes.reduce(([l, r, t, b], { x, y }) => [Math.min(l, x), Math.max(r, x), Math.min(t, y), Math.max(b, y)], [Infinity, -Infinity, Infinity, -Infinity]);
}

function follow(canvas, { view, ask, zoom, nodeAt, tip, app, mark }) {
  const fingers = new Map();
  let moved = 0;
  const spot = (event) => ({ x: event.offsetX, y: event.offsetY });
  const spread = () => {
    const [a, b] = [...fingers.values()];
    return Math.hypot(a.x - b.x, a.y - b.y) || 1;
  };
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, spot(event));
    moved = 0;
  });
  canvas.addEventListener('pointermove', (event) => {
    const now = spot(event);
    if (!fingers.has(event.pointerId)) {
      const node = nodeAt(now);
      tip(node ? node.thing : -1, now);
      canvas.classList.toggle('over', Boolean(node));
      return;
    }
    const before = fingers.get(event.pointerId);
    const wide = fingers.size === 2 ? spread() : 0;
    fingers.set(event.pointerId, now);
    moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    if (wide) zoom(spread() / wide, now);
    view.x -= (now.x - before.x) / view.scale / fingers.size;
    view.y -= (now.y - before.y) / view.scale / fingers.size;
    view.isMoving = true;
    ask();
  });
  const lift = (event) => {
    if (!fingers.delete(event.pointerId)) return;
    view.isMoving = false;
    ask();
    if (moved > 6 || event.type === 'pointercancel') return;
    const node = nodeAt(spot(event));
    if (node) mark(node.thing);
    app.select(node ? app.model.things.iri[node.thing] : '');
  };
  canvas.addEventListener('pointerup', lift);
  canvas.addEventListener('pointercancel', lift);
  canvas.addEventListener('pointerleave', () => tip(-1));
  canvas.addEventListener('dblclick', (event) => {
    const node = nodeAt(spot(event));
    if (node) app.set({ focus: app.model.things.iri[node.thing], path: [] });
  });
  canvas.addEventListener('wheel', (event) => {
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0015)), spot(event));
  }, { passive: false });
}

// Names that do not cover each other, the most used first; and what is marked, with its links.
function drawOver(app, canvas, { view, important, look, marked, edges }) {
  const context = canvas.getContext('2d');
  context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
  context.clearRect(0, 0, view.width, view.height);
  const place = (node) => [(node.x - view.x) * view.scale + view.width / 2, (node.y - view.y) * view.scale + view.height / 2];
  if (marked) drawMarked(context, { view, look, marked, edges, place, kind: kindOf(app.model, marked.thing) });
  drawNames(context, app, { nodes: important, first: marked, place: (node) => at(place(node)), radius: (node) => Math.max(2, node.radius * view.scale), width: view.width, height: view.height, look });
}

function at([x, y]) {
  return { x, y };
}

function drawMarked(context, { view, look, marked, edges, place, kind }) {
  context.strokeStyle = look.ink;
  context.globalAlpha = 0.5;
  context.lineWidth = 1;
  context.beginPath();
  for (const [a, b] of edges) {
    if (a !== marked && b !== marked) continue;
    context.moveTo(...place(a));
    context.lineTo(...place(b));
  }
  context.stroke();
  context.globalAlpha = 1;
  context.lineWidth = 2.5;
  context.beginPath();
  addOutline(context, kind, ...place(marked), Math.max(5, marked.radius * view.scale + 3));
  context.stroke();
}
return { drawLarge };
})();

// ==== tidy ====
const module_tidy = (() => {
// A picture of a few hundred things at most, put in order in a moment: drawn together where linked, spread to the shape
// of the screen, and moved apart until no name covers another. Everything is arithmetic: the same picture each time.

const MOST = 420;

const ROOM = 220;

// Nodes are { x, y, width, height, … } with x, y to begin from; edges { source, target, papers } by place in the list.
function tidy(nodes, edges, { width, height }) {
  if (nodes.length < 2 || nodes.length > MOST) return nodes;
  const points = spreadOut(nodes, width, height);
  const most = ROOM * Math.sqrt(nodes.length); // few things stand near each other, however large the screen
  pullAndPush(points, edges, { wide: width, aspect: width / height });
  fillFrame(points, Math.min(width, most), Math.min(height, most));
  partBoxes(points, nodes);
  widen(points, Math.min(width, most) / Math.min(height, most));
  return nodes.map((node, k) => ({ ...node, x: Math.round(points[k].x), y: Math.round(points[k].y) }));
}

function fillFrame(points, width, height) {
  for (const [axis, size] of [['x', width], ['y', height]]) {
    const values = points.map((point) => point[axis]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const scale = size / Math.max(1, high - low);
    for (const point of points) point[axis] = (point[axis] - (low + high) / 2) * scale;
  }
}

// The given places, stretched to the frame by rank rather than by distance, so that no corner is crowded to begin with.
function spreadOut(nodes, wide, high) {
  const rank = (axis) => {
    const order = nodes.map((_, k) => k).sort((a, b) => nodes[a][axis] - nodes[b][axis] || a - b);
    const ranks = new Array(nodes.length);
    order.forEach((k, place) => {
      ranks[k] = (place + 0.5) / nodes.length - 0.5;
    });
    return ranks;
  };
  const [x, y] = [rank('x'), rank('y')];
  return nodes.map((_, k) => ({ x: x[k] * wide, y: y[k] * high }));
}

// Fruchterman and Reingold (1991), with a pull to the middle that keeps islands in the frame.
function pullAndPush(points, edges, { wide, aspect }) {
  const steps = points.length > 200 ? 110 : 180;
  const ideal = Math.sqrt((wide * wide) / aspect / points.length) * 0.9;
  const degree = new Float64Array(points.length);
  for (const { source, target } of edges) {
    degree[source] += 1;
    degree[target] += 1;
  }
  for (let step = 0; step < steps; step += 1) {
    const heat = ideal * 0.9 * (1 - step / steps) ** 1.5 + 0.5;
    const moves = points.map((point) => ({ x: (-point.x * 0.9) / aspect, y: -point.y * 0.9 * aspect }));
    for (let a = 0; a < points.length; a += 1) {
      for (let b = 0; b < a; b += 1) {
        const dx = points[a].x - points[b].x || 0.01 * (a - b);
        const dy = points[a].y - points[b].y || 0.01;
        const push = (ideal * ideal) / (dx * dx + dy * dy + 1) * 1.6;
        moves[a].x += dx * push;
        moves[a].y += dy * push;
        moves[b].x -= dx * push;
        moves[b].y -= dy * push;
      }
    }
    for (const { source, target, papers } of edges) {
      const dx = points[source].x - points[target].x;
      const dy = points[source].y - points[target].y;
      const pull = (Math.hypot(dx, dy) / ideal) * (0.6 + 0.25 * Math.log2(1 + papers)) / Math.sqrt(Math.min(degree[source], degree[target]));
      moves[source].x -= dx * pull;
      moves[source].y -= dy * pull;
      moves[target].x += dx * pull;
      moves[target].y += dy * pull;
    }
    points.forEach((point, k) => {
      const length = Math.hypot(moves[k].x, moves[k].y) || 1;
      const reach = Math.min(length * 0.08, heat) / length;
      point.x += moves[k].x * reach;
      point.y += moves[k].y * reach;
    });
  }
}

// Names are wide and low, so parting them makes the picture higher: stretched again, it has the shape of the frame.
function widen(points, aspect) {
  const extent = (axis) => Math.max(...points.map((point) => point[axis])) - Math.min(...points.map((point) => point[axis]));
  const factor = (extent('y') * aspect) / Math.max(1, extent('x'));
  if (factor > 1) for (const point of points) point.x *= factor;
}

function partBoxes(points, nodes) {
  for (let round = 0; round < 90; round += 1) {
    let moved = false;
    for (let a = 0; a < points.length; a += 1) {
      for (let b = 0; b < a; b += 1) {
        const dx = points[a].x - points[b].x;
        const dy = points[a].y - points[b].y;
        const overX = (nodes[a].width + nodes[b].width) / 2 - Math.abs(dx);
        const overY = (nodes[a].height + nodes[b].height) / 2 - Math.abs(dy);
        if (overX <= 0 || overY <= 0) continue;
        moved = true;
        const axis = overX < overY ? 'x' : 'y';
        const push = (Math.min(overX, overY) / 2 + 0.5) * (points[a][axis] >= points[b][axis] ? 1 : -1);
        points[a][axis] += push;
        points[b][axis] -= push;
      }
    }
    if (!moved) return;
  }
}
return { MOST, tidy };
})();

// ==== network-view ====
const module_network_view = (() => {
// The network on screen: positions come with the data, so nothing has to settle; every node and link can be opened.

const { h, name } = module_dom;
const { makeNeighbours, makePicture } = module_graph;
const { edgeWidth, labelled, nodeRadius } = module_figures;
const { drawLarge } = module_large;
const { kindToggles } = module_list_view;
const { colours, VIS_SHAPES } = module_look;
const { kindOf } = module_model;
const { button, choice, table, thingChip } = module_parts;
const { drawNames } = module_names;
const { textWidth } = module_scene;
const { shorten } = module_text;
const { MOST, tidy } = module_tidy;

const LARGE = 2000;

// As many things as the reader asks for, or as the screen can name.
function shownOf(app) {
  return app.state.shown || (window.innerWidth <= 600 ? 30 : 120);
}

function pictureOf(app) {
  const { state, model } = app;
  const key = JSON.stringify([state.kinds, shownOf(app), state.focus, state.hops, state.path, state.hidden, state.pinned, state.filters]);
  if (app.cache.pictureKey !== key) {
    const number = (iri) => (model.thingNumber.has(iri) ? model.thingNumber.get(iri) : -1);
    const picture = makePicture(model, app.selection, {
      kinds: state.kinds,
      shown: shownOf(app),
      hops: state.hops,
      focus: number(state.focus),
      path: state.path.map(number).filter((thing) => thing >= 0),
      hidden: state.hidden.map(number),
      pinned: state.pinned.map(number),
    });
    app.cache.picture = state.path.length ? picture : inOrder(app, picture);
    app.cache.pictureKey = key;
  }
  return app.cache.picture;
}

// Room for the names of as many things as the frame can hold; the others get room for themselves.
function inOrder(app, picture) {
  if (picture.nodes.length > MOST) return picture;
  const frame = frameOf(app);
  let room = 0.3 * frame.width * frame.height;
  const named = new Set();
  for (const node of labelled(picture)) {
    room -= 18 * textWidth(shorten(app.label(node.thing), 26), 12);
    if (room > 0) named.add(node.thing);
  }
  const places = new Map(picture.nodes.map((node, k) => [node.thing, k]));
  const boxes = picture.nodes.map((node) => {
    const radius = nodeRadius(picture, node.papers);
    const hasName = named.has(node.thing);
    return { ...node, width: Math.max(2 * radius, hasName ? textWidth(shorten(app.label(node.thing), 26), 12) : 0) + 8, height: 2 * radius + (hasName ? 20 : 6) };
  });
  const edges = picture.edges.map(({ source, target, papers }) => ({ source: places.get(source), target: places.get(target), papers }));
  return { ...picture, nodes: tidy(boxes, edges, frame).map((node) => ({ ...node, ...app.local.dragged.get(node.thing) })) };
}

function frameOf(app) {
  if (window.innerWidth <= 820) return { width: Math.max(260, window.innerWidth - 90), height: 0.52 * window.innerHeight }; // see the style sheet
  const { clientWidth, clientHeight } = app.parts.main;
  return { width: Math.max(500, Math.min(2400, clientWidth - 150)), height: Math.max(360, Math.min(1600, clientHeight - 200)) };
}

function renderNetwork(app) {
  const picture = pictureOf(app);
  const { words, state } = app;
  const isPath = state.path.length === 2;
  const note = picture.nodes.length ? null : h('p.empty', isPath ? words.noPath : app.model.links.source.length ? words.noLinks : words.noLinksAtAll);
  return [bar(app, picture), note, picture.nodes.length ? (state.isTable ? linkTable(app, picture) : canvas(app, picture)) : null];
}

function bar(app, picture) {
  const { state, words, model } = app;
  const isPath = state.path.length === 2;
  const focus = model.thingNumber.get(state.focus);
  const label = (iri) => (model.thingNumber.has(iri) ? app.label(model.thingNumber.get(iri)) : iri);
  const where = isPath ? words.pathOf(...state.path.map(label)) : focus !== undefined ? words.around(app.label(focus)) : null;
  return h('div.bar',
    where ? h('span.where', name(where)) : kindToggles(app, 'kinds'),
    where ? button(words.whole, () => app.set({ focus: '', path: [] }), { 'data-key': 'whole' }) : shownSlider(app, picture),
    focus !== undefined && !isPath ? h('span.labelled', h('span', words.hops), choice(app, words.hops, [[1, '1'], [2, '2'], [3, '3']], state.hops, (hops) => app.set({ hops }), 'hops')) : null,
    app.local.dragged.size ? button(words.tidyUp, () => app.tidyUp(), { 'data-key': 'tidy' }) : null,
    state.pinned.length ? button(words.unpin(state.pinned.length), () => app.set({ pinned: [] }), { 'data-key': 'unpin' }) : null,
    state.hidden.length ? button(words.unhide(state.hidden.length), () => app.set({ hidden: [] }), { 'data-key': 'unhide' }) : null,
    h('span.grow'),
    choice(app, words.table, [[false, words.picture], [true, words.table]], state.isTable, (isTable) => app.set({ isTable, sort: '' }), 'table'));
}

function shownSlider(app, picture) {
  const steps = [30, 60, 120, 250, 500, 1000, 2000, 5000, 10000, 20000, 50000].filter((n) => n < picture.total);
  steps.push(Math.max(picture.total, 1));
  const found = steps.findIndex((n) => n >= shownOf(app));
  const at = found < 0 ? steps.length - 1 : found;
  const output = h('output', app.words.ofAll(Math.min(picture.nodes.length, picture.total), picture.total));
  return h('label.slide', h('span', app.words.shown), h('input', {
    type: 'range', min: 0, max: Math.max(1, steps.length - 1), step: 1, value: at, disabled: steps.length < 2, 'aria-valuetext': String(steps[at]), 'data-key': 'shown',
    oninput: (event) => { output.textContent = app.words.ofAll(steps[event.target.value] ?? picture.total, picture.total); },
    onchange: (event) => app.set({ shown: steps[event.target.value] ?? picture.total }, { isQuiet: true }),
  }), output);
}

// ---- the canvas ---------------------------------------------------------------------------------------------------

function canvas(app, picture) {
  const tip = h('div.tip', { 'aria-hidden': 'true' });
  const host = h('div.canvas');
  const tools = h('div.canvas-tools');
  const legend = h('div.legend', app.model.kinds.filter((kind) => picture.nodes.some((node) => kindOf(app.model, node.thing) === kind)).map((kind) => h(`span.step.k-${kind}`, app.icon(kind), app.words.kinds(kind))));
  const box = h('div.network', { tabindex: 0, role: 'application', 'aria-label': `${app.words.network}. ${app.words.networkHelp}`, 'data-key': 'network' }, host, tools, tip);
  app.afterRender(() => {
    const draw = picture.nodes.length > LARGE ? drawLarge : drawSmall;
    const drawing = draw(app, picture, host, { tip: (thing, at) => showTip(app, tip, thing, at), look: colours() });
    app.drawing = drawing;
    host.drawing = drawing;
    for (const [text, label, act] of [['+', app.words.zoomIn, () => drawing.zoom(1.4)], ['−', app.words.zoomOut, () => drawing.zoom(1 / 1.4)], ['⤢', app.words.fit, () => drawing.fit()]]) {
      tools.append(h('button.quiet', { type: 'button', 'aria-label': label, title: label, onclick: act }, text));
    }
    walk(app, picture, box, drawing);
  });
  const few = picture.edges.length < picture.all.length ? h('span.note', app.words.strongest(picture.edges.length, picture.all.length)) : null;
  return [box, h('div.foot', legend, h('span.grow'), few)];
}

function showTip(app, tip, thing, at) {
  tip.classList.toggle('on', thing >= 0);
  if (thing < 0) return;
  tip.replaceChildren(h('strong', name(app.label(thing))), h('span', `${app.words.kind(kindOf(app.model, thing))} · ${app.words.papers(app.selection.counts[thing])}`));
  tip.style.setProperty('left', `${at.x + 14}px`);
  tip.style.setProperty('top', `${at.y + 14}px`);
}

function drawSmall(app, picture, host, { tip, look }) {
  const nodes = new vis.DataSet(picture.nodes.map((node) => visNode(app, picture, node, look)));
  const edges = new vis.DataSet(picture.edges.map(({ link, source, target, papers }) => ({
    id: link, from: source, to: target, width: edgeWidth(picture, papers), color: { color: look.edge, highlight: look.ink, hover: look.ink, opacity: 0.8 },
  })));
  const network = new vis.Network(host, { nodes, edges }, {
    physics: false,
    layout: { improvedLayout: false, hierarchical: false },
    nodes: { borderWidth: 1.5 },
    edges: { smooth: false, selectionWidth: 1.5, hoverWidth: 1 },
    interaction: { hover: true, keyboard: false, multiselect: false, selectConnectedEdges: true, tooltipDelay: 1e9, hideEdgesOnDrag: picture.edges.length > 1500 },
  });
  const important = [...picture.nodes].sort((a, b) => a.hop - b.hop || b.papers - a.papers || a.thing - b.thing);
  let marked = null;
  const onScreen = (thing) => network.canvasToDOM(network.getPosition(thing));
  network.on('afterDrawing', (context) => {
    const ratio = context.canvas.width / host.clientWidth;
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawNames(context, app, {
      nodes: important, first: marked, place: (node) => onScreen(node.thing), radius: (node) => nodeRadius(picture, node.papers) * network.getScale(),
      width: host.clientWidth, height: host.clientHeight, look, most: 110,
    });
    context.restore();
  });
  network.fit({ animation: false, maxZoomLevel: 1.3 });
  network.on('click', ({ nodes: hit, edges: lines }) => {
    if (hit.length) app.select(app.model.things.iri[hit[0]]);
    else if (lines.length) app.select(linkPair(app, lines[0]));
    else app.select('');
  });
  network.on('doubleClick', ({ nodes: hit }) => hit.length && app.set({ focus: app.model.things.iri[hit[0]], path: [] }));
  network.on('hoverNode', ({ node }) => tip(node, onScreen(node)));
  network.on('blurNode', () => tip(-1));
  network.on('dragStart', () => tip(-1));
  network.on('dragEnd', ({ nodes: moved }) => {
    for (const thing of moved) {
      const { x, y } = network.getPosition(thing);
      app.local.dragged.set(thing, { x, y });
    }
  });
  return {
    network,
    zoom: (factor) => network.moveTo({ scale: network.getScale() * factor }),
    fit: () => network.fit({ animation: false }),
    mark: (thing) => {
      marked = picture.nodes.find((node) => node.thing === thing) || null;
      if (marked) network.selectNodes([thing]);
      else if (!app.state.selected) network.unselectAll();
    },
    hint: (thing) => tip(thing, onScreen(thing)),
    screenOf: onScreen,
    destroy: () => network.destroy(),
  };
}

function visNode(app, picture, node, look) {
  const kind = kindOf(app.model, node.thing);
  const colour = look.kinds[kind];
  return {
    id: node.thing,
    x: node.x,
    y: node.y,
    shape: VIS_SHAPES[kind],
    size: nodeRadius(picture, node.papers),
    color: { background: colour, border: look.card, highlight: { background: colour, border: look.ink }, hover: { background: colour, border: look.ink } },
  };
}

function linkPair(app, link) {
  const { links, things } = app.model;
  return `${things.iri[links.source[link]]}*${things.iri[links.target[link]]}`;
}

// ---- by keyboard --------------------------------------------------------------------------------------------------

function walk(app, picture, box, drawing) {
  const neighbours = makeNeighbours(picture.all);
  const biggest = [...picture.nodes].sort((a, b) => b.papers - a.papers || a.thing - b.thing)[0].thing;
  const there = new Set(picture.nodes.map((node) => node.thing));
  const steps = app.local.walked;
  const place = () => (there.has(app.local.at) ? app.local.at : there.has(app.selectedThing()) ? app.selectedThing() : biggest);
  const around = () => [...(neighbours.get(place()) || new Map()).entries()].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([thing]) => thing);
  let k = -1;
  const goTo = (thing) => {
    app.local.at = thing;
    k = -1;
    drawing.mark(thing);
    drawing.hint(thing);
    app.announce(app.words.at(app.label(thing), around().length));
  };
  const look = (step) => {
    const others = around();
    if (!others.length) return;
    k = (k + step + others.length) % others.length;
    drawing.hint(others[k]);
    app.announce(app.words.toward(app.label(others[k]), k + 1, others.length));
  };
  const acts = {
    ArrowRight: () => look(1),
    ArrowDown: () => look(1),
    ArrowLeft: () => look(k < 0 ? 0 : -1),
    ArrowUp: () => look(k < 0 ? 0 : -1),
    Enter: () => {
      if (k >= 0) {
        steps.push(place());
        goTo(around()[k]);
      }
      app.select(app.model.things.iri[place()]);
    },
    Backspace: () => steps.length && goTo(steps.pop()),
    f: () => app.set({ focus: app.model.things.iri[place()], path: [] }),
    h: () => app.set({ hidden: [...app.state.hidden, app.model.things.iri[place()]] }),
  };
  box.addEventListener('keydown', (event) => {
    if (event.target !== box || event.ctrlKey || event.metaKey || event.altKey || !acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  });
}

// ---- the twin -----------------------------------------------------------------------------------------------------

function linkColumns(app) {
  const { model, words } = app;
  const open = (edge) => h('button.in-text', { type: 'button', onclick: () => app.select(linkPair(app, edge.link)) }, edge.papers.toLocaleString('en'));
  return [
    { key: 'source', label: words.source, value: (edge) => app.label(edge.source), show: (edge) => thingChip(app, edge.source) },
    { key: 'relation', label: words.relation, value: (edge) => words.predicate(model.predicates[model.links.predicate[edge.link]]) },
    { key: 'target', label: words.target, value: (edge) => app.label(edge.target), show: (edge) => thingChip(app, edge.target) },
    { key: 'papers', label: words.paperCount, value: (edge) => edge.papers, show: open, isNumber: true },
    { key: 'confidence', label: words.confidence, value: (edge) => model.links.confidence[edge.link] / 100, isNumber: true },
  ];
}

function linkTable(app, picture) {
  return table(app, { columns: linkColumns(app), rows: picture.all, caption: app.words.network, standard: '-papers' });
}
return { pictureOf, renderNetwork, linkPair, linkColumns };
})();

// ==== sets ====
const module_sets = (() => {
// Which things papers combine: every set of a few things that some papers name together, as in an UpSet plot
// (Lex and others 2014).

const { compareText } = module_axis;

const MOST_SETS = 12;

// { items: [{ key, thing, count, state }], combos: [{ members: [places], only, all }] }: only counts papers that name
// just these among the items, all those that name these and maybe others.
function makeSets(model, selection, { kind, isTree, opened, limit = MOST_SETS }) {
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
return { MOST_SETS, makeSets };
})();

// ==== sets-view ====
const module_sets_view = (() => {
// Combinations on screen: a column for each thing, a row for each set of things, a dot where they meet.

const { h, name } = module_dom;
const { isFiltered } = module_filter;
const { button, choice, share, table, thingChip } = module_parts;
const { makeSets, MOST_SETS } = module_sets;

const STEP = 25;

function setsOf(app) {
  const { state } = app;
  const limit = window.innerWidth <= 600 ? 6 : MOST_SETS; // so many columns leave room for the numbers
  const key = JSON.stringify([state.setKind, state.isTree, state.opened, state.filters, limit]);
  if (app.cache.setsKey !== key) {
    app.cache.sets = makeSets(app.model, app.selection, { kind: state.setKind, isTree: state.isTree, opened: new Set(state.opened), limit });
    app.cache.setsKey = key;
  }
  return app.cache.sets;
}

function comboName({ items }, combo) {
  return combo.members.map((place) => items[place].key).join('*');
}

function renderSets(app) {
  const sets = setsOf(app);
  const { words, state } = app;
  const lede = sets.combos.length ? words.setsIntro(sets.items.length, state.setKind) : isFiltered(state.filters) ? words.nothing : words.noSets(state.setKind);
  return [h('p.lede', lede), bar(app, sets), sets.combos.length ? (state.isTable ? comboTable(app, sets) : upset(app, sets)) : null];
}

function bar(app, sets) {
  const { state, words, model } = app;
  const opened = state.opened.filter((key) => model.thingNumber.has(key) && model.kinds[model.things.kind[model.thingNumber.get(key)]] === state.setKind);
  return h('div.bar',
    h('label.pick', h('span', words.kindWord), h('select', { 'data-key': 'setKind', onchange: (event) => app.set({ setKind: event.target.value, sort: '' }) },
      model.kinds.map((kind) => h('option', { value: kind, selected: kind === sets.kind }, words.kinds(kind))))),
    h('label.tick', h('input', { type: 'checkbox', checked: state.isTree, onchange: (event) => app.set({ isTree: event.target.checked }), 'data-key': 'tree' }), words.tree),
    opened.length ? button(words.foldAll, () => app.set({ opened: state.opened.filter((key) => !opened.includes(key)) }), { 'data-key': 'fold-all' }) : null,
    choice(app, words.table, [[false, words.picture], [true, words.table]], state.isTable, (isTable) => app.set({ isTable, sort: '' }), 'table'));
}

function upset(app, sets) {
  const { items, combos } = sets;
  const { words } = app;
  const most = Math.max(...combos.map((combo) => combo.only), 1);
  const head = h('tr', items.map((item) => columnHead(app, item)), h('th.bar-head', { scope: 'col' }, words.onlyThese), h('th.bar-head', { scope: 'col' }, words.withOthers));
  const body = h('tbody');
  const more = h('div.more');
  let shown = 0;
  const show = (count) => {
    for (const combo of combos.slice(shown, count)) body.append(comboRow(app, sets, combo, most));
    shown = Math.min(count, combos.length);
    more.replaceChildren();
    if (shown < combos.length) more.append(button(words.more(Math.min(STEP, combos.length - shown)), () => show(shown + STEP)));
  };
  show(STEP);
  return h('div.stage', { tabindex: 0, role: 'region', 'aria-label': words.sets }, h('table.matrix.upset', h('thead', head), body), more);
}

function columnHead(app, item) {
  const label = app.itemLabel(item);
  const isUpright = app.isUpright(label) ? '.upright' : '';
  return h('th.column', { scope: 'col' }, h('div.head',
    h('span.n', item.count.toLocaleString('en')),
    item.state ? h('button.caret', { type: 'button', 'aria-label': app.words.open(label), 'data-key': `caret-${item.key}`, onclick: () => app.fold(item, true) }, '▸') : h('span.caret'),
    h(`button.head-label${isUpright}`, { type: 'button', title: label, onclick: () => app.select(item.key), 'data-key': `set-${item.key}` }, name(label))));
}

function comboRow(app, sets, combo, most) {
  const [first, last] = [combo.members[0], combo.members[combo.members.length - 1]];
  const labels = combo.members.map((place) => app.itemLabel(sets.items[place]));
  const dot = (place) => {
    const isOn = combo.members.includes(place);
    const way = place > first && place < last ? '.through' : place === first ? '.from' : place === last ? '.to' : '';
    return h(`td.dot${isOn ? '.on' : ''}${way}`, { 'aria-label': isOn ? app.itemLabel(sets.items[place]) : null });
  };
  const key = comboName(sets, combo);
  return h('tr', sets.items.map((_, place) => dot(place)),
    h('td.set-bar', { '--share': share(combo.only, most) }, h('span.n', combo.only.toLocaleString('en'))),
    h('td.set-all', h('button.in-text', { type: 'button', 'data-key': `combo-${key}`, 'aria-label': `${labels.join(', ')}: ${app.words.papers(combo.all)}`, onclick: () => app.select(key) }, combo.all.toLocaleString('en'))));
}

// ---- the twin -----------------------------------------------------------------------------------------------------

function comboColumns(app, sets) {
  const { words } = app;
  const labels = (combo) => combo.members.map((place) => app.itemLabel(sets.items[place]));
  return [
    { key: 'things', label: words.kinds(sets.kind), value: (combo) => labels(combo).join('; '), show: (combo) => h('div.chips.wide', combo.members.map((place) => thingChip(app, sets.items[place].thing))) },
    { key: 'only', label: words.onlyThese, value: (combo) => combo.only, isNumber: true },
    { key: 'papers', label: words.withOthers, value: (combo) => combo.all, show: (combo) => button(combo.all.toLocaleString('en'), () => app.select(comboName(sets, combo)), { class: 'in-text' }), isNumber: true },
  ];
}

function comboTable(app, sets) {
  return table(app, { columns: comboColumns(app, sets), rows: sets.combos, caption: app.words.sets, standard: '-only', step: 50 });
}
return { setsOf, comboName, renderSets, comboColumns };
})();

// ==== picture ====
const module_picture = (() => {
// Pictures to take along: what is on screen as SVG, as PNG, and as PNG for print.

const { matrixScene, networkScene, setsScene } = module_figures;
const { colours } = module_look;
const { matrixOf } = module_matrix_view;
const { pictureOf } = module_network_view;
const { paintScene } = module_scene;
const { setsOf } = module_sets_view;

const PRINT = { dpi: 300, millimetres: 180 }; // two columns of a journal

const MOST = 8192; // pixels that every browser's canvas can hold in one direction

const SCENES = {
  matrix: (app, look) => matrixScene(app, matrixOf(app), look),
  network: (app, look) => networkScene(app, pictureOf(app), look),
  sets: (app, look) => setsScene(app, setsOf(app), look),
};

const hasPicture = (view) => view in SCENES;

function sceneOf(app, { isForPrint = false } = {}) {
  const look = isForPrint ? inLight(colours) : colours();
  const drawn = SCENES[app.state.view](app, look);
  return app.local.isClear ? { ...drawn, shapes: drawn.shapes.filter((shape) => !shape.isGround) } : drawn;
}

// Paper is white, whatever the screen is.
function inLight(read) {
  const { dataset } = document.documentElement;
  const before = dataset.theme;
  dataset.theme = 'light';
  const look = { ...read(), paper: '#ffffff' };
  if (before) dataset.theme = before;
  else delete dataset.theme;
  return look;
}

// Four times the size on screen; for print the width of a page at its density, which the file tells.
async function pngOf(app, { isForPrint = false } = {}) {
  const drawn = sceneOf(app, { isForPrint });
  const wanted = isForPrint ? (PRINT.millimetres / 25.4) * PRINT.dpi / drawn.width : 4;
  const scale = Math.min(wanted, MOST / Math.max(drawn.width, drawn.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(drawn.width * scale);
  canvas.height = Math.round(drawn.height * scale);
  paintScene(drawn, canvas.getContext('2d'), scale);
  const blob = await new Promise((done) => canvas.toBlob(done, 'image/png'));
  if (!isForPrint) return blob;
  return new Blob([withDensity(new Uint8Array(await blob.arrayBuffer()), PRINT.dpi)], { type: 'image/png' });
}

const HEADER = 33; // signature and first chunk of any PNG

// The same picture with the number of dots per inch in it, so that programs place it at the size that was meant.
function withDensity(png, dpi) {
  const chunk = new Uint8Array(21);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, 9);
  chunk.set([0x70, 0x48, 0x59, 0x73], 4); // pHYs
  const perMetre = Math.round(dpi / 0.0254);
  view.setUint32(8, perMetre);
  view.setUint32(12, perMetre);
  chunk[16] = 1;
  view.setUint32(17, checksum(chunk.subarray(4, 17)));
  const made = new Uint8Array(png.length + chunk.length);
  made.set(png.subarray(0, HEADER));
  made.set(chunk, HEADER);
  made.set(png.subarray(HEADER), HEADER + chunk.length);
  return made;
}

// CRC-32 as PNG wants it.
function checksum(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
return { PRINT, hasPicture, sceneOf, pngOf, withDensity };
})();

// ==== search ====
const module_search = (() => {
// Find things and papers by any of their names, in any language, blind to case, accents, hyphens and spaces.

const { compact, words } = module_text;

function makeIndex(model) {
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
function search(index, query, { counts, limit = 12 }) {
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
return { makeIndex, search };
})();

// ==== state ====
const module_state = (() => {
// The state of the page, and its spelling in the address (after the #), from which any view can be restored.

const { NO_FILTER } = module_filter;

const VIEWS = ['matrix', 'gaps', 'network', 'sets', 'papers', 'things'];
const KINDS = ['modality', 'task', 'dataset', 'method'];
const COLUMNS = [...KINDS, 'year', 'venue', 'topic'];
const ORDERS = ['size', 'name', 'cluster'];

const DEFAULTS = Object.freeze({
  view: 'matrix',
  rows: 'method',
  columns: 'modality',
  measure: 'linked',
  pairs: 'never', // in the gaps view: pairs that never met, or that newly did
  order: 'size',
  setKind: 'modality', // of the combinations
  isTree: true,
  isTable: false,
  rowLimit: 32,
  columnLimit: 24,
  opened: [],
  closed: [],
  filters: NO_FILTER,
  selected: '', // 'method/u-net', 'paper/p1', or a pair 'method/u-net*modality/mri'
  focus: '', // the thing whose neighbourhood the network shows
  hops: 1,
  path: [],
  hidden: [],
  pinned: [], // things that stay in the network whatever its size
  shown: 0, // things in the network; 0 for as many as the screen can name
  kinds: ['method', 'modality'], // in the network
  listed: KINDS, // in the list of things
  sort: '', // of the table in view: a column's name, with - before it for downwards
  language: '',
});

const list = { write: (value) => value.map(escapeItem).join(','), read: (text) => (text ? text.split(',').map(unescapeItem) : []) };
const flag = { write: (value) => (value ? '1' : '0'), read: (text) => text === '1' };
const text = { write: String, read: (value) => value };
const oneOf = (values) => ({ write: String, read: (value) => (values.includes(value) ? value : undefined) });
const within = (low, high) => ({
  write: String,
  read: (value) => (/^-?\d+$/.test(value) && +value >= low && +value <= high ? +value : undefined),
});

const kinds = { write: list.write, read: (value) => someOf(list.read(value).filter((kind) => KINDS.includes(kind))) };

const FIELDS = {
  view: oneOf(VIEWS),
  rows: oneOf(KINDS),
  columns: oneOf(COLUMNS),
  measure: oneOf(['linked', 'together']),
  pairs: oneOf(['never', 'new']),
  order: oneOf(ORDERS),
  setKind: oneOf(KINDS),
  isTree: flag,
  isTable: flag,
  rowLimit: within(1, 400),
  columnLimit: within(1, 200),
  opened: list,
  closed: list,
  selected: text,
  focus: text,
  hops: within(1, 3),
  path: list,
  hidden: list,
  pinned: list,
  shown: within(1, 100000),
  kinds,
  listed: kinds,
  sort: text,
  language: oneOf(['en', 'zh']),
};

const FILTER_FIELDS = {
  from: within(-9999, 9999),
  to: within(-9999, 9999),
  venues: list,
  topics: list,
  roles: { write: list.write, read: (value) => list.read(value).map(Number).filter((role) => [0, 1, 2].includes(role)) },
  rule: text,
  confidence: within(0, 100),
  minimum: within(1, 100000),
};

function someOf(values) {
  return values.length ? values : undefined;
}

function escapeItem(item) {
  return String(item).replaceAll('~', '~0').replaceAll(',', '~1');
}

function unescapeItem(item) {
  return item.replaceAll('~1', ',').replaceAll('~0', '~');
}

// Only what differs from how this graph is first seen is written, in a fixed order; an untouched page has an empty address.
function writeState(state, first = {}) {
  const plain = { ...DEFAULTS, ...first };
  const parameters = new URLSearchParams();
  for (const [name, field] of Object.entries(FIELDS)) {
    if (!isSame(state[name], plain[name])) parameters.set(name, field.write(state[name]));
  }
  for (const [name, field] of Object.entries(FILTER_FIELDS)) {
    if (!isSame(state.filters[name], NO_FILTER[name])) parameters.set(name, field.write(state.filters[name]));
  }
  return parameters.toString().replaceAll('%2F', '/').replaceAll('%2C', ',').replaceAll('%2A', '*');
}

// Whatever the address says that is not ours, or not possible, is passed over; what it leaves open is as this graph is
// first seen.
function readState(fragment, first = {}) {
  const parameters = new URLSearchParams(fragment.replace(/^#/, ''));
  const read = (fields, into) => {
    for (const [name, field] of Object.entries(fields)) {
      if (!parameters.has(name)) continue;
      const value = field.read(parameters.get(name));
      if (value !== undefined) into[name] = value;
    }
    return into;
  };
  return { ...read(FIELDS, { ...DEFAULTS, ...first }), filters: read(FILTER_FIELDS, { ...NO_FILTER }) };
}

function isSame(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}
return { VIEWS, KINDS, DEFAULTS, writeState, readState };
})();

// ==== take ====
const module_take = (() => {
// Take it along: tables as CSV, papers as RIS and BibTeX. All of it is text made from values; nothing is fetched.

function toCsv(rows) {
  const field = (value) => {
    const text = String(value ?? '');
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => row.map(field).join(',')).join('\r\n').concat('\r\n');
}

function oneLine(text) {
  return String(text).replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

// What a reference manager wants to know of each paper.
function citation(model, paper) {
  const { papers } = model;
  return {
    id: papers.id[paper],
    title: papers.title[paper],
    authors: papers.authors[paper],
    year: papers.year[paper] || '',
    venue: papers.venue[paper] >= 0 ? papers.venues[papers.venue[paper]] : '',
    doi: papers.doi[paper],
    links: papers.links[paper],
    topics: papers.topics[paper].map((topic) => papers.topicNames[topic]),
  };
}

function toRis(citations) {
  return citations
    .map((paper) => {
      const lines = [['TY', paper.venue ? 'CONF' : 'GEN'], ['TI', paper.title]];
      for (const author of paper.authors) lines.push(['AU', author]);
      if (paper.year) lines.push(['PY', paper.year]);
      if (paper.venue) lines.push(['T2', paper.venue]);
      if (paper.doi) lines.push(['DO', paper.doi]);
      for (const link of paper.links) lines.push(['UR', link]);
      for (const topic of paper.topics) lines.push(['KW', topic]);
      lines.push(['ID', paper.id]);
      return `${lines.map(([tag, value]) => `${tag}  - ${oneLine(value)}`).join('\r\n')}\r\nER  - \r\n`;
    })
    .join('\r\n');
}

const TEX = {
  '\\': '\\textbackslash{}', '{': '\\{', '}': '\\}', '$': '\\$', '&': '\\&', '#': '\\#', '%': '\\%', '_': '\\_',
  '^': '\\textasciicircum{}', '~': '\\textasciitilde{}',
};

function tex(text) {
  return oneLine(text).replace(/[\\{}$&#%_^~]/g, (character) => TEX[character]);
}

function plainUrl(text) {
  return oneLine(text).replace(/[{}\\\s]/g, (character) => encodeURIComponent(character));
}

function toBibtex(citations) {
  const used = new Set();
  const key = (paper) => {
    const stem = paper.id.replace(/[^A-Za-z0-9:.+-]/g, '') || 'paper';
    let name = stem;
    for (let k = 2; used.has(name); k += 1) name = `${stem}-${k}`;
    used.add(name);
    return name;
  };
  return citations
    .map((paper) => {
      const fields = [['title', `{${tex(paper.title)}}`]];
      if (paper.authors.length) fields.push(['author', paper.authors.map(tex).join(' and ')]);
      if (paper.venue) fields.push(['booktitle', tex(paper.venue)]);
      if (paper.year) fields.push(['year', paper.year]);
      if (paper.doi) fields.push(['doi', plainUrl(paper.doi)]);
      if (paper.links.length) fields.push(['url', plainUrl(paper.links[0])]);
      if (paper.topics.length) fields.push(['keywords', tex(paper.topics.join(', '))]);
      const body = fields.map(([name, value]) => `  ${name} = {${value}}`).join(',\n');
      return `@${paper.venue ? 'inproceedings' : 'misc'}{${key(paper)},\n${body}\n}\n`;
    })
    .join('\n');
}
return { toCsv, citation, toRis, toBibtex };
})();

// ==== words ====
const module_words = (() => {
// The words of the interface, in English and Chinese. A value is a text or a function that makes one.

const papers = (n) => (n === 1 ? '1 paper' : `${n.toLocaleString('en')} papers`);
const EN_KINDS = { method: 'methods', modality: 'modalities', task: 'tasks', dataset: 'datasets', year: 'years', venue: 'venues', topic: 'topics' };
const EN_KIND = { method: 'method', modality: 'modality', task: 'task', dataset: 'dataset', year: 'year', venue: 'venue', topic: 'topic' };
const ZH_KIND = { method: '方法', modality: '模态', task: '任务', dataset: '数据集', year: '年份', venue: '会议或期刊', topic: '主题' };
const EN_PREDICATE = { appliedToModality: 'applied to', addresses: 'addresses', evaluatedOn: 'evaluated on', containsModality: 'contains' };
const ZH_PREDICATE = { appliedToModality: '应用于', addresses: '针对', evaluatedOn: '评测于', containsModality: '包含' };
const EN_ROLE = {
  proposesMethod: 'proposes', usesMethod: 'uses', mentionsMethod: 'mentions', usesModality: 'uses', mentionsModality: 'mentions',
  addressesTask: 'addresses', mentionsTask: 'mentions', introducesDataset: 'introduces', usesDataset: 'uses', mentionsDataset: 'mentions',
};
const ZH_ROLE = {
  proposesMethod: '提出', usesMethod: '使用', mentionsMethod: '提及', usesModality: '使用', mentionsModality: '提及',
  addressesTask: '针对', mentionsTask: '提及', introducesDataset: '发布', usesDataset: '使用', mentionsDataset: '提及',
};

const WORDS = {
  en: {
    papers,
    kinds: (kind) => EN_KINDS[kind],
    kind: (kind) => EN_KIND[kind],
    predicate: (predicate) => EN_PREDICATE[predicate] || predicate,
    roleWord: (predicate) => EN_ROLE[predicate] || predicate,
    count: (n, kind) => `${n.toLocaleString('en')} ${n === 1 ? EN_KIND[kind] : EN_KINDS[kind]}`,
    matrix: 'Matrix', gaps: 'Gaps', network: 'Network', sets: 'Sets', paperList: 'Papers', things: 'Things',
    views: 'Views', skip: 'Skip to the content',
    search: 'Search methods, data, tasks, papers', searchLabel: 'Search', noHits: 'Nothing has this name.',
    hits: (n) => (n === 1 ? '1 result' : `${n} results`),
    filters: 'Filters', clear: 'Clear all', year: 'Year', from: 'From', to: 'To', venue: 'Venue', topic: 'Topic',
    role: 'Role in the paper', roles: ['proposes or introduces', 'uses or addresses', 'only mentions'],
    confidence: 'Confidence', atLeast: (n) => `at least ${n}`, any: 'any', minimum: 'Papers per thing', rule: 'Found by rule', anyRule: 'any rule',
    counted: (n, all) => (n === all ? `All ${papers(all)}` : `${n.toLocaleString('en')} of ${papers(all)}`),
    noYear: (n) => `${papers(n)} without a year`,
    rows: 'Rows', columns: 'Columns', by: 'by', swap: 'Swap rows and columns', order: 'Order', orders: { size: 'Size', name: 'Name', cluster: 'Likeness' },
    measure: 'Count', linked: 'linked', together: 'in one paper', linkedHint: 'papers whose text links the two', togetherHint: 'papers that name both, linked or not', tree: 'Hierarchy', table: 'Table', picture: 'Picture',
    more: (n) => `Show ${n} more`, moreRows: 'More rows', moreColumns: 'More columns', fewer: 'Fewer',
    ofAll: (n, all) => `${n.toLocaleString('en')} of ${all.toLocaleString('en')}`,
    legend: 'Papers per cell', legendGap: 'candidate gap', cell: (row, column, n) => `${row} and ${column}: ${papers(n)}`,
    cellGap: (row, column, a, b) => `${row} and ${column}: no paper, a candidate gap (${a} and ${b})`,
    open: (label) => `Open ${label}`, close: (label) => `Close ${label}`,
    ledeTop: ['Closest tie: ', ' and ', (n) => `, ${papers(n)}.`],
    ledeFacet: ['Busiest: ', ' in '],
    ledeGaps: (n) => (n === 1 ? '1 well-studied pair has never met.' : `${n.toLocaleString('en')} well-studied pairs have never met.`),
    ledeNoGaps: 'No well-studied pair is left untried here.',
    nothing: 'Nothing matches these filters.', nothingLinked: (rows, columns) => `No text links ${EN_KINDS[rows]} with ${EN_KINDS[columns]} here; these are papers that name both.`,
    nothingOf: (rows, columns) => `This graph has nothing to show for ${EN_KINDS[rows]} against ${EN_KINDS[columns]}; choose other rows or columns.`,
    noneTogether: 'No paper names any two of these.',
    emptyGraph: 'This graph holds no papers yet.',
    gapsIntro: (n) => `Pairs that no paper names together, although both sides are well studied. “Expected” is the number of papers that would name both if chance alone ruled ${papers(n)}.`,
    gapOf: (a, b, kindA, kindB) => `${papers(a)} on the ${EN_KIND[kindA]}, ${b.toLocaleString('en')} on the ${EN_KIND[kindB]}, none on both`,
    setsIntro: (n, kind) => `Which of the ${n} most used ${EN_KINDS[kind]} do papers name together? Each row is a combination.`,
    noSets: (kind) => `No paper names two ${EN_KINDS[kind]} together.`, onlyThese: 'Just these', withOthers: 'And others', foldAll: 'Close all',
    neverPairs: 'Never met', newPairs: 'Newly met', narrowerPairs: 'Narrower pairs', before: 'Before',
    newIntro: (year) => `Pairs that papers first named together in ${year} or later, although both sides were studied before. The last year is that of the filter.`,
    noNewPairs: (year) => `No pair of well-studied sides met for the first time in ${year} or later.`,
    tooFewYears: 'The papers are of too few years to tell which pairs are new.',
    bothBefore: (a, b) => `${a.toLocaleString('en')} and ${b.toLocaleString('en')} papers on each, none on both`,
    expected: 'Expected', noGaps: 'No candidate gaps under these filters.', nobody: 'No paper names both.',
    bothOf: (a, b) => `${a.toLocaleString('en')} and ${b.toLocaleString('en')} papers on each alone`,
    close_: 'Close', back: 'Back', copyLink: 'Copy link', copied: 'Link copied', linkIs: 'This link restores the view:',
    take: 'Take along', png: 'Picture (PNG)', printPng: 'Picture for print (PNG, 300 dpi)', clearGround: 'Transparent background', svg: 'Picture (SVG)', csv: 'Table (CSV)', ris: 'Papers (RIS)', bibtex: 'Papers (BibTeX)',
    saveState: 'Save the view (JSON)', openState: 'Open a saved view', badState: 'This file holds no saved view.', print: 'Print',
    pictureOnly: 'The matrix, the network and the sets can be taken as pictures.',
    sentences: 'Sentences', moreSentences: (n) => `${n} more`, showAll: 'Show all', noSentence: 'No sentence is kept for this.',
    names: 'Names', broader: 'Broader', narrower: 'Narrower', firstSeen: 'First seen', trend: 'Papers by year', usedWith: 'Together with',
    known: 'in the vocabulary', isNew: 'new in these papers', linkedWith: 'Linked with', showNetwork: 'Neighbourhood', showRow: 'Show in the matrix',
    saysPaper: 'What the abstract says', evidenceNote: 'Only sentences that carry a claim are kept.', authors: 'Authors', warnings: 'Warnings',
    title: 'Title', label: 'Name', kindWord: 'Kind', paperCount: 'Papers', trendWord: 'Trend', source: 'From', target: 'To', relation: 'Relation',
    confidenceOf: (n) => `confidence ${(n / 100).toFixed(2)}`, byRule: (rule) => `rule ${rule}`,
    shown: 'Things shown', hops: 'Hops', strongest: (n, all) => `the ${n.toLocaleString('en')} strongest of ${all.toLocaleString('en')} links are drawn`, whole: 'Whole network', around: (label) => `Around ${label}`, pathTo: 'Path to…', pathFrom: (label) => `Choose the other end of the path from ${label}`,
    noPath: 'No path leads from one to the other.', hide: 'Hide', unhide: (n) => `Show ${n} hidden`, pathOf: (a, b) => `Path from ${a} to ${b}`,
    pin: 'Pin', unpin: (n) => `Unpin ${n}`, tidyUp: 'Tidy up', vega: 'Figure to edit (Vega-Lite)', languageName: (tag) => ({ en: 'English', zh: 'Chinese' })[tag] || tag || 'other',
    fit: 'Fit', zoomIn: 'Zoom in', zoomOut: 'Zoom out', noLinks: 'No links between these kinds under these filters.', noLinksAtAll: 'No text of this graph links two things. The matrix counts the papers that name both.',
    networkHelp: 'Arrow keys choose a neighbour, Enter walks to it, Backspace walks back, F shows its neighbourhood, H hides it.',
    at: (label, n) => `${label}, ${n} neighbours`, toward: (label, k, n) => `toward ${label} (${k} of ${n})`,
    language: '中文', theme: 'Dark or light', help: 'Keys', helpTitle: 'Keys and hints',
    helpLines: [
      ['/', 'search'], ['1 … 6', 'the six views'], ['← → ↑ ↓', 'move in the matrix or along links'], ['Enter', 'open'], ['[ ]', 'close or open a row’s group'],
      ['Esc', 'close'], ['Ctrl + P', 'print what is on screen'], ['?', 'this list'],
    ],
    helpText: 'The address of this page changes with every step: copy it, and the same view opens again. Nothing leaves this file, and it asks for nothing.',
    sourceNote: ({ program, triples, inputs }) => [program, triples ? `${triples.toLocaleString('en')} statements` : '', inputs.length ? 'made from:' : ''].filter(Boolean).join(', '),
    filterText: { year: (a, b) => `years ${a}–${b}`, confidence: (n) => `confidence at least ${n}`, minimum: (n) => `at least ${papers(n)}`, all: 'all papers' },
    sortBy: (label) => `Sort by ${label}`, results: 'Results', download: (file) => `Saved ${file}`, unknownLink: 'Some of what this link names is not in this graph.',
  },
};

const zhPapers = (n) => `${n.toLocaleString('en')} 篇论文`;

WORDS.zh = {
  papers: zhPapers,
  kinds: (kind) => ZH_KIND[kind],
  kind: (kind) => ZH_KIND[kind],
  predicate: (predicate) => ZH_PREDICATE[predicate] || predicate,
  roleWord: (predicate) => ZH_ROLE[predicate] || predicate,
  count: (n, kind) => `${n.toLocaleString('en')} ${{ method: '种方法', modality: '种模态', task: '项任务', dataset: '个数据集' }[kind]}`,
  matrix: '矩阵', gaps: '空白', network: '网络', sets: '组合', paperList: '论文', things: '条目',
  views: '视图', skip: '跳到正文',
  search: '搜索方法、数据、任务、论文', searchLabel: '搜索', noHits: '没有这个名称。',
  hits: (n) => `${n} 个结果`,
  filters: '筛选', clear: '全部清除', year: '年份', from: '从', to: '到', venue: '会议或期刊', topic: '主题',
  role: '在论文中的角色', roles: ['提出或发布', '使用或针对', '仅提及'],
  confidence: '置信度', atLeast: (n) => `至少 ${n}`, any: '不限', minimum: '每个条目的论文数', rule: '抽取规则', anyRule: '任何规则',
  counted: (n, all) => (n === all ? `全部 ${zhPapers(all)}` : `${all.toLocaleString('en')} 篇中的 ${n.toLocaleString('en')} 篇`),
  noYear: (n) => `${n} 篇没有年份`,
  rows: '行', columns: '列', by: '×', swap: '行列互换', order: '排序', orders: { size: '数量', name: '名称', cluster: '相似' },
  measure: '计数', linked: '相连', together: '同篇', linkedHint: '原文把两者联系起来的论文', togetherHint: '提到两者的论文，不论是否相连', tree: '层级', table: '表格', picture: '图',
  more: (n) => `再显示 ${n} 个`, moreRows: '更多行', moreColumns: '更多列', fewer: '收起',
  ofAll: (n, all) => `${n.toLocaleString('en')} / ${all.toLocaleString('en')}`,
  legend: '每格论文数', legendGap: '可能的空白', cell: (row, column, n) => `${row} 与 ${column}：${zhPapers(n)}`,
  cellGap: (row, column, a, b) => `${row} 与 ${column}：没有论文，可能的空白（${a} 与 ${b}）`,
  open: (label) => `展开 ${label}`, close: (label) => `收起 ${label}`,
  ledeTop: ['联系最紧：', ' 与 ', (n) => `，${zhPapers(n)}。`],
  ledeFacet: ['最集中：', ' 在 '],
  ledeGaps: (n) => `有 ${n.toLocaleString('en')} 对研究充分却从未相遇。`,
  ledeNoGaps: '这里研究充分的组合都有人尝试过。',
  nothing: '没有符合筛选条件的内容。', nothingLinked: (rows, columns) => `这里没有原文把${ZH_KIND[rows]}与${ZH_KIND[columns]}连在一起，这里统计同时提到两者的论文。`,
  nothingOf: (rows, columns) => `这个图里没有可按${ZH_KIND[rows]}与${ZH_KIND[columns]}对照的内容，请选择别的行或列。`,
  noneTogether: '没有论文同时提到其中任何两者。',
  emptyGraph: '这个图里还没有论文。',
  gapsIntro: (n) => `两边都研究充分、却没有论文同时提到的组合。“期望”是指若在 ${zhPapers(n)}中纯属随机，会有多少篇同时提到两者。`,
  gapOf: (a, b, kindA, kindB) => `${ZH_KIND[kindA]} ${a.toLocaleString('en')} 篇，${ZH_KIND[kindB]} ${b.toLocaleString('en')} 篇，两者兼有 0 篇`,
  setsIntro: (n, kind) => `论文把最常用的 ${n} 个${ZH_KIND[kind]}中的哪些放在一起？每行是一种组合。`,
  noSets: (kind) => `没有论文同时提到两个${ZH_KIND[kind]}。`, onlyThese: '仅这些', withOthers: '含其他', foldAll: '全部收起',
  neverPairs: '从未相遇', newPairs: '新近相遇', narrowerPairs: '更窄的组合', before: '此前',
  newIntro: (year) => `两边此前都有研究，但到 ${year} 年或之后才有论文首次同时提到的组合。最后一年以筛选为准。`,
  noNewPairs: (year) => `没有研究充分的两边在 ${year} 年或之后首次相遇。`,
  tooFewYears: '论文的年份太少，看不出哪些组合是新的。',
  bothBefore: (a, b) => `各自 ${a.toLocaleString('en')} 篇与 ${b.toLocaleString('en')} 篇，两者兼有 0 篇`,
  expected: '期望', noGaps: '在这些筛选条件下没有可能的空白。', nobody: '没有论文同时提到两者。',
  bothOf: (a, b) => `各自 ${a.toLocaleString('en')} 篇与 ${b.toLocaleString('en')} 篇`,
  close_: '关闭', back: '返回', copyLink: '复制链接', copied: '链接已复制', linkIs: '用这个链接可恢复当前视图：',
  take: '导出', png: '图片（PNG）', printPng: '印刷用图片（PNG，300 dpi）', clearGround: '透明背景', svg: '图片（SVG）', csv: '表格（CSV）', ris: '论文（RIS）', bibtex: '论文（BibTeX）',
  saveState: '保存视图（JSON）', openState: '打开已存视图', badState: '这个文件里没有保存的视图。', print: '打印',
  pictureOnly: '矩阵、网络和组合可以导出为图片。',
  sentences: '句子', moreSentences: (n) => `还有 ${n} 句`, showAll: '全部显示', noSentence: '没有保留相应的句子。',
  names: '名称', broader: '上位', narrower: '下位', firstSeen: '首次出现', trend: '各年论文数', usedWith: '一起出现',
  known: '词表已有', isNew: '论文中新出现', linkedWith: '相连', showNetwork: '邻域', showRow: '在矩阵中查看',
  saysPaper: '摘要原文', evidenceNote: '只保留支持某个结论的句子。', authors: '作者', warnings: '提醒',
  title: '标题', label: '名称', kindWord: '类型', paperCount: '论文', trendWord: '趋势', source: '起点', target: '终点', relation: '关系',
  confidenceOf: (n) => `置信度 ${(n / 100).toFixed(2)}`, byRule: (rule) => `规则 ${rule}`,
  shown: '显示条目', hops: '步数', strongest: (n, all) => `画出 ${all.toLocaleString('en')} 条连线中最强的 ${n.toLocaleString('en')} 条`, whole: '整个网络', around: (label) => `${label} 的周围`, pathTo: '到…的路径', pathFrom: (label) => `请选择从 ${label} 出发的另一端`,
  noPath: '两者之间没有路径。', hide: '隐藏', unhide: (n) => `显示 ${n} 个已隐藏的`, pathOf: (a, b) => `从 ${a} 到 ${b} 的路径`,
  pin: '固定', unpin: (n) => `取消固定 ${n} 个`, tidyUp: '重新排列', vega: '可编辑的图（Vega-Lite）', languageName: (tag) => ({ en: '英文', zh: '中文' })[tag] || tag || '其他',
  fit: '适合窗口', zoomIn: '放大', zoomOut: '缩小', noLinks: '在这些类型和筛选条件下没有连线。', noLinksAtAll: '这个图里没有原文把两个条目联系起来。矩阵统计同时提到两者的论文。',
  networkHelp: '方向键选择邻居，回车走过去，退格返回，F 显示邻域，H 隐藏。',
  at: (label, n) => `${label}，${n} 个邻居`, toward: (label, k, n) => `朝向 ${label}（${n} 个中的第 ${k} 个）`,
  language: 'English', theme: '深色或浅色', help: '按键', helpTitle: '按键与提示',
  helpLines: [
    ['/', '搜索'], ['1 … 6', '六个视图'], ['← → ↑ ↓', '在矩阵中或沿连线移动'], ['Enter', '打开'], ['[ ]', '收起或展开一行'],
    ['Esc', '关闭'], ['Ctrl + P', '打印当前视图'], ['?', '这个列表'],
  ],
  helpText: '每一步都会改变本页的地址：复制它，就能再次打开同一视图。本文件不向外发送也不请求任何东西。',
  sourceNote: ({ program, triples, inputs }) => [program, triples ? `${triples.toLocaleString('en')} 条陈述` : '', inputs.length ? '来源：' : ''].filter(Boolean).join('，'),
  filterText: { year: (a, b) => `${a}–${b} 年`, confidence: (n) => `置信度至少 ${n}`, minimum: (n) => `至少 ${zhPapers(n)}`, all: '全部论文' },
  sortBy: (label) => `按${label}排序`, results: '结果', download: (file) => `已保存 ${file}`, unknownLink: '链接中有些内容不在这个图里。',
};
return { WORDS };
})();

// ==== main ====
const module_main = (() => {
// The page: one state, one address, and views that are drawn anew from them.

const { FACETS, firstAxes } = module_axis;
const { h, name, replace } = module_dom;
const { toVega } = module_figures;
const { isFiltered, select } = module_filter;
const { renderFilters } = module_filter_view;
const { paperColumns, paperRows, renderPapers, renderThings, thingColumns, thingRows } = module_list_view;
const { kindIcon } = module_look;
const { gapTableOf, matrixOf, pairColumns, pairRows, renderGaps, renderMatrix } = module_matrix_view;
const { labelOf, makeModel } = module_model;
const { linkColumns, pictureOf, renderNetwork } = module_network_view;
const { papersOfSelection, parseSelection, renderPanel } = module_panel;
const { tableCsv } = module_parts;
const { hasPicture, pngOf, sceneOf } = module_picture;
const { toSvg } = module_scene;
const { makeIndex, search } = module_search;
const { comboColumns, renderSets, setsOf } = module_sets_view;
const { DEFAULTS, readState, VIEWS, writeState } = module_state;
const { citation, toBibtex, toCsv, toRis } = module_take;
const { WORDS } = module_words;

const VIEW_WORDS = { matrix: 'matrix', gaps: 'gaps', network: 'network', sets: 'sets', papers: 'paperList', things: 'things' };
const RENDER = { matrix: renderMatrix, gaps: renderGaps, network: renderNetwork, sets: renderSets, papers: renderPapers, things: renderThings };

// A page shown within another one (a notebook) has no address of its own, and must leave the other's alone.
const HAS_ADDRESS = location.protocol !== 'about:' && location.protocol !== 'data:';

function readChunk(number) {
  const island = document.getElementById(`sentences-${number}`);
  return island ? JSON.parse(island.textContent) : null;
}

function start() {
  const core = JSON.parse(document.getElementById('core').textContent);
  const app = makeApp(makeModel(core, readChunk));
  app.parts = makeFrame(app);
  document.body.append(app.parts.root);
  app.local.font = getComputedStyle(document.body).fontFamily;
  window.addEventListener('hashchange', () => app.takeAddress());
  document.addEventListener('keydown', (event) => onKey(app, event));
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    app.shownMain = ''; // pictures on canvas hold their colours
    app.render();
  });
  app.takeAddress(true);
  document.addEventListener('DOMContentLoaded', () => {
    app.shownPanel = '-';
    if (app.state.selected) app.render();
  });
  document.documentElement.dataset.ready = '1';
  const idle = window.requestIdleCallback || ((act) => setTimeout(act, 200));
  idle(() => app.index());
  return app;
}

function makeApp(model) {
  const app = {
    model,
    state: DEFAULTS,
    first: firstAxes(model),
    cache: {},
    local: { open: new Set(), steps: 0, walked: [], dragged: new Map(), tidied: 0, font: 'sans-serif', at: -1, pathFrom: -1, isClear: false },
    waiting: [],
    drawing: null,
    title: () => model.titles[app.language] || model.titles.en,
    label: (thing) => labelOf(model, thing, app.language),
    itemLabel: (item) => (item.thing !== undefined ? app.label(item.thing) : String(item.value)),
    icon: kindIcon,
    isUpright: (label) => /[\u2e80-\u9fff\uac00-\ud7af]/.test(label), // scripts that are written from top to bottom as well
    announce: (text) => { app.parts.live.textContent = text; },
    afterRender: (act) => app.waiting.push(act),
    hasAddress: HAS_ADDRESS,
    selectedThing: () => model.thingNumber.get(app.state.selected) ?? -1,
    hasFacet: (kind) => !FACETS.includes(kind) || { year: Number.isFinite(model.years[0]), venue: model.papers.venues.length, topic: model.papers.topicNames.length }[kind],
    set: (patch, options) => setState(app, patch, options),
    select: (name) => choose(app, name),
    fold: (item, isOpening) => fold(app, item, isOpening),
    choosePath: (thing) => {
      app.local.pathFrom = thing;
      openSearch(app, app.words.pathFrom(app.label(thing)));
    },
    tidyUp: () => {
      app.local.dragged.clear();
      app.local.tidied += 1;
      app.cache.pictureKey = '';
      render(app);
    },
    filterText: () => filterText(app),
    take: (what) => take(app, what),
    copyLink: () => copyLink(app),
    render: () => render(app),
    takeAddress: (isFirst) => takeAddress(app, isFirst),
    restore: (text) => {
      app.state = readState(text, app.first);
      setState(app, {});
    },
    index: () => {
      if (!app.cache.index) app.cache.index = makeIndex(model);
      return app.cache.index;
    },
  };
  return app;
}

// ---- state and address --------------------------------------------------------------------------------------------

function setState(app, patch, { isQuiet = false } = {}) {
  const isNewView = (patch.view && patch.view !== app.state.view) || patch.selected !== undefined || patch.focus !== undefined;
  const sort = patch.view && patch.view !== app.state.view ? { sort: '', isTable: false } : {};
  app.state = { ...app.state, ...sort, ...patch };
  const address = `#${writeState(app.state, app.first)}`;
  if (!HAS_ADDRESS) return render(app);
  app.address = address;
  try {
    if (isNewView && !isQuiet) {
      app.local.steps += 1;
      location.hash = address;
    } else location.replace(address);
  } catch {
    // a page inside another page may not be allowed an address; everything else still works
  }
  return render(app);
}

function takeAddress(app, isFirst = false) {
  const address = HAS_ADDRESS ? location.hash || '#' : '#';
  if (!isFirst && address === app.address) return;
  app.address = address;
  app.state = readState(address, app.first);
  const isLost = app.state.selected && !parseSelection(app.model, app.state.selected);
  if (isLost) app.state = { ...app.state, selected: '' };
  render(app);
  if (isLost) toast(app, app.words.unknownLink);
}

function choose(app, name) {
  if (name === app.state.selected) return;
  if (app.local.pathFrom >= 0 && app.model.thingNumber.has(name)) {
    const from = app.model.things.iri[app.local.pathFrom];
    app.local.pathFrom = -1;
    setState(app, { view: 'network', path: [from, name], focus: '', selected: '' });
    return;
  }
  if (!app.state.selected) app.local.opener = document.activeElement?.dataset?.key || '';
  setState(app, { selected: name });
  if (name) focusKey(app, 'panel-title');
  else focusKey(app, app.local.opener);
}

function fold(app, item, isOpening) {
  if (!item.state) return;
  const without = (list) => list.filter((key) => key !== item.key);
  if (isOpening) setState(app, { opened: [...without(app.state.opened), item.key], closed: without(app.state.closed) });
  else setState(app, { opened: without(app.state.opened), closed: [...without(app.state.closed), item.key] });
}

// ---- drawing ------------------------------------------------------------------------------------------------------

function render(app) {
  const { model, parts } = app;
  app.language = app.state.language || (navigator.language.startsWith('zh') ? 'zh' : 'en');
  app.words = WORDS[app.language];
  const filterKey = JSON.stringify(app.state.filters);
  if (app.cache.filterKey !== filterKey) {
    app.selection = select(model, app.state.filters);
    app.cache = { index: app.cache.index, filterKey };
  }
  const focused = document.activeElement?.dataset?.key || '';
  const selected = parseSelection(model, app.state.selected);
  document.documentElement.lang = app.language === 'zh' ? 'zh-Hans' : 'en';
  parts.root.classList.toggle('has-panel', Boolean(selected));
  const mainKey = JSON.stringify({ ...app.state, selected: '', language: app.language, tidied: app.local.tidied });
  if (app.shownMain !== mainKey) {
    app.shownMain = mainKey;
    renderTop(app);
    replace(parts.filters, renderFilters(app));
    renderMain(app);
  }
  markSelected(app);
  const panelKey = selected ? JSON.stringify([app.state.selected, filterKey, app.language, app.state.view === 'network', app.state.pinned, app.state.hidden]) : '';
  if (app.shownPanel !== panelKey) {
    app.shownPanel = panelKey;
    replace(parts.panel, selected ? renderPanel(app, selected) : null);
    parts.panel.scrollTop = 0;
  }
  if (focused) focusKey(app, focused);
}

// Draw the view anew; a table or matrix that is only drawn again stays where it was scrolled to.
function renderMain(app) {
  const { parts, state } = app;
  const old = parts.main.querySelector('.stage');
  const scrolled = old && app.shownView === state.view ? [old.scrollLeft, old.scrollTop] : [0, 0];
  if (app.drawing) app.drawing.destroy();
  app.drawing = null;
  app.waiting = [];
  replace(parts.main, printHead(app), RENDER[state.view](app));
  const stage = parts.main.querySelector('.stage');
  if (stage) [stage.scrollLeft, stage.scrollTop] = scrolled;
  app.shownView = state.view;
  for (const act of app.waiting) act();
}

function markSelected(app) {
  for (const cell of app.parts.main.querySelectorAll('td.cell')) cell.classList.toggle('selected', cell.dataset.pair === app.state.selected);
  if (app.drawing) app.drawing.mark(app.selectedThing());
}

function focusKey(app, key) {
  if (!key) return;
  const element = [...app.parts.root.querySelectorAll('[data-key]')].find((each) => each.dataset.key === key);
  if (element && element !== document.activeElement) element.focus({ preventScroll: true });
}

function makeFrame(app) {
  const parts = {
    top: h('header.top'),
    filters: h('aside.filters', { 'aria-label': 'Filters' }),
    main: h('main', { id: 'content', tabindex: -1 }),
    panel: h('aside.panel', { 'aria-label': 'Details' }),
    live: h('div.live', { 'aria-live': 'polite', role: 'status' }),
    toast: h('div.toast', { role: 'status' }),
  };
  parts.root = h('div.page', parts.top, h('div.body', parts.filters, parts.main, parts.panel), parts.live, parts.toast);
  parts.input = h('input', {
    type: 'search', autocomplete: 'off', spellcheck: 'false', role: 'combobox', 'aria-expanded': 'false', 'aria-controls': 'hits', 'aria-autocomplete': 'list',
    oninput: () => showHits(app), onfocus: () => showHits(app), onkeydown: (event) => onSearchKey(app, event), onblur: () => setTimeout(() => closeSearch(app), 150),
  });
  parts.hits = h('ul', { id: 'hits', role: 'listbox', 'aria-label': 'Results' });
  parts.head = h('div.brand');
  parts.nav = h('nav.views');
  parts.tools = h('div.tools');
  parts.top.append(parts.head, h('div.search', { role: 'search' }, h('kbd', { 'aria-hidden': 'true' }, '/'), parts.input, parts.hits), parts.nav, parts.tools);
  parts.help = h('dialog.help');
  parts.root.append(parts.help);
  return parts;
}

function renderTop(app) {
  const { model, parts, words, state } = app;
  const counts = model.kinds.map((kind, number) => [kind, model.things.kind.filter((each, thing) => each === number && app.selection.counts[thing]).length]);
  counts.reverse();
  const facts = [words.papers(app.selection.paperCount), ...counts.map(([kind, n]) => words.count(n, kind))].join(' · ');
  replace(parts.head, h('h1', h('bdi', app.title())), h('p.facts', { title: facts }, facts));
  parts.input.setAttribute('placeholder', words.search);
  parts.input.setAttribute('aria-label', words.searchLabel);
  parts.hits.setAttribute('aria-label', words.results);
  parts.filters.setAttribute('aria-label', words.filters);
  parts.nav.setAttribute('aria-label', words.views);
  replace(parts.nav, VIEWS.map((view) => h('button', { type: 'button', 'aria-current': view === state.view ? 'page' : null, onclick: () => app.set({ view }), 'data-key': `view-${view}` }, words[VIEW_WORDS[view]])));
  replace(parts.tools,
    h('button.quiet.only-narrow', { type: 'button', 'aria-pressed': String(parts.root.classList.contains('show-filters')), 'data-key': 'filters', onclick: (event) => event.target.setAttribute('aria-pressed', String(parts.root.classList.toggle('show-filters'))) }, words.filters, isFiltered(state.filters) ? ' •' : ''),
    takeMenu(app),
    h('button.quiet', { type: 'button', onclick: () => app.set({ language: app.language === 'zh' ? 'en' : 'zh' }), lang: app.language === 'zh' ? 'en' : 'zh', 'data-key': 'language' }, words.language),
    h('button.quiet', { type: 'button', 'aria-label': words.theme, title: words.theme, onclick: () => turnTheme(app), 'data-key': 'theme' }, '◐'),
    h('button.quiet', { type: 'button', 'aria-label': words.help, title: words.help, onclick: () => showHelp(app), 'data-key': 'help' }, '?'));
}

function printHead(app) {
  return h('div.only-print', h('h1', app.title()), h('p', app.filterText()));
}

function turnTheme(app) {
  const root = document.documentElement;
  const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : window.matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = isDark ? 'light' : 'dark';
  app.shownMain = '';
  app.render();
}

function showHelp(app) {
  const { words, parts } = app;
  replace(parts.help, h('h2', words.helpTitle), h('dl', words.helpLines.map(([key, text]) => [h('dt', h('kbd', key)), h('dd', text)])), h('p', words.networkHelp), h('p', words.helpText),
    h('p', words.sourceNote(app.model.about)),
    app.model.about.inputs.length ? h('ul.inputs', app.model.about.inputs.map(([file, digest]) => h('li', name(file), ' ', h('code', digest.slice(0, 12))))) : null,
    h('form', { method: 'dialog' }, h('button.quiet', { value: 'close' }, words.close_)));
  parts.help.setAttribute('aria-label', words.helpTitle);
  parts.help.showModal();
}

function toast(app, ...content) {
  replace(app.parts.toast, content);
  app.parts.toast.classList.add('on');
  clearTimeout(app.local.toast);
  app.local.toast = setTimeout(() => app.parts.toast.classList.remove('on'), 6000);
}

// ---- keys and search ----------------------------------------------------------------------------------------------

function onKey(app, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape') return onEscape(app);
  if (event.target.closest('input:not([type=checkbox]):not([type=range]), select, textarea, dialog')) return;
  if (event.key === '/') openSearch(app);
  else if (event.key === '?') showHelp(app);
  else if (/^[1-6]$/.test(event.key)) app.set({ view: VIEWS[Number(event.key) - 1] });
  else return;
  event.preventDefault();
}

function onEscape(app) {
  if (app.parts.help.open) return;
  if (document.activeElement === app.parts.input) {
    app.local.pathFrom = -1;
    app.parts.input.value = '';
    closeSearch(app);
    app.parts.input.blur();
  } else if (app.parts.root.classList.contains('show-filters')) {
    app.parts.root.classList.remove('show-filters');
    app.shownMain = '';
    app.render();
  } else if (app.state.selected) {
    app.select('');
  }
}

function openSearch(app, placeholder) {
  app.parts.input.focus();
  app.parts.input.select();
  if (placeholder) app.parts.input.setAttribute('placeholder', placeholder);
}

function closeSearch(app) {
  app.parts.hits.replaceChildren();
  app.parts.input.setAttribute('aria-expanded', 'false');
  app.parts.input.removeAttribute('aria-activedescendant');
  app.parts.input.setAttribute('placeholder', app.words.search);
}

function showHits(app) {
  const { parts, words, model } = app;
  const query = parts.input.value;
  if (!query.trim()) return closeSearch(app);
  const found = search(app.index(), query, { counts: app.selection.counts, limit: 12 }).filter((hit) => hit.type === 'thing' || app.local.pathFrom < 0);
  app.local.hits = found;
  app.local.hit = found.length ? 0 : -1;
  replace(parts.hits, found.length ? found.map((hit, k) => hitLine(app, hit, k)) : h('li.empty', { role: 'option', 'aria-disabled': 'true' }, words.noHits));
  parts.input.setAttribute('aria-expanded', 'true');
  if (found.length) parts.input.setAttribute('aria-activedescendant', 'hit-0');
  app.announce(words.hits(found.length));
  return model;
}

function hitLine(app, hit, k) {
  const isThing = hit.type === 'thing';
  const label = isThing ? app.label(hit.number) : app.model.papers.title[hit.number];
  return h('li', { role: 'option', id: `hit-${k}`, 'aria-selected': String(k === 0), onpointerdown: (event) => { event.preventDefault(); takeHit(app, k); } },
    isThing ? kindIcon(app.model.kinds[app.model.things.kind[hit.number]]) : h('span.icon', '¶'),
    h('bdi', label),
    isThing && hit.text !== label ? h('bdi.also', hit.text) : null,
    isThing ? h('span.n', String(app.selection.counts[hit.number])) : h('span.n', String(app.model.papers.year[hit.number] || '')));
}

function onSearchKey(app, event) {
  const { hits = [] } = app.local;
  if (event.key === 'Enter' && app.local.hit >= 0 && app.parts.input.value.trim()) {
    takeHit(app, app.local.hit);
    event.preventDefault();
    event.stopPropagation();
  } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && hits.length) {
    app.local.hit = (app.local.hit + (event.key === 'ArrowDown' ? 1 : -1) + hits.length) % hits.length;
    [...app.parts.hits.children].forEach((line, k) => line.setAttribute('aria-selected', String(k === app.local.hit)));
    app.parts.hits.children[app.local.hit].scrollIntoView({ block: 'nearest' });
    app.parts.input.setAttribute('aria-activedescendant', `hit-${app.local.hit}`);
    event.preventDefault();
  }
}

function takeHit(app, k) {
  const hit = app.local.hits[k];
  app.parts.input.value = '';
  closeSearch(app);
  app.parts.input.blur();
  app.select(hit.type === 'thing' ? app.model.things.iri[hit.number] : app.model.papers.iri[hit.number]);
}

// ---- take along ---------------------------------------------------------------------------------------------------

function takeMenu(app) {
  const { words, state } = app;
  const isPicture = hasPicture(state.view) && !state.isTable;
  const item = (label, what, values = {}) => h('button', { type: 'button', ...values, 'data-take': what, onclick: (event) => { event.target.closest('details').open = false; app.take(what); } }, label);
  const file = h('input', { type: 'file', accept: 'application/json', hidden: true, onchange: (event) => openState(app, event.target) });
  return h('details.menu', { onfocusout: (event) => { if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) event.currentTarget.open = false; } },
    h('summary', { 'data-key': 'take' }, words.take),
    h('div.menu-box',
      isPicture ? [item(words.svg, 'svg'), item(words.png, 'png'), item(words.printPng, 'print-png'), groundTick(app)] : h('p.note', words.pictureOnly),
      isPicture && state.view === 'matrix' ? item(words.vega, 'vega') : null,
      item(words.csv, 'csv'), item(words.ris, 'ris'), item(words.bibtex, 'bibtex'), h('hr'),
      HAS_ADDRESS ? h('button', { type: 'button', 'data-take': 'link', onclick: () => app.copyLink() }, words.copyLink) : null,
      item(words.saveState, 'state'), h('button', { type: 'button', onclick: () => file.click() }, words.openState), file,
      h('button', { type: 'button', onclick: () => window.print() }, words.print)));
}

function groundTick(app) {
  return h('label.tick', h('input', { type: 'checkbox', checked: app.local.isClear, 'data-key': 'clear-ground', onchange: (event) => { app.local.isClear = event.target.checked; } }), app.words.clearGround);
}

function filterText(app) {
  const { filters } = app.state;
  const { words } = app;
  const parts = [words.counted(app.selection.paperCount, app.model.papers.count)];
  if (filters.from !== null || filters.to !== null) parts.push(words.filterText.year(filters.from ?? app.model.years[0], filters.to ?? app.model.years[1]));
  parts.push(...filters.topics, ...filters.venues, ...filters.roles.map((role) => words.roles[role]));
  if (filters.confidence) parts.push(words.filterText.confidence((filters.confidence / 100).toFixed(2)));
  if (filters.minimum > 1) parts.push(words.filterText.minimum(filters.minimum));
  if (filters.rule) parts.push(words.byRule(filters.rule));
  return parts.join(' · ');
}

function csvRows(app) {
  const { state } = app;
  if (state.view === 'papers') return tableCsv(paperColumns(app), paperRows(app), state.sort || '-year');
  if (state.view === 'things') return tableCsv(thingColumns(app), thingRows(app), state.sort || '-papers');
  if (state.view === 'network') return tableCsv(linkColumns(app), pictureOf(app).all, state.sort || '-papers');
  if (state.view === 'sets') return tableCsv(comboColumns(app, setsOf(app)), setsOf(app).combos, state.sort || '-only');
  if (state.view === 'gaps') {
    const { columns, rows, standard } = gapTableOf(app);
    return tableCsv(columns, rows, state.sort || standard);
  }
  const matrix = matrixOf(app);
  if (state.isTable) return tableCsv(pairColumns(app, matrix), pairRows(matrix), state.sort || '-papers');
  const width = matrix.columns.items.length;
  return [
    ['', ...matrix.columns.items.map((item) => app.itemLabel(item))],
    ...matrix.rows.items.map((item, r) => [app.itemLabel(item), ...matrix.cells.slice(r * width, (r + 1) * width)]),
  ];
}

function takenPapers(app) {
  const selected = parseSelection(app.model, app.state.selected);
  return (selected ? papersOfSelection(app, selected) : paperRows(app)).map((paper) => citation(app.model, paper));
}

function fileName(app, ending) {
  const words = (app.state.selected || `${app.state.view}`).replace(/[^A-Za-z0-9\u3400-\u9fff]+/g, '-').replace(/^-|-$/g, '').slice(0, 60);
  return `${words || 'medkg'}.${ending}`;
}

function take(app, what) {
  const makers = {
    csv: () => ['csv', 'text/csv', toCsv(csvRows(app))],
    ris: () => ['ris', 'application/x-research-info-systems', toRis(takenPapers(app))],
    bibtex: () => ['bib', 'application/x-bibtex', toBibtex(takenPapers(app))],
    vega: () => ['vl.json', 'application/json', `${JSON.stringify(toVega(app, matrixOf(app)), null, 1)}\n`],
    svg: () => ['svg', 'image/svg+xml', toSvg(sceneOf(app))],
    state: () => ['json', 'application/json', `${JSON.stringify({ medkg: 'view', title: app.title(), state: writeState(app.state, app.first) }, null, 2)}\n`],
  };
  if (what === 'png' || what === 'print-png') return takePng(app, what === 'print-png');
  const [ending, type, text] = makers[what]();
  return save(app, new Blob([text], { type: `${type};charset=utf-8` }), fileName(app, ending));
}

async function takePng(app, isForPrint) {
  save(app, await pngOf(app, { isForPrint }), fileName(app, 'png'));
}

function save(app, blob, file) {
  const url = URL.createObjectURL(blob);
  const link = h('a', { href: url, download: file });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  toast(app, app.words.download(file));
}

async function copyLink(app) {
  const link = location.href;
  try {
    await navigator.clipboard.writeText(link);
    toast(app, app.words.copied);
  } catch {
    const field = h('input', { type: 'text', readonly: true, value: link, 'aria-label': app.words.linkIs });
    toast(app, app.words.linkIs, ' ', field);
    field.select();
  }
}

async function openState(app, input) {
  const [file] = input.files;
  input.value = '';
  try {
    const saved = JSON.parse(await file.text());
    if (saved.medkg !== 'view' || typeof saved.state !== 'string') throw new Error('not a view');
    app.restore(saved.state);
  } catch {
    toast(app, app.words.badState);
  }
}
return { start };
})();

module_main.start();
})();
