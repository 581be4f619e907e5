import type { Transaction } from '../../../database';
import { dateOfDay, dayMs, dayOfDate, instantAt, wallTime } from '../../calendar/zone';
import { whyNot } from '../../people/rules';
import { peopleOf, type Reader } from '../../people/store';
import { tellMoved } from '../away/told';
import { learnRegion } from '../records/holidays';
import { lockRotation } from '../records/lock';
import { republish } from '../records/publish';
import { isLead } from '../records/rights';
import { findRotation, type RotationRecord } from '../records/rotation';
import { editRotation, type TurnsDraft } from '../records/store';
import { leadsOnly, nextHandoff } from './carry-out';
import { editSittings } from './edit-sittings';
import type { MemberForm } from './form';
import { formOf } from './of-record';
import { layerOf } from './read';

const mostOfTurns = 200;
const mostOfSittings = 1_000;

/** In the order of the rotation: who is a member now, or will be. */
export async function membersFormOf(read: Reader, rotation: RotationRecord, now: Date): Promise<MemberForm[]> {
  const rows = await read.rotationMember.findMany({
    where: { rotationId: rotation.id, OR: [{ until: null }, { until: { gt: now } }] },
    orderBy: [{ joinOrder: 'asc' }, { from: 'asc' }],
  });
  const newest = new Map(rows.map((row) => [row.userId, row]));
  const order = rotation.kind === 'turns' ? (formOf(rotation, [], now).layers.at(-1)?.people ?? []) : [...newest.keys()];
  const zone = zoneIn(rotation);
  return order.map((userId) => {
    const row = newest.get(userId);
    return {
      userId,
      starts: row && row.from > now ? wallTime(row.from, zone).date : null,
      ends: row?.until ? dateBefore(wallTime(row.until, zone).date) : null,
      region: row?.region ?? null,
    };
  });
}

export interface MembersWish {
  workspaceId: string;
  rotationId: string;
  members: MemberForm[];
  by: string;
}

export type MembersSaved = { is: 'saved' } | { is: 'wrong'; problem: string };

/** Who serves, in which order, from when until when. Another order goes on from the next handoff. */
export async function saveMembers(
  tx: Transaction,
  { workspaceId, rotationId, members, by }: MembersWish,
  now: Date,
): Promise<MembersSaved> {
  const rotation = await lockRotation(tx, workspaceId, rotationId);
  if (!rotation) return wrong('This rotation is not there any more.');
  if (!(await isLead(tx, rotation, by))) return wrong(leadsOnly);
  const problem = await problemOf(tx, rotation, members);
  if (problem) return wrong(problem);
  for (const region of new Set(members.flatMap((member) => member.region ?? []))) await learnRegion(tx, region, now);
  await setSpans(tx, rotation, members, now);
  const order = members.map(({ userId }) => userId);
  if (rotation.kind === 'sittings') {
    const { guide, hostedBy } = rotation.options;
    await editSittings(tx, rotation, { definition: rotation.versions.at(-1)?.definition ?? {}, members: order, guide, hostedBy, by }, now);
    return { is: 'saved' };
  }
  const published = isSameOrder(rotation, order, now)
    ? await republish(tx, rotation, now)
    : await editRotation(
        tx,
        rotation,
        { definition: ordered(rotation, order, now), appliesFrom: await nextHandoff(tx, rotation, now), by },
        now,
      );
  await setSpans(tx, published.rotation, members, now);
  const { rotation: after, moved } = await republish(tx, (await findRotation(tx, workspaceId, rotationId)) as RotationRecord, now);
  await tellMoved(tx, after, [...published.moved, ...moved], { except: [by], why: { is: 'changed', user: by } }, now);
  return { is: 'saved' };
}

async function problemOf(read: Reader, rotation: RotationRecord, members: readonly MemberForm[]): Promise<string | null> {
  const most = rotation.kind === 'turns' ? mostOfTurns : mostOfSittings;
  if (members.length === 0) return 'Keep at least one person.';
  if (members.length > most) return `At most ${most.toLocaleString('en')} people.`;
  const people = new Map(
    (
      await peopleOf(
        read,
        rotation.workspaceId,
        members.map(({ userId }) => userId),
      )
    ).map((one) => [one.userId, one]),
  );
  for (const { userId, starts, ends } of members) {
    const person = people.get(userId) ?? null;
    const no = whyNot(person, userId);
    if (no) return no;
    if (starts && ends && ends < starts) return `${person?.displayName ?? 'Somebody'} ends before they start.`;
  }
  return null;
}

const isSameOrder = (rotation: RotationRecord, order: readonly string[], now: Date): boolean =>
  (formOf(rotation, [], now).layers.at(-1)?.people ?? []).join() === order.join();

/** Of the rotation itself; layers above keep who is still there. */
function ordered(rotation: RotationRecord, order: string[], now: Date): TurnsDraft {
  const { layers: _, ...rest } = (rotation.versions.at(-1)?.definition ?? {}) as Record<string, unknown> & { zone: string };
  const { layers } = formOf(rotation, [], now);
  const changed = layers.map((layer, index) => (index === layers.length - 1 ? { ...layer, people: order } : layer));
  return { ...rest, layers: changed.map(layerOf) };
}

/** Who starts later joins then; who has an end leaves after that day. What has begun keeps its beginning. */
async function setSpans(tx: Transaction, rotation: RotationRecord, members: readonly MemberForm[], now: Date): Promise<void> {
  const { id: rotationId } = rotation;
  const zone = zoneIn(rotation);
  const rows = await tx.rotationMember.findMany({ where: { rotationId }, orderBy: [{ joinOrder: 'asc' }, { from: 'asc' }] });
  let last = Math.max(-1, ...rows.map(({ joinOrder }) => joinOrder));
  for (const { userId, starts, ends, region } of members) {
    const row = rows.findLast((one) => one.userId === userId && (one.until === null || one.until > now));
    const until = ends ? startOf(ends, 1, zone) : null;
    const from = starts ? startOf(starts, 0, zone) : null;
    const isMoved = row !== undefined && row.from > now && from !== null && from > now && from.getTime() !== row.from.getTime();
    const key = row && { rotationId_userId_from: { rotationId, userId, from: row.from } };
    if (key) await tx.rotationMember.update({ where: key, data: { until, region, ...(isMoved && { from }) } });
    else if (from && from > now) await tx.rotationMember.create({ data: { rotationId, userId, from, until, region, joinOrder: ++last } });
  }
}

const startOf = (date: string, daysLater: number, zone: string): Date =>
  new Date(instantAt(((dayOfDate(date) ?? 0) + daysLater) * dayMs, zone, 'start'));
const dateBefore = (date: string): string => dateOfDay((dayOfDate(date) ?? 1) - 1);
const zoneIn = ({ versions }: RotationRecord): string => String(versions.at(-1)?.definition.zone ?? 'UTC');
const wrong = (problem: string): MembersSaved => ({ is: 'wrong', problem });
