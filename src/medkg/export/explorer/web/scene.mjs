// A figure as a list of shapes, which is written as SVG or painted on a canvas: both say the same.
//
// Shapes: { kind: 'rect', x, y, w, h, radius, fill, stroke, width, dash }, { kind: 'line', points, stroke, width,
// opacity }, { kind: 'path', points, fill, stroke, width }, { kind: 'circle', x, y, radius, fill, stroke, width, dash },
// { kind: 'text', x, y, text, size, fill, anchor, weight, turn, halo }.

const FONT = "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";

function escapeXml(text) {
  return String(text)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function attributes(values) {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => ` ${name}="${escapeXml(typeof value === 'number' ? Math.round(value * 100) / 100 : value)}"`)
    .join('');
}

const paint = (shape) => ({
  fill: shape.fill || 'none',
  stroke: shape.stroke,
  'stroke-width': shape.stroke ? shape.width || 1 : undefined,
  'stroke-dasharray': shape.dash ? shape.dash.join(' ') : undefined,
  'stroke-opacity': shape.opacity,
});

const WRITERS = {
  rect: (s) => `<rect${attributes({ x: s.x, y: s.y, width: s.w, height: s.h, rx: s.radius, ...paint(s) })}/>`,
  circle: (s) => `<circle${attributes({ cx: s.x, cy: s.y, r: s.radius, ...paint(s) })}/>`,
  line: (s) => `<polyline${attributes({ points: points(s), ...paint({ ...s, fill: '' }) })}/>`,
  path: (s) => `<polygon${attributes({ points: points(s), ...paint(s) })}/>`,
  text: (s) => `<text${attributes({
    x: s.x,
    y: s.y,
    'font-size': s.size,
    'font-weight': s.weight,
    fill: s.fill,
    'text-anchor': s.anchor,
    transform: s.turn ? `rotate(${s.turn} ${Math.round(s.x * 100) / 100} ${Math.round(s.y * 100) / 100})` : undefined,
    'paint-order': s.halo ? 'stroke' : undefined,
    stroke: s.halo,
    'stroke-width': s.halo ? 3 : undefined,
  })}>${escapeXml(s.text)}</text>`,
};

function points(shape) {
  return shape.points.map(([x, y]) => `${Math.round(x * 100) / 100},${Math.round(y * 100) / 100}`).join(' ');
}

export function toSvg(scene) {
  const head = attributes({
    xmlns: 'http://www.w3.org/2000/svg',
    width: scene.width,
    height: scene.height,
    viewBox: `0 0 ${scene.width} ${scene.height}`,
    'font-family': FONT,
    role: 'img',
  });
  const body = scene.shapes.map((shape) => WRITERS[shape.kind](shape)).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<svg${head}>\n<title>${escapeXml(scene.title)}</title>\n${body}\n</svg>\n`;
}

function trace(context, shape) {
  context.beginPath();
  if (shape.kind === 'rect') context.roundRect(shape.x, shape.y, shape.w, shape.h, shape.radius || 0);
  else if (shape.kind === 'circle') context.arc(shape.x, shape.y, shape.radius, 0, 2 * Math.PI);
  else {
    shape.points.forEach(([x, y], k) => (k ? context.lineTo(x, y) : context.moveTo(x, y)));
    if (shape.kind === 'path') context.closePath();
  }
}

function paintText(context, shape) {
  context.save();
  context.translate(shape.x, shape.y);
  if (shape.turn) context.rotate((shape.turn * Math.PI) / 180);
  context.font = `${shape.weight || 400} ${shape.size}px ${FONT}`;
  context.textAlign = { middle: 'center', end: 'right' }[shape.anchor] || 'left';
  if (shape.halo) {
    context.strokeStyle = shape.halo;
    context.lineWidth = 3;
    context.lineJoin = 'round';
    context.strokeText(shape.text, 0, 0);
  }
  context.fillStyle = shape.fill;
  context.fillText(shape.text, 0, 0);
  context.restore();
}

export function paintScene(scene, context, scale) {
  context.save();
  context.scale(scale, scale);
  for (const shape of scene.shapes) {
    if (shape.kind === 'text') {
      paintText(context, shape);
      continue;
    }
    trace(context, shape);
    if (shape.fill) {
      context.fillStyle = shape.fill;
      context.fill();
    }
    if (shape.stroke) {
      context.globalAlpha = shape.opacity ?? 1;
      context.strokeStyle = shape.stroke;
      context.lineWidth = shape.width || 1;
      context.setLineDash(shape.dash || []);
      context.stroke();
      context.setLineDash([]);
      context.globalAlpha = 1;
    }
  }
  context.restore();
}

// About how wide a text is, without a browser at hand: enough to leave room for labels.
export function textWidth(text, size) {
  let width = 0;
  for (const character of text) width += character > '\u2e7f' ? 1 : 0.56;
  return width * size;
}
