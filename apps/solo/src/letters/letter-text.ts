import { beijingTime } from '../run/words';
import { textTable } from '../start/text-table';
import type { LetterEntry, LetterGroup } from './letter-book';
import type { LetterView } from './letter-view';

export function listText(shown: readonly LetterEntry[], found: number): string {
  const rows = shown.map(({ id, reason, at, bytes, state }) => [id, reason, moment(at), String(bytes), state]);
  const table = textTable([['letter', 'reason', 'put aside', 'bytes', 'state'], ...rows], LIST_SIDES);
  return [...table, '', shown.length < found ? `${shown.length} of ${found} letters` : `${found} letters`].join('\n');
}

const LIST_SIDES = ['left', 'left', 'left', 'right', 'left'] as const;

export function groupText(groups: readonly LetterGroup[]): string {
  const head = ['reason', 'topic', 'letters', 'open', 'redriven', 'discarded', 'first', 'last'];
  const rows = groups.map(({ reason, topic, letters, open, redriven, discarded, first, last }) => [
    ...[reason, topic, String(letters), String(open), String(redriven), String(discarded)],
    ...[moment(first), moment(last)],
  ]);
  const sides = ['left', 'left', 'right', 'right', 'right', 'right', 'left', 'left'] as const;
  return textTable([head, ...rows], sides).join('\n');
}

export function viewText({ id, reason, detail, at, state, bytes, key, headers, value, actions }: LetterView): string {
  const lines = [
    `${id}: ${reason}${detail === undefined ? '' : ` (${detail})`}`,
    `put aside at ${beijingTime(at)} Beijing; ${state}; key ${key ?? 'none'}; ${bytes} bytes`,
    ...Object.entries(headers).map(([name, text]) => `header ${name}: ${text}`),
    '',
    typeof value === 'string' ? value : JSON.stringify(value, undefined, 2),
  ];
  const deeds = actions.map(
    ({ deed, by, at: when, because }) => `${when} ${deed} by ${by}${because === undefined ? '' : `: ${because}`}`,
  );
  return [...lines, ...(deeds.length === 0 ? [] : ['', ...deeds])].join('\n');
}

function moment(ms: number): string {
  return beijingTime(new Date(ms).toISOString());
}
