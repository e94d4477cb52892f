import { CHOCOLATE, HONEYCOMB, MILK_POWDER, TISSUE, UNRECORDED } from '../../../../../seeds/scenarios/base-goods';
import { oneOfEach } from '../../../../../seeds/scenarios/refusal';
import { bundleOf, refusals } from '../../bundle/bundle.fixture';
import { notOnPositiveList } from './not-on-positive-list.rule';

describe('not on the positive list', () => {
  it('is silent for a code whose row says yes', () => {
    expect(refusals(notOnPositiveList, bundleOf({ deal: oneOfEach(CHOCOLATE) }))).toEqual([]);
  });

  it('reports each code that says no, says nothing certain or has no row', () => {
    const bundle = bundleOf({ deal: oneOfEach(TISSUE, CHOCOLATE, MILK_POWDER, HONEYCOMB) });
    expect(refusals(notOnPositiveList, bundle)).toStrictEqual(
      [
        { value: TISSUE.gcode, gnum: 1 },
        { value: MILK_POWDER.gcode, gnum: 3 },
        { value: HONEYCOMB.gcode, gnum: 4 },
      ].map((place) => ({
        reason: 'NOT_ON_POSITIVE_LIST',
        left: { document: 'inventory', field: 'gcode', ...place },
      })),
    );
  });

  it('leaves a line without an HS code to the record of the book', () => {
    expect(refusals(notOnPositiveList, bundleOf({ deal: oneOfEach(UNRECORDED) }))).toEqual([]);
  });
});
