import { excuseRepeats } from './repeats';

const refused = 'receipt order GUID-1 EBP1 O-1   -1301';
const letter = 'dead letter orders.v1 not-json {';
const clearance = 'clearance EBP1:O-1:1';
const accepted = 'receipt order GUID-1 EBP1 O-1   2';

describe('answers to records that their sender repeated', () => {
  const found = { lost: [], doubled: [refused, clearance, refused, accepted, letter], different: [] };

  it('are no doubling of the engine, as many as were repeated', () => {
    expect(excuseRepeats(found, 8)).toEqual({ ...found, doubled: [clearance, accepted], answered: 3 });
    expect(excuseRepeats(found, 1)).toEqual({ ...found, doubled: [clearance, refused, accepted, letter], answered: 1 });
  });

  it('are doublings where nothing was repeated', () => {
    expect(excuseRepeats(found, 0)).toEqual({ ...found, answered: 0 });
  });
});
