import { normalIdNumber } from './normalise';

/** GB 11643-1999, check character by ISO 7064 MOD 11-2. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';
const SHAPE = /^\d{17}[\dX]$/;

/**
 * Is this a valid resident ID number on a day ("2026-11-11", Beijing)? Checks shape, check character, and that the
 * birth date is a real date not in the future.
 */
export function isValidIdNumber(idNumber: string, day: string): boolean {
  const id = normalIdNumber(idNumber);
  if (!SHAPE.test(id)) return false;
  let sum = 0;
  for (let i = 0; i < WEIGHTS.length; i++) sum += WEIGHTS[i]! * (id.charCodeAt(i) - 48);
  if (CHECK_CHARACTERS[sum % 11] !== id[17]) return false;
  return isRealDay(id.slice(6, 14)) && id.slice(6, 14) <= day.replaceAll('-', '');
}

function isRealDay(yyyymmdd: string): boolean {
  const month = Number(yyyymmdd.slice(4, 6));
  const day = Number(yyyymmdd.slice(6));
  if (month < 1 || month > 12 || day < 1) return false;
  const daysInMonth = new Date(Date.UTC(Number(yyyymmdd.slice(0, 4)), month, 0)).getUTCDate();
  return day <= daysInMonth;
}
