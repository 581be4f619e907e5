import { json, type Transaction } from '../../database';
import { record } from '../audit/store';
import { dayMs } from '../calendar/zone';
import type { Entry, Layer, Span } from './plan';
import { amendRotation } from './records/amend';
import { recordChange } from './records/changes';
import type { Published } from './records/publish';
import { republish } from './records/publish';
import type { RotationRecord } from './records/rotation';
import { scheduleOf } from './records/schedule';
import type { TurnsDraft } from './records/store';
import type { Timeline } from './records/timeline';

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

/** Who has had nothing for long has the next turn: the order goes on from them. Edits that wait for later stay. */
async function putFirst(tx: Transaction, rotation: RotationRecord, user: string, by: string, now: Date): Promise<Published | null> {
  const next = nextTurnFor(await scheduleOf(tx, rotation, now), user, now.getTime());
  if (!next) return null;
  const { layer, entry, start, end } = next;
  if (entry.includes(user)) return null;
  if (layer.choose === 'balance') return mend(tx, rotation, { do: 'put_on', user, instead: entry[0] ?? null, start, end }, by, now);
  const own = layer.order.find((one) => one.includes(user)) ?? [user];
  const change = (definition: TurnsDraft, isFirst: boolean) => ({
    ...definition,
    layers: definition.layers.map((one) =>
      isFirst && one.name === layer.name ? { ...one, order: firstInOrder(one.order, entry[0] ?? null, user) } : one,
    ),
  });
  const first = { layer: layer.name, entry: [...own] };
  return amendRotation(tx, rotation, { change, appliesFrom: new Date(start), first }, by, now);
}

interface NextTurn extends Span {
  layer: Layer;
  /** Who has it by plan. */
  entry: Entry;
}

/** The first turn that begins after now, of a layer that has them in its order; who holds it by plan. */
function nextTurnFor({ stages }: Timeline, user: string, now: number): NextTurn | null {
  for (const ahead of horizons) {
    const turns = stages.flatMap((stage) => {
      const span = { start: Math.max(stage.start, now), end: Math.min(stage.end, now + ahead) };
      if (span.start >= span.end) return [];
      const layers = stage.rota.compiled.layers.filter(({ layer }) => layer.order.some((entry) => entry.includes(user)));
      return layers.flatMap((one) => {
        const turn = one.turnsIn(span).find(({ start }) => start > now && start >= span.start);
        return turn ? [{ layer: one.layer, entry: one.held(turn)[0]?.entry ?? [], start: turn.start, end: turn.end }] : [];
      });
    });
    const [next] = turns.sort((a, b) => a.start - b.start);
    if (next) return next;
  }
  return null;
}

/** Turns are short, as a rule. */
const horizons = [8 * 7 * dayMs, 2 * 366 * dayMs];

type Order = TurnsDraft['layers'][0]['order'];

/** They come before whoever would be next, who keeps the place after them. */
function firstInOrder(order: Order, next: string | null, user: string): Order {
  const has = (entry: Order[0], id: string | null) => id !== null && (typeof entry === 'string' ? entry === id : entry.includes(id));
  const own = order.find((entry) => has(entry, user));
  if (own === undefined || !order.some((entry) => has(entry, next))) return order;
  return order.filter((entry) => entry !== own).flatMap((entry) => (has(entry, next) ? [own, entry] : [entry]));
}
