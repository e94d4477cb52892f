'use strict';

// The page of `sandan run`: totals live over server-sent events, and what is known of one parcel. Everything is put into
// the page as text, never as markup.

const OUTCOMES = {
  RELEASED: '放行 released',
  INSPECTION: '查验 inspection',
  MANUAL_REVIEW: '人工审核 manual review',
  REFUSED: '退单 refused',
  EXPIRED: '超时 expired',
  CANCELLED: '撤销 cancelled',
  RETURNED: '退货 returned',
  DETAINED: '扣留 detained',
  CLOSED: '结关 closed',
  OPEN: '待单 waiting for documents',
  DECIDING: '审核中 being decided',
  EMPTY: '无单 no documents',
};
const TAXES = {
  customsTax: '关税 customs duty',
  valueAddedTax: '增值税 VAT',
  consumptionTax: '消费税 consumption tax',
  total: '税款合计 total',
  dutiablePrice: '完税价格 dutiable price',
};
const DOCUMENTS = {
  order: '订单 order',
  payment: '支付单 payment',
  waybill: '运单 waybill',
  inventory: '清单 inventory',
};

const byId = (id) => document.getElementById(id);
const count = new Intl.NumberFormat('en-US');
const beijing = (iso) =>
  iso === undefined
    ? ''
    : new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Asia/Shanghai' }).format(
        new Date(iso),
      );

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function tableRows(id, head, rows, empty) {
  const table = byId(id);
  table.replaceChildren();
  if (rows.length === 0) {
    const row = table.insertRow();
    row.append(element('td', empty, 'empty'));
    return;
  }
  if (head) {
    const row = table.createTHead().insertRow();
    head.forEach((text, index) => row.append(element('th', text, index > 0 ? 'number' : '')));
  }
  for (const cells of rows) {
    const row = table.insertRow();
    cells.forEach((cell, index) => row.append(element('td', String(cell), index > 0 ? 'number' : '')));
  }
}

const sorted = (counts) => Object.entries(counts).sort(([, a], [, b]) => b - a);

function show(summary) {
  const decided = Object.values(summary.outcomes).reduce((sum, value) => sum + value, 0);
  const share = (value) => (decided === 0 ? '' : `${((value / decided) * 100).toFixed(1)} %`);
  const dead = Object.values(summary.deadLetters).reduce((sum, value) => sum + value, 0);
  const figures = [
    [summary.parcels, '包裹 parcels'],
    [summary.outcomes.RELEASED ?? 0, '放行 released'],
    [summary.waiting.numbers, '待单 waiting'],
    [dead, '死信 dead letters'],
  ];
  byId('figures').replaceChildren(
    ...figures.map(([value, words]) => {
      const box = element('div');
      box.append(element('strong', count.format(value)), element('span', words));
      return box;
    }),
  );
  tableRows(
    'outcomes',
    undefined,
    sorted(summary.outcomes).map(([name, value]) => [OUTCOMES[name] ?? name, count.format(value), share(value)]),
    'no decision yet',
  );
  tableRows(
    'reasons',
    undefined,
    sorted(summary.reasons).map(([name, value]) => [name, count.format(value)]),
    'no parcel was held',
  );
  tableRows(
    'tax',
    undefined,
    Object.entries(TAXES).flatMap(([name, words]) =>
      summary.tax[name] === undefined ? [] : [[words, summary.tax[name]]],
    ),
    'no tax yet',
  );
  tableRows(
    'platforms',
    ['', 'parcels', 'released', 'refused'],
    summary.platforms.map(({ name, code, parcels, released, refused }) => [
      `${name} ${code}`,
      ...[parcels, released, refused].map((value) => count.format(value)),
    ]),
    'no parcel yet',
  );
  tableRows(
    'waiting',
    ['orderNo', 'since (Beijing)', 'until'],
    summary.waiting.oldest.map(({ orderNo, since, until }) => [orderNo, beijing(since), beijing(until)]),
    'nothing waits',
  );
  showRate(summary.rate);
  byId('rules').textContent = `rules ${summary.ruleSet}`;
  const behind = summary.backlogRecords > 0 ? `, ${count.format(summary.backlogRecords)} records to go` : '';
  byId('state').textContent = summary.clock ? `业务时间 ${beijing(summary.clock)}${behind}` : 'no record yet';
}

