// The matrix and the network as figures that stand alone: with title, legend, and the filters that were in force.

import { outline } from './look.mjs';
import { shadeOf, shadeRanges } from './matrix.mjs';
import { shorten } from './text.mjs';
import { textWidth } from './scene.mjs';

const CELL = 24;
const GAP = 2;

export function matrixScene(app, matrix, look) {
  const { words } = app;
  const rowNames = matrix.rows.items.map((item) => shorten(app.itemLabel(item), 42));
  const columnNames = matrix.columns.items.map((item) => shorten(app.itemLabel(item), 34));
  const left = 40 + Math.max(80, ...rowNames.map((text, k) => textWidth(text, 12) + matrix.rows.items[k].depth * 12)) + 40;
  const top = 84 + Math.max(30, ...columnNames.map((text) => textWidth(text, 12)));
  const step = CELL + GAP;
  const shapes = [];
  const text = (x, y, content, more = {}) => shapes.push({ kind: 'text', x, y, text: content, size: 12, fill: look.ink, ...more });
  text(24, 34, app.title(), { size: 18, weight: 600 });
  text(24, 54, `${words.kinds(matrix.rows.kind)} × ${words.kinds(matrix.columns.kind)} · ${app.filterText()}`, { fill: look.muted });
  columnNames.forEach((label, c) => text(left + c * step + CELL / 2 + 4, top - 8, label, { turn: -90 }));
  rowNames.forEach((label, r) => {
    const y = top + r * step + CELL / 2 + 4;
    text(24 + matrix.rows.items[r].depth * 12, y, label);
    text(left - 10, y, matrix.rows.items[r].count.toLocaleString('en'), { anchor: 'end', fill: look.muted, size: 11 });
  });
  const gaps = new Set(matrix.gaps.map(({ row, column }) => row * columnNames.length + column));
  matrix.cells.forEach((count, cell) => {
    const x = left + (cell % columnNames.length) * step;
    const y = top + Math.floor(cell / columnNames.length) * step;
    const shade = shadeOf(count, matrix.largest);
    shapes.push({ kind: 'rect', x, y, w: CELL, h: CELL, radius: 4, fill: look.shades[shade] });
    if (count) text(x + CELL / 2, y + CELL / 2 + 4, count.toLocaleString('en'), { anchor: 'middle', size: 11, fill: look.onShades[shade] });
    else if (gaps.has(cell)) shapes.push({ kind: 'circle', x: x + CELL / 2, y: y + CELL / 2, radius: 5.5, stroke: look.gap, width: 1.6, dash: [2.4, 2] });
  });
  const bottom = top + rowNames.length * step + 26;
  const end = matrixLegend(shapes, { app, matrix, look, x: 24, y: bottom });
  return finish(shapes, { width: Math.max(left + columnNames.length * step + 24, end, 520), height: bottom + 34, look, title: app.title() });
}

function matrixLegend(shapes, { app, matrix, look, x, y }) {
  const put = (at, content) => shapes.push({ kind: 'text', x: at, y: y + 12, text: content, size: 11, fill: look.muted });
  put(x, app.words.legend);
  let at = x + textWidth(app.words.legend, 11) + 14;
  for (const { shade, from, to } of shadeRanges(matrix.largest)) {
    const label = from === to ? String(from) : `${from}–${to}`;
    shapes.push({ kind: 'rect', x: at, y, w: 16, h: 16, radius: 3, fill: look.shades[shade] });
    put(at + 21, label);
    at += 21 + textWidth(label, 11) + 14;
  }
  if (matrix.gaps.length) {
    shapes.push({ kind: 'circle', x: at + 8, y: y + 8, radius: 5.5, stroke: look.gap, width: 1.6, dash: [2.4, 2] });
    put(at + 20, app.words.legendGap);
    at += 20 + textWidth(app.words.legendGap, 11) + 14;
  }
  return at;
}

// The combinations: a dot for each thing, a bar for each number of papers.
export function setsScene(app, { kind, items, combos }, look, most = 30) {
  const { words } = app;
  const step = CELL + GAP;
  const names = items.map((item) => shorten(app.itemLabel(item), 34));
  const top = 84 + Math.max(30, ...names.map((text) => textWidth(text, 12)));
  const [left, room] = [24, 260];
  const bars = left + items.length * step + 16;
  const shapes = [];
  const text = (x, y, content, more = {}) => shapes.push({ kind: 'text', x, y, text: content, size: 12, fill: look.ink, ...more });
  text(24, 34, app.title(), { size: 18, weight: 600 });
  text(24, 54, `${words.sets}: ${words.kinds(kind)} · ${app.filterText()}`, { fill: look.muted });
  names.forEach((label, c) => text(left + c * step + CELL / 2 + 4, top - 8, label, { turn: -90 }));
  text(bars, top - 8, words.onlyThese, { fill: look.muted, size: 11 });
  const largest = Math.max(1, ...combos.map((combo) => combo.only));
  combos.slice(0, most).forEach(({ members, only }, r) => {
    const y = top + r * step + CELL / 2;
    const middle = (place) => left + place * step + CELL / 2;
    items.forEach((_, place) => members.includes(place) || shapes.push({ kind: 'circle', x: middle(place), y, radius: 4.5, fill: look.line }));
    shapes.push({ kind: 'line', points: [[middle(members[0]), y], [middle(members[members.length - 1]), y]], stroke: look.shades[4], width: 2 });
    for (const place of members) shapes.push({ kind: 'circle', x: middle(place), y, radius: 6, fill: look.shades[6] });
    const long = Math.max(2, (room * only) / largest);
    shapes.push({ kind: 'rect', x: bars, y: y - 8, w: long, h: 16, radius: 3, fill: look.shades[4] });
    text(bars + long + 8, y + 4, only.toLocaleString('en'), { fill: look.muted, size: 11 });
  });
  const bottom = top + Math.min(most, combos.length) * step + 24;
  return finish(shapes, { width: Math.max(bars + room + 60, 520), height: bottom, look, title: app.title() });
}

