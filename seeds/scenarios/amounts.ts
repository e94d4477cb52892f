/** Exact decimals for the builders: integers of 0.00001, the finest step of a wire decimal. */
const PLACES = 5;

function scaled(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(PLACES, '0'));
}

function text(value: bigint, atLeast: number): string {
  const digits = value.toString().padStart(PLACES + 1, '0');
  let fraction = digits.slice(-PLACES);
  while (fraction.length > atLeast && fraction.endsWith('0')) fraction = fraction.slice(0, -1);
  return `${digits.slice(0, -PLACES)}${fraction ? `.${fraction}` : ''}`;
}

/** Sum as money: at least two decimals. */
export function sumOf(...amounts: string[]): string {
  return text(
    amounts.reduce((total, amount) => total + scaled(amount), 0n),
    2,
  );
}

/** `a - b` as money, for `a >= b`. */
export function minus(a: string, b: string): string {
  return text(scaled(a) - scaled(b), 2);
}

/** Quantity times price as money; the product has at most five decimals. */
export function totalOf(qty: string, price: string): string {
  return text((scaled(qty) * scaled(price)) / 10n ** BigInt(PLACES), 2);
}

/** Product of two quantities, without needless zeros. */
export function quantityOf(qty: string, perUnit: string): string {
  return text((scaled(qty) * scaled(perUnit)) / 10n ** BigInt(PLACES), 0);
}
