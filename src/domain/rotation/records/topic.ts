import { dayMs } from '../../calendar/zone';
import type { Reader } from '../../people/store';
import { layerOfSlot } from '../onDuty';
import { stintsOf } from '../stints';
import { type RotationRecord, rotationsOf, versionAt } from './rotation';

/** Who a channel's topic names for one rotation. */
export interface TopicDuty {
  rotation: RotationRecord;
  zone: string;
  users: string[];
  /** The next handoff; `null`: not as far as shifts are written down. */
  until: Date | null;
}

/** Of the rotations that have the topic of this channel set, by name. */
export async function topicDuties(read: Reader, workspaceId: string, channelId: string, now: Date): Promise<TopicDuty[]> {
  const rotations = await topicRotations(read, workspaceId);
  return Promise.all(rotations.filter((rotation) => rotation.channelId === channelId).map((rotation) => dutyOf(read, rotation, now)));
}

export async function topicRotations(read: Reader, workspaceId: string): Promise<RotationRecord[]> {
  return (await rotationsOf(read, workspaceId)).filter(({ kind, options }) => kind === 'turns' && options.setTopic);
}

/** Longer than any night or weekend between two shifts of one stint. */
const lookBackMs = 8 * dayMs;
const mostShifts = 1_000;

/** By stints, which reach over nights and weekends: a topic changes with the handoff, not each evening. */
async function dutyOf(read: Reader, rotation: RotationRecord, now: Date): Promise<TopicDuty> {
  const { layers = [], zone = 'UTC' } = (versionAt(rotation, now)?.definition ?? {}) as { layers?: { name: string }[]; zone?: string };
  const shifts = await read.shift.findMany({
    where: { rotationId: rotation.id, end: { gt: new Date(now.getTime() - lookBackMs) }, state: { in: ['planned', 'on', 'served'] } },
    orderBy: { start: 'asc' },
    take: mostShifts,
  });
  const running = stintsOf(shifts).filter(({ start, end }) => start <= now && now < end);
  const place = ({ shifts: [first] }: (typeof running)[0]) =>
    Math.max(
      0,
      layers.findIndex(({ name }) => name === layerOfSlot(first?.slot ?? '')),
    );
  const top = Math.min(...running.map(place));
  const on = running.filter((stint) => place(stint) === top);
  const ends = on.map(({ end }) => end.getTime());
  const next = shifts.find(({ start }) => start > now)?.start ?? null;
  return {
    rotation,
    zone,
    users: [...new Set(on.map(({ userId }) => userId))],
    until: ends.length > 0 ? new Date(Math.min(...ends)) : next,
  };
}