// The same matrix for Vega-Lite, for those who want to change the figure.
export function toVega(app, matrix) {
  const width = matrix.columns.items.length;
  const values = [];
  matrix.cells.forEach((papers, cell) => {
    const [row, column] = [matrix.rows.items[Math.floor(cell / width)], matrix.columns.items[cell % width]];
    if (papers) values.push({ row: app.itemLabel(row), column: app.itemLabel(column), papers });
  });
  const axis = (items, kind) => ({ type: 'nominal', sort: items.map((item) => app.itemLabel(item)), title: app.words.kinds(kind) });
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    title: { text: app.title(), subtitle: app.filterText() },
    data: { values },
    mark: { type: 'rect', cornerRadius: 3, tooltip: true },
    encoding: {
      x: { field: 'column', ...axis(matrix.columns.items, matrix.columns.kind) },
      y: { field: 'row', ...axis(matrix.rows.items, matrix.rows.kind) },
      color: { field: 'papers', type: 'quantitative', scale: { type: 'sqrt', scheme: 'teals' }, title: app.words.legend },
    },
  };
}

function finish(shapes, { width, height, look, title }) {
  const whole = { kind: 'rect', x: 0, y: 0, w: Math.ceil(width), h: Math.ceil(height), radius: 0, fill: look.paper, isGround: true };
  return { width: Math.ceil(width), height: Math.ceil(height), title, shapes: [whole, ...shapes] };
}

export function networkScene(app, picture, look) {
  const margin = 60;
  const xs = picture.nodes.map((node) => node.x);
  const ys = picture.nodes.map((node) => node.y);
  const [minX, maxX, minY, maxY] = [Math.min(...xs, 0), Math.max(...xs, 1), Math.min(...ys, 0), Math.max(...ys, 1)];
  const scale = Math.min(1, 2400 / Math.max(maxX - minX, maxY - minY, 1));
  const width = Math.max(640, (maxX - minX) * scale + 2 * margin + 120);
  const place = (node) => [margin + 60 + (node.x - minX) * scale, margin + 40 + (node.y - minY) * scale];
  const places = new Map(picture.nodes.map((node) => [node.thing, place(node)]));
  const shapes = [
    { kind: 'text', x: 24, y: 34, text: app.title(), size: 18, weight: 600, fill: look.ink },
    { kind: 'text', x: 24, y: 54, text: app.filterText(), size: 12, fill: look.muted },
  ];
  for (const { source, target, papers } of picture.edges) {
    shapes.push({ kind: 'line', points: [places.get(source), places.get(target)], stroke: look.edge, width: edgeWidth(picture, papers), opacity: 0.7 });
  }
  for (const node of picture.nodes) {
    const kind = app.model.kinds[app.model.things.kind[node.thing]];
    const [x, y] = places.get(node.thing);
    const radius = nodeRadius(picture, node.papers);
    const points = outline(kind, x, y, radius);
    const colour = { fill: look.kinds[kind], stroke: look.paper, width: 1.5 };
    shapes.push(points.length ? { kind: 'path', points, ...colour } : { kind: 'circle', x, y, radius, ...colour });
  }
  for (const node of labelled(picture)) {
    const [x, y] = places.get(node.thing);
    shapes.push({ kind: 'text', x, y: y + nodeRadius(picture, node.papers) + 13, text: shorten(app.label(node.thing), 30), size: 11, fill: look.ink, anchor: 'middle', halo: look.paper });
  }
  const bottom = margin + 80 + (maxY - minY) * scale + 40;
  kindLegend(shapes, { app, picture, look, y: bottom });
  return finish(shapes, { width, height: bottom + 30, look, title: app.title() });
}

function kindLegend(shapes, { app, picture, look, y }) {
  let at = 32;
  const there = new Set(picture.nodes.map((node) => app.model.kinds[app.model.things.kind[node.thing]]));
  for (const kind of app.model.kinds.filter((each) => there.has(each))) {
    const points = outline(kind, at, y, 6);
    shapes.push(points.length ? { kind: 'path', points, fill: look.kinds[kind] } : { kind: 'circle', x: at, y, radius: 6, fill: look.kinds[kind] });
    shapes.push({ kind: 'text', x: at + 12, y: y + 4, text: app.words.kinds(kind), size: 11, fill: look.muted });
    at += 12 + textWidth(app.words.kinds(kind), 11) + 24;
  }
}

export function nodeRadius(picture, papers) {
  return 4 + 15 * Math.sqrt(papers / picture.mostPapers);
}

export function edgeWidth(picture, papers) {
  return 0.8 + 3.6 * Math.sqrt((papers - 1) / Math.max(1, picture.mostLink - 1));
}

// Names for the largest, so that they stay readable; all of them in a small picture.
export function labelled(picture, most = 90) {
  return picture.nodes.length <= most ? picture.nodes : [...picture.nodes].sort((a, b) => b.papers - a.papers || a.thing - b.thing).slice(0, most);
}
