// Networks too large for vis-network: thousands of nodes drawn at once with WebGL, or on a plain canvas without it.

import { nodeRadius } from './figures.mjs';
import { outline } from './look.mjs';
import { kindOf } from './model.mjs';
import { drawNames } from './names.mjs';

const NODES = {
  vertex: `attribute vec2 place; attribute float size; attribute float kind; attribute vec3 colour;
    uniform vec4 view; uniform float pixels; uniform float ratio; varying float shape; varying vec3 fill; varying float edge;
    void main() { gl_Position = vec4((place - view.xy) * view.zw, 0.0, 1.0); gl_PointSize = max(5.5 * ratio, size * pixels);
      shape = kind; fill = colour; edge = 1.6 / gl_PointSize; }`,
  fragment: `precision mediump float; varying float shape; varying vec3 fill; varying float edge; uniform vec3 rim;
    void main() { vec2 p = gl_PointCoord * 2.0 - 1.0; float d;
      if (shape < 0.5) d = max(abs(p.x), abs(p.y)) / 0.8;
      else if (shape < 1.5) d = max(-p.y * -1.0 / 0.9, (abs(p.x) * 1.7 - p.y) / 0.95);
      else if (shape < 2.5) d = abs(p.x) + abs(p.y);
      else d = length(p) / 0.9;
      float inside = 1.0 - smoothstep(1.0 - edge * 2.0, 1.0, d); if (inside < 0.02) discard;
      vec3 shade = edge < 0.12 ? mix(fill, rim, smoothstep(1.0 - edge * 5.0, 1.0 - edge * 3.0, d)) : fill; gl_FragColor = vec4(shade * inside, inside); }`,
};
const EDGES = {
  vertex: 'attribute vec2 place; uniform vec4 view; void main() { gl_Position = vec4((place - view.xy) * view.zw, 0.0, 1.0); }',
  fragment: 'precision mediump float; uniform vec4 colour; void main() { gl_FragColor = vec4(colour.rgb * colour.a, colour.a); }',
};

function toRgb(text) {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d');
  context.fillStyle = text;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((value) => value / 255);
}

// WebGL in software is several times slower than a plain canvas, so the name of the renderer is looked at first.
function hasGraphicsCard() {
  const gl = document.createElement('canvas').getContext('webgl', { failIfMajorPerformanceCaveat: true });
  if (!gl) return false;
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return !/swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer);
}

function makeProgram(gl, { vertex, fragment }) {
  const program = gl.createProgram();
  for (const [type, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]]) {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program));
  return program;
}

function buffer(gl, program, name, size, values) {
  return { at: gl.getAttribLocation(program, name), size, data: upload(gl, values) };
}

function upload(gl, values) {
  const data = gl.createBuffer();
  gl.bindBuffer(gl.ARRAY_BUFFER, data);
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array(values), gl.STATIC_DRAW);
  return data;
}

function bind(gl, { at, size, data }) {
  gl.bindBuffer(gl.ARRAY_BUFFER, data);
  gl.enableVertexAttribArray(at);
  gl.vertexAttribPointer(at, size, gl.FLOAT, false, 0, 0);
}

function makeWebgl(canvas, { nodes, edges, look, kinds }) {
  const gl = canvas.getContext('webgl', { antialias: true, premultipliedAlpha: true });
  if (!gl) return null;
  const nodeProgram = makeProgram(gl, NODES);
  const edgeProgram = makeProgram(gl, EDGES);
  const colours = kinds.map((kind) => toRgb(look.kinds[kind]));
  const rim = toRgb(look.card);
  const line = toRgb(look.edge);
  const columns = [
    buffer(gl, nodeProgram, 'place', 2, nodes.flatMap((node) => [node.x, -node.y])),
    buffer(gl, nodeProgram, 'size', 1, nodes.map((node) => 2 * node.radius)),
    buffer(gl, nodeProgram, 'kind', 1, nodes.map((node) => node.kind)),
    buffer(gl, nodeProgram, 'colour', 3, nodes.flatMap((node) => colours[node.kind])),
  ];
  const lines = buffer(gl, edgeProgram, 'place', 2, edges.flatMap(([a, b]) => [a.x, -a.y, b.x, -b.y]));
  const alpha = Math.max(0.08, Math.min(0.6, 14 / Math.sqrt(edges.length + 1)));
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  return ({ x, y, scale, width, height, ratio }) => {
    gl.viewport(0, 0, width * ratio, height * ratio);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    const view = [x, -y, (2 * scale) / width, (2 * scale) / height];
    gl.useProgram(edgeProgram);
    gl.uniform4fv(gl.getUniformLocation(edgeProgram, 'view'), view);
    gl.uniform4f(gl.getUniformLocation(edgeProgram, 'colour'), ...line, alpha);
    bind(gl, lines);
    gl.drawArrays(gl.LINES, 0, edges.length * 2);
    gl.useProgram(nodeProgram);
    gl.uniform4fv(gl.getUniformLocation(nodeProgram, 'view'), view);
    gl.uniform1f(gl.getUniformLocation(nodeProgram, 'pixels'), scale * ratio);
    gl.uniform1f(gl.getUniformLocation(nodeProgram, 'ratio'), ratio);
    gl.uniform3fv(gl.getUniformLocation(nodeProgram, 'rim'), rim);
    columns.forEach((column) => bind(gl, column));
    gl.drawArrays(gl.POINTS, 0, nodes.length);
  };
}

