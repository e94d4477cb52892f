import { InvalidArgumentError } from 'commander';

export function wholeNumber(text: string): number {
  const value = Number(text.replaceAll('_', '').replaceAll(',', ''));
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('not a whole number');
  return value;
}

export function wholeNumberIn(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = wholeNumber(text);
    if (value < min || value > max) throw new InvalidArgumentError(`${min} to ${max}`);
    return value;
  };
}

/** An ISO time with its zone, as ms. */
export function isoMoment(text: string): number {
  const moment = Date.parse(text);
  if (Number.isNaN(moment) || !/(?:Z|[+-]\d\d:?\d\d)$/.test(text)) {
    throw new InvalidArgumentError('not an ISO time with a zone, for example 2026-11-12T00:00:00+08:00');
  }
  return moment;
}

export function oneOf<T extends string>(...choices: readonly T[]): (text: string) => T {
  return (text) => {
    if (!choices.includes(text as T)) throw new InvalidArgumentError(`one of ${choices.join(', ')}`);
    return text as T;
  };
}

/** `host:port`, several separated by commas. */
export function addressList(text: string): string[] {
  const addresses = text.split(',').map((address) => address.trim());
  if (addresses.some((address) => !/^[^\s:]+:\d+$/.test(address))) {
    throw new InvalidArgumentError('not a list of host:port, for example 127.0.0.1:9092');
  }
  return addresses;
}
