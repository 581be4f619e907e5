import { type Database, writeTx } from '../../../database';
import { type Debt, owe } from '../../../delivery/owe';
import { takeSlot } from '../../../slots';
import type { Reader } from '../../people/store';
import { lockRotation } from '../records/lock';
import { findRotation, leadsOf } from '../records/rotation';
import { overlaps } from '../spans';
import { end, openToEveryone } from './answer';
import { finish, reopen } from './approve';
import { askersOf, tell } from './debts';
import { isFilled } from './gap';
import { type Scene, sceneOf } from './perform';
import { giveOf, isGap, recordOf, type SwapRecord } from './request';
import { dissolveRing } from './ring-end';
import { newRings, proposeRings } from './rings';
import { isNotDone, notDone, silenceAt, untakenMark } from './rules';

const backline = 'backline';
const mostAtOnce = 500;

export type DueKind = 'begin' | 'gone' | 'silence' | 'open' | 'untaken';

export interface DueSwap {
  workspaceId: string;
  id: string;
  due: DueKind;
  mark: string | null;
}

/** What the clock has to do about requests, one thing each: of all that are not done, some at a time. */
export async function dueSwaps(read: Reader, now: Date): Promise<DueSwap[]> {
  const due: DueSwap[] = [];
  let last: string | undefined;
  do {
    const rows = await read.swapRequest.findMany({
      where: { state: { in: notDone }, ...(last && { id: { gt: last } }) },
      orderBy: { id: 'asc' },
      take: mostAtOnce,
    });
    due.push(...(await dueOf(read, rows.map(recordOf), now)));
    last = rows.length === mostAtOnce ? rows.at(-1)?.id : undefined;
  } while (last);
  return due;
}

async function dueOf(read: Reader, requests: SwapRecord[], now: Date): Promise<DueSwap[]> {
  const isOn = await whoIsOn(read, requests, now);
  const filled = await filledGaps(read, requests, now);
  const due = requests.flatMap((request): DueSwap[] => {
    const { workspaceId, id } = request;
    const mark = request.state === 'open' ? untakenMark(request, now) : null;
    const kind = kindOf(request, isOn(request) && !filled.has(request.id), mark, now);
    return kind ? [{ workspaceId, id, due: kind, mark }] : [];
  });
  const keys = due.filter((one) => one.due === 'untaken').map(slotOf);
  const said = new Set((await read.jobSlot.findMany({ where: { key: { in: keys } }, select: { key: true } })).map(({ key }) => key));
  return due.filter((one) => one.due !== 'untaken' || !said.has(slotOf(one)));
}

function kindOf({ state, start, opensAt }: SwapRecord, isOn: boolean, mark: string | null, now: Date): DueKind | null {
  if (start <= now) return 'begin';
  if (!isOn) return 'gone';
  if (state === 'agreed') return silenceAt(start) <= now ? 'silence' : null;
  if (state === 'open' && opensAt && opensAt <= now) return 'open';
  return mark ? 'untaken' : null;
}

const slotOf = ({ id, mark }: DueSwap): string => `rota_untaken:${id}:${mark}`;

/** By what is written down: an edit, an absence or another swap may have taken somebody off. */
async function whoIsOn(read: Reader, requests: SwapRecord[], now: Date): Promise<(request: SwapRecord) => boolean> {
  const rows = await read.shift.findMany({
    where: {
      rotationId: { in: [...new Set(requests.map(({ rotationId }) => rotationId))] },
      userId: { in: [...new Set(requests.map(({ asker }) => asker))] },
      state: { in: ['planned', 'on'] },
      end: { gt: now },
    },
    select: { rotationId: true, userId: true, start: true, end: true },
  });
  return (request) =>
    isGap(request) ||
    rows.some((row) => row.rotationId === request.rotationId && row.userId === request.asker && overlaps(giveOf(row), giveOf(request)));
}

async function filledGaps(read: Reader, requests: SwapRecord[], now: Date): Promise<Set<string>> {
  const filled = new Set<string>();
  for (const request of requests.filter(isGap)) {
    const rotation = await findRotation(read, request.workspaceId, request.rotationId);
    if (rotation && (await isFilled(read, rotation, request, now))) filled.add(request.id);
  }
  return filled;
}

/** Looks at it once more under its lock, and does what is due. */
export async function tendSwap(db: Database, { workspaceId, id, due, mark }: DueSwap, now: Date): Promise<void> {
  await writeTx(db, async (tx) => {
    const scene = await sceneOf(tx, workspaceId, id, backline, now);
    if (scene && isNotDone(scene.request.state)) await perDue[due](scene, mark);
  });
}

const perDue: Record<DueKind, (scene: Scene, mark: string | null) => Promise<unknown>> = {
  async begin(scene) {
    const over = await end(scene, 'expired', backline);
    await tell(scene.tx, over, 'expired', [...askersOf(over), scene.request.taker], scene.now);
  },

  async gone(scene) {
    const over = await end(scene, 'void', backline);
    await tell(scene.tx, over, 'void', [...askersOf(over), scene.request.taker, over.asked], scene.now);
  },

  async silence(scene) {
    if (scene.request.state !== 'agreed') return;
    const performed = await finish(scene, 'silence');
    if (performed.is !== 'done') await reopen(scene, 'no_longer', null);
  },

  async open(scene) {
    const { state, opensAt } = scene.request;
    if (state === 'open' && opensAt && opensAt <= scene.now) await openToEveryone(scene);
  },

  async untaken({ tx, rotation, request, now }, mark) {
    if (request.state !== 'open' || mark === null) return;
    const key = `rota_untaken:${request.id}:${mark}`;
    if (!(await takeSlot(tx, 'tend-swaps', key, now))) return;
    const { id: subject, workspaceId } = request;
    const people = [...new Set([...askersOf(request), ...(await leadsOf(tx, rotation))])];
    const debts = people.map(
      (person): Debt => ({
        ...{ workspaceId, kind: 'rota.untaken', subject, lane: person },
        key: `${key.replace('rota_', 'rota.')}:${person}`,
        data: { person },
      }),
    );
    await owe(tx, debts, now);
  },
};

/** Rings whose time is over. */
export async function endRings(db: Database, now: Date): Promise<void> {
  const over = await db.read.swapRing.findMany({ where: { state: 'proposed', endsAt: { lte: now } }, take: mostAtOnce });
  for (const { id, workspaceId, rotationId } of over)
    await writeTx(db, async (tx) => {
      if (await lockRotation(tx, workspaceId, rotationId)) await dissolveRing(tx, id, 'time', now);
    });
}

/** Rotations in which requests have come to form a ring. */
export async function rotationsWithRings(read: Reader, now: Date): Promise<{ workspaceId: string; rotationId: string }[]> {
  const open = await read.swapRequest.groupBy({
    by: ['workspaceId', 'rotationId'],
    where: { state: 'open', start: { gt: now } },
    _count: true,
  });
  const found: { workspaceId: string; rotationId: string }[] = [];
  for (const { workspaceId, rotationId, _count } of open) {
    const rotation = _count > 1 ? await findRotation(read, workspaceId, rotationId) : null;
    if (rotation && !rotation.removedAt && (await newRings(read, rotation, now)).length > 0) found.push({ workspaceId, rotationId });
  }
  return found;
}

export async function proposeRingsOf(db: Database, { workspaceId, rotationId }: { workspaceId: string; rotationId: string }, now: Date) {
  await writeTx(db, async (tx) => {
    const rotation = await lockRotation(tx, workspaceId, rotationId);
    if (rotation) await proposeRings(tx, rotation, now);
  });
}
