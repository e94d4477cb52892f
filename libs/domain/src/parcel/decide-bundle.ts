import type { Bundle } from '../bundle/bundle';
import { judge } from '../clear/judge';
import type { Inventory, Order, Payment, Waybill } from '../documents/document';
import { present } from '../documents/present';
import { contentOf } from '../documents/stored-document';
import { composeInventory } from '../inventory/compose-inventory';
import { declaredInventory } from '../inventory/declared-inventory';
import { byGnum } from '../inventory/inventory-view';
import { takenItems } from '../inventory/parcel-line';
import type { QuotaRequest } from '../quota/quota-stage';
import { DOCUMENT_CODES } from '../receipts/document-codes';
import { documentReceipt, inventoryReceipt } from '../receipts/receipt';
import { ACCEPTED, codedInfo } from '../receipts/return-info';
import { beijingDay, beijingYear } from '../time';
import { concludeRefused } from './conclude';
import { type Deciding, JudgedDeciding } from './deciding';
import { type HeldWaybill, type Parcel, parcelOf, parcelsOf } from './parcel-group';
import type { ParcelContext, Story } from './story';
import { isUnclaimed, waybillOf } from './waybill-claim';
import { agentDeclares, engineDeclares } from './who-declares';

/**
 * Decides every parcel of the group whose bundle is complete. A decision fixes its waybill, which may settle to whom
 * another waybill belongs, so this goes on until nothing changes.
 */
export function settle(story: Story, context: ParcelContext): void {
  for (let progress = true; progress;) {
    progress = openClaimants(story, context);
    for (const parcel of parcelsOf(story.group)) {
      if (parcel.openSince === undefined || parcel.deciding) continue;
      const waybill = waybillOf(story.group, parcel.ebpCode);
      if (!waybill || !isComplete(parcel, context)) continue;
      decideBundle(story, parcel, waybill, context);
      progress = true;
    }
  }
}

/** A waybill that newly belongs to a parcel which waits for nothing opens it again. */
function openClaimants(story: Story, context: ParcelContext): boolean {
  let opened = false;
  for (const waybill of story.group.waybills) {
    if (waybill.boundTo !== undefined || waybill.spent || isUnclaimed(story.group, waybill)) continue;
    const parcel = parcelsOf(story.group).find(({ ebpCode }) => waybillOf(story.group, ebpCode) === waybill);
    if (!parcel || parcel.deciding || parcel.openSince !== undefined) continue;
    story.happened({ fact: 'opened', ebpCode: parcel.ebpCode, since: context.recordTime });
    opened = true;
  }
  return opened;
}

function isComplete(parcel: Parcel, { reference }: ParcelContext): boolean {
  if (!parcel.order || !parcel.payment) return false;
  return parcel.inventory !== undefined || !agentDeclares(contentOf<Order>(parcel.order).ebcCode, reference);
}

function decideBundle(story: Story, parcel: Parcel, waybill: HeldWaybill, context: ParcelContext): void {
  const { ebpCode } = parcel;
  if (waybill.boundTo === undefined) story.happened({ fact: 'bound', key: waybill.key, ebpCode });
  turnAwayInventory(story, parcel, context);
  const deciding = { revision: parcel.clearances.length + 1, at: context.now, recordTime: context.recordTime };
  const bundle = bundleOf(story, ebpCode, deciding.recordTime, context);
  acceptComposed(story, parcel, bundle, context);
  const judgement = judge(bundle, context.digest);
  if (judgement.reasons.length > 0) {
    concludeRefused(story, bundle, { ...deciding, judgement }, judgement.reasons);
    return;
  }
  askQuotaAndStock(story, bundle, {
    revision: deciding.revision,
    at: deciding.at,
    recordTime: deciding.recordTime,
    judgement,
    buyerKey: context.digest.buyerKey(bundle.order.buyerIdNumber),
    year: bundle.year,
    emsNo: bundle.inventory.emsNo ?? '',
    agentCode: present(bundle.inventory.agentCode) ? bundle.inventory.agentCode : undefined,
    assureCode: present(bundle.inventory.assureCode) ? bundle.inventory.assureCode : undefined,
  });
}

/** The bundle of a parcel whose quota and stock have answered; nothing of it has changed since it was judged. */
export function judgedBundle(story: Story, ebpCode: string, deciding: Deciding, context: ParcelContext): Bundle {
  return JudgedDeciding.bundleOf(deciding) ?? bundleOf(story, ebpCode, deciding.recordTime, context);
}

/** The engine declares for this merchant: an inventory that came under another merchant's name has no place. */
function turnAwayInventory(story: Story, { ebpCode, order, inventory }: Parcel, context: ParcelContext): void {
  if (!inventory || !order || !engineDeclares(contentOf<Order>(order).ebcCode, context.reference)) return;
  const info = codedInfo(DOCUMENT_CODES.inventory.parameter, "ebcCode: the engine declares for the order's merchant");
  const result = { status: DOCUMENT_CODES.inventory.parameter, info, at: context.now };
  story.tell(documentReceipt('inventory', contentOf<Record<string, unknown>>(inventory), result));
  story.happened({ fact: 'dropped', kind: 'inventory', ebpCode });
}

/** A composed inventory has the receipts of a declared one (contract 4): it is accepted when it is first composed. */
function acceptComposed(
  story: Story,
  { clearances }: Parcel,
  { inventory, order, reference }: Bundle,
  { now }: ParcelContext,
): void {
  if (reference.settings.receipts !== 'full' || inventory.declared) return;
  const isFirst = clearances.every(({ outcome }) => outcome === 'EXPIRED');
  if (isFirst) story.tell(inventoryReceipt(inventory, order, { status: '2', info: ACCEPTED, at: now }));
}

/** The complete bundle of a parcel whose waybill is bound, as the rules read it. */
export function bundleOf(
  { group }: Pick<Story, 'group'>,
  ebpCode: string,
  recordTime: number,
  { reference, digest }: Pick<ParcelContext, 'reference' | 'digest'>,
): Bundle {
  const parcel = parcelOf(group, ebpCode);
  const waybill = waybillOf(group, ebpCode);
  if (!parcel.order || !parcel.payment || !waybill) throw new Error(`the bundle of a decided parcel is incomplete`);
  const order = contentOf<Order>(parcel.order);
  const carried = contentOf<Waybill>(waybill.document);
  return {
    order,
    orderLines: byGnum(order.lines),
    payment: contentOf<Payment>(parcel.payment),
    waybill: carried,
    inventory: parcel.inventory
      ? declaredInventory(contentOf<Inventory>(parcel.inventory), reference)
      : composeInventory(order, carried, reference, digest),
    day: beijingDay(recordTime),
    year: beijingYear(recordTime),
    reference,
  };
}

function askQuotaAndStock(story: Story, bundle: Bundle, deciding: Deciding): void {
  const { ebpCode, orderNo } = bundle.order;
  story.happened({ fact: 'deciding', ebpCode, deciding: JudgedDeciding.of(deciding, bundle) });
  const request: QuotaRequest = {
    request: 'reserve',
    ebpCode,
    orderNo,
    revision: deciding.revision,
    year: deciding.year,
    amount: deciding.judgement.dutiablePrice,
    emsNo: deciding.emsNo,
    items: takenItems(deciding.judgement.lines),
  };
  story.tell({ to: 'quota', key: deciding.buyerKey, message: request, at: deciding.at });
}
