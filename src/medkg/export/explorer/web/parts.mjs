// Small pieces that several views share: names, chips, sentences, bars of years, tables.

import { h, name, svg } from './dom.mjs';
import { kindIcon } from './look.mjs';
import { kindOf } from './model.mjs';
import { compareText } from './axis.mjs';
import { cut } from './text.mjs';

// A thing as a button that opens its page.
export function thingChip(app, thing, ...rest) {
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

export function paperButton(app, paper) {
  const { papers } = app.model;
  return h(
    'button.paper-title',
    { type: 'button', onclick: () => app.select(papers.iri[paper]), 'data-paper': papers.iri[paper] },
    name(papers.title[paper] || papers.id[paper]),
  );
}

export function paperFacts(app, paper) {
  const { papers } = app.model;
  const venue = papers.venue[paper] >= 0 ? papers.venues[papers.venue[paper]] : '';
  const year = papers.year[paper] && !venue.includes(String(papers.year[paper])) ? papers.year[paper] : '';
  const how = papers.presentation[paper] >= 0 ? papers.presentationNames[papers.presentation[paper]] : '';
  return [venue, year, how].filter(Boolean).join(' · ');
}

// A sentence with its marks; the wanted ones stand out, the others are hinted at.
export function sentence(app, { text, marks }, isWanted = () => true) {
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
export function yearBars(app, counts, { width = 360, height = 64, isSmall = false } = {}) {
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

export function countYears(model, papers) {
  const counts = new Map();
  for (const paper of papers) {
    const year = model.papers.year[paper];
    if (year) counts.set(year, (counts.get(year) || 0) + 1);
  }
  return counts;
}

export function share(value, most) {
  return `${Math.round((100 * value) / Math.max(1, most))}%`;
}

// A sortable table. Columns: { key, label, value(row), show(row)?, isNumber?, isYear? }; the sort stands in the page's state.
export function table(app, { columns, rows, caption, standard, step = 100 }) {
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

export function sortRows(columns, rows, sort) {
  const column = columns.find((each) => each.key === sort.replace('-', ''));
  if (!column) return rows;
  const way = sort.startsWith('-') ? -1 : 1;
  const compare = column.isNumber ? (a, b) => a - b : (a, b) => compareText(String(a), String(b));
  return rows
    .map((row, place) => ({ row, place, value: column.value(row) }))
    .sort((a, b) => way * compare(a.value, b.value) || a.place - b.place)
    .map(({ row }) => row);
}

export function tableCsv(columns, rows, sort) {
  return [columns.map((column) => column.label), ...sortRows(columns, rows, sort).map((row) => columns.map((column) => column.value(row)))];
}

export function button(label, onclick, values = {}) {
  return h('button.quiet', { type: 'button', onclick, ...values }, label);
}

// One choice among a few: a row of buttons of which one is pressed.
export function choice(app, label, options, current, onchange, key) {
  return h(
    'div.choice',
    { role: 'group', 'aria-label': label },
    options.map(([value, text, title]) =>
      h('button', { type: 'button', title, 'aria-pressed': String(value === current), onclick: () => onchange(value), 'data-key': `${key}-${value}` }, text)),
  );
}
