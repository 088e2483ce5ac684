// Combinations on screen: a column for each thing, a row for each set of things, a dot where they meet.

import { h, name } from './dom.mjs';
import { isFiltered } from './filter.mjs';
import { button, choice, share, table, thingChip } from './parts.mjs';
import { makeSets, MOST_SETS } from './sets.mjs';

const STEP = 25;

export function setsOf(app) {
  const { state } = app;
  const limit = window.innerWidth <= 600 ? 6 : MOST_SETS; // so many columns leave room for the numbers
  const key = JSON.stringify([state.setKind, state.isTree, state.opened, state.filters, limit]);
  if (app.cache.setsKey !== key) {
    app.cache.sets = makeSets(app.model, app.selection, { kind: state.setKind, isTree: state.isTree, opened: new Set(state.opened), limit });
    app.cache.setsKey = key;
  }
  return app.cache.sets;
}

export function comboName({ items }, combo) {
  return combo.members.map((place) => items[place].key).join('*');
}

export function renderSets(app) {
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

export function comboColumns(app, sets) {
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
