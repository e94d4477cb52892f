import { beijing, count, element, words } from './dom.js';

/** Lists of what waits for somebody; a list that is empty is one line. */
export function showMatters(view, names) {
  if (!view) return;
  const lists = Object.entries(names.matters).map(([matter, label]) => list(label, view[matter]));
  const more = view.unlisted > 0 ? element('p', { class: 'quiet' }, `and ${count(view.unlisted)} later ones`) : '';
  document.getElementById('matters').replaceChildren(...lists, more);
}

function list(label, { count: number, oldest }) {
  const title = element(
    'h3',
    { class: 'pair' },
    words(label),
    element('span', { class: 'count' }, ` ${count(number)}`),
  );
  if (oldest.length === 0) return element('div', { class: 'matter' }, title);
  const head = ['parcel', 'owner', 'since', 'hours', 'until'].map((name, column) =>
    element('th', { scope: 'col', class: column === 3 ? 'num' : undefined }, name),
  );
  return element(
    'div',
    { class: 'matter' },
    title,
    element('table', {}, element('thead', {}, element('tr', {}, head)), element('tbody', {}, oldest.map(row))),
  );
}

function row({ parcelId, owner, since, ageHours, until }) {
  const link = element('a', { href: `#parcel=${encodeURIComponent(parcelId)}` }, parcelId);
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, link),
    element('td', {}, owner),
    element('td', {}, beijing(since).slice(5, 16)),
    element('td', { class: 'num' }, ageHours.toFixed(1)),
    element('td', {}, until === undefined ? '' : beijing(until).slice(5, 16)),
  );
}
