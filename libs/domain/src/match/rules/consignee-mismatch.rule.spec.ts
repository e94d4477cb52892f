import { LI } from '../../../../../seeds/scenarios/people';
import { bundleOf, mismatches } from '../../bundle/bundle.fixture';
import { consigneeMismatch } from './consignee-mismatch.rule';

const found = (waybill: Record<string, string>) => mismatches(consigneeMismatch, bundleOf({ waybill }));

describe('consignee mismatch', () => {
  it('is silent when the waybill goes to the consignee of the order, however it is written', () => {
    expect(found({})).toEqual([]);
    expect(found({ consigneeTelephone: '+86 199-0000-0001', consigneeAddress: ' 河南省郑州市港湾路１号 ' })).toEqual(
      [],
    );
  });

  it('reports each differing field by itself, masked, without a code', () => {
    const side = (document: string, field: string, value: string) => ({ document, field, value });
    expect(found({ consignee: LI.name, consigneeTelephone: LI.telephone, consigneeAddress: LI.address })).toStrictEqual(
      [
        {
          reason: 'CONSIGNEE_MISMATCH',
          left: side('order', 'consignee', '王***明'),
          right: side('waybill', 'consignee', '李***'),
        },
        {
          reason: 'CONSIGNEE_MISMATCH',
          left: side('order', 'consigneeTelephone', '1***1'),
          right: side('waybill', 'consigneeTelephone', '1***2'),
        },
        {
          reason: 'CONSIGNEE_MISMATCH',
          left: side('order', 'consigneeAddress', '河***号'),
          right: side('waybill', 'consigneeAddress', '浙***号'),
        },
      ],
    );
  });

  it('does not tear a character outside the basic plane', () => {
    expect(found({ consignee: '\u{20BB7}野家' })).toMatchObject([{ right: { value: '\u{20BB7}***家' } }]);
  });
});
