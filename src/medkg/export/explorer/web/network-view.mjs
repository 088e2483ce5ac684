// The network on screen: positions come with the data, so nothing has to settle; every node and link can be opened.

import { h, name } from './dom.mjs';
import { makeNeighbours, makePicture } from './graph.mjs';
import { edgeWidth, labelled, nodeRadius } from './figures.mjs';
import { drawLarge } from './large.mjs';
import { kindToggles } from './list-view.mjs';
import { colours, VIS_SHAPES } from './look.mjs';
import { kindOf } from './model.mjs';
import { button, choice, table, thingChip } from './parts.mjs';
import { drawNames } from './names.mjs';
import { textWidth } from './scene.mjs';
import { shorten } from './text.mjs';
import { MOST, tidy } from './tidy.mjs';

const LARGE = 2000;

// As many things as the reader asks for, or as the screen can name.
function shownOf(app) {
  return app.state.shown || (window.innerWidth <= 600 ? 30 : 120);
}

export function pictureOf(app) {
  const { state, model } = app;
  const key = JSON.stringify([state.kinds, shownOf(app), state.focus, state.hops, state.path, state.hidden, state.pinned, state.filters]);
  if (app.cache.pictureKey !== key) {
    const number = (iri) => (model.thingNumber.has(iri) ? model.thingNumber.get(iri) : -1);
    const picture = makePicture(model, app.selection, {
      kinds: state.kinds,
      shown: shownOf(app),
      hops: state.hops,
      focus: number(state.focus),
      path: state.path.map(number).filter((thing) => thing >= 0),
      hidden: state.hidden.map(number),
      pinned: state.pinned.map(number),
    });
    app.cache.picture = state.path.length ? picture : inOrder(app, picture);
    app.cache.pictureKey = key;
  }
  return app.cache.picture;
}

// Room for the names of as many things as the frame can hold; the others get room for themselves.
function inOrder(app, picture) {
  if (picture.nodes.length > MOST) return picture;
  const frame = frameOf(app);
  let room = 0.3 * frame.width * frame.height;
  const named = new Set();
  for (const node of labelled(picture)) {
    room -= 18 * textWidth(shorten(app.label(node.thing), 26), 12);
    if (room > 0) named.add(node.thing);
  }
  const places = new Map(picture.nodes.map((node, k) => [node.thing, k]));
  const boxes = picture.nodes.map((node) => {
    const radius = nodeRadius(picture, node.papers);
    const hasName = named.has(node.thing);
    return { ...node, width: Math.max(2 * radius, hasName ? textWidth(shorten(app.label(node.thing), 26), 12) : 0) + 8, height: 2 * radius + (hasName ? 20 : 6) };
  });
  const edges = picture.edges.map(({ source, target, papers }) => ({ source: places.get(source), target: places.get(target), papers }));
  return { ...picture, nodes: tidy(boxes, edges, frame).map((node) => ({ ...node, ...app.local.dragged.get(node.thing) })) };
}

function frameOf(app) {
  if (window.innerWidth <= 820) return { width: Math.max(260, window.innerWidth - 90), height: 0.52 * window.innerHeight }; // see the style sheet
  const { clientWidth, clientHeight } = app.parts.main;
  return { width: Math.max(500, Math.min(2400, clientWidth - 150)), height: Math.max(360, Math.min(1600, clientHeight - 200)) };
}

export function renderNetwork(app) {
  const picture = pictureOf(app);
  const { words, state } = app;
  const isPath = state.path.length === 2;
  const note = picture.nodes.length ? null : h('p.empty', isPath ? words.noPath : app.model.links.source.length ? words.noLinks : words.noLinksAtAll);
  return [bar(app, picture), note, picture.nodes.length ? (state.isTable ? linkTable(app, picture) : canvas(app, picture)) : null];
}

function bar(app, picture) {
  const { state, words, model } = app;
  const isPath = state.path.length === 2;
  const focus = model.thingNumber.get(state.focus);
  const label = (iri) => (model.thingNumber.has(iri) ? app.label(model.thingNumber.get(iri)) : iri);
  const where = isPath ? words.pathOf(...state.path.map(label)) : focus !== undefined ? words.around(app.label(focus)) : null;
  return h('div.bar',
    where ? h('span.where', name(where)) : kindToggles(app, 'kinds'),
    where ? button(words.whole, () => app.set({ focus: '', path: [] }), { 'data-key': 'whole' }) : shownSlider(app, picture),
    focus !== undefined && !isPath ? h('span.labelled', h('span', words.hops), choice(app, words.hops, [[1, '1'], [2, '2'], [3, '3']], state.hops, (hops) => app.set({ hops }), 'hops')) : null,
    app.local.dragged.size ? button(words.tidyUp, () => app.tidyUp(), { 'data-key': 'tidy' }) : null,
    state.pinned.length ? button(words.unpin(state.pinned.length), () => app.set({ pinned: [] }), { 'data-key': 'unpin' }) : null,
    state.hidden.length ? button(words.unhide(state.hidden.length), () => app.set({ hidden: [] }), { 'data-key': 'unhide' }) : null,
    h('span.grow'),
    choice(app, words.table, [[false, words.picture], [true, words.table]], state.isTable, (isTable) => app.set({ isTable, sort: '' }), 'table'));
}

