import { REASONS, type Reason, type Side } from '../reasons';

/** `[Code:1332;Desc:…]`, or `[Desc:…]` where no code is known (contract 9, spec receipts 2.3). */
export function codedInfo(code: string | undefined, text: string): string {
  // Joined, not added: see identity/joined.ts.
  const parts =
    code === undefined
      ? ['[Desc:', withoutBrackets(text), ']']
      : ['[Code:', code, ';Desc:', withoutBrackets(text), ']'];
  return parts.join('');
}

/** Status 2, where the setting `receipts` asks for it. */
export const ACCEPTED = codedInfo(undefined, '电子口岸申报中 accepted');
export const STORED = codedInfo('1800', '逻辑校验通过 logic checks passed');
export const RELEASED = codedInfo('2600', '放行 released');
/** 624 of a cancellation that was granted (spec receipts 2.4). */
export const CANCELLED = codedInfo('2300', '审核通过 approved, the parcel is cancelled');

/** One bracket group for each reason, in the order of contract 5 and 6. */
export function reasonsInfo(reasons: readonly Reason[]): string {
  return reasons.map((reason) => codedInfo(reason.code, describeReason(reason))).join(',');
}

function describeReason({ reason, left, right }: Reason): string {
  const sides = [left, right].filter((side) => side !== undefined).map(describeSide);
  return [REASONS[reason].text, sides.join(', ')].filter((part) => part !== '').join(': ');
}

function describeSide({ document, field, value, gnum }: Side): string {
  return `${document}.${field}${gnum === undefined ? '' : ` gnum ${gnum}`} ${value ?? ''}`.trimEnd();
}

/** Brackets structure the text, so a value must not bring its own. */
function withoutBrackets(text: string): string {
  return text.replaceAll('[', '(').replaceAll(']', ')');
}
