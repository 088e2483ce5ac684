// The filters beside every view, with counts that follow.

import { h, name } from './dom.mjs';
import { NO_FILTER, isFiltered, selectPapers } from './filter.mjs';
import { button } from './parts.mjs';

export function renderFilters(app) {
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
