const FNV_BASIS = 0x811c9dc5;

/** 32 bits (signed): FNV-1a over the UTF-16 units, mixed at the end so that the low bits depend on every unit. */
export function textHash(text: string, basis = FNV_BASIS): number {
  let hash = basis;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return hash ^ (hash >>> 15);
}
