import type { Transaction } from '../../../database';
import { wallTime } from '../../calendar/zone';
import { whyNot } from '../../people/rules';
import { peopleOf, type Reader } from '../../people/store';
import { tellMoved } from '../away/told';
import { amendRotation } from '../records/amend';
import { learnRegion } from '../records/holidays';
import { lockRotation } from '../records/lock';
import { republish } from '../records/publish';
import { isLead } from '../records/rights';
import { findRotation, type RotationRecord, type Version, versionAt } from '../records/rotation';
import type { TurnsDraft } from '../records/store';
import { leadsOnly, nextHandoff } from './carry-out';
import { editSittings } from './edit-sittings';
import type { LayerForm, MemberForm } from './form';
import { lastDay, setSpans, zoneIn } from './member-spans';
import { formOf } from './of-record';
import { layerOf } from './read';
import { reordered } from './reordered';

const mostOfTurns = 200;
const mostOfSittings = 1_000;

/** In the order of the rotation: who is a member now, or will be. */
export async function membersFormOf(read: Reader, rotation: RotationRecord, now: Date): Promise<MemberForm[]> {
  const rows = await read.rotationMember.findMany({
    where: { rotationId: rotation.id, OR: [{ until: null }, { until: { gt: now } }] },
    orderBy: [{ joinOrder: 'asc' }, { from: 'asc' }],
  });
  const newest = new Map(rows.map((row) => [row.userId, row]));
  const order = rotation.kind === 'turns' ? peopleIn(rotation, await versionMeant(read, rotation, now), now) : [...newest.keys()];
  const zone = zoneIn(rotation);
  return order.map((userId) => {
    const row = newest.get(userId);
    return {
      userId,
      hasBegun: row !== undefined && row.from <= now,
      starts: row && row.from > now ? wallTime(row.from, zone).date : null,
      ends: row?.until ? lastDay(row.until, zone) : null,
      region: row?.region ?? null,
    };
  });
}

/** Another order goes on from the next handoff: what is planned from then on is what is changed, not what waits for a later day. */
const versionMeant = async (read: Reader, rotation: RotationRecord, now: Date): Promise<Version | undefined> =>
  versionAt(rotation, await nextHandoff(read, rotation, now));

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
  const problem = await problemOf(tx, rotation, members, now);
  if (problem) return wrong(problem);
  for (const region of new Set(members.flatMap((member) => member.region ?? []))) await learnRegion(tx, region, now);
  await setSpans(tx, rotation, members, now);
  const order = members.map(({ userId }) => userId);
  if (rotation.kind === 'sittings') {
    const { guide, hostedBy } = rotation.options;
    await editSittings(tx, rotation, { definition: rotation.versions.at(-1)?.definition ?? {}, members: order, guide, hostedBy, by }, now);
    return { is: 'saved' };
  }
  const appliesFrom = await nextHandoff(tx, rotation, now);
  const before = peopleIn(rotation, versionAt(rotation, appliesFrom), now);
  const change = (definition: TurnsDraft) => ordered(rotation, definition, before, order, now);
  const published = isSame(before, order)
    ? await republish(tx, rotation, now)
    : await amendRotation(tx, rotation, { change, appliesFrom }, by, now);
  await setSpans(tx, published.rotation, members, now);
  const { rotation: after, moved } = await republish(tx, (await findRotation(tx, workspaceId, rotationId)) as RotationRecord, now);
  await tellMoved(tx, after, [...published.moved, ...moved], { except: [by], why: { is: 'changed', user: by } }, now);
  return { is: 'saved' };
}

async function problemOf(read: Reader, rotation: RotationRecord, members: readonly MemberForm[], now: Date): Promise<string | null> {
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
  const today = wallTime(now, zoneIn(rotation)).date;
  for (const { userId, hasBegun, starts, ends } of members) {
    const person = people.get(userId) ?? null;
    const no = whyNot(person, userId);
    if (no) return no;
    const name = person?.displayName ?? 'Somebody';
    if ([hasBegun ? null : starts, ends].some((day) => day !== null && day < today)) return `${name}: choose today or a later day.`;
    if (starts && ends && ends < starts) return `${name} ends before they start.`;
  }
  return null;
}

const isSame = (a: readonly string[], b: readonly string[]): boolean => a.join() === b.join();

const layersIn = (rotation: RotationRecord, version: Version | undefined, now: Date): LayerForm[] =>
  formOf({ ...rotation, versions: version ? [version] : rotation.versions }, [], now).layers;

const peopleIn = (rotation: RotationRecord, version: Version | undefined, now: Date): string[] =>
  layersIn(rotation, version, now).at(-1)?.people ?? [];

/** Of the rotation itself; layers above keep who is still there. */
function ordered(rotation: RotationRecord, definition: TurnsDraft, before: string[], order: string[], now: Date): TurnsDraft {
  const version = { number: 0, appliesFrom: now, definition: definition as unknown as Record<string, unknown> };
  const layers = layersIn(rotation, version, now);
  const changed = layers.map((layer, index) =>
    index === layers.length - 1 ? { ...layer, people: reordered(layer.people, before, order) } : layer,
  );
  return { ...definition, layers: changed.map(layerOf) };
}

const wrong = (problem: string): MembersSaved => ({ is: 'wrong', problem });
