// Names as people type them: without regard to case, accents, width, hyphens and spaces.

const MARKS = /\p{M}/gu;
const BREAKS = /[^\p{L}\p{N}+]+/gu;
const GREEK = { α: 'alpha', β: 'beta', γ: 'gamma', δ: 'delta', ε: 'epsilon', θ: 'theta', λ: 'lambda', μ: 'mu', σ: 'sigma', ω: 'omega' };

// "Résumé-Net" → "resume net": words parted by single spaces.
export function words(text) {
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(/[αβγδεθλμσω]/g, (letter) => GREEK[letter])
    .replace(BREAKS, ' ')
    .trim();
}

// "U-Net", "UNet" and "u net" → "unet".
export function compact(text) {
  return words(text).replaceAll(' ', '');
}

// Cut a sentence at its marks: [{ text, marks: [...] }], where each stretch knows every mark that covers it.
export function cut(sentence, marks) {
  const edges = new Set([0, sentence.length]);
  for (const mark of marks) {
    edges.add(Math.min(mark.start, sentence.length));
    edges.add(Math.min(mark.end, sentence.length));
  }
  const points = [...edges].sort((a, b) => a - b);
  const stretches = [];
  for (let k = 0; k + 1 < points.length; k += 1) {
    const [start, end] = [points[k], points[k + 1]];
    stretches.push({
      text: sentence.slice(start, end),
      marks: marks.filter((mark) => mark.start <= start && mark.end >= end),
    });
  }
  return stretches;
}

// Only addresses that a reader may safely follow; everything else is shown as text.
export function safeUrl(text) {
  return /^https?:\/\/[^\s]+$/i.test(text) ? text : '';
}

export function doiUrl(doi) {
  return /^10\.\d{4,9}\/\S+$/.test(doi) ? `https://doi.org/${encodeURIComponent(doi).replaceAll('%2F', '/')}` : '';
}

// Text too long for its place, cut in the middle where names differ least; whole characters only.
export function shorten(text, length) {
  const characters = Array.from(text);
  if (characters.length <= length) return text;
  return `${characters.slice(0, length - 1).join('').trimEnd()}…`;
}
