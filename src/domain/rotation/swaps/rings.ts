import { type Database, type Transaction, writeTx } from '../../../database';
import { type Debt, owe, redraw } from '../../../delivery/owe';
import type { SwapRing, SwapRingSeat } from '../../../generated/sqlite/client';
import { takeReceipt } from '../../../receipts';
import type { Reader } from '../../people/store';
import { touchHomesOf } from '../records/homes';
import { lockRotation } from '../records/lock';
import type { RotationRecord } from '../records/rotation';
import { inOrder, overlaps } from '../spans';
import { findRings, type Ring } from '../swaps';
import { applySwap } from './apply';
import { tell } from './debts';
import { lookedAt, mayServe } from './looked';
import { change, lockPeople, type Refusal } from './perform';
import { askedOf, giveOf, recordOf, type SwapRecord, wishOf } from './request';
import { dissolveRing } from './ring-end';
import { ringEndsAt } from './rules';

/** Proposes every ring that has come about, each once. Under the lock of its rotation. */
export async function proposeRings(tx: Transaction, rotation: RotationRecord, now: Date): Promise<void> {
  for (const { ring, endsAt, requests } of await newRings(tx, rotation, now)) {
    const { id: rotationId, workspaceId } = rotation;
    const seats = requests.map(({ id: swapId, asker: userId }, position) => {
      const next = requests[(position + 1) % requests.length];
      return { swapId, userId, takes: next?.asker ?? userId, position };
    });
    const data = { workspaceId, rotationId, key: keyOf(ring.swaps), proposedAt: now, endsAt, seats: { create: seats } };
    const { id: subject } = await tx.swapRing.create({ data });
    const debts = seats.map(
      ({ userId }): Debt => ({
        ...{ workspaceId, kind: 'rota.ring', subject, lane: userId },
        key: `rota.ring:${subject}:${userId}`,
        data: { person: userId },
      }),
    );
    await owe(tx, debts, now);
    await touchHomesOf(
      tx,
      workspaceId,
      seats.map(({ userId }) => userId),
    );
  }
}

interface NewRing {
  ring: Ring;
  endsAt: Date;
  /** In the order of the ring: each takes what the next one gives. */
  requests: SwapRecord[];
}

