import type { Draw, DrawContext, Words } from '../../delivery/words';
import { hostsOf } from '../../domain/rotation/company/host';
import type { Finding } from '../../domain/rotation/health';
import { zoneOf } from '../../domain/rotation/home';
import { insteadOf, type Proposed } from '../../domain/rotation/proposals';
import { findRotation, type RotationRecord } from '../../domain/rotation/records/rotation';
import { scheduleOf } from '../../domain/rotation/records/schedule';
import { remindersOf } from '../../domain/rotation/reminders/due';
import { findingsNow, urgentAheadMs } from '../../domain/rotation/reminders/findings';
import type { Unreachable } from '../../domain/rotation/reminders/reach';
import { isTooLate } from '../../domain/rotation/reminders/rules';
import { isSameFinding } from '../../domain/rotation/reminders/told';
import { namesOf } from '../escalations/facts';
import { actions, button, section } from '../escalations/parts';
import { findingMessage, mendButtons, weeklyMessage } from './lead-notices';
import { type ReminderFacts, reminderMessage, unreachableText } from './reminders';

export const reminderWords = { 'rota.reminder': reminder, 'rota.finding': finding, 'rota.weekly': weekly } satisfies Partial<Words>;

interface ReminderData {
  what: ReminderFacts['what'];
  userId: string;
  start: string;
  end: string;
}

/** Declines when the shift is gone or is not theirs any more, begins at another time, or the reminder comes too late. */
async function reminder({ workspaceId, subject, data }: Parameters<Draw>[0], { read, now }: DrawContext): ReturnType<Draw> {
  const { what, userId, start, end } = data as unknown as ReminderData;
  const shift = await read.shift.findUnique({ where: { id: subject } });
  const rotation = shift && (await findRotation(read, workspaceId, shift.rotationId));
  if (!shift || !rotation || shift.userId !== userId || shift.state !== 'planned' || shift.start.toISOString() !== start) return null;
  const { zone } = await remindersOf(read, workspaceId, userId);
  const asks = what === 'snoozed' || what === 'silent';
  if (asks ? now >= shift.start : isTooLate(what, shift.start, zone, now)) return null;
  const hosts = rotation.kind === 'sittings' ? await hostsOf(read, rotation, shift.start) : [];
  const nameOf = await namesOf(read, workspaceId, hosts);
  return reminderMessage({
    ...{ what, shiftId: subject, rotation: rotation.name, zone, hosts: hosts.map(nameOf) },
    start: shift.start,
    end: new Date(end),
  });
}

interface FindingData {
  findings?: Finding[];
  unreachable?: Unreachable;
  shiftId?: string;
}

/** Declines when it is mended. */
async function finding({ workspaceId, subject, data }: Parameters<Draw>[0], { read, now }: DrawContext): ReturnType<Draw> {
  const rotation = await findRotation(read, workspaceId, subject);
  if (!rotation || rotation.removedAt) return null;
  const { findings = [], unreachable, shiftId } = data as unknown as FindingData;
  if (unreachable) return unreachableMessage(read, rotation, unreachable, shiftId ?? '', now);
  const current = await stillThere(read, rotation, findings, now, new Date(now.getTime() + urgentAheadMs));
  const [first, ...more] = current;
  if (!first) return null;
  const words = await wordsFor(read, rotation, current, now);
  return more.length > 0 ? weeklyMessage(current, rotation.id, words) : findingMessage(first, rotation.id, words);
}

async function unreachableMessage(read: DrawContext['read'], rotation: RotationRecord, who: Unreachable, shiftId: string, now: Date) {
  const shift = await read.shift.findUnique({ where: { id: shiftId } });
  if (!shift || shift.userId !== who.userId || shift.confirmedAt || shift.end <= now || shift.state === 'cancelled') return null;
  const nameOf = await namesOf(read, rotation.workspaceId, [who.userId]);
  const channel = await read.channel.findUnique({
    where: { workspaceId_channelId: { workspaceId: rotation.workspaceId, channelId: rotation.channelId } },
  });
  const text = unreachableText({
    ...{ why: who.why, name: nameOf(who.userId), rotation: rotation.name, channel: channel?.name ?? null },
    start: shift.start,
    zone: zoneOf(rotation, shift.start),
  });
  const span = { start: Math.max(shift.start.getTime(), now.getTime()), end: new Date(who.end).getTime() };
  const proposal = insteadOf((await scheduleOf(read, rotation, now)).rotaAt(span.start), who.userId, span);
  const found: Proposed = { finding: 'unreachable', member: who.userId, ...span, ...(proposal && { proposal }) };
  const mends = mendButtons(found, rotation.id, await wordsFor(read, rotation, [found], now));
  return { text, blocks: [section(text), ...actions([...mends, button('Change who is on', 'rota_change', rotation.id)])] };
}

async function weekly({ workspaceId, subject, data }: Parameters<Draw>[0], { read, now }: DrawContext): ReturnType<Draw> {
  const rotation = await findRotation(read, workspaceId, subject);
  if (!rotation || rotation.removedAt) return null;
  const { findings } = data as unknown as { findings: Finding[] };
  const until = rotation.publishedUntil ?? new Date(now.getTime() + urgentAheadMs);
  const current = await stillThere(read, rotation, findings, now, until);
  return current.length > 0 ? weeklyMessage(current, rotation.id, await wordsFor(read, rotation, current, now)) : null;
}

async function stillThere(
  read: DrawContext['read'],
  rotation: RotationRecord,
  told: Finding[],
  now: Date,
  until: Date,
): Promise<Proposed[]> {
  return (await findingsNow(read, rotation, now, until)).filter((found) => told.some((one) => isSameFinding(one, found)));
}

async function wordsFor(read: DrawContext['read'], rotation: RotationRecord, findings: Proposed[], now: Date) {
  const users = findings.flatMap((one) => [
    one.proposal ?? null,
    'member' in one ? one.member : null,
    ...(one.finding === 'idle' ? [one.change.from, one.change.to] : []),
  ]);
  return { nameOf: await namesOf(read, rotation.workspaceId, users), rotation: rotation.name, zone: zoneOf(rotation, now) };
}
