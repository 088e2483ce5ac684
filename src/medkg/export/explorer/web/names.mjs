// Names in a picture: always of one readable size, the most important first, and none upon another.

import { shorten } from './text.mjs';

// place(node) gives its middle on screen, radius(node) its size there; first is a node that is named in any case.
export function drawNames(context, app, { nodes, first, place, radius, width, height, look, most = 80 }) {
  const taken = [];
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  context.lineJoin = 'round';
  for (const node of first ? [first, ...nodes.filter((each) => each !== first)] : nodes) {
    if (taken.length >= most) break;
    const { x: middle, y } = place(node);
    if (middle < 0 || y < 0 || middle > width || y > height) continue;
    const text = shorten(app.label(node.thing), 26);
    context.font = `${node === first ? 600 : 400} 12px ${app.local.font}`;
    const half = context.measureText(text).width / 2 + 3;
    const x = Math.max(half, Math.min(width - half, middle)); // no name runs over the edge
    const low = y + radius(node) + 13;
    const box = [x - half, low - 12, x + half, low + 3];
    if (node !== first && taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
    taken.push(box);
    context.lineWidth = 4;
    context.strokeStyle = look.card;
    context.strokeText(text, x, low);
    context.fillStyle = look.ink;
    context.fillText(text, x, low);
  }
}
