import { CHOCOLATE, HONEYCOMB, MERCURY_CREAM } from '../../../../../seeds/scenarios/base-goods';
import { hsRowFrom } from '../../../../../seeds/scenarios/reference-changes';
import { oneOfEach } from '../../../../../seeds/scenarios/refusal';
import { bundleOf, refusals } from '../../bundle/bundle.fixture';
import { goodsProhibited } from './goods-prohibited.rule';

describe('goods prohibited', () => {
  it('is silent for goods whose row says no, and for a code without a row', () => {
    expect(refusals(goodsProhibited, bundleOf({ deal: oneOfEach(CHOCOLATE, HONEYCOMB) }))).toEqual([]);
  });

  it('reports each line whose row says prohibited', () => {
    const bundle = bundleOf({ deal: oneOfEach(CHOCOLATE, MERCURY_CREAM) });
    expect(refusals(goodsProhibited, bundle)).toStrictEqual([
      {
        reason: 'GOODS_PROHIBITED',
        left: { document: 'inventory', field: 'gcode', value: MERCURY_CREAM.gcode, gnum: 2 },
      },
    ]);
  });

  it('takes the row that holds on the day of the decision', () => {
    const reference = hsRowFrom(CHOCOLATE.gcode, '2026-11-11', '2026-11-12', { prohibited: 'yes' });
    const found = (at: string) =>
      refusals(goodsProhibited, bundleOf({ deal: oneOfEach(CHOCOLATE), reference, at: Date.parse(at) }));
    expect(found('2026-11-11T23:59:59.999+08:00')).toEqual([]);
    expect(found('2026-11-12T00:00:00.000+08:00')).toHaveLength(1);
  });
});
