import { type Transaction, writeTx } from '../../../../src/database';
import { goAway, type WentAway } from '../../../../src/domain/rotation/away/store';
import { findRotation, type RotationRecord } from '../../../../src/domain/rotation/records/rotation';
import { createRotation } from '../../../../src/domain/rotation/records/store';
import type { FreshDatabase } from '../../../support/database';
import { channelIdOf, idOf, workspaceId } from '../../settings/facts';

export const at = (text: string) => new Date(text);
/** Monday in Lisbon, an hour after the handoff. */
export const monday = at('2026-03-02T10:00:00Z');
export const [ana, ben, cy, dee] = [idOf('ana'), idOf('ben'), idOf('cy'), idOf('dee')] as const;

type Definition = Parameters<typeof createRotation>[1]['definition'];

interface More {
  order?: (string | string[])[];
  layer?: object;
  definition?: object;
  name?: string;
  askWithinDays?: number;
}

/** Weeks from Monday 09:00 in Lisbon, in the order of the people. */
export async function weekly(
  { db }: FreshDatabase,
  { order = [ana, ben, cy], layer, definition, name = 'Payments', askWithinDays = 14 }: More = {},
) {
  const layers = [{ name, unit: 'week', every: 1, anchor: '2026-03-02T09:00', order, ...layer }];
  const draft = { workspaceId, squadId: null, name, channelId: channelIdOf('billing-squad'), kind: 'turns' as const };
  const created = await writeTx(db, (tx) =>
    createRotation(
      tx,
      {
        ...{ ...draft, members: order.flat(), by: dee, options: { askWithinDays } },
        definition: { zone: 'Europe/Lisbon', layers, ...definition } as never as Definition,
      },
      monday,
    ),
  );
  if (created.is !== 'saved') throw new Error(created.is);
  return created.rotation;
}

export const inTx = <T>({ db }: FreshDatabase, work: (tx: Transaction) => Promise<T>): Promise<T> => writeTx(db, work);

export function away(
  fresh: FreshDatabase,
  userId: string,
  from: string,
  to: string,
  more: { now?: Date; forgiven?: boolean; by?: string } = {},
) {
  const { now = monday, forgiven = false, by = userId } = more;
  return inTx(fresh, (tx) => goAway(tx, { workspaceId, userId, start: at(from), end: at(to), forgiven, by }, now));
}

export function savedId(went: WentAway): string {
  if (went.is !== 'saved') throw new Error(went.is);
  return went.absence.id;
}

/** `BEN 09 Mar – 16 Mar`: what is written down from an instant on, by start. */
export async function shown({ db }: FreshDatabase, { id: rotationId }: Pick<RotationRecord, 'id'>, count: number): Promise<string[]> {
  const rows = await db.read.shift.findMany({
    where: { rotationId, state: { not: 'cancelled' } },
    orderBy: [{ start: 'asc' }, { slot: 'asc' }],
  });
  return rows
    .slice(0, count)
    .map(({ userId, start, end }) => `${userId.slice(3)} ${start.toISOString().slice(5, 10)} ${end.toISOString().slice(5, 10)}`);
}

export const owed = async ({ db }: FreshDatabase, kind: string) =>
  (await db.read.delivery.findMany({ where: { kind }, orderBy: { lane: 'asc' } })).map(({ lane, data }) => ({ lane, data }));

export async function record({ db }: FreshDatabase, { id }: Pick<RotationRecord, 'id'>): Promise<RotationRecord> {
  return (await findRotation(db.read, workspaceId, id)) as RotationRecord;
}
