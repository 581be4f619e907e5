import { json, type Transaction } from '../../database';
import { record } from '../audit/store';
import { recordChange } from './records/changes';
import type { Published } from './records/publish';
import { republish } from './records/publish';
import type { RotationRecord } from './records/rotation';
import { editRotation, type TurnsDraft } from './records/store';

/** What a lead presses beside a finding. Times are instants. */
export type Mend =
  | { do: 'put_on'; user: string; instead: string | null; start: number; end: number }
  | { do: 'take_off'; user: string; start: number; end: number }
  | { do: 'remove'; changeId: string }
  | { do: 'put_first'; user: string };

/** Mends a finding under the lock of its rotation; `null`: it is mended already, or too late. */
export async function mend(tx: Transaction, rotation: RotationRecord, how: Mend, by: string, now: Date): Promise<Published | null> {
  if (how.do === 'remove') return removeChange(tx, rotation, how.changeId, by, now);
  if (how.do === 'put_first') return putFirst(tx, rotation, how.user, by, now);
  const start = new Date(Math.max(how.start, now.getTime()));
  const end = new Date(how.end);
  if (start >= end) return null;
  const span = { start, end, source: 'lead' as const, by };
  const change =
    how.do === 'take_off'
      ? { ...span, kind: 'remove' as const, from: how.user, to: null }
      : how.instead === null
        ? { ...span, kind: 'add' as const, from: null, to: how.user }
        : { ...span, kind: 'replace' as const, from: how.instead, to: how.user };
  return (await recordChange(tx, rotation, change, now)) && republish(tx, rotation, now);
}

/** A change that has no effect any more. */
async function removeChange(tx: Transaction, rotation: RotationRecord, id: string, by: string, now: Date): Promise<Published | null> {
  const { count } = await tx.rotationChange.updateMany({
    where: { id, rotationId: rotation.id, withdrawnAt: null },
    data: { withdrawnAt: now },
  });
  if (count === 0) return null;
  const { workspaceId, name } = rotation;
  await record(tx, { workspaceId, actor: by, action: 'rotation.change_removed', subject: name, before: { change: json(id) } }, now);
  return republish(tx, rotation, now);
}

/** Who has had nothing for long has the next turn: the order goes on from them. */
async function putFirst(tx: Transaction, rotation: RotationRecord, user: string, by: string, now: Date): Promise<Published | null> {
  const next = await tx.shift.findFirst({
    where: { rotationId: rotation.id, state: 'planned', start: { gt: now } },
    orderBy: { start: 'asc' },
    select: { start: true, userId: true },
  });
  if (!next || next.userId === user) return null;
  const definition = rotation.versions.at(-1)?.definition as unknown as TurnsDraft;
  const layers = definition.layers.map((layer) => ({ ...layer, order: firstInOrder(layer.order, next.userId, user) }));
  return editRotation(tx, rotation, { definition: { ...definition, layers }, appliesFrom: next.start, by }, now);
}

type Order = TurnsDraft['layers'][0]['order'];

/** They come before whoever would be next, who keeps the place after them. */
function firstInOrder(order: Order, next: string, user: string): Order {
  const has = (entry: Order[0], id: string) => (typeof entry === 'string' ? entry === id : entry.includes(id));
  const own = order.find((entry) => has(entry, user));
  if (own === undefined) return order;
  return order.filter((entry) => entry !== own).flatMap((entry) => (has(entry, next) ? [own, entry] : [entry]));
}
