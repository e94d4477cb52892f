import {
  BEER_KEG,
  CHOCOLATE,
  FACE_CREAM,
  FACE_MASK,
  FORMULA,
  HANDBAG,
  OLIVE_OIL,
  VACUUM,
  WATCH,
  WHISKY,
  WINE,
  YELLOW_WINE,
  type BookItem,
} from './base-goods';
import type { Deal } from './documents';
import { full, matchedReceipts, notice, receiptsOf, reduced, reducedVat, released, reviewed } from './expectations';
import { bundleAt, dealOf } from './records';
import { changes, hsRow, inspection, item, settings, type ReferenceChange } from './reference-changes';
import type { ExpectedTax, Scenario } from './scenario';

/** One line without freight: its total is the dutiable price. */
function single(goods: BookItem, price: string, qty = '1'): Deal {
  return dealOf({ goods: [{ item: goods, qty, price }], freight: '0.00' });
}

export function unknownRateDeal(): Deal {
  return single(VACUUM, '5600.00');
}

function taxed(name: string, about: string, deal: Deal, tax: ExpectedTax, reference?: ReferenceChange): Scenario {
  return {
    name,
    about,
    ...(reference ? { reference } : {}),
    records: bundleAt(0, deal),
    anyOrder: true,
    expect: { clearances: [released({ tax })], notices: [notice('SHIP')] },
  };
}

const VECTORS: Scenario[] = [
  taxed(
    'tax-infant-formula-at-the-rate-of-2017',
    'A bill of 2017: 70 % of 17 % of 279.00.',
    single(FORMULA, '279.00'),
    reducedVat('279.00', '33.20'),
    hsRow(FORMULA.gcode, { vatRate: '0.17' }),
  ),
  taxed('tax-mixed-order-of-2019', 'A bill of 2019.', single(CHOCOLATE, '2803.30'), reducedVat('2803.30', '255.10')),
  taxed('tax-olive-oil', 'The low rate of 9 %.', single(OLIVE_OIL, '200.00'), reducedVat('200.00', '12.60')),
  taxed(
    'tax-skin-care-above-the-threshold',
    '20 yuan a gram: consumption tax is due, and its full amount is part of the VAT base.',
    single(FACE_CREAM, '1000.00'),
    reduced('1000.00', '107.06', '123.53', '230.59'),
  ),
  taxed('tax-wine', 'Ad valorem 10 %.', single(WINE, '1000.00'), reduced('1000.00', '101.11', '77.78', '178.89')),
  taxed(
    'tax-whisky',
    'Ad valorem 20 % and 0.912 a litre, 0.7 L.',
    single(WHISKY, '500.00'),
    reduced('500.00', '56.95', '88.06', '145.01'),
  ),
  taxed(
    'tax-handbag-at-full-rates',
    'One piece over the single limit passes at full rates: duty 6 %, VAT on price and duty.',
    single(HANDBAG, '5600.00'),
    full('5600.00', ['336.00', '771.68', '0.00', '1107.68']),
  ),
  taxed(
    'tax-watch-below-its-threshold-at-full-rates',
    'A watch of 6000.00 pays duty and VAT but no consumption tax.',
    single(WATCH, '6000.00'),
    full('6000.00', ['480.00', '842.40', '0.00', '1322.40']),
  ),
];