function makePlain(canvas, { nodes, edges, look, kinds }) {
  const context = canvas.getContext('2d');
  return ({ x, y, scale, width, height, ratio, isMoving }) => {
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const toX = (value) => (value - x) * scale + width / 2;
    const toY = (value) => (value - y) * scale + height / 2;
    if (!isMoving) {
      context.strokeStyle = look.edge;
      context.globalAlpha = 0.25;
      context.lineWidth = 0.7;
      context.beginPath();
      for (const [a, b] of edges) {
        context.moveTo(toX(a.x), toY(a.y));
        context.lineTo(toX(b.x), toY(b.y));
      }
      context.stroke();
      context.globalAlpha = 1;
    }
    kinds.forEach((kind, number) => {
      context.fillStyle = look.kinds[kind];
      context.beginPath();
      for (const node of nodes) if (node.kind === number) addOutline(context, kind, toX(node.x), toY(node.y), Math.max(2.2, node.radius * scale));
      context.fill();
    });
  };
}

function addOutline(context, kind, x, y, radius) {
  const points = outline(kind, x, y, radius);
  if (!points.length || radius < 1.5) {
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  points.forEach(([px, py], k) => (k ? context.lineTo(px, py) : context.moveTo(px, py)));
  context.closePath();
}

const SQUARE = 120;

// Squares of the plane with the nodes in them, so that a click asks only the nodes nearby.
function makeSquares(nodes) {
  const squares = new Map();
  nodes.forEach((node) => {
    const key = `${Math.floor(node.x / SQUARE)} ${Math.floor(node.y / SQUARE)}`;
    if (!squares.has(key)) squares.set(key, []);
    squares.get(key).push(node);
  });
  return (x, y, reach) => {
    let best = null;
    for (let i = Math.floor((x - reach - 40) / SQUARE); i <= Math.floor((x + reach + 40) / SQUARE); i += 1) {
      for (let j = Math.floor((y - reach - 40) / SQUARE); j <= Math.floor((y + reach + 40) / SQUARE); j += 1) {
        for (const node of squares.get(`${i} ${j}`) || []) {
          const distance = Math.hypot(node.x - x, node.y - y);
          if (distance <= node.radius + reach && (!best || distance < best.distance)) best = { node, distance };
        }
      }
    }
    return best ? best.node : null;
  };
}

export function drawLarge(app, picture, host, { tip, look }) {
  const { kinds } = app.model;
  const nodes = picture.nodes.map((node) => ({ ...node, kind: app.model.things.kind[node.thing], radius: nodeRadius(picture, node.papers) }));
  const byThing = new Map(nodes.map((node) => [node.thing, node]));
  const edges = picture.edges.map(({ source, target }) => [byThing.get(source), byThing.get(target)]);
  const base = document.createElement('canvas');
  const over = document.createElement('canvas');
  host.append(base, over);
  const world = { nodes, edges, look, kinds };
  const drawBase = (hasGraphicsCard() && makeWebgl(base, world)) || makePlain(base, world);
  host.dataset.renderer = base.getContext('2d') ? 'canvas' : 'webgl';
  const view = { x: 0, y: 0, scale: 1, width: 1, height: 1, ratio: 1, isMoving: false };
  const important = [...nodes].sort((a, b) => b.papers - a.papers || a.thing - b.thing);
  const find = makeSquares(nodes);
  let marked = null;
  let waiting = 0;

  function draw() {
    waiting = 0;
    drawBase(view);
    drawOver(app, over, { view, important, look, marked, edges });
  }
  function ask() {
    if (!waiting) waiting = requestAnimationFrame(draw);
  }
  function resize() {
    const box = host.getBoundingClientRect();
    Object.assign(view, { width: Math.max(1, box.width), height: Math.max(1, box.height), ratio: Math.min(2, window.devicePixelRatio || 1) });
    for (const canvas of [base, over]) {
      canvas.width = view.width * view.ratio;
      canvas.height = view.height * view.ratio;
    }
    ask();
  }
  function fit() {
    const [left, right, top, bottom] = extent(nodes);
    view.x = (left + right) / 2;
    view.y = (top + bottom) / 2;
    view.scale = 0.94 * Math.min(view.width / (right - left + 100), view.height / (bottom - top + 100));
    ask();
  }
  function zoom(factor, at = { x: view.width / 2, y: view.height / 2 }) {
    const [dx, dy] = [at.x - view.width / 2, at.y - view.height / 2];
    const scale = Math.max(0.005, Math.min(8, view.scale * factor));
    view.x += dx / view.scale - dx / scale;
    view.y += dy / view.scale - dy / scale;
    view.scale = scale;
    ask();
  }
  const toWorld = (at) => [(at.x - view.width / 2) / view.scale + view.x, (at.y - view.height / 2) / view.scale + view.y];
  const toScreen = (node) => ({ x: (node.x - view.x) * view.scale + view.width / 2, y: (node.y - view.y) * view.scale + view.height / 2 });
  const nodeAt = (at) => find(...toWorld(at), 6 / view.scale);
  const mark = (thing) => {
    marked = byThing.get(thing) || null;
    ask();
  };
  follow(over, { view, ask, zoom, nodeAt, tip, app, mark });
  const observer = new ResizeObserver(resize);
  observer.observe(host);
  resize();
  fit();
  return {
    zoom,
    fit,
    mark,
    hint: (thing) => byThing.has(thing) && tip(thing, toScreen(byThing.get(thing))),
    screenOf: (thing) => toScreen(byThing.get(thing)),
    destroy: () => {
      observer.disconnect();
      cancelAnimationFrame(waiting);
    },
  };
}

function extent(nodes) {
  return nodes.reduce(([l, r, t, b], { x, y }) => [Math.min(l, x), Math.max(r, x), Math.min(t, y), Math.max(b, y)], [Infinity, -Infinity, Infinity, -Infinity]);
}

function follow(canvas, { view, ask, zoom, nodeAt, tip, app, mark }) {
  const fingers = new Map();
  let moved = 0;
  const spot = (event) => ({ x: event.offsetX, y: event.offsetY });
  const spread = () => {
    const [a, b] = [...fingers.values()];
    return Math.hypot(a.x - b.x, a.y - b.y) || 1;
  };
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, spot(event));
    moved = 0;
  });
  canvas.addEventListener('pointermove', (event) => {
    const now = spot(event);
    if (!fingers.has(event.pointerId)) {
      const node = nodeAt(now);
      tip(node ? node.thing : -1, now);
      canvas.classList.toggle('over', Boolean(node));
      return;
    }
    const before = fingers.get(event.pointerId);
    const wide = fingers.size === 2 ? spread() : 0;
    fingers.set(event.pointerId, now);
    moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    if (wide) zoom(spread() / wide, now);
    view.x -= (now.x - before.x) / view.scale / fingers.size;
    view.y -= (now.y - before.y) / view.scale / fingers.size;
    view.isMoving = true;
    ask();
  });
  const lift = (event) => {
    if (!fingers.delete(event.pointerId)) return;
    view.isMoving = false;
    ask();
    if (moved > 6 || event.type === 'pointercancel') return;
    const node = nodeAt(spot(event));
    if (node) mark(node.thing);
    app.select(node ? app.model.things.iri[node.thing] : '');
  };
  canvas.addEventListener('pointerup', lift);
  canvas.addEventListener('pointercancel', lift);
  canvas.addEventListener('pointerleave', () => tip(-1));
  canvas.addEventListener('dblclick', (event) => {
    const node = nodeAt(spot(event));
    if (node) app.set({ focus: app.model.things.iri[node.thing], path: [] });
  });
  canvas.addEventListener('wheel', (event) => {
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0015)), spot(event));
  }, { passive: false });
}

