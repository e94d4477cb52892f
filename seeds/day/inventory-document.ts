import type { Inventory, InventoryLine } from '@sandan/domain';
import { syntheticAddress, syntheticIdNumber, syntheticName, syntheticTelephone } from '../identity';
import type { DraftLine } from './draft-goods';
import type { OpenDay } from './open-day';
import type { ParcelDraft } from './parcel-draft';
import { type Sending, appStatusOf, guidOf } from './transmission';
import { PACKING_GRAMS } from './waybill-document';
import { thousandths, times, yuan } from './wire-decimal';

const CHINA = '142';
const CNY = '142';

function inventoryLine({ item, qty, priceFen }: DraftLine, at: number): InventoryLine {
  const { recorded } = item;
  const line: InventoryLine = {
    gnum: at + 1,
    itemRecordNo: recorded.itemRecordNo,
    itemNo: recorded.itemNo,
    itemName: recorded.gname,
    gcode: recorded.gcode,
    gname: recorded.gname,
    gmodel: recorded.gmodel,
    barCode: recorded.barCode ?? '无',
    country: recorded.country,
    currency: CNY,
    qty: String(qty),
    unit: recorded.unit,
    qty1: times(recorded.qty1PerUnit, qty),
    unit1: recorded.unit1,
    price: yuan(priceFen),
    totalPrice: yuan(qty * priceFen),
  };
  if (recorded.unit2 !== undefined) {
    line.qty2 = times(recorded.qty2PerUnit ?? '0', qty);
    line.unit2 = recorded.unit2;
  }
  return line;
}

/** The declaration of a merchant that declares by an agent. */
export function inventoryDocument(day: OpenDay, draft: ParcelDraft, sending: Sending): Inventory {
  const { platform, merchant, carrier, agent, warehouse, book, buyer } = draft;
  return {
    guid: guidOf(day, draft.index, sending),
    appType: sending.planned.appType,
    appTime: day.stampOf(sending.atMs),
    appStatus: appStatusOf(sending),
    orderNo: draft.orderNo,
    ebpCode: platform.code,
    ebpName: platform.name,
    ebcCode: merchant.code,
    ebcName: merchant.name,
    logisticsNo: day.waybillNoOf(draft.index),
    logisticsCode: carrier.code,
    logisticsName: carrier.name,
    copNo: `C${draft.orderNo}`,
    assureCode: book.assureCode,
    emsNo: book.emsNo,
    ieFlag: 'I',
    declTime: day.stampOf(sending.openedMs + draft.inventoryDelayMs).slice(0, 8),
    customsCode: book.customsCode,
    portCode: book.portCode,
    buyerIdType: '1',
    buyerIdNumber: syntheticIdNumber(buyer),
    buyerName: syntheticName(buyer),
    buyerTelephone: syntheticTelephone(buyer),
    consigneeAddress: syntheticAddress(draft.consignee),
    agentCode: agent.code,
    agentName: agent.name,
    areaCode: warehouse.code,
    areaName: warehouse.name,
    tradeMode: '1210',
    trafMode: book.trafMode,
    country: CHINA,
    freight: yuan(draft.freightFen),
    insuredFee: yuan(draft.insuredFen),
    currency: CNY,
    wrapType: '2',
    packNo: 1,
    grossWeight: thousandths(draft.weightGrams + PACKING_GRAMS),
    netWeight: thousandths(draft.weightGrams),
    lines: draft.lines.map(inventoryLine),
  };
}
