// Papers and things as lists.

import { h, name } from './dom.mjs';
import { paperButton, table, thingChip, yearBars } from './parts.mjs';
import { kindOf, labelOf } from './model.mjs';

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

export function paperRows(app) {
  const rows = [];
  for (let paper = 0; paper < app.model.papers.count; paper += 1) if (app.selection.papers[paper]) rows.push(paper);
  return rows;
}

export function paperColumns(app) {
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

export function renderPapers(app) {
  const rows = paperRows(app);
  return [
    h('p.lede', app.words.counted(rows.length, app.model.papers.count), '.'),
    rows.length ? table(app, { columns: paperColumns(app), rows, caption: app.words.paperList, standard: '-year', step: 50 }) : h('p.empty', app.model.papers.count ? app.words.nothing : app.words.emptyGraph),
  ];
}

export function thingRows(app) {
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

export function thingColumns(app) {
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
export function kindToggles(app, field) {
  const { state, words, model } = app;
  return h('div.kinds', { role: 'group', 'aria-label': words.kindWord }, model.kinds.map((kind) => {
    const isOn = state[field].includes(kind);
    const kinds = model.kinds.filter((each) => (each === kind ? !isOn : state[field].includes(each)));
    return h(`button.kind-toggle.k-${kind}`, { type: 'button', 'aria-pressed': String(isOn), 'data-key': `kind-${kind}`, onclick: () => app.set({ [field]: kinds.length ? kinds : [kind] }) }, app.icon(kind), words.kinds(kind));
  }));
}

export function renderThings(app) {
  const rows = thingRows(app);
  return [
    h('div.bar', kindToggles(app, 'listed')),
    rows.length ? table(app, { columns: thingColumns(app), rows, caption: app.words.things, standard: '-papers', step: 60 }) : h('p.empty', app.words.nothing),
  ];
}