const RULES: Scenario[] = [
  taxed(
    'tax-yellow-wine',
    'Specific tax alone: 0.2495 a litre, two bottles of half a litre.',
    single(YELLOW_WINE, '50.00', '2'),
    reduced('100.00', '9.12', '0.17', '9.29'),
  ),
  taxed(
    'tax-beer-at-its-threshold',
    '265.77 for 100 L is exactly 2.6577 a litre: the higher specific rate.',
    single(BEER_KEG, '26.577', '10'),
    reduced('265.77', '26.49', '17.71', '44.20'),
  ),
  taxed(
    'tax-beer-below-its-threshold',
    'One fen less in all: the lower specific rate.',
    single(BEER_KEG, '26.576', '10'),
    reduced('265.76', '26.21', '15.59', '41.80'),
  ),
  taxed(
    'tax-cosmetics-at-the-gram-threshold',
    '500.00 for 50 g is exactly 10 a gram: due.',
    single(FACE_CREAM, '500.00'),
    reduced('500.00', '53.53', '61.76', '115.29'),
  ),
  taxed(
    'tax-cosmetics-below-the-gram-threshold',
    '499.99 for 50 g: not due.',
    single(FACE_CREAM, '499.99'),
    reducedVat('499.99', '45.50'),
  ),
  taxed(
    'tax-freight-lifts-over-the-gram-threshold',
    'The threshold looks at the dutiable price of the line, freight included.',
    { ...single(FACE_CREAM, '490.00'), freight: '10.00' },
    reduced('500.00', '53.53', '61.76', '115.29'),
  ),
  taxed(
    'tax-masks-at-the-sheet-threshold',
    '75.00 for five sheets is exactly 15 a sheet: due, though far below 10 a gram.',
    single(FACE_MASK, '75.00'),
    reduced('75.00', '8.03', '9.26', '17.29'),
  ),
  taxed(
    'tax-masks-below-the-sheet-threshold',
    '74.99 for five sheets: not due.',
    single(FACE_MASK, '74.99'),
    reducedVat('74.99', '6.82'),
  ),
  taxed(
    'tax-masks-without-a-second-quantity',
    'Recorded without a number of sheets only the grams count; the half fen of 6.825 is rounded up.',
    single(FACE_MASK, '75.00'),
    reducedVat('75.00', '6.83'),
    (base) => ({
      ...base,
      books: base.books.map((book) => ({
        ...book,
        items: book.items.map(({ unit2, qty2PerUnit, ...rest }) =>
          rest.itemNo === FACE_MASK.itemNo || !unit2 || !qty2PerUnit ? rest : { ...rest, unit2, qty2PerUnit },
        ),
      })),
    }),
  ),
  taxed(
    'tax-watch-at-its-threshold',
    '10000.00 a piece: consumption tax of 20 % on price and duty.',
    single(WATCH, '10000.00'),
    full('10000.00', ['800.00', '1755.00', '2700.00', '5255.00']),
  ),
  taxed(
    'tax-watch-one-fen-below-its-threshold',
    'Not due; the unrounded duty is part of the VAT base.',
    single(WATCH, '9999.99'),
    full('9999.99', ['800.00', '1404.00', '0.00', '2204.00']),
  ),
  taxed(
    'tax-whisky-at-full-rates',
    'Duty 10 %, then ad valorem and specific consumption tax, all of it due.',
    single(WHISKY, '6000.00'),
    full('6000.00', ['600.00', '1072.60', '1650.80', '3323.40']),
  ),
  taxed(
    'tax-at-the-single-limit-plus-one-fen',
    'One handbag for 5000.01 is past the limit: full rates.',
    single(HANDBAG, '5000.01'),
    { regime: 'FULL', dutiablePrice: '5000.01', customsTax: '300.00', valueAddedTax: '689.00', total: '989.00' },
  ),
];

/** Chocolate lines of one piece each. */
function chocolates(prices: string[], rest: Partial<Deal>): Deal {
  return dealOf({ goods: prices.map((price) => ({ item: CHOCOLATE, qty: '1', price })), ...rest });
}

function lines(...prices: string[]): Pick<Required<ExpectedTax>, 'lines'> {
  return { lines: prices.map((dutiablePrice, index) => ({ gnum: index + 1, dutiablePrice })) };
}

