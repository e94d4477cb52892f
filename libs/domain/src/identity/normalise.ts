/**
 * Normalisation before comparing (spec matching 3.5, contract 14): NFKC, middle dots equal, runs of blanks collapsed.
 * Latin case is kept, except the x of an ID number.
 */
const MIDDLE_DOTS = /[·•・．.]/g;
const BLANKS = /\s+/g;
/** Printable ASCII without a dot and without two blanks in a row: already normal. */
const PLAIN = /^[!-\-/-~]+(?: [!-\-/-~]+)*$/;
const TELEPHONE_SEPARATORS = /[\s\-‐‑‒–—−()[\]{}【】〔〕]/g;
const COUNTRY_PREFIX = /^(?:\+86|0086|86)(?=\d{11}$)/;

export function normalText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.normalize('NFKC').replace(MIDDLE_DOTS, '·').replace(BLANKS, ' ').trim();
}

export function normalTelephone(text: string): string {
  return text.normalize('NFKC').replace(TELEPHONE_SEPARATORS, '').replace(MIDDLE_DOTS, '·').replace(COUNTRY_PREFIX, '');
}

export function normalIdNumber(text: string): string {
  return normalText(text).replace(/x$/, 'X');
}

/** Masks personal data: first character + `***` + last; of one or two characters the first + `***` (contract 9). */
export function masked(text: string): string {
  const characters = [...text];
  const first = characters[0] ?? '';
  return characters.length > 2 ? `${first}***${characters[characters.length - 1]}` : `${first}***`;
}
