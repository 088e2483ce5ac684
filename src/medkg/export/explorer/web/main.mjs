// The page: one state, one address, and views that are drawn anew from them.

import { FACETS, firstAxes } from './axis.mjs';
import { h, name, replace } from './dom.mjs';
import { toVega } from './figures.mjs';
import { isFiltered, select } from './filter.mjs';
import { renderFilters } from './filter-view.mjs';
import { paperColumns, paperRows, renderPapers, renderThings, thingColumns, thingRows } from './list-view.mjs';
import { kindIcon } from './look.mjs';
import { gapTableOf, matrixOf, pairColumns, pairRows, renderGaps, renderMatrix } from './matrix-view.mjs';
import { labelOf, makeModel } from './model.mjs';
import { linkColumns, pictureOf, renderNetwork } from './network-view.mjs';
import { papersOfSelection, parseSelection, renderPanel } from './panel.mjs';
import { tableCsv } from './parts.mjs';
import { hasPicture, pngOf, sceneOf } from './picture.mjs';
import { toSvg } from './scene.mjs';
import { makeIndex, search } from './search.mjs';
import { comboColumns, renderSets, setsOf } from './sets-view.mjs';
import { DEFAULTS, readState, VIEWS, writeState } from './state.mjs';
import { citation, toBibtex, toCsv, toRis } from './take.mjs';
import { WORDS } from './words.mjs';

const VIEW_WORDS = { matrix: 'matrix', gaps: 'gaps', network: 'network', sets: 'sets', papers: 'paperList', things: 'things' };
const RENDER = { matrix: renderMatrix, gaps: renderGaps, network: renderNetwork, sets: renderSets, papers: renderPapers, things: renderThings };

// A page shown within another one (a notebook) has no address of its own, and must leave the other's alone.
const HAS_ADDRESS = location.protocol !== 'about:' && location.protocol !== 'data:';

function readChunk(number) {
  const island = document.getElementById(`sentences-${number}`);
  return island ? JSON.parse(island.textContent) : null;
}

export function start() {
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

