import { element } from './dom.js';
import { numberView } from './parcel.js';
import { showMatters } from './matters.js';
import { showSummary } from './summary.js';

const state = document.getElementById('state');
const result = document.getElementById('parcel');
const input = document.getElementById('number');

function say(kind, text) {
  if (state.dataset.state === kind) return;
  state.dataset.state = kind;
  state.replaceChildren(text);
}

async function json(path) {
  const response = await fetch(path, { headers: { accept: 'application/json' } });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
}

function follow(names) {
  const events = new EventSource('api/events');
  events.onmessage = ({ data }) => {
    say('live', '实时 live');
    showSummary(JSON.parse(data), names);
  };
  // The browser tries again by itself.
  events.onerror = () => say('lost', '连接中断 connection lost, trying again');
}

const MATTERS_PAUSE_MS = 10_000;

/** The lists change slowly, and the first answer reads the journal: asked again only when one has come. */
async function followMatters(names) {
  try {
    showMatters(await json('api/waiting'), names);
  } catch {
    // The state line says whether the engine answers; the next turn tries again.
  }
  setTimeout(() => void followMatters(names), MATTERS_PAUSE_MS);
}

let asked = 0;

async function find(number, names) {
  const turn = ++asked;
  result.replaceChildren(element('p', { class: 'quiet' }, '读取中 loading…'));
  let found;
  try {
    const view = await json(`api/parcels/${encodeURIComponent(number)}`);
    found = view ? numberView(view, names) : [failure(`没有 ${number} No parcel is known under this number.`)];
  } catch {
    found = [failure('读取失败 The engine did not answer; try again.')];
  }
  // An answer that a newer question has overtaken is not shown.
  if (turn !== asked) return;
  result.replaceChildren(...found);
  if (inAddress().has('why')) for (const fold of result.querySelectorAll('.why')) fold.open = true;
}

function failure(text) {
  return element('p', { class: 'failure' }, text);
}

function inAddress() {
  return new URLSearchParams(location.hash.slice(1));
}

/** The address names the parcel (and `why`), so that an answer can be sent on as a link. */
function askedInAddress(names) {
  const number = inAddress().get('parcel');
  if (!number) return;
  input.value = number;
  void find(number, names);
}

async function start() {
  let names;
  try {
    names = await json('api/words');
  } catch {
    say('lost', '连接中断 the engine does not answer');
    setTimeout(() => void start(), 2000);
    return;
  }
  document.getElementById('search').addEventListener('submit', (event) => {
    event.preventDefault();
    const number = input.value.trim();
    if (number === '') return void input.focus();
    const address = `#parcel=${encodeURIComponent(number)}`;
    // The same number again: the address does not change, so it is asked here.
    if (location.hash === address) void find(number, names);
    else location.hash = address;
  });
  addEventListener('hashchange', () => askedInAddress(names));
  follow(names);
  void followMatters(names);
  askedInAddress(names);
}

void start();
