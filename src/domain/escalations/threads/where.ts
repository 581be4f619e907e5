import type { Transaction } from '../../../database';
import type { Escalation, OriginThread, Squad } from '../../../generated/sqlite/client';
import { openKeyOf } from '../keys';

export type OpenThread = OriginThread & { escalation: Escalation };

/** What a thread in Slack is to us. */
export type Where =
  /** A question of an escalation that is not closed comes from it. */
  | { is: 'origin'; thread: OpenThread; escalation: Escalation }
  /** It stands under the status card in the agent's direct messages. */
  | { is: 'agents_place'; thread: OpenThread; escalation: Escalation }
  /** It stands under the card in the squad's channel. */
  | { is: 'squad'; escalation: Escalation; squad: Squad; first: OriginThread | null }
  /** Its escalation is closed. */
  | { is: 'closed'; escalation: Escalation; thread: OriginThread | null };

/** One at a time for an escalation: who comes second waits until the first has committed. */
export const lockEscalation = (tx: Transaction, id: string) =>
  tx.escalation.updateMany({ where: { id }, data: { version: { increment: 0 } } });

/** Under these people talk to the other side. */
const [squadCard, statusCard] = ['escalation.card', 'escalation.status'];

/** Whether a message, or the thread it stands in, may be one of ours: one look, because most of what is said is neither. */
export async function isKnown(
  tx: Transaction,
  workspaceId: string,
  channelId: string,
  ts: string,
  rootTs: string | null,
): Promise<boolean> {
  const [found] = await tx.$queryRaw<{ known: number | bigint }[]>`SELECT CASE WHEN
      EXISTS (SELECT 1 FROM "OriginThread" WHERE "workspaceId" = ${workspaceId} AND "channelId" = ${channelId} AND "rootTs" = ${rootTs})
      OR EXISTS (SELECT 1 FROM "Delivery" WHERE "workspaceId" = ${workspaceId} AND "sentChannel" = ${channelId} AND "ts" = ${rootTs}
        AND "kind" IN (${squadCard}, ${statusCard}))
      OR EXISTS (SELECT 1 FROM "ThreadMessage" WHERE "workspaceId" = ${workspaceId} AND "channelId" = ${channelId} AND "ts" = ${ts})
    THEN 1 ELSE 0 END AS "known"`;
  return Number(found?.known) === 1;
}

/** Answers what a thread is to us now; reads through a transaction or the reading connection alike. */
export async function whereIs(tx: Transaction, workspaceId: string, channelId: string, rootTs: string): Promise<Where | null> {
  const thread = await tx.originThread.findUnique({
    where: { workspaceId_openKey: { workspaceId, openKey: openKeyOf(channelId, rootTs) } },
    include: { escalation: true },
  });
  if (thread) return { is: 'origin', thread, escalation: thread.escalation };
  return (await underCard(tx, workspaceId, channelId, rootTs)) ?? (await closedOrigin(tx, workspaceId, channelId, rootTs));
}

async function underCard(tx: Transaction, workspaceId: string, channelId: string, rootTs: string): Promise<Where | null> {
  const card = await tx.delivery.findFirst({
    where: { workspaceId, sentChannel: channelId, ts: rootTs, kind: { in: [squadCard, statusCard] } },
    select: { kind: true, subject: true, data: true },
  });
  if (!card) return null;
  return card.kind === squadCard ? underSquadCard(tx, card.subject) : underStatusCard(tx, (card.data as { thread: string }).thread);
}

async function underSquadCard(tx: Transaction, escalationId: string): Promise<Where | null> {
  const escalation = await tx.escalation.findUnique({ where: { id: escalationId } });
  if (!escalation) return null;
  if (escalation.state === 'closed') return { is: 'closed', escalation, thread: null };

  const squad = await tx.squad.findUniqueOrThrow({ where: { id: escalation.squadId } });
  const first = await tx.originThread.findFirst({ where: { escalationId }, orderBy: { position: 'asc' } });
  return { is: 'squad', escalation, squad, first };
}

async function underStatusCard(tx: Transaction, threadId: string): Promise<Where | null> {
  const thread = await tx.originThread.findUnique({ where: { id: threadId }, include: { escalation: true } });
  if (!thread) return null;
  const { escalation } = thread;
  return escalation.state === 'closed' ? { is: 'closed', escalation, thread } : { is: 'agents_place', thread, escalation };
}

async function closedOrigin(tx: Transaction, workspaceId: string, channelId: string, rootTs: string): Promise<Where | null> {
  const thread = await tx.originThread.findFirst({
    where: { workspaceId, channelId, rootTs },
    include: { escalation: true },
    orderBy: { attachedAt: 'desc' },
  });
  return thread?.escalation.state === 'closed' ? { is: 'closed', escalation: thread.escalation, thread } : null;
}

/** Whether a thread stands under one of our own messages: no origin, nothing to escalate. */
export async function standsUnderCard(tx: Transaction, workspaceId: string, channelId: string, rootTs: string): Promise<boolean> {
  return (await tx.delivery.count({ where: { workspaceId, sentChannel: channelId, ts: rootTs }, take: 1 })) > 0;
}

/**
 * Whether a card may stand there whose ts we have not learned yet: it was sent, and the answer is lost or under way. Who wrote
 * under it is heard once that is known.
 */
export async function cardInDoubt(tx: Transaction, workspaceId: string, channelId: string): Promise<boolean> {
  const doubtful = { workspaceId, kind: { in: [squadCard, statusCard] }, state: 'pending' as const, inDoubt: true };
  const person = await tx.person.findFirst({ where: { workspaceId, directChannel: channelId }, select: { userId: true } });
  const lane = { in: [channelId, ...(person ? [person.userId] : [])] };
  return (await tx.delivery.count({ where: { ...doubtful, lane }, take: 1 })) > 0;
}