function shownSlider(app, picture) {
  const steps = [30, 60, 120, 250, 500, 1000, 2000, 5000, 10000, 20000, 50000].filter((n) => n < picture.total);
  steps.push(Math.max(picture.total, 1));
  const found = steps.findIndex((n) => n >= shownOf(app));
  const at = found < 0 ? steps.length - 1 : found;
  const output = h('output', app.words.ofAll(Math.min(picture.nodes.length, picture.total), picture.total));
  return h('label.slide', h('span', app.words.shown), h('input', {
    type: 'range', min: 0, max: Math.max(1, steps.length - 1), step: 1, value: at, disabled: steps.length < 2, 'aria-valuetext': String(steps[at]), 'data-key': 'shown',
    oninput: (event) => { output.textContent = app.words.ofAll(steps[event.target.value] ?? picture.total, picture.total); },
    onchange: (event) => app.set({ shown: steps[event.target.value] ?? picture.total }, { isQuiet: true }),
  }), output);
}

// ---- the canvas ---------------------------------------------------------------------------------------------------

function canvas(app, picture) {
  const tip = h('div.tip', { 'aria-hidden': 'true' });
  const host = h('div.canvas');
  const tools = h('div.canvas-tools');
  const legend = h('div.legend', app.model.kinds.filter((kind) => picture.nodes.some((node) => kindOf(app.model, node.thing) === kind)).map((kind) => h(`span.step.k-${kind}`, app.icon(kind), app.words.kinds(kind))));
  const box = h('div.network', { tabindex: 0, role: 'application', 'aria-label': `${app.words.network}. ${app.words.networkHelp}`, 'data-key': 'network' }, host, tools, tip);
  app.afterRender(() => {
    const draw = picture.nodes.length > LARGE ? drawLarge : drawSmall;
    const drawing = draw(app, picture, host, { tip: (thing, at) => showTip(app, tip, thing, at), look: colours() });
    app.drawing = drawing;
    host.drawing = drawing;
    for (const [text, label, act] of [['+', app.words.zoomIn, () => drawing.zoom(1.4)], ['−', app.words.zoomOut, () => drawing.zoom(1 / 1.4)], ['⤢', app.words.fit, () => drawing.fit()]]) {
      tools.append(h('button.quiet', { type: 'button', 'aria-label': label, title: label, onclick: act }, text));
    }
    walk(app, picture, box, drawing);
  });
  const few = picture.edges.length < picture.all.length ? h('span.note', app.words.strongest(picture.edges.length, picture.all.length)) : null;
  return [box, h('div.foot', legend, h('span.grow'), few)];
}

function showTip(app, tip, thing, at) {
  tip.classList.toggle('on', thing >= 0);
  if (thing < 0) return;
  tip.replaceChildren(h('strong', name(app.label(thing))), h('span', `${app.words.kind(kindOf(app.model, thing))} · ${app.words.papers(app.selection.counts[thing])}`));
  tip.style.setProperty('left', `${at.x + 14}px`);
  tip.style.setProperty('top', `${at.y + 14}px`);
}

function drawSmall(app, picture, host, { tip, look }) {
  const nodes = new vis.DataSet(picture.nodes.map((node) => visNode(app, picture, node, look)));
  const edges = new vis.DataSet(picture.edges.map(({ link, source, target, papers }) => ({
    id: link, from: source, to: target, width: edgeWidth(picture, papers), color: { color: look.edge, highlight: look.ink, hover: look.ink, opacity: 0.8 },
  })));
  const network = new vis.Network(host, { nodes, edges }, {
    physics: false,
    layout: { improvedLayout: false, hierarchical: false },
    nodes: { borderWidth: 1.5 },
    edges: { smooth: false, selectionWidth: 1.5, hoverWidth: 1 },
    interaction: { hover: true, keyboard: false, multiselect: false, selectConnectedEdges: true, tooltipDelay: 1e9, hideEdgesOnDrag: picture.edges.length > 1500 },
  });
  const important = [...picture.nodes].sort((a, b) => a.hop - b.hop || b.papers - a.papers || a.thing - b.thing);
  let marked = null;
  const onScreen = (thing) => network.canvasToDOM(network.getPosition(thing));
  network.on('afterDrawing', (context) => {
    const ratio = context.canvas.width / host.clientWidth;
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawNames(context, app, {
      nodes: important, first: marked, place: (node) => onScreen(node.thing), radius: (node) => nodeRadius(picture, node.papers) * network.getScale(),
      width: host.clientWidth, height: host.clientHeight, look, most: 110,
    });
    context.restore();
  });
  network.fit({ animation: false, maxZoomLevel: 1.3 });
  network.on('click', ({ nodes: hit, edges: lines }) => {
    if (hit.length) app.select(app.model.things.iri[hit[0]]);
    else if (lines.length) app.select(linkPair(app, lines[0]));
    else app.select('');
  });
  network.on('doubleClick', ({ nodes: hit }) => hit.length && app.set({ focus: app.model.things.iri[hit[0]], path: [] }));
  network.on('hoverNode', ({ node }) => tip(node, onScreen(node)));
  network.on('blurNode', () => tip(-1));
  network.on('dragStart', () => tip(-1));
  network.on('dragEnd', ({ nodes: moved }) => {
    for (const thing of moved) {
      const { x, y } = network.getPosition(thing);
      app.local.dragged.set(thing, { x, y });
    }
  });
  return {
    network,
    zoom: (factor) => network.moveTo({ scale: network.getScale() * factor }),
    fit: () => network.fit({ animation: false }),
    mark: (thing) => {
      marked = picture.nodes.find((node) => node.thing === thing) || null;
      if (marked) network.selectNodes([thing]);
      else if (!app.state.selected) network.unselectAll();
    },
    hint: (thing) => tip(thing, onScreen(thing)),
    screenOf: onScreen,
    destroy: () => network.destroy(),
  };
}