export async function newRings(read: Reader, rotation: RotationRecord, now: Date): Promise<NewRing[]> {
  const proposed = await read.swapRing.findMany({ where: { rotationId: rotation.id }, select: { key: true, state: true, seats: true } });
  const taken = new Set(proposed.filter(({ state }) => state === 'proposed').flatMap(({ seats }) => seats.map(({ swapId }) => swapId)));
  const rows = await read.swapRequest.findMany({
    where: { rotationId: rotation.id, state: 'open', start: { gt: now } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const open = rows.map(recordOf).filter(({ id, inReturn, cause }) => inReturn !== null && cause !== 'absence' && !taken.has(id));
  const [first] = inOrder(open.map(giveOf));
  if (!first || open.length < 2) return [];
  const hull = { start: first.start, end: Math.max(...open.map(({ end }) => end.getTime())) };
  const keys = new Set(proposed.map(({ key }) => key));
  const rings = findRings(
    await lookedAt(read, rotation, hull, now),
    open.map(wishOf),
    (swaps) => keys.has(keyOf(swaps)) || !canBe(requestsOf(open, swaps), now),
  );
  return rings.flatMap((ring) => {
    const endsAt = ringEndsAt(Math.min(...ring.moves.map(({ start }) => start)), now);
    return endsAt ? [{ ring, endsAt, requests: requestsOf(open, ring.swaps) }] : [];
  });
}

const requestsOf = (open: readonly SwapRecord[], ids: readonly string[]): SwapRecord[] =>
  ids.flatMap((id) => open.find((request) => request.id === id) ?? []);

/** There is time to answer, and nobody would be in two places. What cannot be stands in no other ring's way. */
const canBe = (requests: SwapRecord[], now: Date): boolean =>
  ringEndsAt(Math.min(...requests.map(({ start }) => start.getTime())), now) !== null && areApart(requests);

const keyOf = (swaps: readonly string[]): string => [...swaps].sort().join('+');

/** Nobody can be in two places: what is given at the same time is not exchanged. */
const areApart = (requests: SwapRecord[]): boolean =>
  requests.every((one, index) => requests.slice(index + 1).every((other) => !overlaps(giveOf(one), giveOf(other))));

export interface RingAct {
  workspaceId: string;
  ringId: string;
  person: string;
  source: string;
}

export type RingAnswered = { is: 'done'; state: SwapRing['state'] } | { is: 'refused'; why: Refusal } | { is: 'repeated' };

/** When all have accepted it is done, if all of it still can be; else it is off. */
export function acceptRing(db: Database, act: RingAct, now: Date): Promise<RingAnswered> {
  return answerRing(db, act, now, async ({ tx, rotation, ring, seat }) => {
    await tx.swapRingSeat.update({ where: { ringId_swapId: { ringId: ring.id, swapId: seat.swapId } }, data: { acceptedAt: now } });
    await redraw(tx, ring.id);
    await touchHomesOf(tx, act.workspaceId, [act.person]);
    const isLast = ring.seats.every((one) => one.acceptedAt !== null || one.swapId === seat.swapId);
    if (!isLast) return 'proposed';
    return (await turn(tx, rotation, ring, act.person, now)) ? 'done' : 'dissolved';
  });
}

export function declineRing(db: Database, act: RingAct, now: Date): Promise<RingAnswered> {
  return answerRing(db, act, now, async ({ tx, ring }) => {
    await dissolveRing(tx, ring.id, 'declined', now, act.person);
    return 'dissolved';
  });
}

type Whole = SwapRing & { seats: SwapRingSeat[] };

interface RingScene {
  tx: Transaction;
  rotation: RotationRecord;
  ring: Whole;
  seat: SwapRingSeat;
}

function answerRing(
  db: Database,
  { workspaceId, ringId, person, source: key }: RingAct,
  now: Date,
  answer: (scene: RingScene) => Promise<SwapRing['state']>,
): Promise<RingAnswered> {
  return writeTx(db, async (tx) => {
    if (!(await takeReceipt(tx, workspaceId, key, now))) return { is: 'repeated' };
    const before = await tx.swapRing.findUnique({ where: { id: ringId }, include: { seats: true } });
    if (before?.workspaceId === workspaceId)
      await lockPeople(
        tx,
        workspaceId,
        before.seats.map(({ userId }) => userId),
      );
    const rotation = before?.workspaceId === workspaceId ? await lockRotation(tx, workspaceId, before.rotationId) : null;
    if (!rotation) return { is: 'refused', why: 'no_such' };
    const ring = await tx.swapRing.findUniqueOrThrow({ where: { id: ringId }, include: { seats: { orderBy: { position: 'asc' } } } });
    const seat = ring.seats.find(({ userId }) => userId === person);
    if (!seat) return { is: 'refused', why: 'not_in_ring' };
    if (ring.state !== 'proposed' || now >= ring.endsAt) return { is: 'refused', why: 'over' };
    return { is: 'done', state: await answer({ tx, rotation, ring, seat }) };
  });
}

/** All of it in one transaction, looked at once more. */
async function turn(tx: Transaction, rotation: RotationRecord, ring: Whole, person: string, now: Date): Promise<boolean> {
  const requests: SwapRecord[] = [];
  for (const { swapId } of ring.seats) requests.push(recordOf(await tx.swapRequest.findUniqueOrThrow({ where: { id: swapId } })));
  const moves = ring.seats.flatMap(({ userId }, index) => {
    const [own, given] = [requests[index], requests[(index + 1) % requests.length]];
    return own && given ? [{ taker: userId, own, given }] : [];
  });
  for (const { taker, own, given } of moves) {
    const looked = await lookedAt(tx, rotation, giveOf(given), now);
    if (given.state === 'open' && mayServe(looked, askedOf(given), taker, [giveOf(own)]).may) continue;
    await dissolveRing(tx, ring.id, 'changed', now);
    return false;
  }
  await tx.swapRing.update({ where: { id: ring.id }, data: { state: 'done', decidedAt: now } });
  const handed = moves.map(({ taker, given: { id: swapId, asker: from, start, end } }) => ({ swapId, from, to: taker, start, end }));
  for (const { taker, given } of moves) await change({ tx, rotation }, given, { state: 'done', taker, takenAt: now, decidedAt: now });
  await applySwap(tx, rotation, handed, person, now);
  await redraw(tx, ring.id);
  for (const request of requests) await tell(tx, request, 'ring_done', [request.asker], now, { ringId: ring.id });
  return true;
}
