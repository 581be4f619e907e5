import type { RespondFn } from '@slack/bolt';
import type { Deps } from '../../../deps';
import { findRotation } from '../../../domain/rotation/records/rotation';
import type { Refusal, SwapRecord } from '../../../domain/rotation/swaps/store';
import { namesOf } from '../../../views/escalations/facts';
import { typed } from '../../../views/escalations/parts';
import { refusalText } from '../../../views/rotation/swaps/refusals';
import type { Press } from '../../escalations/bodies';

/** Why nothing was done, for who has tried it. */
export async function refusalSentence(
  { db }: Deps,
  { workspaceId, person }: { workspaceId: string; person: string },
  { why, request }: { why: Refusal; request: Pick<SwapRecord, 'rotationId' | 'asker' | 'taker' | 'start' | 'end'> | null },
): Promise<string> {
  const nameOf = await namesOf(db.read, workspaceId, [request?.asker ?? null, request?.taker ?? null]);
  const rotation = request && (await findRotation(db.read, workspaceId, request.rotationId));
  return refusalText(why, {
    asker: typed(nameOf(request?.asker ?? null)),
    taker: typed(nameOf(request?.taker ?? null)),
    rotation: typed(rotation?.name ?? 'this rotation'),
    elsewhere: why === 'busy' && request ? await whereBusy(db.read, workspaceId, person, request) : null,
    isTaker: request?.taker === person,
  });
}

async function whereBusy(
  read: Deps['db']['read'],
  workspaceId: string,
  userId: string,
  { rotationId, start, end }: Pick<SwapRecord, 'rotationId' | 'start' | 'end'>,
): Promise<string | null> {
  const shift = await read.shift.findFirst({
    where: {
      ...{ workspaceId, userId, start: { lt: end }, end: { gt: start }, state: { in: ['planned', 'on'] } },
      rotationId: { not: rotationId },
    },
    include: { rotation: { select: { name: true } } },
    orderBy: { start: 'asc' },
  });
  return shift && typed(shift.rotation.name);
}

/** Beside the message, for who pressed alone. */
export async function answer(respond: RespondFn, { threadTs }: Pick<Press, 'threadTs'>, text: string): Promise<void> {
  await respond({ text, response_type: 'ephemeral', replace_original: false, ...(threadTs && { thread_ts: threadTs }) });
}
