// A picture of a few hundred things at most, put in order in a moment: drawn together where linked, spread to the shape
// of the screen, and moved apart until no name covers another. Everything is arithmetic: the same picture each time.

export const MOST = 420;

const ROOM = 220;

// Nodes are { x, y, width, height, … } with x, y to begin from; edges { source, target, papers } by place in the list.
export function tidy(nodes, edges, { width, height }) {
  if (nodes.length < 2 || nodes.length > MOST) return nodes;
  const points = spreadOut(nodes, width, height);
  const most = ROOM * Math.sqrt(nodes.length); // few things stand near each other, however large the screen
  pullAndPush(points, edges, { wide: width, aspect: width / height });
  fillFrame(points, Math.min(width, most), Math.min(height, most));
  partBoxes(points, nodes);
  widen(points, Math.min(width, most) / Math.min(height, most));
  return nodes.map((node, k) => ({ ...node, x: Math.round(points[k].x), y: Math.round(points[k].y) }));
}

function fillFrame(points, width, height) {
  for (const [axis, size] of [['x', width], ['y', height]]) {
    const values = points.map((point) => point[axis]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const scale = size / Math.max(1, high - low);
    for (const point of points) point[axis] = (point[axis] - (low + high) / 2) * scale;
  }
}

// The given places, stretched to the frame by rank rather than by distance, so that no corner is crowded to begin with.
function spreadOut(nodes, wide, high) {
  const rank = (axis) => {
    const order = nodes.map((_, k) => k).sort((a, b) => nodes[a][axis] - nodes[b][axis] || a - b);
    const ranks = new Array(nodes.length);
    order.forEach((k, place) => {
      ranks[k] = (place + 0.5) / nodes.length - 0.5;
    });
    return ranks;
  };
  const [x, y] = [rank('x'), rank('y')];
  return nodes.map((_, k) => ({ x: x[k] * wide, y: y[k] * high }));
}

// Fruchterman and Reingold (1991), with a pull to the middle that keeps islands in the frame.
function pullAndPush(points, edges, { wide, aspect }) {
  const steps = points.length > 200 ? 110 : 180;
  const ideal = Math.sqrt((wide * wide) / aspect / points.length) * 0.9;
  const degree = new Float64Array(points.length);
  for (const { source, target } of edges) {
    degree[source] += 1;
    degree[target] += 1;
  }
  for (let step = 0; step < steps; step += 1) {
    const heat = ideal * 0.9 * (1 - step / steps) ** 1.5 + 0.5;
    const moves = points.map((point) => ({ x: (-point.x * 0.9) / aspect, y: -point.y * 0.9 * aspect }));
    for (let a = 0; a < points.length; a += 1) {
      for (let b = 0; b < a; b += 1) {
        const dx = points[a].x - points[b].x || 0.01 * (a - b);
        const dy = points[a].y - points[b].y || 0.01;
        const push = (ideal * ideal) / (dx * dx + dy * dy + 1) * 1.6;
        moves[a].x += dx * push;
        moves[a].y += dy * push;
        moves[b].x -= dx * push;
        moves[b].y -= dy * push;
      }
    }
    for (const { source, target, papers } of edges) {
      const dx = points[source].x - points[target].x;
      const dy = points[source].y - points[target].y;
      const pull = (Math.hypot(dx, dy) / ideal) * (0.6 + 0.25 * Math.log2(1 + papers)) / Math.sqrt(Math.min(degree[source], degree[target]));
      moves[source].x -= dx * pull;
      moves[source].y -= dy * pull;
      moves[target].x += dx * pull;
      moves[target].y += dy * pull;
    }
    points.forEach((point, k) => {
      const length = Math.hypot(moves[k].x, moves[k].y) || 1;
      const reach = Math.min(length * 0.08, heat) / length;
      point.x += moves[k].x * reach;
      point.y += moves[k].y * reach;
    });
  }
}

// Names are wide and low, so parting them makes the picture higher: stretched again, it has the shape of the frame.
function widen(points, aspect) {
  const extent = (axis) => Math.max(...points.map((point) => point[axis])) - Math.min(...points.map((point) => point[axis]));
  const factor = (extent('y') * aspect) / Math.max(1, extent('x'));
  if (factor > 1) for (const point of points) point.x *= factor;
}

function partBoxes(points, nodes) {
  for (let round = 0; round < 90; round += 1) {
    let moved = false;
    for (let a = 0; a < points.length; a += 1) {
      for (let b = 0; b < a; b += 1) {
        const dx = points[a].x - points[b].x;
        const dy = points[a].y - points[b].y;
        const overX = (nodes[a].width + nodes[b].width) / 2 - Math.abs(dx);
        const overY = (nodes[a].height + nodes[b].height) / 2 - Math.abs(dy);
        if (overX <= 0 || overY <= 0) continue;
        moved = true;
        const axis = overX < overY ? 'x' : 'y';
        const push = (Math.min(overX, overY) / 2 + 0.5) * (points[a][axis] >= points[b][axis] ? 1 : -1);
        points[a][axis] += push;
        points[b][axis] -= push;
      }
    }
    if (!moved) return;
  }
}
