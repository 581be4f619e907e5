import type { Reader } from '../../people/store';
import { shortagesIn } from '../health';
import type { RotationRecord } from '../records/rotation';
import { scheduleOf } from '../records/schedule';
import { giveOf, isGap, type SwapRecord } from './request';

/** Whether somebody is on meanwhile where nobody was: whoever takes it now would be one too many. */
export async function isFilled(read: Reader, rotation: RotationRecord, request: SwapRecord, now: Date): Promise<boolean> {
  if (!isGap(request) || rotation.kind !== 'turns') return false;
  const give = giveOf(request);
  return shortagesIn((await scheduleOf(read, rotation, now)).rotaAt(give.start), give).length === 0;
}
