import type { OutboundRecord } from '@sandan/pipeline';
import type { DayRecord } from '../../../../seeds/day';

/** A record of a made-up day, for a log. */
export function dayOutbound({ topic, key, value, timestamp }: DayRecord): OutboundRecord {
  return { topic, key, value: typeof value === 'string' ? value : JSON.stringify(value), timestamp };
}
