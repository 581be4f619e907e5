import type { Transaction } from '../../../database';
import { owe, redraw } from '../../../delivery/owe';
import type { OriginThread } from '../../../generated/sqlite/client';
import type { Place } from '../../places/rules';
import { statusKey } from '../keys';
import { statusPlace } from '../places';
import { askConsent, type ThreadNews, threadLine } from './debts';
import type { OpenThread } from './where';

/** What has become of a channel that open escalations come from. `back`: Backline is in it again, or it is archived no more. */
export type ChannelChange = 'turned_private' | 'shared' | 'archived' | 'removed' | 'back';

export interface ChangedChannel {
  workspaceId: string;
  channelId: string;
  change: ChannelChange;
  /** The channel as it is now; needed for `back`. */
  place: Place | null;
  /** The event, so that the same happening is told once. */
  cause: string;
}

/** The threads of a changed channel: whether they are still copied, where their agents are talked to, and who is told. */
export async function channelChanged(tx: Transaction, changed: ChangedChannel, now: Date): Promise<void> {
  const { workspaceId, channelId } = changed;
  const threads = await tx.originThread.findMany({
    where: { workspaceId, channelId, openKey: { not: null } },
    include: { escalation: true },
    orderBy: { attachedAt: 'asc' },
  });
  for (const thread of threads) await threadChanged(tx, thread, changed, now);
}

async function threadChanged(tx: Transaction, thread: OpenThread, { change, place, cause }: ChangedChannel, now: Date): Promise<void> {
  const plan = planFor(thread, change, place);
  if (!plan) return;
  // The agent of a restricted one is talked to in direct messages, wherever it comes from.
  if (change === 'back' && thread.escalation.restricted) return;

  const after = await tx.originThread.update({ where: { id: thread.id }, data: plan.columns });
  await owe(tx, threadLine(thread, plan.news, cause, thread.escalation), now);
  if (plan.asks) await owe(tx, askConsent(after, cause), now);
  await moveStatus(tx, thread, after, cause, now);
}

type Columns = Partial<Pick<OriginThread, 'kind' | 'inThread' | 'twoWay' | 'consentBy' | 'consentAt'>>;

export interface Plan {
  columns: Columns;
  news: ThreadNews;
  /** The agent has to agree again before anything more is copied. */
  asks: boolean;
}

const unsaid = { consentBy: null, consentAt: null };
const away = { inThread: false, twoWay: false };

/** What a change of its channel means for a thread; `null` when it is no news to it. */
export function planFor(
  thread: Pick<OriginThread, 'kind' | 'inThread' | 'position' | 'consentAt'>,
  change: ChannelChange,
  place: Place | null,
): Plan | null {
  switch (change) {
    case 'turned_private':
      return thread.kind === 'public' ? { columns: { kind: 'private', ...unsaid }, news: change, asks: true } : null;
    case 'shared':
      return thread.kind === 'external' ? null : { columns: { kind: 'external', ...unsaid, ...away }, news: change, asks: true };
    case 'archived':
    case 'removed':
      return thread.inThread ? { columns: away, news: change, asks: false } : null;
    case 'back':
      return place && mayReturn(thread, place) ? { columns: returned(thread, place), news: change, asks: false } : null;
  }
}

const mayReturn = ({ kind, inThread }: Pick<OriginThread, 'kind' | 'inThread'>, place: Place) =>
  !inThread && place.agentsPlace && place.kind === kind;

const returned = ({ position }: Pick<OriginThread, 'position'>, { agentsPlace }: Place) => ({
  inThread: agentsPlace,
  twoWay: agentsPlace && position === 0,
});

export interface Agreement {
  workspaceId: string;
  threadId: string;
  person: string;
  /** The channel as it is now: what the agent agrees to. */
  place: Place;
}

export type Agreed = 'done' | 'not_agent' | 'over';

/** The agent says yes once more: from now on the thread is copied again. */
export async function agreeAgain(tx: Transaction, { workspaceId, threadId, person, place }: Agreement, now: Date): Promise<Agreed> {
  const thread = await tx.originThread.findFirst({ where: { id: threadId, workspaceId }, include: { escalation: true } });
  if (!thread?.openKey || thread.consentAt) return 'over';
  if (thread.agent !== person) return 'not_agent';

  const where = thread.escalation.restricted ? away : returned(thread, place);
  const columns = { kind: place.kind, ...where, consentBy: person, consentAt: now };
  const after = await tx.originThread.update({ where: { id: threadId }, data: columns });
  await owe(tx, threadLine(thread, 'goes_on', now.toISOString(), thread.escalation), now);
  await moveStatus(tx, thread, after, now.toISOString(), now);
  return 'done';
}

/**
 * The status card follows the agent's place. The old one keeps its row under another key, and its words find that it stands where
 * the agent is not talked to any more: it is deleted there, and a new one is owed.
 */
async function moveStatus(tx: Transaction, before: OriginThread, after: OriginThread, cause: string, now: Date): Promise<void> {
  const place = statusPlace(after);
  if (statusPlace(before).lane === place.lane) return;

  const key = statusKey(after.id);
  const { count } = await tx.delivery.updateMany({
    where: { workspaceId: after.workspaceId, key },
    data: { key: `${key}:until:${cause}` },
  });
  if (count === 0) return;
  await redraw(tx, after.escalationId);
  await owe(tx, { ...place, key, kind: 'escalation.status', subject: after.escalationId, data: { thread: after.id } }, now);
}
