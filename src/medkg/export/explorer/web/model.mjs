// The graph as the page holds it: columns of numbers, and sentences that are read when they are needed.

export const ROLE = { proposed: 0, used: 1, mentioned: 2 };
export const ROLES = ['proposed', 'used', 'mentioned'];

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
export function closeUpwards(broader) {
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

export function makeModel(core, readChunk = () => null) {
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
export function linkBetween(first, second) {
  if (LINK_PREDICATES[`${first}>${second}`]) return { predicate: LINK_PREDICATES[`${first}>${second}`], forward: true };
  if (LINK_PREDICATES[`${second}>${first}`]) return { predicate: LINK_PREDICATES[`${second}>${first}`], forward: false };
  return null;
}

export function isUnder(model, thing, ancestor) {
  return model.things.closed[thing].includes(ancestor);
}

// The name of a thing in the language of the interface, or its English one.
export function labelOf(model, thing, language) {
  if (language !== 'en') {
    const name = model.things.names[thing].find(([, tag]) => tag === language || tag.startsWith(`${language}-`));
    if (name) return name[0];
  }
  return model.things.label[thing];
}

export function kindOf(model, thing) {
  return model.kinds[model.things.kind[thing]];
}
