import { type Database, writeTx } from '../../../database';
import { owe } from '../../../delivery/owe';
import type { Slack } from '../../../slack';
import { takeSlot } from '../../../slots';
import { dayMs } from '../../calendar/zone';
import type { Reader } from '../../people/store';
import { type GroupState, groupState, groupStates } from './group';
import { compareGroup, leftOutSlot, mustBeSet, setBack } from './links';
import { topicDebt } from './present';
import type { RotationRecord } from './rotation';
import { topicRotations } from './topic';

const job = 'present-duty';

/** Each minute: groups and topics that do not show who is on are set. Each hour: what was changed by hand is set back. */
export async function comparePresence(db: Database, slack: Slack, now: Date): Promise<void> {
  const { workspaceId } = slack;
  for (const state of await groupStates(db.read, workspaceId, now)) await compareOne(db, slack, state, now);
  await compareTopics(db, workspaceId, now);
}

async function compareOne(db: Database, slack: Slack, state: GroupState, now: Date): Promise<void> {
  const { workspaceId, groupId } = state;
  const isNew = await meet(slack, state);
  const { link, plan } = isNew ? ((await groupState(db.read, workspaceId, groupId, now)) ?? state) : state;
  const current = { ...state, link, plan };
  if (mustBeSet(current, now) || isToNote(current) || (await hasUntold(db.read, current)))
    await writeTx(db, (tx) => compareGroup(tx, workspaceId, groupId, now));
  if (link?.lastAt && !link.error) await lookAtGroup(db, slack, groupId, now);
}

const isToNote = ({ link, plan }: GroupState): boolean =>
  (plan.by === 'nobody') !== (link?.isStale ?? false) || (link?.error != null && !plan.differs);

async function hasUntold(read: Database['read'], state: GroupState): Promise<boolean> {
  const slots = state.plan.leftOut.filter(({ is }) => is !== 'unknown').map((one) => leftOutSlot(state, one));
  return slots.length > 0 && (await read.jobSlot.count({ where: { key: { in: slots } } })) < slots.length;
}

/** Somebody is on whom Backline has not met yet. */
async function meet({ people }: Slack, { plan }: GroupState): Promise<boolean> {
  const strangers = plan.leftOut.filter(({ is }) => is === 'unknown');
  for (const { user } of strangers) await people.get(user);
  return strangers.length > 0;
}

/** Where Slack does not answer, it is asked again an hour later. */
async function lookAtGroup(db: Database, slack: Slack, groupId: string, now: Date): Promise<void> {
  const slot = `rota_group:${groupId}:${hourOf(now)}`;
  if (await isTaken(db.read, slot)) return;
  const outcome = await slack.client.call('usergroups.users.list', { usergroup: groupId, include_disabled: true });
  await writeTx(db, async (tx) => {
    if (!(await takeSlot(tx, job, slot, now)) || outcome.is !== 'ok') return;
    await setBack(tx, slack.workspaceId, groupId, outcome.answer.users ?? [], now);
  });
}

/** A topic is set anew once after each instant at which somebody begins or ends, and looked at once an hour. */
async function compareTopics(db: Database, workspaceId: string, now: Date): Promise<void> {
  const rotations = await topicRotations(db.read, workspaceId);
  const ours = await db.read.delivery.findMany({ where: { workspaceId, kind: 'rota.topic' }, select: { subject: true } });
  const channels = new Set([...rotations.map(({ channelId }) => channelId), ...ours.map(({ subject }) => subject)]);
  for (const channelId of channels) {
    const here = rotations.filter((rotation) => rotation.channelId === channelId);
    const bounds = await Promise.all(here.map((rotation) => lastBound(db.read, rotation, now)));
    const last = Math.max(0, ...bounds);
    const slots = [`rota_topic:${channelId}:${new Date(last).toISOString()}`, `rota_topic:${channelId}:${hourOf(now)}`];
    const open = (await Promise.all(slots.map(async (slot) => !(await isTaken(db.read, slot))))).some(Boolean);
    if (open) await setTopic(db, workspaceId, channelId, slots, now);
  }
}

async function setTopic(db: Database, workspaceId: string, channelId: string, slots: readonly string[], now: Date): Promise<void> {
  await writeTx(db, async (tx) => {
    let taken = 0;
    for (const slot of slots) if (await takeSlot(tx, job, slot, now)) taken += 1;
    if (taken > 0) await owe(tx, topicDebt(workspaceId, channelId), now);
  });
}

/** The last instant at which a shift began or ended. */
async function lastBound(read: Reader, { id: rotationId }: RotationRecord, now: Date): Promise<number> {
  const state = { in: ['planned' as const, 'on' as const, 'served' as const] };
  const since = new Date(now.getTime() - 8 * dayMs);
  const [began, ended] = await Promise.all([
    read.shift.findFirst({ where: { rotationId, state, start: { gte: since, lte: now } }, orderBy: { start: 'desc' } }),
    read.shift.findFirst({ where: { rotationId, state, end: { gte: since, lte: now } }, orderBy: { end: 'desc' } }),
  ]);
  return Math.max(began?.start.getTime() ?? 0, ended?.end.getTime() ?? 0);
}

const isTaken = async (read: Database['read'], key: string): Promise<boolean> =>
  (await read.jobSlot.findUnique({ where: { key }, select: { key: true } })) !== null;

/** `2026-03-09T10`, in UTC. */
const hourOf = (now: Date): string => now.toISOString().slice(0, 13);
