import {
  beijingDay,
  bundleOf,
  type Clearance,
  type Digest,
  drawInspection,
  type Inspection,
  type ParcelFact,
  type ParcelGroup,
  parcelStage,
  type Reference,
} from '@sandan/domain';
import { type LaneStore, unpackFacts } from '@sandan/pipeline';

export interface DrawsOptions {
  store: LaneStore;
  /** "2026-11-11": day of the records that completed the bundles, Beijing. */
  day: string;
  /** The disclosed seed of the day; left out = that of the rule set which each clearance names. */
  seed?: string;
  ruleSet(version: string): Reference | undefined;
  digest: Digest;
  onProgress?(entries: number): void;
}

/** A decision of the day whose draw does not fit. */
export interface DrawBreak {
  clearanceId: string;
  what: string;
}

export interface DrawReport {
  day: string;
  /** Draws of the day that were recomputed, and how many of them hit. */
  draws: number;
  inspections: number;
  breaks: DrawBreak[];
}

/**
 * Recomputes every draw of a day (双随机, contract 8) from the documents, the rates and risk rules of the rule set and the
 * day's seed, and names each decision that does not fit: drawn and let pass, inspected and not drawn, or given to another
 * inspector. Parcels are kept in mind until they are admitted.
 */
export async function verifyDraws(options: DrawsOptions): Promise<DrawReport> {
  const { store, day, onProgress } = options;
  const report: DrawReport = { day, draws: 0, inspections: 0, breaks: [] };
  let entries = 0;
  for (const lane of await store.lanes()) {
    const groups = new Map<string, ParcelGroup>();
    for await (const { facts } of store.entries(lane, 1)) {
      for (const [stage, key, fact] of unpackFacts(facts)) {
        if (stage === 'parcel') take(groups, key, fact as ParcelFact, options, report);
      }
      onProgress?.(++entries);
    }
  }
  return report;
}

function take(
  groups: Map<string, ParcelGroup>,
  orderNo: string,
  fact: ParcelFact,
  options: DrawsOptions,
  report: DrawReport,
): void {
  const before = groups.get(orderNo) ?? parcelStage.initial(orderNo);
  if (fact.fact === 'decided') checkDraw(before, fact.clearance, options, report);
  const after = parcelStage.evolve(before, fact);
  const isDone = fact.fact === 'decided' && isAlone(after) && after.parcels[fact.ebpCode]?.admitted !== undefined;
  // What happens to an admitted parcel later has no draw: its documents need not be kept.
  if (isDone || isLater(fact)) groups.delete(orderNo);
  else groups.set(orderNo, after);
}

function isAlone({ parcels }: ParcelGroup): boolean {
  return Object.keys(parcels).length === 1;
}

const LATER: ReadonlySet<ParcelFact['fact']> = new Set(['cancelled', 'returned', 'ruled', 'left', 'arrived']);

/** Facts of a parcel whose group was let go already; a group of several platforms is still there and goes with them. */
function isLater({ fact }: ParcelFact): boolean {
  return LATER.has(fact);
}

function checkDraw(group: ParcelGroup, clearance: Clearance, options: DrawsOptions, report: DrawReport): void {
  const { outcome, ebpCode, clearanceId, ruleSet, inspection } = clearance;
  const deciding = group.parcels[ebpCode]?.deciding;
  // A review comes before the draw; a refusal has none.
  if (!deciding || (outcome !== 'RELEASED' && outcome !== 'INSPECTION')) return;
  if (beijingDay(deciding.recordTime) !== options.day) return;
  report.draws++;
  if (inspection) report.inspections++;
  const reference = options.ruleSet(ruleSet);
  if (!reference) {
    report.breaks.push({ clearanceId, what: `rule set ${ruleSet} is not known here` });
    return;
  }
  const seeded = withSeed(reference, options.seed);
  const bundle = bundleOf({ group }, ebpCode, deciding.recordTime, { reference: seeded, digest: options.digest });
  const what = difference(drawInspection(bundle, options.digest), inspection);
  if (what !== undefined) report.breaks.push({ clearanceId, what });
}

function withSeed(reference: Reference, seed: string | undefined): Reference {
  if (seed === undefined) return reference;
  const { settings } = reference;
  return { ...reference, settings: { ...settings, inspection: { ...settings.inspection, daySeed: seed } } };
}

function difference(drawn: Inspection | undefined, told: Inspection | undefined): string | undefined {
  if (!drawn) return told && 'inspected, but the draw did not hit it';
  if (!told) return `let pass, but the draw ${drawn.draw} lies under the rate ${drawn.rate}`;
  for (const field of ['draw', 'rate', 'inspector'] as const) {
    if (drawn[field] === told[field]) continue;
    return `${field} ${told[field] ?? 'none'}, the draw gives ${drawn[field] ?? 'none'}`;
  }
  return undefined;
}
