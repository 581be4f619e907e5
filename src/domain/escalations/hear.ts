import type { Transaction } from '../../database';
import type { Side } from '../../generated/sqlite/enums';
import { actorOf } from './around';
import type { Told } from './happenings';
import { isHoldingReply } from './holding';
import { perform, writeEvent } from './perform';
import { type EscalationRecord, findEscalation } from './record';

export interface HeardMessage {
  workspaceId: string;
  escalationId: string;
  /** `origin`: in the origin thread `threadId`, or in the agent's direct messages under its status card. `squad`: in the squad thread. */
  side: Side;
  /** Of a squad message: the origin thread that it reaches, or null when it stays with the squad (🔒, one-way). */
  threadId: string | null;
  /** The human who wrote it: in an origin thread anybody, an engineer too. */
  person: string;
  /** When it was written: its event may come late, and what was written before a question does not answer it. */
  saidAt: Date;
  text: string;
  hasFiles: boolean;
  /** What caused it, e.g. `message:C…:ts`: the same message is heard once. */
  source: string;
}

/**
 * A person wrote a new message in one of its threads: that is activity; from the agents' side it also answers an open question,
 * unless it only holds the line ("will check"). Writes the event, the change and what that owes.
 */
export async function hearMessage(tx: Transaction, heard: HeardMessage, now: Date): Promise<void> {
  const { workspaceId, escalationId, person, threadId, source } = heard;
  const record = await findEscalation(tx, workspaceId, escalationId);
  if (!record || (await isHeard(tx, heard))) return;

  const agentsSide = await isAgentsSide(tx, record, heard);
  if (agentsSide && answersQuestion(record, heard)) {
    const act = { workspaceId, escalationId, person, source };
    const answered = await perform(tx, act, { do: 'answer', by: 'message', threadId }, now);
    if (answered.is !== 'refused') return;
  }
  await noteReply(tx, record, heard, agentsSide);
}

async function isHeard(tx: Transaction, { workspaceId, source: sourceKey }: HeardMessage): Promise<boolean> {
  return (await tx.escalationEvent.findUnique({ where: { workspaceId_sourceKey: { workspaceId, sourceKey } } })) !== null;
}

/** In an origin thread speaks the agents' side, unless it is an engineer of the squad who has come there. */
async function isAgentsSide(tx: Transaction, record: EscalationRecord, { side, person }: HeardMessage): Promise<boolean> {
  if (side === 'squad') return false;
  if (record.threads.some(({ agent }) => agent === person)) return true;
  return !(await actorOf(tx, record, person)).mayAct;
}

function answersQuestion({ state, askedAt }: EscalationRecord, { text, hasFiles, saidAt }: HeardMessage): boolean {
  if (state !== 'waiting' || !askedAt || saidAt <= askedAt) return false;
  return !isHoldingReply(text, hasFiles ? 1 : 0);
}

/** Activity, and for the clock a reply: it changes neither state nor turn. */
async function noteReply(tx: Transaction, record: EscalationRecord, heard: HeardMessage, agentsSide: boolean): Promise<void> {
  const { threadId: thread, saidAt: at, person, source } = heard;
  const told: Told = { type: agentsSide ? 'agent_replied' : 'squad_replied', data: { thread }, at, person };
  await writeEvent(tx, record, told, source);
  await tx.escalation.updateMany({ where: { id: record.id, lastActivityAt: { lt: at } }, data: { lastActivityAt: at } });
}
