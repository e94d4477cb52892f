import type { Waybill } from '@sandan/domain';
import { syntheticAddress, syntheticName, syntheticTelephone } from '../identity';
import type { OpenDay } from './open-day';
import type { ParcelDraft } from './parcel-draft';
import { type Sending, appStatusOf, guidOf } from './transmission';
import { thousandths, yuan } from './wire-decimal';

export const PACKING_GRAMS = 250;

export function waybillDocument(day: OpenDay, draft: ParcelDraft, sending: Sending): Waybill {
  const { carrier, consignee, prefixedTelephone } = draft;
  const telephone = syntheticTelephone(consignee);
  return {
    guid: guidOf(day, draft.index, sending),
    appType: sending.planned.appType,
    appTime: day.stampOf(sending.atMs),
    appStatus: appStatusOf(sending),
    logisticsCode: carrier.code,
    logisticsName: carrier.name,
    logisticsNo: day.waybillNoOf(draft.index),
    orderNo: draft.orderNo,
    freight: yuan(draft.freightFen),
    insuredFee: yuan(draft.insuredFen),
    currency: '142',
    weight: thousandths(draft.weightGrams + PACKING_GRAMS),
    packNo: 1,
    goodsInfo: draft.lines[0]?.item.recorded.gname ?? '',
    consignee: syntheticName(consignee),
    consigneeAddress: syntheticAddress(consignee),
    consigneeTelephone: prefixedTelephone ? `+86 ${telephone}` : telephone,
  };
}
