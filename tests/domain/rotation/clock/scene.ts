import type { Transaction } from '../../../../src/database';
import { writeTx } from '../../../../src/database';
import { bringUpTo, dueRotations } from '../../../../src/domain/rotation/clock/steps';
import { type ChangeDraft, recordChange } from '../../../../src/domain/rotation/records/changes';
import { lockRotation } from '../../../../src/domain/rotation/records/lock';
import { republish } from '../../../../src/domain/rotation/records/publish';
import type { RotationRecord } from '../../../../src/domain/rotation/records/rotation';
import { createRotation, type TurnsDraft } from '../../../../src/domain/rotation/records/store';
import { type FreshDatabase, freshDatabase } from '../../../support/database';
import { channelIdOf, idOf, knownPeople, knownWorkspace, workspaceId } from '../../settings/facts';

export { idOf, workspaceId } from '../../settings/facts';

export const at = (text: string) => new Date(text);
export const [ana, ben, cy, dee] = [idOf('ana'), idOf('ben'), idOf('cy'), idOf('dee')] as const;

/** Monday 2 March 2026, an hour after the first turn has begun. */
export const monday = at('2026-03-02T10:00:00Z');

export async function knownTeam(): Promise<FreshDatabase> {
  const fresh = await freshDatabase();
  await knownWorkspace(fresh.db);
  const zone = 'Europe/Lisbon';
  await knownPeople(fresh.db, { ana: { zone }, ben: { zone }, cy: { zone }, dee: { zone }, eli: { zone } });
  return fresh;
}

export const layer = (order: (string | string[])[], more: object = {}) => ({
  ...{ name: 'Payments', unit: 'week', every: 1, anchor: '2026-03-02T09:00', order },
  ...more,
});

export async function made(
  { db }: FreshDatabase,
  layers: object[] = [layer([ana, ben, cy])],
  { now = monday, ...more }: { now?: Date } & Record<string, unknown> = {},
): Promise<RotationRecord> {
  const definition = { zone: 'Europe/Lisbon', layers } as unknown as TurnsDraft;
  const members = [...new Set((layers as { order: (string | string[])[] }[]).flatMap(({ order }) => order.flat()))];
  const draft = {
    workspaceId,
    squadId: null,
    name: 'Payments',
    channelId: channelIdOf('billing-squad'),
    kind: 'turns' as const,
    definition,
  };
  const created = await writeTx(db, (tx) => createRotation(tx, { ...draft, members, by: dee, ...more }, now));
  if (created.is !== 'saved') throw new Error(created.is);
  return created.rotation;
}

/** What the job does at an instant. */
export async function clockAt({ db }: FreshDatabase, now: Date): Promise<void> {
  for (const which of await dueRotations(db, now)) await bringUpTo(db, which, now);
}

export function locked<T>(
  { db }: FreshDatabase,
  { id }: { id: string },
  run: (tx: Transaction, rotation: RotationRecord) => Promise<T>,
): Promise<T> {
  return writeTx(db, async (tx) => run(tx, (await lockRotation(tx, workspaceId, id)) as RotationRecord));
}

export const change = (fresh: FreshDatabase, rotation: RotationRecord, draft: ChangeDraft, now: Date) =>
  locked(fresh, rotation, async (tx, own) => {
    const made = await recordChange(tx, own, draft, now);
    await republish(tx, own, now);
    return made;
  });

/** `Ana 2026-03-02T10:00 2026-03-09T09:00 served`. */
export async function shifts({ db }: FreshDatabase, until: Date): Promise<string[]> {
  const rows = await db.read.shift.findMany({
    where: { state: { not: 'cancelled' }, start: { lt: until } },
    orderBy: [{ start: 'asc' }, { userId: 'asc' }, { end: 'asc' }],
  });
  return rows.map(({ userId, start, end, state }) => `${nameOf(userId)} ${minute(start)} ${minute(end)} ${state}`);
}

/** `Mon 9 09:00 ana → ben accepted`. */
export async function handoffs({ db }: FreshDatabase): Promise<string[]> {
  const rows = await db.read.handoff.findMany({ orderBy: { at: 'asc' } });
  return rows.map(({ at: instant, outgoing, incoming, state }) => `${minute(instant)} ${names(outgoing)} → ${names(incoming)} ${state}`);
}

/** Of everybody who has served or shared, by name. */
export async function balances({ db }: FreshDatabase): Promise<Record<string, number>> {
  const rows = await db.read.rotationMember.findMany({ orderBy: { from: 'asc' } });
  return Object.fromEntries(rows.map(({ userId, balance }) => [nameOf(userId), balance]));
}

/** Kinds of what is owed, with whom it goes to (`rota.handoff ben`): by lane, in the order of each. */
export async function owed({ db }: FreshDatabase): Promise<string[]> {
  const rows = await db.read.delivery.findMany({ orderBy: { id: 'asc' } });
  return rows.map(({ kind, lane }) => `${kind} ${nameOf(lane)}`);
}

export const nameOf = (userId: string) => userId.replace('U01', '').toLowerCase();
const names = (ids: unknown) => (ids as string[]).map(nameOf).join('+');
const minute = (instant: Date) => instant.toISOString().slice(0, 16);
