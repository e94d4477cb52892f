import { present } from '../documents/present';
import type { Inventory, InventoryLine } from '../documents/document';
import { decimal } from '../money/decimal';
import { fraction, ZERO } from '../money/fraction';
import type { Reference } from '../reference/reference';
import { byGnum, decimalText, gnumOf, type InventoryView, type InventoryViewLine } from './inventory-view';

/** The declared inventory (CEB621) as the rules read it; its lines are found by `emsNo` and `itemRecordNo`. */
export function declaredInventory(inventory: Inventory, reference: Reference): InventoryView {
  const lines = byGnum(inventory.lines).map((line) => declaredLine(inventory.emsNo, line, reference));
  const book = reference.books.get(inventory.emsNo);
  return {
    declared: inventory,
    guid: inventory.guid,
    ebcCode: inventory.ebcCode,
    freight: decimal(inventory.freight),
    insuredFee: decimal(inventory.insuredFee),
    customsCode: inventory.customsCode,
    emsNo: inventory.emsNo,
    areaCode: inventory.areaCode,
    agentCode: inventory.agentCode,
    assureCode: inventory.assureCode,
    lines,
    books: book ? [book] : [],
  };
}

function declaredLine(emsNo: string, line: InventoryLine, reference: Reference): InventoryViewLine {
  const recorded = reference.recordedItem(emsNo, line.itemRecordNo);
  return {
    gnum: gnumOf(line),
    itemRecordNo: line.itemRecordNo,
    gcode: line.gcode,
    country: line.country,
    unit: line.unit,
    qty: decimal(line.qty),
    qtyText: decimalText(line.qty),
    qty1: fraction(decimalText(line.qty1)) ?? ZERO,
    totalPrice: decimal(line.totalPrice),
    ...(present(line.itemNo) && { itemNo: line.itemNo }),
    ...(present(line.qty2) && present(line.unit2) && { qty2: fraction(decimalText(line.qty2)) ?? ZERO }),
    ...(recorded && { recorded }),
  };
}
