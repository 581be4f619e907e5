import { json, type Transaction } from '../../../database';
import { recordChange } from '../records/changes';
import { republish } from '../records/publish';
import type { RotationRecord } from '../records/rotation';
import { isGap, type SwapRecord } from './request';

/** One person's span that another one serves from now on. `from: null`: nobody was on. */
export interface Handed {
  swapId: string;
  from: string | null;
  to: string;
  start: Date;
  end: Date;
}

/** What a settled request hands over: what is asked for, and what was agreed in return. */
export function handedBy(request: SwapRecord): Handed[] {
  const { id: swapId, asker, taker, start, end, returnStart, returnEnd } = request;
  if (!taker) return [];
  const given = { swapId, from: isGap(request) ? null : asker, to: taker, start, end };
  const back = returnStart && returnEnd ? [{ swapId, from: taker, to: asker, start: returnStart, end: returnEnd }] : [];
  return [given, ...back];
}

/** Puts what was agreed on into the plan. Whether everybody may serve it has been asked before, under the same lock. */
export async function applySwap(tx: Transaction, rotation: RotationRecord, handed: Handed[], by: string, now: Date): Promise<void> {
  if (rotation.kind === 'sittings') {
    for (const one of handed) await reseat(tx, rotation, one, now);
    return;
  }
  for (const { swapId, from, to, start, end } of handed) {
    const kind = from === null ? 'add' : 'replace';
    const change = await recordChange(tx, rotation, { kind, from, to, start, end, source: 'swap', by, swapId }, now);
    if (!change) throw new Error(`The swap ${swapId} would change nothing.`);
  }
  await republish(tx, rotation, now);
}

/** As if it had not been: `false` when a later change builds upon it. */
export async function undoSwap(tx: Transaction, rotation: RotationRecord, request: SwapRecord, now: Date): Promise<boolean> {
  if (rotation.kind === 'sittings') return unseat(tx, rotation, request, now);
  const changes = await tx.rotationChange.findMany({ where: { swapId: request.id, withdrawnAt: null } });
  for (const change of changes) if (await isBuiltUpon(tx, change)) return false;
  await tx.rotationChange.updateMany({ where: { id: { in: changes.map(({ id }) => id) } }, data: { withdrawnAt: now } });
  await republish(tx, rotation, now);
  return changes.length > 0;
}

interface Built {
  id: string;
  rotationId: string;
  to: string | null;
  start: Date;
  end: Date;
  acceptedAt: Date;
}

/** What it gave to somebody was handed on since. */
async function isBuiltUpon(tx: Transaction, { id, rotationId, to: from, start, end, acceptedAt }: Built): Promise<boolean> {
  const later = { OR: [{ acceptedAt: { gt: acceptedAt } }, { acceptedAt, id: { gt: id } }] };
  const where = { rotationId, from, withdrawnAt: null, start: { lt: end }, end: { gt: start }, ...later };
  return (await tx.rotationChange.count({ where })) > 0;
}

async function reseat(tx: Transaction, { id: rotationId }: RotationRecord, { from, to, start, end }: Handed, now: Date): Promise<void> {
  const rows = await tx.shift.findMany({ where: { rotationId, userId: from ?? '', state: 'planned', start: { gte: start, lt: end } } });
  if (rows.length === 0) throw new Error(`${from} has no sitting from ${start.toISOString()} on.`);
  for (const { id, reasons } of rows)
    await tx.shift.update({
      where: { id },
      data: {
        ...{ userId: to, confirmedAt: null, sequence: { increment: 1 }, modifiedAt: now },
        reasons: json([...(Array.isArray(reasons) ? reasons : []), { why: 'swapped', from }]),
      },
    });
}

async function unseat(tx: Transaction, rotation: RotationRecord, request: SwapRecord, now: Date): Promise<boolean> {
  const handed = handedBy(request);
  for (const { to, start, end } of handed) {
    const own = { rotationId: rotation.id, userId: to, state: 'planned' as const, start: { gte: start, lt: end } };
    if ((await tx.shift.count({ where: own })) === 0) return false;
  }
  for (const { from, to, ...one } of handed) if (from) await reseat(tx, rotation, { ...one, from: to, to: from }, now);
  return true;
}
