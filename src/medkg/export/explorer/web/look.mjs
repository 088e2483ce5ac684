// How kinds look: a colour (Okabe and Ito 2008, safe for colour-blind readers) and always a shape beside it.

import { svg } from './dom.mjs';

const SHAPES = {
  method: [],
  modality: [[-0.8, -0.8], [0.8, -0.8], [0.8, 0.8], [-0.8, 0.8]],
  task: [[0, -1], [0.95, 0.75], [-0.95, 0.75]],
  dataset: [[0, -1.1], [1.1, 0], [0, 1.1], [-1.1, 0]],
};

// The outline of a kind around a point; an empty list means a circle.
export function outline(kind, x, y, radius) {
  return SHAPES[kind].map(([dx, dy]) => [x + dx * radius, y + dy * radius]);
}

export const VIS_SHAPES = { method: 'dot', modality: 'square', task: 'triangle', dataset: 'diamond' };

export function kindIcon(kind) {
  const points = outline(kind, 6, 6, 4.6);
  return svg(
    `svg.icon.k-${kind}`,
    { viewBox: '0 0 12 12', width: 12, height: 12, 'aria-hidden': 'true', focusable: 'false' },
    points.length ? svg('polygon', { points: points.map((point) => point.join(',')).join(' ') }) : svg('circle', { cx: 6, cy: 6, r: 4.6 }),
  );
}

// The colours that are in force now, for canvas and figures.
export function colours() {
  const style = getComputedStyle(document.documentElement);
  const read = (property) => style.getPropertyValue(property).trim();
  return {
    paper: read('--paper'),
    card: read('--card'),
    ink: read('--ink'),
    muted: read('--muted'),
    line: read('--line'),
    edge: read('--edge'),
    gap: read('--gap'),
    shades: Array.from({ length: 8 }, (_, k) => read(`--s${k}`)),
    onShades: Array.from({ length: 8 }, (_, k) => read(`--t${k}`)),
    kinds: { method: read('--method'), modality: read('--modality'), task: read('--task'), dataset: read('--dataset') },
  };
}
