// The page within the page: a pair, a thing or a paper, with the sentences that say so.

import { FACETS, facetValues } from './axis.mjs';
import { h, name } from './dom.mjs';
import { names, papersOf } from './filter.mjs';
import { isUnder, kindOf, linkBetween, ROLE } from './model.mjs';
import { button, countYears, paperButton, paperFacts, sentence, share, thingChip, yearBars } from './parts.mjs';
import { kindIcon } from './look.mjs';
import { doiUrl, safeUrl } from './text.mjs';

const STEP = 12;

// What the selection means: { type: 'paper' | 'thing' | 'pair' | 'set', … } or null where the graph does not know it.
export function parseSelection(model, text) {
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

export function endName(item, kind) {
  return FACETS.includes(kind) ? `${kind}=${item.value}` : item.key;
}

function endLabel(app, end) {
  return end.thing !== undefined ? app.label(end.thing) : String(end.value);
}

export function papersOfSelection(app, selected) {
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
export function pairPapers(app, { first, second }) {
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

export function renderPanel(app, selected) {
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
