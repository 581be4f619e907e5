import type { DrawContext } from '../../../delivery/words';
import { zoneOf } from '../../../domain/rotation/home';
import { findRotation, type RotationRecord } from '../../../domain/rotation/records/rotation';
import { lengthOf } from '../../../domain/rotation/spans';
import { freeFor } from '../../../domain/rotation/swaps/free';
import { lookedAt, piecesOf } from '../../../domain/rotation/swaps/looked';
import { askedOf, findSwap, giveOf, isGap, recordOf, type SwapRecord } from '../../../domain/rotation/swaps/request';
import { type NameOf, namesOf } from '../../escalations/facts';

/** What the words about a request need. */
export interface SwapFacts {
  request: SwapRecord;
  rotation: Pick<RotationRecord, 'id' | 'name' | 'kind'>;
  /** Where the rotation's clock hangs. */
  zone: string;
  nameOf: NameOf;
  /** How long there is something to do in it; `null` when that does not matter any more. */
  onMs: number | null;
  /** Who could take it, the least loaded first. */
  free: string[];
  /** Parts that were taken alone. */
  parts: SwapRecord[];
  /** Others are on then: of what is asked for one more is needed. */
  isOneMore: boolean;
}

/** `others`: people who are named beside those of the request. */
export async function swapFacts(
  { read, now }: DrawContext,
  workspaceId: string,
  id: string,
  others: (string | null)[] = [],
): Promise<SwapFacts | null> {
  const request = await findSwap(read, workspaceId, id);
  const rotation = request && (await findRotation(read, workspaceId, request.rotationId));
  if (!request || !rotation) return null;
  const isOpen = request.state === 'open' && !rotation.removedAt;
  const free = isOpen ? await freeFor(read, rotation, request, now) : [];
  const looked = isOpen ? await lookedAt(read, rotation, giveOf(request), now) : null;
  const parts = (
    await read.swapRequest.findMany({ where: { partOf: id, state: { in: ['done', 'agreed'] } }, orderBy: { start: 'asc' } })
  ).map(recordOf);
  const people = [request.asker, request.askedBy, request.asked, request.taker, ...free, ...parts.map(({ taker }) => taker), ...others];
  return {
    request,
    rotation,
    zone: zoneOf(rotation, request.start),
    nameOf: await namesOf(read, workspaceId, people),
    onMs: looked && lengthOf(piecesOf(looked, askedOf(request))),
    free,
    parts,
    isOneMore: isGap(request) && (await othersOn(read, request)),
  };
}

async function othersOn(read: DrawContext['read'], { rotationId, taker, start, end }: SwapRecord): Promise<boolean> {
  const on = { rotationId, start: { lt: end }, end: { gt: start }, state: { not: 'cancelled' as const } };
  return (await read.shift.count({ where: { ...on, ...(taker && { userId: { not: taker } }) } })) > 0;
}
