import { PAYER } from './base';
import { masked, refused, released } from './expectations';
import { WANG, XU, ZHAO, type Person } from './people';
import { bundleAt, dealOf, declaredBundleAt, declaredDealOf, type BundleChanges } from './records';
import type { Scenario } from './scenario';

/** The same thing written in two ways: the parcel passes. */
function same(name: string, about: string, buyer: Person, changes: BundleChanges): Scenario {
  return {
    name,
    about,
    records: bundleAt(0, dealOf({ buyer }), changes),
    anyOrder: true,
    expect: { clearances: [released()] },
  };
}

const DOTTED: Person = { ...ZHAO, name: '阿依·古丽' };

export const NORMALISATION: Scenario[] = [
  same('full-width-names', 'A name typed in full-width letters is the same name.', ZHAO, {
    payment: { payerName: 'Ｚｈａｏ　Ｌａｎ' },
    waybill: { consignee: 'Ｚｈａｏ Ｌａｎ' },
  }),
  same('middle-dots', 'The dots that systems put between the parts of a name are one dot.', DOTTED, {
    payment: { payerName: '阿依•古丽' },
    waybill: { consignee: '阿依・古丽' },
  }),
  same(
    'a-middle-dot-typed-as-a-full-stop',
    'A full stop and its full-width form stand for the middle dot too.',
    DOTTED,
    {
      payment: { payerName: '阿依.古丽' },
      waybill: { consignee: '阿依．古丽' },
    },
  ),
  same('telephone-with-plus-86', '+86, blanks, hyphens and brackets do not make another telephone.', WANG, {
    waybill: { consigneeTelephone: '+86 (199) 0000-0001' },
  }),
  same('telephone-with-0086', 'A leading 0086 before eleven digits is dropped.', WANG, {
    waybill: { consigneeTelephone: '0086 199 0000 0001' },
  }),
  same('telephone-with-86', 'A leading 86 before eleven digits is dropped, full-width digits are digits.', WANG, {
    waybill: { consigneeTelephone: '８６１９９００００００01' },
  }),
  {
    name: 'dots-of-a-telephone-are-equal',
    about: 'Middle dots are equal in numbers too.',
    records: bundleAt(0, dealOf(), {
      order: { consigneeTelephone: '199.0000.0001' },
      waybill: { consigneeTelephone: '199·0000·0001' },
    }),
    anyOrder: true,
    expect: { clearances: [released()] },
  },
  same('blanks-collapse', 'Leading, trailing and repeated blanks do not make another name or address.', ZHAO, {
    payment: { payerName: ' Zhao   Lan ' },
    waybill: { consigneeAddress: `${ZHAO.address}  ` },
  }),
  same('lower-case-x-of-an-id', 'The check character X may be typed small on either side.', XU, {
    order: { buyerIdNumber: XU.idNumber.toLowerCase() },
  }),
  same('codes-are-normalised-in-match-rules', 'A full-width code of the order is the same code.', WANG, {
    order: { payCode: PAYER.replace('0000', '００００'), payTransactionId: 'ＴＸＮ－0001' },
  }),
  {
    name: 'declared-numbers-are-normalised-in-match-rules',
    about: 'Waybill number and telephone of an inventory are compared after normalisation.',
    records: declaredBundleAt(0, declaredDealOf(), {
      inventory: { logisticsNo: 'ＷＢ-0001', buyerTelephone: `86${WANG.telephone}` },
    }),
    anyOrder: true,
    expect: { clearances: [released()] },
  },
  {
    name: 'latin-case-is-kept',
    about: 'Apart from the X of an ID number, upper and lower case are different letters.',
    records: bundleAt(0, dealOf({ buyer: ZHAO }), { payment: { payerName: 'ZHAO LAN' } }),
    anyOrder: true,
    expect: {
      clearances: [
        refused([
          {
            reason: 'PAYER_MISMATCH',
            left: { document: 'order', field: 'buyerName', value: masked('Zhao Lan') },
            right: { document: 'payment', field: 'payerName', value: masked('ZHAO LAN') },
          },
        ]),
      ],
    },
  },
  {
    name: 'eighty-six-inside-a-short-number-stays',
    about: '86 is a prefix only before eleven digits: a landline that begins with it is another number.',
    records: bundleAt(0, dealOf(), {
      order: { consigneeTelephone: '8612345' },
      waybill: { consigneeTelephone: '12345' },
    }),
    anyOrder: true,
    expect: {
      clearances: [
        refused([
          {
            reason: 'CONSIGNEE_MISMATCH',
            left: { document: 'order', field: 'consigneeTelephone', value: masked('8612345') },
            right: { document: 'waybill', field: 'consigneeTelephone', value: masked('12345') },
          },
        ]),
      ],
    },
  },
];