const APPORTIONMENTS: Scenario[] = [
  taxed(
    'apportioned-freight-leaves-a-remainder',
    'Three equal lines share 10.00: the last takes 3.34. The tax of the parcel is the sum of the rounded lines.',
    chocolates(['10.00', '10.00', '10.00'], { freight: '10.00' }),
    { ...reducedVat('40.00', '3.63'), ...lines('13.33', '13.33', '13.34') },
  ),
  taxed(
    'freight-and-insurance-are-apportioned-each-for-itself',
    'Of 10.00 and of 1.00 the last line takes both remainders.',
    chocolates(['10.00', '10.00', '10.00'], { freight: '10.00', insuredFee: '1.00' }),
    { dutiablePrice: '41.00', ...lines('13.66', '13.66', '13.68') },
  ),
  taxed(
    'apportionment-by-line-value',
    'Freight follows the values of the lines, not their number.',
    chocolates(['75.00', '25.00'], { freight: '10.00' }),
    { dutiablePrice: '110.00', total: '10.01', ...lines('82.50', '27.50') },
  ),
  taxed(
    'a-half-fen-is-rounded-up',
    'Two equal lines share 0.05: 0.03 and the rest of 0.02.',
    chocolates(['10.00', '10.00'], { freight: '0.05' }),
    { dutiablePrice: '20.05', ...lines('10.03', '10.02') },
  ),
  taxed(
    'a-negative-remainder-stands',
    'Four equal lines share 0.02: three are rounded up to 0.01, the last takes -0.01.',
    chocolates(['10.00', '10.00', '10.00', '10.00'], { freight: '0.02' }),
    { dutiablePrice: '40.02', ...lines('10.01', '10.01', '10.01', '9.99') },
  ),
  taxed(
    'gifts-alone',
    'Every line is worth 0: the last takes all of the freight.',
    chocolates(['0.00', '0.00'], { freight: '10.00' }),
    { ...reducedVat('10.00', '0.91'), ...lines('0.00', '10.00') },
  ),
  taxed(
    'a-gift-beside-goods',
    'A line worth 0 in first place takes no freight.',
    chocolates(['0.00', '90.00'], { freight: '10.00' }),
    { ...reducedVat('100.00', '9.10'), ...lines('0.00', '100.00') },
  ),
  taxed(
    'a-discount-does-not-lower-the-dutiable-price',
    'Vouchers are a way of paying, not a lower price.',
    chocolates(['90.00'], { discount: '50.00' }),
    reducedVat('100.00', '9.10'),
  ),
];

const UNKNOWN_RATES: Scenario[] = [
  {
    name: 'duty-rate-unknown',
    about: 'At full rates a tax without a duty rate cannot be told: an officer decides; quota and stock are counted.',
    records: bundleAt(0, unknownRateDeal()),
    anyOrder: true,
    expect: {
      clearances: [
        reviewed({
          reasons: [{ reason: 'DUTY_RATE_UNKNOWN', code: null }],
          tax: null,
          quota: { year: 2026, limit: '26000.00', usedBefore: '0.00', usedAfter: '5600.00' },
        }),
      ],
      receipts: receiptsOf(matchedReceipts('300')),
      notices: [notice('HOLD')],
      waiting: 0,
    },
  },
  taxed(
    'an-unknown-duty-rate-does-not-matter-within-the-limit',
    'At reduced rates the duty is 0, so nobody asks for its rate.',
    single(VACUUM, '5000.00'),
    reducedVat('5000.00', '455.00'),
  ),
  {
    name: 'duty-rate-unknown-goes-before-the-draw',
    about: 'The parcel would be drawn for inspection, but the unknown rate comes first.',
    reference: inspection({ rates: { advanced: 1, regular: 1, discredited: 1 }, roster: ['officer-1'] }),
    records: bundleAt(0, unknownRateDeal()),
    anyOrder: true,
    expect: { clearances: [reviewed({ inspection: null })], notices: [notice('HOLD')] },
  },
  taxed(
    'a-single-limit-of-the-port-moves-the-regime',
    'With a limit of 99.99 one box for 100.00 is taxed at full rates: duty 10 %.',
    single(CHOCOLATE, '100.00'),
    full('100.00', ['10.00', '14.30', '0.00', '24.30']),
    changes(settings({ singleLimit: '99.99' }), item(CHOCOLATE, { stock: '1' })),
  ),
];

export const TAX: Scenario[] = [...VECTORS, ...RULES, ...APPORTIONMENTS, ...UNKNOWN_RATES];
