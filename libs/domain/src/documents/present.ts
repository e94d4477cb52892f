/** Empty text and null in an optional field mean absent (contract 3). */
export function present<T>(value: T | null | undefined): value is T {
  return value !== undefined && value !== null && (value as unknown) !== '';
}
