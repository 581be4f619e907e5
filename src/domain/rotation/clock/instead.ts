import type { Handoff } from '../../../generated/sqlite/client';
import type { Reader } from '../../people/store';
import { mendOf } from '../health';
import type { RotationRecord } from '../records/rotation';
import { scheduleOf } from '../records/schedule';
import { nextHandover } from './around';
import { longestStayMs } from './rules';

/** Who could serve best in place of somebody who does not accept; `null`: nobody is free. */
export async function bestInstead(read: Reader, rotation: RotationRecord, { at }: Pick<Handoff, 'at'>, now: Date): Promise<string | null> {
  const from = now > at ? now : at;
  const next = await nextHandover(read, rotation, from);
  const timeline = await scheduleOf(read, rotation, now);
  const end = next?.at.getTime() ?? from.getTime() + longestStayMs;
  return mendOf(timeline.rotaAt(from.getTime()), { start: from.getTime(), end }).mend ?? null;
}
