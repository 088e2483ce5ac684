// Take it along: tables as CSV, papers as RIS and BibTeX. All of it is text made from values; nothing is fetched.

export function toCsv(rows) {
  const field = (value) => {
    const text = String(value ?? '');
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => row.map(field).join(',')).join('\r\n').concat('\r\n');
}

function oneLine(text) {
  return String(text).replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

// What a reference manager wants to know of each paper.
export function citation(model, paper) {
  const { papers } = model;
  return {
    id: papers.id[paper],
    title: papers.title[paper],
    authors: papers.authors[paper],
    year: papers.year[paper] || '',
    venue: papers.venue[paper] >= 0 ? papers.venues[papers.venue[paper]] : '',
    doi: papers.doi[paper],
    links: papers.links[paper],
    topics: papers.topics[paper].map((topic) => papers.topicNames[topic]),
  };
}

export function toRis(citations) {
  return citations
    .map((paper) => {
      const lines = [['TY', paper.venue ? 'CONF' : 'GEN'], ['TI', paper.title]];
      for (const author of paper.authors) lines.push(['AU', author]);
      if (paper.year) lines.push(['PY', paper.year]);
      if (paper.venue) lines.push(['T2', paper.venue]);
      if (paper.doi) lines.push(['DO', paper.doi]);
      for (const link of paper.links) lines.push(['UR', link]);
      for (const topic of paper.topics) lines.push(['KW', topic]);
      lines.push(['ID', paper.id]);
      return `${lines.map(([tag, value]) => `${tag}  - ${oneLine(value)}`).join('\r\n')}\r\nER  - \r\n`;
    })
    .join('\r\n');
}

const TEX = {
  '\\': '\\textbackslash{}', '{': '\\{', '}': '\\}', '$': '\\$', '&': '\\&', '#': '\\#', '%': '\\%', '_': '\\_',
  '^': '\\textasciicircum{}', '~': '\\textasciitilde{}',
};

function tex(text) {
  return oneLine(text).replace(/[\\{}$&#%_^~]/g, (character) => TEX[character]);
}

function plainUrl(text) {
  return oneLine(text).replace(/[{}\\\s]/g, (character) => encodeURIComponent(character));
}

export function toBibtex(citations) {
  const used = new Set();
  const key = (paper) => {
    const stem = paper.id.replace(/[^A-Za-z0-9:.+-]/g, '') || 'paper';
    let name = stem;
    for (let k = 2; used.has(name); k += 1) name = `${stem}-${k}`;
    used.add(name);
    return name;
  };
  return citations
    .map((paper) => {
      const fields = [['title', `{${tex(paper.title)}}`]];
      if (paper.authors.length) fields.push(['author', paper.authors.map(tex).join(' and ')]);
      if (paper.venue) fields.push(['booktitle', tex(paper.venue)]);
      if (paper.year) fields.push(['year', paper.year]);
      if (paper.doi) fields.push(['doi', plainUrl(paper.doi)]);
      if (paper.links.length) fields.push(['url', plainUrl(paper.links[0])]);
      if (paper.topics.length) fields.push(['keywords', tex(paper.topics.join(', '))]);
      const body = fields.map(([name, value]) => `  ${name} = {${value}}`).join(',\n');
      return `@${paper.venue ? 'inproceedings' : 'misc'}{${key(paper)},\n${body}\n}\n`;
    })
    .join('\n');
}
