// Which papers and claims count just now, and how many papers each thing has under these filters.

export const NO_FILTER = Object.freeze({
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
export function selectPapers(model, filters) {
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

export function select(model, filters) {
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
export function papersOf(model, selection, thing) {
  const found = [];
  for (let paper = 0; paper < model.papers.count; paper += 1) {
    if (selection.papers[paper] && names(model, selection, paper, thing)) found.push(paper);
  }
  return found;
}

export function names(model, selection, paper, thing) {
  const { claims, things } = model;
  for (let claim = claims.start[paper]; claim < claims.start[paper + 1]; claim += 1) {
    if (selection.claimCounts(claim) && things.closed[claims.thing[claim]].includes(thing)) return true;
  }
  return false;
}

export function isFiltered(filters) {
  return Object.keys(NO_FILTER).some((key) => JSON.stringify(filters[key]) !== JSON.stringify(NO_FILTER[key]));
}