// Names that do not cover each other, the most used first; and what is marked, with its links.
function drawOver(app, canvas, { view, important, look, marked, edges }) {
  const context = canvas.getContext('2d');
  context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
  context.clearRect(0, 0, view.width, view.height);
  const place = (node) => [(node.x - view.x) * view.scale + view.width / 2, (node.y - view.y) * view.scale + view.height / 2];
  if (marked) drawMarked(context, { view, look, marked, edges, place, kind: kindOf(app.model, marked.thing) });
  drawNames(context, app, { nodes: important, first: marked, place: (node) => at(place(node)), radius: (node) => Math.max(2, node.radius * view.scale), width: view.width, height: view.height, look });
}

function at([x, y]) {
  return { x, y };
}

function drawMarked(context, { view, look, marked, edges, place, kind }) {
  context.strokeStyle = look.ink;
  context.globalAlpha = 0.5;
  context.lineWidth = 1;
  context.beginPath();
  for (const [a, b] of edges) {
    if (a !== marked && b !== marked) continue;
    context.moveTo(...place(a));
    context.lineTo(...place(b));
  }
  context.stroke();
  context.globalAlpha = 1;
  context.lineWidth = 2.5;
  context.beginPath();
  addOutline(context, kind, ...place(marked), Math.max(5, marked.radius * view.scale + 3));
  context.stroke();
}
