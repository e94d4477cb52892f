import type { ApplicationInput } from '../parcel/parcel-input';
import type { ParcelContext, Story } from '../parcel/story';
import { takeCancellation } from './take-cancellation';
import { takeReturn } from './take-return';

/** A cancellation or return whose fields are in order meets its parcel (contract 13). */
export function takeApplication(story: Story, input: ApplicationInput, context: ParcelContext): void {
  if (input.kind === 'cancellation') takeCancellation(story, input, context);
  else takeReturn(story, input, context);
}
