// The state of the page, and its spelling in the address (after the #), from which any view can be restored.

import { NO_FILTER } from './filter.mjs';

export const VIEWS = ['matrix', 'gaps', 'network', 'sets', 'papers', 'things'];
export const KINDS = ['modality', 'task', 'dataset', 'method'];
const COLUMNS = [...KINDS, 'year', 'venue', 'topic'];
const ORDERS = ['size', 'name', 'cluster'];

export const DEFAULTS = Object.freeze({
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
export function writeState(state, first = {}) {
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
export function readState(fragment, first = {}) {
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
