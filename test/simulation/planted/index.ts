import { DECIDER_BUGS } from './decider-bugs';
import { FENCE_BUGS } from './fence-bugs';
import { RECOVERY_BUGS } from './recovery-bugs';

export type { PlantedBug } from './planted-bug';
export const PLANTED_BUGS = [...FENCE_BUGS, ...RECOVERY_BUGS, ...DECIDER_BUGS];
