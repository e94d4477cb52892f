import type { Book, BookItem } from '@sandan/domain';
import type { ReferenceProblem } from './bad-reference.error';
import { readList, type RecordReader, refuseRepeats } from './record-reader';

export const BOOKS_FILE = 'books.json';

/** `books.json` (contract 11): the bonded account books with their opening stock. */
export function readBooks(value: unknown, problems: ReferenceProblem[]): Book[] {
  const books = readList(BOOKS_FILE, '', value, problems, readBook);
  refuseRepeats(
    books,
    ({ emsNo }) => emsNo,
    (at) =>
      problems.push({
        file: BOOKS_FILE,
        at: `/${at}/emsNo`,
        why: 'book listed twice',
        repair: 'put all items into one entry',
      }),
  );
  return books;
}

function readBook(reader: RecordReader): Book {
  const items = reader.list('items', readItem);
  refuseRepeats(
    items,
    ({ itemRecordNo }) => itemRecordNo,
    (at) => reader.bad(`items/${at}/itemRecordNo`, 'recorded twice in this book', 'give each item its own number'),
  );
  return {
    emsNo: reader.text('emsNo'),
    areaCode: reader.text('areaCode'),
    areaName: reader.text('areaName'),
    customsCode: reader.text('customsCode'),
    portCode: reader.text('portCode'),
    trafMode: reader.text('trafMode'),
    agentCode: reader.text('agentCode'),
    agentName: reader.text('agentName'),
    assureCode: reader.text('assureCode'),
    items,
  };
}

function readItem(reader: RecordReader): BookItem {
  return {
    itemRecordNo: reader.text('itemRecordNo'),
    itemNo: reader.text('itemNo'),
    ebcCode: reader.text('ebcCode'),
    gcode: reader.text('gcode'),
    gname: reader.text('gname'),
    gmodel: reader.text('gmodel'),
    ...reader.optionalText('barCode'),
    country: reader.text('country'),
    unit: reader.text('unit'),
    unit1: reader.text('unit1'),
    qty1PerUnit: reader.factor('qty1PerUnit'),
    ...reader.optionalText('unit2'),
    ...reader.optionalFactor('qty2PerUnit'),
    stock: reader.amount('stock'),
  };
}
