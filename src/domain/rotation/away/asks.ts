import type { Transaction } from '../../../database';
import { dayMs } from '../../calendar/zone';
import type { Span } from '../plan';
import { iso } from '../records/facts';
import type { RotationRecord } from '../records/rotation';
import { hullOf, inOrder, union, without } from '../spans';
import { end as endRequest, openToEveryone } from '../swaps/answer';
import { createRequest } from '../swaps/ask';
import { tell } from '../swaps/debts';
import { lookedAt, piecesOf } from '../swaps/looked';
import { change, type Scene } from '../swaps/perform';
import { giveOf, isGap, recordOf, type SwapRecord } from '../swaps/request';
import { notDone } from '../swaps/rules';
import type { Ask } from './plan';

const backline = 'backline';

/** Asks for whoever is away: one person first, everyone after a day. Of what they have asked for already only that more are asked. */
export async function askFor(tx: Transaction, rotation: RotationRecord, absenceId: string, ask: Ask, now: Date): Promise<void> {
  const known = await askedAlready(tx, rotation, ask);
  for (const request of known) await widen({ tx, rotation, request, person: backline, now });
  const left = known.length === 0 ? [ask] : await leftOf(tx, rotation, ask, known, now);
  for (const one of left) await askAnew(tx, rotation, absenceId, one, now);
}

async function askedAlready(tx: Transaction, { id: rotationId }: RotationRecord, { asker, start, end }: Ask): Promise<SwapRecord[]> {
  const near = { start: { lt: new Date(end) }, end: { gt: new Date(start) } };
  const rows = await tx.swapRequest.findMany({ where: { rotationId, asker, state: { in: notDone }, ...near }, orderBy: { start: 'asc' } });
  return rows.map(recordOf).filter((request) => !isGap(request));
}

/** Who is away cannot wait for one person: a no asks everyone at once, and a day without an answer too. */
async function widen(scene: Scene): Promise<void> {
  const { request, now } = scene;
  const { asked, opensAt, state } = request;
  if (asked === null) return;
  const urgent = isUrgent(giveOf(request), now);
  if (state === 'declined' || (state === 'open' && urgent)) await openToEveryone(scene);
  else if (opensAt === null) await change(scene, request, { opensAt: urgent ? now : new Date(now.getTime() + dayMs) });
}

/** What nobody is asked for yet, where there is something to do. What was to be exchanged for all of it is not for a part. */
async function leftOf(tx: Transaction, rotation: RotationRecord, ask: Ask, known: SwapRecord[], now: Date): Promise<Ask[]> {
  const looked = await lookedAt(tx, rotation, ask, now);
  return without([ask], union(known.map(giveOf))).flatMap((give) => {
    const hull = hullOf(inOrder(piecesOf(looked, { member: ask.asker, give })));
    return hull ? [{ ...ask, ...hull, inReturn: null }] : [];
  });
}

async function askAnew(tx: Transaction, rotation: RotationRecord, absenceId: string, ask: Ask, now: Date): Promise<void> {
  const { asker } = ask;
  const asked = isUrgent(ask, now) ? null : ask.asked;
  const span = { start: new Date(ask.start), end: new Date(ask.end) };
  const draft = { asker, askedBy: backline, cause: 'absence' as const, absenceId, ...span, asked, note: null };
  const inReturn = asked && ask.inReturn ? [written(ask.inReturn)] : null;
  await createRequest(tx, rotation, { ...draft, inReturn, opensAt: asked ? new Date(now.getTime() + dayMs) : null }, now);
}

/** It begins within a day: nobody can be waited for. */
export const isUrgent = ({ start }: Span, now: Date): boolean => start - now.getTime() <= dayMs;

/** What nobody need be asked for any more: who has agreed, or was asked and has not answered, hears of it. */
export async function withdrawAsks(tx: Transaction, rotation: RotationRecord, absenceId: string, now: Date): Promise<void> {
  const rows = await tx.swapRequest.findMany({ where: { rotationId: rotation.id, absenceId, state: { in: notDone } } });
  for (const request of rows.map(recordOf)) {
    const over = await endRequest({ tx, rotation, request, person: backline, now }, 'withdrawn', backline);
    const waiting = request.state === 'declined' ? null : request.asked;
    await tell(tx, over, 'withdrawn', [request.taker, waiting], now);
  }
}

const written = ({ start, end }: Span) => ({ start: iso(new Date(start)), end: iso(new Date(end)) });
