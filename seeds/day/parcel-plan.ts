import type { ParcelDraft } from './parcel-draft';

export type PlannedKind = 'order' | 'payment' | 'waybill' | 'inventory';

/** One record to be sent for a parcel. */
export interface PlannedRecord {
  kind: PlannedKind;
  /** After the parcel's first record. */
  delayMs: number;
  /** 1 add, 2 change, 3 delete. */
  appType: '1' | '2' | '3';
  /** declared; draft = appStatus 1; cut = text that ends too early; keyless = without its business key. */
  form: 'declared' | 'draft' | 'cut' | 'keyless';
  /** 0 = the document as first written, 1 = with a remark added. */
  edition: 0 | 1;
  /** Written as it should have been in the first place, whatever is the matter with the parcel. */
  mended?: true;
}

/** A parcel never has more records; the calendar packs the place into four bits. */
export const PLAN_MAX = 16;

function declared(kind: PlannedKind, delayMs: number): PlannedRecord {
  return { kind, delayMs, appType: '1', form: 'declared', edition: 0 };
}

function ordinaryPlan(draft: ParcelDraft): PlannedRecord[] {
  const plan = [declared('order', 0)];
  if (draft.fault !== 'missing-payment') plan.push(declared('payment', draft.paymentDelayMs));
  if (draft.fault !== 'missing-waybill') plan.push(declared('waybill', draft.waybillDelayMs));
  if (draft.merchant.declares === 'agent') plan.push(declared('inventory', draft.inventoryDelayMs));
  return plan;
}

/**
 * Some parcels are sent in more records. None of it touches the outcome, however the topics are read: an amendment or a
 * new document after a withdrawal only adds a remark, so that a decision before or after it is the same decision.
 */
function extraRecords(draft: ParcelDraft, plan: readonly PlannedRecord[]): PlannedRecord[] {
  const repeated = plan[(draft.variant >>> 4) % plan.length] as PlannedRecord;
  const soonMs = repeated.delayMs + 4_000 + (draft.variant % 50_000);
  const early = repeated.kind === 'payment' ? repeated : (plan[0] as PlannedRecord);
  const afterMs = (seconds: number): number => early.delayMs + seconds * 1_000 + (draft.variant % 20_000);
  switch (draft.fault) {
    case 'duplicate':
      return [{ ...repeated, delayMs: soonMs }];
    case 'amended':
      return [{ ...early, delayMs: afterMs(5), appType: '2', edition: 1 }];
    case 'withdrawn':
      return [
        { ...early, delayMs: afterMs(5), appType: '3' },
        { ...early, delayMs: afterMs(30), edition: 1 },
      ];
    default:
      return [];
  }
}

/** Records that come first in another form and good a minute later. */
const FIRST_FORMS: Partial<Record<ParcelDraft['fault'], PlannedRecord['form']>> = {
  draft: 'draft',
  unreadable: 'cut',
  'missing-key': 'keyless',
};

/** What is sent for a parcel; the first record opens it at delay 0. */
export function planParcel(draft: ParcelDraft): PlannedRecord[] {
  const plan = ordinaryPlan(draft);
  const firstForm = FIRST_FORMS[draft.fault];
  if (!firstForm) return [...plan, ...extraRecords(draft, plan)];
  const spoilt = plan[(draft.variant >>> 4) % plan.length] as PlannedRecord;
  const laterMs = spoilt.delayMs + 20_000 + (draft.variant % 40_000);
  return plan.flatMap((one) =>
    one === spoilt
      ? [
          { ...one, form: firstForm },
          { ...one, delayMs: laterMs },
        ]
      : [one],
  );
}