function showRate(rate) {
  const highest = Math.max(1, ...rate);
  const width = 600 / Math.max(1, rate.length);
  byId('rate').replaceChildren(
    ...rate.map((value, index) => {
      const bar = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
      const height = (value / highest) * 78;
      const box = { x: index * width, y: 80 - height, width: Math.max(1, width - 2), height };
      Object.entries(box).forEach(([name, size]) => bar.setAttribute(name, String(size)));
      return bar;
    }),
  );
  byId('rate-note').textContent = `highest ${count.format(Math.max(0, ...rate))} a second`;
}

function side(value) {
  if (!value) return '';
  const line = value.gnum === undefined ? '' : ` (gnum ${value.gnum})`;
  return `${DOCUMENTS[value.document] ?? value.document}.${value.field}${line} = ${value.value ?? ''}`;
}

function reasonItem(reason) {
  const item = element('li');
  item.append(element('strong', reason.reason), ` ${reason.code ?? ''} `);
  const sides = [side(reason.left), side(reason.right)].filter(Boolean).join('  ≠  ');
  item.append(element('div', sides + (reason.difference ? `  (difference ${reason.difference})` : '')));
  item.append(element('div', reason.repair, 'empty'));
  return item;
}

function clearanceBlock(clearance) {
  const block = element('div');
  const refused = clearance.returnStatus === '100' ? 'refused' : '';
  const head = `#${clearance.revision} ${OUTCOMES[clearance.outcome] ?? clearance.outcome} · ${clearance.returnStatus}`;
  block.append(element('strong', head, refused), ` ${beijing(clearance.decidedAt)} `);
  const facts = [
    clearance.invtNo && `清单编号 ${clearance.invtNo}`,
    clearance.tax &&
      `税款 ${clearance.tax.total} CNY (${clearance.tax.regime}, 完税价格 ${clearance.tax.dutiablePrice})`,
    clearance.quota && `年度额度 ${clearance.quota.usedAfter} / ${clearance.quota.limit}`,
    clearance.missing?.length > 0 && `缺单 missing: ${clearance.missing.join(', ')}`,
    clearance.inspection && `查验员 ${clearance.inspection.inspector ?? ''} (draw ${clearance.inspection.draw})`,
  ].filter(Boolean);
  const list = element('ul');
  facts.forEach((fact) => list.append(element('li', fact)));
  [...clearance.reasons, ...clearance.warnings].forEach((reason) => list.append(reasonItem(reason)));
  block.append(list);
  return block;
}

function parcelBlock(parcel) {
  const block = element('article', undefined, 'parcel');
  block.append(element('h3', `${parcel.parcelId} · ${OUTCOMES[parcel.status] ?? parcel.status}`));
  const documents = parcel.documents.map(
    ({ document: kind, receivedAt }) => `${DOCUMENTS[kind] ?? kind} ${beijing(receivedAt)}`,
  );
  block.append(element('p', documents.join(' · ') || 'no documents', 'empty'));
  if (parcel.missing.length > 0) {
    block.append(element('p', `缺单 waits for ${parcel.missing.join(', ')} until ${beijing(parcel.deadline)}`));
  }
  parcel.clearances.forEach((clearance) => block.append(clearanceBlock(clearance)));
  if (parcel.notice) block.append(element('p', `仓库通知 notice ${parcel.notice.action}`));
  return block;
}

async function find(number) {
  const place = byId('parcel');
  place.replaceChildren(element('p', '…', 'empty'));
  try {
    const response = await fetch(`/api/parcels/${encodeURIComponent(number)}`);
    if (response.status === 404) {
      place.replaceChildren(element('p', `查无此单 nothing is known of ${number}`, 'error'));
      return;
    }
    if (!response.ok) throw new Error(String(response.status));
    const view = await response.json();
    place.replaceChildren(
      ...view.parcels.map(parcelBlock),
      ...view.unclaimedWaybills.map(() => element('p', '运单 a waybill waits to be claimed', 'empty')),
    );
  } catch {
    place.replaceChildren(element('p', '查询失败 the engine did not answer; try again', 'error'));
  }
}

byId('find').addEventListener('submit', (event) => {
  event.preventDefault();
  const number = byId('number').value.trim();
  if (number === '') return;
  history.replaceState(undefined, '', `#${encodeURIComponent(number)}`);
  void find(number);
});

if (location.hash.length > 1) {
  byId('number').value = decodeURIComponent(location.hash.slice(1));
  void find(byId('number').value);
}

const events = new EventSource('/api/events');
events.addEventListener('message', ({ data }) => show(JSON.parse(data)));
events.addEventListener('error', () => {
  byId('state').textContent = '连接中断 connection lost, trying again …';
});
