/** The fields of a decision that are not what they were, in a few words. */
export function changedFields(original: string, text: string): string {
  let now: unknown;
  try {
    now = JSON.parse(text);
  } catch {
    return 'it is no JSON any more';
  }
  let before: unknown;
  try {
    before = JSON.parse(original);
  } catch {
    return 'its copy is no JSON any more';
  }
  const fields = differences('', before, now);
  return fields.length === 0 ? 'its writing' : fields.slice(0, FIELDS_MAX).join(', ');
}

const FIELDS_MAX = 5;

/** "tax.total 9.10 → 9.11", one for each place at which two JSON values differ. */
export function differences(at: string, before: unknown, after: unknown): string[] {
  if (isObject(before) && isObject(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].flatMap((name) => differences(at === '' ? name : `${at}.${name}`, before[name], after[name]));
  }
  return before === after ? [] : [`${at} ${shown(before)} → ${shown(after)}`];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value);
}
