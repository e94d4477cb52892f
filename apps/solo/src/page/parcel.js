import { beijing, element, money, tone, words } from './dom.js';
import { explanationFold } from './explain.js';

const HEADS = ['gnum', 'gcode', '完税价格 price', '关税 duty', '增值税 VAT', '消费税 consumption'];

/** Everything known under one number. */
export function numberView({ orderNo, parcels, unclaimedWaybills }, names) {
  const views = parcels.map((parcel) => parcelView(parcel, names));
  if (unclaimedWaybills.length > 0) {
    views.push(
      element(
        'article',
        { class: 'parcel' },
        element('h3', {}, `${orderNo}`, element('span', { class: 'badge ended' }, '无主运单 waybill without a parcel')),
        element(
          'ul',
          { class: 'papers' },
          unclaimedWaybills.map((paper) => paperView(paper, names)),
        ),
      ),
    );
  }
  return views;
}

function parcelView(parcel, names) {
  const { parcelId, platformName, status, deadline, missing, notice, documents, clearances } = parcel;
  const absent = missing.map((name) => absentView(name, names));
  const wait = deadline && `截止 waits until ${beijing(deadline)} (Beijing), then it expires`;
  return element(
    'article',
    { class: 'parcel' },
    element('h3', {}, parcelId, element('span', { class: `badge ${tone(status)}` }, names.statuses[status] ?? status)),
    platformName && element('p', { class: 'facts' }, platformName),
    wait && element('p', { class: 'facts' }, wait),
    notice &&
      element('p', { class: 'facts' }, `仓库通知 notice to the warehouse: ${notice.action} (${notice.noticeId})`),
    element('h4', { class: 'pair' }, words('单证 Documents')),
    element(
      'ul',
      { class: 'papers' },
      documents.map((paper) => paperView(paper, names)),
      absent,
    ),
    clearances.length > 0 ? element('h4', { class: 'pair' }, words('审核 Clearances')) : undefined,
    element(
      'ol',
      { class: 'story' },
      clearances.map((clearance) => clearanceView(clearance, names)),
    ),
    explanationFold(parcelId, names),
  );
}

function paperView({ document, receivedAt, fields, lines }, names) {
  const entries = Object.entries(fields).flatMap(([name, value]) => [
    element('dt', {}, name),
    element('dd', {}, value),
  ]);
  const goods = lines.flatMap((line) => [
    element('dt', {}, `line ${line.gnum ?? ''}`),
    element('dd', {}, [line.itemName ?? line.gname, `${line.qty} × ${line.price}`].filter(Boolean).join(', ')),
  ]);
  return element(
    'li',
    { class: 'paper' },
    element(
      'details',
      {},
      element('summary', { class: 'pair' }, words(names.documents[document]), ` ${beijing(receivedAt)}`),
      element('dl', {}, entries, goods),
    ),
  );
}

function absentView(document, names) {
  return element(
    'li',
    { class: 'paper absent' },
    element('p', { class: 'pair' }, words(names.documents[document] ?? document)),
    element('p', {}, '缺 missing'),
  );
}

function clearanceView(clearance, names) {
  const { revision, outcome, decidedAt, invtNo, reasons, warnings, tax, quota, missing, inspection } = clearance;
  const absent = missing?.map((name) => names.documents[name] ?? name).join(', ');
  return element(
    'li',
    { class: tone(outcome) },
    element(
      'p',
      { class: 'what' },
      `#${revision} ${names.outcomes[outcome] ?? outcome} `,
      element('span', { class: 'when' }, beijing(decidedAt)),
    ),
    invtNo && element('p', { class: 'facts' }, `清单号 inventory number ${invtNo}`),
    absent && element('p', { class: 'facts' }, `缺 missing: ${absent}`),
    inspection && element('p', { class: 'facts' }, drawText(inspection)),
    reasons.map((reason) => reasonView(reason, 'reason', names)),
    warnings.map((reason) => reasonView(reason, 'reason warning', names)),
    tax && taxView(tax),
    quota && element('p', { class: 'facts' }, quotaText(quota)),
  );
}

function drawText({ draw, rate, inspector }) {
  return `抽中 drawn: ${draw} < ${rate}${inspector === undefined ? '' : `, ${inspector}`}`;
}

function quotaText({ year, limit, usedBefore, usedAfter }) {
  return `年度额度 quota ${year}: ${money(usedBefore)} → ${money(usedAfter)} of ${money(limit)} CNY`;
}

function reasonView({ reason, code, left, right, difference, repair }, kind, names) {
  const sides = [left, right].filter(Boolean).map(sideView);
  if (difference !== undefined) sides.push(element('div', {}, element('span', {}, '差额 difference'), difference));
  return element(
    'div',
    { class: kind },
    element('p', { class: 'pair' }, words(names.reasons[reason] ?? reason)),
    element('p', {}, element('code', {}, [reason, code].filter(Boolean).join(' '))),
    element('div', { class: 'sides' }, sides),
    element('p', {}, `→ ${repair}`),
  );
}

function sideView({ document, field, value, gnum }) {
  const where = `${document}.${field}${gnum === undefined ? '' : `, line ${gnum}`}`;
  return element('div', {}, element('span', {}, where), value ?? '–');
}

function taxView({ regime, lines, dutiablePrice, customsTax, valueAddedTax, consumptionTax, total }) {
  const amounts = (of) => [of.dutiablePrice, of.customsTax, of.valueAddedTax, of.consumptionTax];
  const numbers = (of) => amounts(of).map((amount) => element('td', { class: 'num' }, money(amount)));
  const head = HEADS.map((title, column) =>
    element('th', { scope: 'col', class: column > 1 ? 'num' : undefined }, title),
  );
  const rows = lines.map((line) =>
    element('tr', {}, element('td', {}, String(line.gnum)), element('td', {}, line.gcode), numbers(line)),
  );
  const sum = numbers({ dutiablePrice, customsTax, valueAddedTax, consumptionTax });
  const all = element('tr', { class: 'sum' }, element('td', { colspan: '2' }, '合计 sum'), sum);
  return element(
    'div',
    { class: 'tax' },
    element(
      'p',
      { class: 'facts' },
      `税款 tax ${money(total)} CNY, ${regime === 'REDUCED' ? '限额内 reduced' : '全额 full'}`,
    ),
    element('table', {}, element('thead', {}, element('tr', {}, head)), element('tbody', {}, rows, all)),
  );
}
