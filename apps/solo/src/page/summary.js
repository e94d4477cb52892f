import { beijing, count, element, money, svgElement, tone, words } from './dom.js';

const REASONS_SHOWN = 14;
const SPARK_HEIGHT = 40;

const shown = new Map();

/** Draws a part again only when it changed: what has the keyboard's focus stays. */
function draw(id, data, render) {
  const text = JSON.stringify(data);
  if (shown.get(id) === text) return;
  shown.set(id, text);
  document.getElementById(id).replaceChildren(...[render(data)].flat());
}

export function showSummary(summary, names) {
  const { parcels, clearances, outcomes, reasons, tax, platforms, waiting, rate, deadLetters } = summary;
  const started = Object.keys(summary.documents).length > 0;
  document.getElementById('empty').hidden = started;
  document.getElementById('panels').hidden = !started;
  const released = outcomes.RELEASED ?? 0;
  const backlog = summary.backlogRecords;
  draw('figures', { parcels, clearances, released, waiting: waiting.numbers, rate, backlog, deadLetters }, figures);
  draw('outcomes', { outcomes, clearances }, (data) => outcomeBars(data, names.outcomes));
  draw('reasons', { reasons }, (data) => reasonBars(data, names.reasons));
  draw('tax', tax, (data) => taxTable(data, names.taxes));
  draw('platforms', platforms, platformTable);
  draw('waiting', waiting, waitingTable);
  const clock = summary.clock === undefined ? '' : `business clock ${beijing(summary.clock)} Beijing, `;
  draw('foot', `${clock}rule set ${summary.ruleSet}`, (text) => text);
}

function figures({ parcels, clearances, released, waiting, rate, backlog, deadLetters }) {
  const dead = Object.values(deadLetters).reduce((sum, number) => sum + number, 0);
  const recent = rate.slice(-5).reduce((sum, number) => sum + number, 0) / 5;
  return [
    figure('包裹 parcels', count(parcels), `${count(clearances)} clearances`),
    figure('放行 released', clearances === 0 ? '–' : `${percent(released, clearances)} %`, count(released)),
    figure('待单 waiting', count(waiting), 'for documents'),
    figure('积压 not decided yet', count(backlog), `${count(dead)} dead letters`),
    element(
      'div',
      { class: 'figure rate' },
      element('p', { class: 'label pair' }, words('速度 clearances/s')),
      element('p', { class: 'number' }, count(Math.round(recent))),
      element('p', { class: 'note' }, 'last minute'),
      sparkline(rate),
    ),
  ];
}

function figure(label, number, note) {
  return element(
    'div',
    { class: 'figure' },
    element('p', { class: 'label pair' }, words(label)),
    element('p', { class: 'number' }, number),
    element('p', { class: 'note' }, note),
  );
}

function sparkline(rate) {
  const highest = Math.max(1, ...rate);
  const points = rate.map((number, x) => `${x},${(SPARK_HEIGHT - (number / highest) * (SPARK_HEIGHT - 2)).toFixed(1)}`);
  const last = rate.length - 1;
  const label = `clearances a second over the last minute, at most ${highest}`;
  const box = { viewBox: `0 0 ${last} ${SPARK_HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label };
  return svgElement(
    'svg',
    box,
    svgElement('polygon', {
      class: 'spark-area',
      points: `0,${SPARK_HEIGHT} ${points.join(' ')} ${last},${SPARK_HEIGHT}`,
    }),
    svgElement('polyline', { class: 'spark-line', points: points.join(' ') }),
  );
}

function outcomeBars({ outcomes, clearances }, names) {
  const known = Object.keys(names).filter((outcome) => outcomes[outcome] > 0);
  if (known.length === 0) return element('p', { class: 'quiet' }, 'Nothing is decided yet.');
  const rows = known.map((outcome) => {
    const number = outcomes[outcome];
    return bar(names[outcome], number, number / clearances, `${percent(number, clearances)} %`, tone(outcome));
  });
  return element('ol', { class: 'bars' }, rows);
}

function reasonBars({ reasons }, names) {
  const sorted = Object.entries(reasons).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  if (sorted.length === 0) return element('p', { class: 'quiet' }, 'No parcel was held.');
  const most = sorted[0][1];
  const rows = sorted
    .slice(0, REASONS_SHOWN)
    .map(([reason, n]) => bar(names[reason] ?? reason, n, n / most, '', 'refused'));
  const rest = sorted.slice(REASONS_SHOWN).reduce((sum, [, number]) => sum + number, 0);
  const more = sorted.length - REASONS_SHOWN;
  return [
    element('ol', { class: 'bars' }, rows),
    rest > 0 ? element('p', { class: 'quiet' }, `and ${count(rest)} for ${more} other reasons`) : '',
  ];
}

function bar(label, number, share, note, toneName) {
  const line = element('div', { class: 'bar' });
  line.style.setProperty('--filled', `${(100 * share).toFixed(1)}%`);
  return element(
    'li',
    { class: toneName },
    element('span', {}, words(label)),
    element('span', { class: 'count' }, count(number)),
    element('span', { class: 'share' }, note),
    line,
  );
}

function taxTable(tax, names) {
  const row = (label, amount, kind) =>
    element(
      'tr',
      { class: kind },
      element('th', { scope: 'row', class: 'pair' }, words(label)),
      element('td', { class: 'num' }, money(amount)),
    );
  const taxes = Object.entries(names).map(([name, label]) =>
    row(label, tax[name], name === 'total' ? 'sum' : undefined),
  );
  return element('table', {}, element('tbody', {}, taxes, row('完税价格 dutiable price', tax.dutiablePrice)));
}

function platformTable(platforms) {
  const head = ['', 'parcels', 'released', 'refused'].map((title, column) =>
    element('th', { scope: 'col', class: column > 0 ? 'num' : undefined }, title),
  );
  const rows = platforms.map(({ code, name, parcels, released, refused }) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row', title: code }, name),
      [parcels, released, refused].map((number) => element('td', { class: 'num' }, count(number))),
    ),
  );
  return element('table', {}, element('thead', {}, element('tr', {}, head)), element('tbody', {}, rows));
}

function waitingTable({ oldest }) {
  if (oldest.length === 0) return element('p', { class: 'quiet' }, 'Nothing waits for documents.');
  const head = ['order number', 'since', 'until'].map((title) => element('th', { scope: 'col' }, title));
  const rows = oldest.map(({ orderNo, since, until }) => {
    const link = element('a', { href: `#parcel=${encodeURIComponent(orderNo)}` }, orderNo);
    const times = [since, until].map((time) => element('td', {}, beijing(time).slice(5, 16)));
    return element('tr', {}, element('th', { scope: 'row' }, link), times);
  });
  return element('table', {}, element('thead', {}, element('tr', {}, head)), element('tbody', {}, rows));
}

function percent(part, whole) {
  return ((100 * part) / whole).toFixed(1);
}
