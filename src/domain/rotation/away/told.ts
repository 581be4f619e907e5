import type { Transaction } from '../../../database';
import { type Debt, owe } from '../../../delivery/owe';
import { adminsOf } from '../../people/store';
import type { Span } from '../plan';
import type { Moved } from '../records/moved';
import { leadsOf, type RotationRecord } from '../records/rotation';
import { inOrder } from '../spans';
import type { Ask } from './plan';

/** Why a planning has moved somebody. */
export interface MovedWhy {
  /** Somebody is away, is back, has left; or has changed the plan. */
  is: 'away' | 'back' | 'left' | 'changed';
  user: string;
}

/** What a delivery of `rota.moved` carries: instants, and ids of people. */
export interface MovedTold {
  person: string;
  lost: Span[];
  won: Span[];
  why: MovedWhy;
}

interface Telling {
  /** Who has caused it, and has seen it. */
  except: string[];
  why: MovedWhy;
}

/** Whoever a planning moves hears of it, once for all of it; nobody else does. Under the lock of the rotation. */
export async function tellMoved(
  tx: Transaction,
  { id: subject, workspaceId, revision }: RotationRecord,
  moved: readonly Moved[],
  { except, why }: Telling,
  now: Date,
): Promise<void> {
  const others = moved.filter(({ userId }) => !except.includes(userId));
  if (others.length === 0) return;
  const starts = await startsIn(tx, subject, others);
  const debts = others.map(({ userId: lane, lost, won }): Debt => {
    const data: MovedTold = { person: lane, lost: joined(lost, starts), won: joined(won, starts), why };
    return { ...{ workspaceId, kind: 'rota.moved', subject, lane, data: { ...data } }, key: `rota.moved:${subject}:${revision}:${lane}` };
  });
  await owe(tx, debts, now);
}

/** At which instants anybody is on anew. */
async function startsIn(tx: Transaction, rotationId: string, moved: readonly Moved[]): Promise<number[]> {
  const spans = moved.flatMap(({ lost, won }) => [...lost, ...won]);
  const [start, end] = [Math.min(...spans.map((span) => span.start)), Math.max(...spans.map((span) => span.end))];
  const rows = await tx.shift.findMany({
    where: { rotationId, start: { gte: new Date(start), lt: new Date(end) }, state: { in: ['planned', 'on'] } },
    select: { start: true },
  });
  return rows.map((row) => row.start.getTime());
}

/** Days of one week are one span: what lies between them is nobody's. */
function joined(spans: readonly Span[], starts: readonly number[]): Span[] {
  const all: Span[] = [];
  for (const { start, end } of inOrder(spans)) {
    const last = all.at(-1);
    if (last && !starts.some((at) => last.end <= at && at < start)) last.end = end;
    else all.push({ start, end });
  }
  return all;
}

/** `on`: to the person, who is on now. `short`: to leads, of what begins within a day or runs. `left`: to leads, of who has left. */
export type AwayTold =
  | { is: 'on'; person: string; end: number; absenceId: string }
  | { is: 'short'; person: string; start: number; end: number; asked: string | null; absenceId: string }
  | { is: 'left'; person: string; at: number };

/** Somebody is away while they are on: they hear until when that is, and leads at once whom they may put on. */
export async function tellRunning(tx: Transaction, rotation: RotationRecord, absenceId: string, running: Ask, now: Date): Promise<void> {
  const { asker: person, end } = running;
  const own = debtOf(rotation, { is: 'on', person, end, absenceId }, person, `${absenceId}:${end}`);
  await owe(tx, own, now);
  await tellShort(tx, rotation, absenceId, running, now);
}

export async function tellShort(tx: Transaction, rotation: RotationRecord, absenceId: string, ask: Ask, now: Date): Promise<void> {
  const { asker: person, asked, start, end } = ask;
  const told: AwayTold = { is: 'short', person, start, end, asked, absenceId };
  const leads = await othersLeading(tx, rotation, person);
  await owe(
    tx,
    leads.map((lead) => debtOf(rotation, told, lead, `${absenceId}:${start}`)),
    now,
  );
}

export async function tellLeft(tx: Transaction, rotation: RotationRecord, person: string, now: Date): Promise<void> {
  const told: AwayTold = { is: 'left', person, at: now.getTime() };
  const leads = await othersLeading(tx, rotation, person);
  await owe(
    tx,
    leads.map((lead) => debtOf(rotation, told, lead, `${person}:${now.getTime()}`)),
    now,
  );
}

/** A lead who is away themselves cannot see to it: then the admins do. */
async function othersLeading(tx: Transaction, rotation: RotationRecord, person: string): Promise<string[]> {
  const leads = (await leadsOf(tx, rotation)).filter((lead) => lead !== person);
  if (leads.length > 0) return leads;
  const admins = (await adminsOf(tx, rotation.workspaceId)).map(({ userId }) => userId);
  return admins.filter((admin) => admin !== person);
}

function debtOf({ id: subject, workspaceId }: RotationRecord, told: AwayTold, lane: string, happening: string): Debt {
  const key = `rota.away:${subject}:${told.is}:${happening}:${lane}`;
  return { workspaceId, kind: 'rota.away', subject, lane, key, data: { ...told } };
}
