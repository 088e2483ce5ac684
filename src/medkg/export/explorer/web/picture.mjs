// Pictures to take along: what is on screen as SVG, as PNG, and as PNG for print.

import { matrixScene, networkScene, setsScene } from './figures.mjs';
import { colours } from './look.mjs';
import { matrixOf } from './matrix-view.mjs';
import { pictureOf } from './network-view.mjs';
import { paintScene } from './scene.mjs';
import { setsOf } from './sets-view.mjs';

export const PRINT = { dpi: 300, millimetres: 180 }; // two columns of a journal

const MOST = 8192; // pixels that every browser's canvas can hold in one direction

const SCENES = {
  matrix: (app, look) => matrixScene(app, matrixOf(app), look),
  network: (app, look) => networkScene(app, pictureOf(app), look),
  sets: (app, look) => setsScene(app, setsOf(app), look),
};

export const hasPicture = (view) => view in SCENES;

export function sceneOf(app, { isForPrint = false } = {}) {
  const look = isForPrint ? inLight(colours) : colours();
  const drawn = SCENES[app.state.view](app, look);
  return app.local.isClear ? { ...drawn, shapes: drawn.shapes.filter((shape) => !shape.isGround) } : drawn;
}

// Paper is white, whatever the screen is.
function inLight(read) {
  const { dataset } = document.documentElement;
  const before = dataset.theme;
  dataset.theme = 'light';
  const look = { ...read(), paper: '#ffffff' };
  if (before) dataset.theme = before;
  else delete dataset.theme;
  return look;
}

// Four times the size on screen; for print the width of a page at its density, which the file tells.
export async function pngOf(app, { isForPrint = false } = {}) {
  const drawn = sceneOf(app, { isForPrint });
  const wanted = isForPrint ? (PRINT.millimetres / 25.4) * PRINT.dpi / drawn.width : 4;
  const scale = Math.min(wanted, MOST / Math.max(drawn.width, drawn.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(drawn.width * scale);
  canvas.height = Math.round(drawn.height * scale);
  paintScene(drawn, canvas.getContext('2d'), scale);
  const blob = await new Promise((done) => canvas.toBlob(done, 'image/png'));
  if (!isForPrint) return blob;
  return new Blob([withDensity(new Uint8Array(await blob.arrayBuffer()), PRINT.dpi)], { type: 'image/png' });
}

const HEADER = 33; // signature and first chunk of any PNG

// The same picture with the number of dots per inch in it, so that programs place it at the size that was meant.
export function withDensity(png, dpi) {
  const chunk = new Uint8Array(21);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, 9);
  chunk.set([0x70, 0x48, 0x59, 0x73], 4); // pHYs
  const perMetre = Math.round(dpi / 0.0254);
  view.setUint32(8, perMetre);
  view.setUint32(12, perMetre);
  chunk[16] = 1;
  view.setUint32(17, checksum(chunk.subarray(4, 17)));
  const made = new Uint8Array(png.length + chunk.length);
  made.set(png.subarray(0, HEADER));
  made.set(chunk, HEADER);
  made.set(png.subarray(HEADER), HEADER + chunk.length);
  return made;
}

// CRC-32 as PNG wants it.
function checksum(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
