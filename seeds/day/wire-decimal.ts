/** 12345 -> "123.45". */
export function yuan(fen: number): string {
  const cents = fen % 100;
  return `${Math.floor(fen / 100)}.${cents < 10 ? '0' : ''}${cents}`;
}

/** 1250 -> "1.25": thousandths without trailing zeros. */
export function thousandths(amount: number): string {
  return String(amount / 1_000);
}

/** A quantity per unit of the books ("0.375") times a whole quantity, exactly. */
export function times(perUnit: string, qty: number): string {
  return thousandths(Math.round(Number(perUnit) * 1_000) * qty);
}
