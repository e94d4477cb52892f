import type { Order } from '../documents/document';
import type { Digest } from '../identity/digest';
import type { InventoryView, InventoryViewLine } from '../inventory/inventory-view';
import type { Reference, RiskField, RiskRule } from '../reference/reference';

/** The draw of a parcel that is to be inspected (查验). */
export interface Inspection {
  /** 0 ≤ draw < 1, with 12 decimals. */
  draw: string;
  rate: string;
  inspector?: string;
}

/** What of a bundle the draw looks at. */
export interface DrawnParcel {
  order: Pick<Order, 'ebpCode' | 'orderNo' | 'ebcCode' | 'consigneeDistrict'>;
  inventory: Pick<InventoryView, 'areaCode'> & { lines: readonly Pick<InventoryViewLine, 'country' | 'gcode'>[] };
  reference: Pick<Reference, 'settings' | 'enterprise'>;
}

const RANGE = 2 ** 64;
const DRAW_DECIMALS = 12;

/**
 * The random selection (双随机, contract 8): reproducible by anybody who knows the day's seed. Undefined when the
 * parcel was not drawn.
 */
export function drawInspection(bundle: DrawnParcel, digest: Pick<Digest, 'hmacSha256'>): Inspection | undefined {
  const { inspection } = bundle.reference.settings;
  const rate = inspectionRate(bundle);
  if (rate <= 0) return undefined;
  const parcel = `${bundle.order.ebpCode}:${bundle.order.orderNo}`;
  const draw = drawOf(digest, inspection.daySeed, `goods:${parcel}`);
  if (draw >= rate) return undefined;
  const place = Math.floor(inspection.roster.length * drawOf(digest, inspection.daySeed, `inspector:${parcel}`));
  const inspector = inspection.roster[place];
  return { draw: draw.toFixed(DRAW_DECIMALS), rate: String(rate), ...(inspector !== undefined && { inspector }) };
}

/** The draw of a parcel and the rate it was held against, drawn or not; for whoever asks why. */
export function drawAndRate(
  { order, ...bundle }: DrawnParcel,
  digest: Pick<Digest, 'hmacSha256'>,
): { draw: string; rate: string } {
  const { daySeed } = bundle.reference.settings.inspection;
  const draw = drawOf(digest, daySeed, `goods:${order.ebpCode}:${order.orderNo}`);
  return { draw: draw.toFixed(DRAW_DECIMALS), rate: String(inspectionRate({ order, ...bundle })) };
}

/** First 8 bytes of the HMAC, big-endian, over 2^64: 0 ≤ draw < 1. */
function drawOf(digest: Pick<Digest, 'hmacSha256'>, daySeed: string, message: string): number {
  const bytes = digest.hmacSha256(daySeed, message);
  // Each half is exact as a number, so their sum is rounded once.
  return (word(bytes, 0) * 2 ** 32 + word(bytes, 4)) / RANGE;
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;
}

/** The highest of the merchant's grade rate and every matching risk rule. */
export function inspectionRate(bundle: DrawnParcel): number {
  const { inspection } = bundle.reference.settings;
  const grade = bundle.reference.enterprise(bundle.order.ebcCode)?.grade ?? 'regular';
  return inspection.riskRules
    .filter((rule) => matchesRisk(rule, bundle))
    .reduce((highest, rule) => Math.max(highest, rule.rate), inspection.rates[grade]);
}

/** All fields of `when` must match; those of a line must match on one and the same line. */
function matchesRisk({ when }: RiskRule, bundle: DrawnParcel): boolean {
  const { order, inventory } = bundle;
  const one = (field: RiskField, value: string | undefined) =>
    when[field] === undefined || (value !== undefined && when[field].includes(value));
  if (!one('ebpCode', order.ebpCode) || !one('ebcCode', order.ebcCode)) return false;
  if (!one('areaCode', inventory.areaCode) || !one('consigneeDistrict', order.consigneeDistrict)) return false;
  const onLine = (line: Pick<InventoryViewLine, 'country' | 'gcode'>) =>
    one('country', line.country) &&
    (when.gcode === undefined || when.gcode.some((prefix) => (line.gcode ?? '').startsWith(prefix)));
  return inventory.lines.some(onLine);
}