function visNode(app, picture, node, look) {
  const kind = kindOf(app.model, node.thing);
  const colour = look.kinds[kind];
  return {
    id: node.thing,
    x: node.x,
    y: node.y,
    shape: VIS_SHAPES[kind],
    size: nodeRadius(picture, node.papers),
    color: { background: colour, border: look.card, highlight: { background: colour, border: look.ink }, hover: { background: colour, border: look.ink } },
  };
}

export function linkPair(app, link) {
  const { links, things } = app.model;
  return `${things.iri[links.source[link]]}*${things.iri[links.target[link]]}`;
}

// ---- by keyboard --------------------------------------------------------------------------------------------------

function walk(app, picture, box, drawing) {
  const neighbours = makeNeighbours(picture.all);
  const biggest = [...picture.nodes].sort((a, b) => b.papers - a.papers || a.thing - b.thing)[0].thing;
  const there = new Set(picture.nodes.map((node) => node.thing));
  const steps = app.local.walked;
  const place = () => (there.has(app.local.at) ? app.local.at : there.has(app.selectedThing()) ? app.selectedThing() : biggest);
  const around = () => [...(neighbours.get(place()) || new Map()).entries()].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([thing]) => thing);
  let k = -1;
  const goTo = (thing) => {
    app.local.at = thing;
    k = -1;
    drawing.mark(thing);
    drawing.hint(thing);
    app.announce(app.words.at(app.label(thing), around().length));
  };
  const look = (step) => {
    const others = around();
    if (!others.length) return;
    k = (k + step + others.length) % others.length;
    drawing.hint(others[k]);
    app.announce(app.words.toward(app.label(others[k]), k + 1, others.length));
  };
  const acts = {
    ArrowRight: () => look(1),
    ArrowDown: () => look(1),
    ArrowLeft: () => look(k < 0 ? 0 : -1),
    ArrowUp: () => look(k < 0 ? 0 : -1),
    Enter: () => {
      if (k >= 0) {
        steps.push(place());
        goTo(around()[k]);
      }
      app.select(app.model.things.iri[place()]);
    },
    Backspace: () => steps.length && goTo(steps.pop()),
    f: () => app.set({ focus: app.model.things.iri[place()], path: [] }),
    h: () => app.set({ hidden: [...app.state.hidden, app.model.things.iri[place()]] }),
  };
  box.addEventListener('keydown', (event) => {
    if (event.target !== box || event.ctrlKey || event.metaKey || event.altKey || !acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  });
}

// ---- the twin -----------------------------------------------------------------------------------------------------

export function linkColumns(app) {
  const { model, words } = app;
  const open = (edge) => h('button.in-text', { type: 'button', onclick: () => app.select(linkPair(app, edge.link)) }, edge.papers.toLocaleString('en'));
  return [
    { key: 'source', label: words.source, value: (edge) => app.label(edge.source), show: (edge) => thingChip(app, edge.source) },
    { key: 'relation', label: words.relation, value: (edge) => words.predicate(model.predicates[model.links.predicate[edge.link]]) },
    { key: 'target', label: words.target, value: (edge) => app.label(edge.target), show: (edge) => thingChip(app, edge.target) },
    { key: 'papers', label: words.paperCount, value: (edge) => edge.papers, show: open, isNumber: true },
    { key: 'confidence', label: words.confidence, value: (edge) => model.links.confidence[edge.link] / 100, isNumber: true },
  ];
}

function linkTable(app, picture) {
  return table(app, { columns: linkColumns(app), rows: picture.all, caption: app.words.network, standard: '-papers' });
}

