// Elements from values. Text enters as text nodes only: nothing here reads markup.

const SVG = 'http://www.w3.org/2000/svg';

// h('button.quiet', { onclick, 'aria-label': '…' }, 'text', child, [children], null)
export function h(name, ...rest) {
  const [tag, ...classes] = name.split('.');
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(' ');
  return fill(element, rest);
}

export function svg(name, ...rest) {
  const [tag, ...classes] = name.split('.');
  const element = document.createElementNS(SVG, tag);
  if (classes.length) element.setAttribute('class', classes.join(' '));
  return fill(element, rest);
}

function fill(element, rest) {
  for (const part of rest) {
    if (part && typeof part === 'object' && !Array.isArray(part) && !(part instanceof Node)) setAll(element, part);
    else append(element, part);
  }
  return element;
}

function setAll(element, values) {
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name.startsWith('--')) element.style.setProperty(name, value);
    else if (name === 'value') element.value = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
}

export function append(element, part) {
  if (part === null || part === undefined || part === false || part === '') return;
  if (Array.isArray(part)) part.forEach((each) => append(element, each));
  else element.append(part instanceof Node ? part : document.createTextNode(String(part)));
}

export function replace(element, ...parts) {
  element.replaceChildren();
  append(element, parts);
  return element;
}

// Names that come from texts keep their own direction, so that a right-to-left name does not turn its line around.
export function name(text) {
  return h('bdi', text);
}
