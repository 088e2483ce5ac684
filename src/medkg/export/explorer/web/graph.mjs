// The network of things: what is linked with what under the filters, neighbourhoods, and the shortest path.

// Every link that counts, with its number of papers; things that nothing counts for have no links.
export function makeLinks(model, selection) {
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

export function makeNeighbours(links) {
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
export function neighbourhood(neighbours, focus, hops, limit = 400) {
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
export function shortestPath(neighbours, from, to) {
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
export function makePicture(model, selection, options) {
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
export function strongest(nodes, edges, most = Math.round(2.4 * nodes.length)) {
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
