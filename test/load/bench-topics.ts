export const PARTITIONS = 6;
/** The documents that every contender reads. */
export const READ_BY_ALL = ['orders.v1', 'payments.v1', 'logistics.v1'] as const;
/** Topics that only the bench knows; the usual way reads a piece of the day under names of its own. */
export const FLOOR_OUTPUT = 'floor.outputs';
export const USUAL_OUTPUT = 'usual.outputs';
export const USUAL_PREFIX = 'usual.';
