const SVG = 'http://www.w3.org/2000/svg';

/** `element('p', { class: 'note' }, 'text', child)`; undefined children are left out. Text is never read as HTML. */
export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

export function svgElement(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child !== undefined));
  return node;
}

/** "放行 released" as a Chinese and an English part, so that each is read out in its language. */
export function words(text) {
  const [, zh, en] = /^(\S*[^\x20-\x7e]\S*) (.+)$/.exec(text) ?? [];
  if (zh === undefined) return [element('span', {}, text)];
  return [element('span', { lang: 'zh' }, zh), element('span', { class: 'en' }, en)];
}

export function count(number) {
  return Number(number).toLocaleString('en-US');
}

export function money(text) {
  const [whole, fraction] = String(text).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** "2026-11-11 08:00:03" in Beijing of an ISO time. */
export function beijing(iso) {
  return new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

const TONES = {
  RELEASED: 'released',
  CLOSED: 'released',
  INSPECTION: 'inspection',
  MANUAL_REVIEW: 'manual',
  DETAINED: 'manual',
  REFUSED: 'refused',
};

/** Class that colours an outcome. */
export function tone(outcome) {
  return TONES[outcome] ?? 'ended';
}
