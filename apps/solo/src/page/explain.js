import { beijing, element, words } from './dom.js';

const MARKS = { passed: '✓', failed: '✗', warned: '!' };
const APART = ['exempt', 'not-asked'];

/** A fold that asks the engine for the parcel's explanation when it is first opened. */
export function explanationFold(parcelId, names) {
  const body = element('div', { class: 'explanation' }, element('p', { class: 'quiet' }, '读取中 loading…'));
  const fold = element(
    'details',
    { class: 'why' },
    element('summary', { class: 'pair' }, words('依据 Why, and how it came to this')),
    body,
  );
  let asked = false;
  fold.addEventListener('toggle', () => {
    if (asked || !fold.open) return;
    asked = true;
    void fill(body, parcelId, names).catch(() => {
      asked = false;
      body.replaceChildren(
        element('p', { class: 'failure' }, '读取失败 The engine did not answer; close and open again.'),
      );
    });
  });
  return fold;
}

async function fill(body, parcelId, names) {
  const response = await fetch(`api/parcels/${encodeURIComponent(parcelId)}/explanation`);
  if (!response.ok) throw new Error(`${response.status}`);
  const { summary, awaits, timeline, decisions } = await response.json();
  body.replaceChildren(
    element('p', { class: 'summary' }, summary),
    element('h4', { class: 'pair' }, words('等待 Waits for')),
    element(
      'ul',
      { class: 'awaits' },
      awaits.length > 0 ? awaits.map(awaitedView) : element('li', {}, 'nothing any more'),
    ),
    ...decisions.filter(({ rules }) => rules.length > 0).flatMap((decision) => decisionView(decision, names)),
    element('h4', { class: 'pair' }, words('经过 What happened')),
    element('ol', { class: 'events' }, timeline.map(eventView)),
  );
}

function awaitedView({ what, since, until, then }) {
  const times = [since && `since ${beijing(since)}`, until && `until ${beijing(until)}`, then && `then ${then}`];
  return element('li', {}, what, element('span', { class: 'when' }, times.filter(Boolean).join(', ')));
}

function eventView({ at, kind, title, details }) {
  const text = details.map(([name, value]) => (name === 'returnInfo' ? value : `${name} ${value}`)).join(', ');
  return element(
    'li',
    { class: kind },
    element('span', { class: 'when' }, beijing(at)),
    element('p', {}, title, text === '' ? undefined : element('span', { class: 'detail' }, text)),
  );
}

function decisionView({ revision, outcome, decidedAt, ruleSet, rules, draw }, names) {
  const held = rules.filter(({ result }) => result === 'failed' || result === 'warned');
  const passed = rules.filter(({ result }) => result === 'passed');
  const apart = rules.filter(({ result }) => APART.includes(result));
  return [
    element('h4', { class: 'pair' }, words('规则 Rules'), ` #${revision} ${names.outcomes[outcome] ?? outcome}`),
    element('p', { class: 'facts' }, `${beijing(decidedAt)} (Beijing), rule set ${ruleSet}`),
    element('ul', { class: 'rules' }, [...held, ...passed].map(ruleView), draw && drawView(draw), apart.map(apartView)),
  ];
}

function ruleView({ rule, asks, text, basis, result, evidence, reasons }) {
  const repairs = [...new Set(reasons.map(({ repair }) => repair))];
  const failed = result !== 'passed';
  const rows = evidence.map((one) => evidenceRow(one, reasons));
  return element(
    'li',
    { class: result },
    element(
      'details',
      failed ? { open: '' } : {},
      element(
        'summary',
        { class: 'pair' },
        element('span', { class: 'mark', 'aria-label': result }, MARKS[result]),
        words(failed ? text : asks),
        failed ? element('code', {}, rule) : undefined,
      ),
      element('div', { class: 'scroll' }, element('table', {}, element('tbody', {}, rows))),
      repairs.map((repair) => element('p', {}, `→ ${repair}`)),
      element('p', { class: 'facts' }, `依据 basis: ${basis.source}, ${basis.section}`),
    ),
  );
}

function evidenceRow({ left, right, relation }, reasons) {
  const failed = reasons.some((one) => one.left?.field === left.field && one.left.gnum === left.gnum);
  const sign = right ? signOf(relation, failed, left.value === right.value) : '';
  const cells = [sideName(left), left.value ?? '', sign, right ? sideName(right) : '', right?.value ?? ''];
  return element(
    'tr',
    { class: failed ? 'differs' : undefined },
    cells.map((cell, column) => element('td', { class: column % 3 === 1 ? 'value' : undefined }, cell)),
  );
}

/** ≈: not the same characters, but equal once blanks, prefixes and widths are normalised. */
function signOf(relation, failed, same) {
  if (relation === '=') return failed ? '≠' : same ? '=' : '≈';
  if (relation === '≤') return failed ? '>' : '≤';
  return '→';
}

function sideName({ document, field, gnum }) {
  return `${document}.${field}${gnum === undefined ? '' : `, line ${gnum}`}`;
}

function drawView({ draw, rate, inspector }) {
  const verdict = Number(draw) < Number(rate) ? `is below ${rate}: inspected` : `is not below ${rate}: not inspected`;
  const by = inspector === undefined ? '' : ` by ${inspector}`;
  return element(
    'li',
    { class: 'passed' },
    element('p', { class: 'pair' }, words('双随机 random draw'), ` ${draw} ${verdict}${by}`),
  );
}

function apartView({ asks, why }) {
  return element(
    'li',
    { class: 'apart' },
    element('p', { class: 'pair' }, words(asks), element('span', { class: 'why-not' }, why)),
  );
}
