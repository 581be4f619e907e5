import type { Database } from '../../database';
import type { OriginThread } from '../../generated/sqlite/client';
import type { Slack } from '../../slack';
import { formOfEscalation } from './forms';
import { attachLater } from './raise';
import { type EscalationRecord, ungathered } from './record';
import { type GatheredThread, gatherThread } from './threads';

/** Reads the threads of an escalation that are still to be read, and attaches them. What Slack does not give now is asked for at the next check. */
export async function readThreads(db: Database, slack: Slack, record: EscalationRecord, now: Date): Promise<void> {
  for (const thread of ungathered(record)) {
    const gathered = await messagesOf(db, slack, record, thread);
    if (gathered === 'later') continue;
    const { workspaceId, id: escalationId } = record;
    await attachLater(db, { workspaceId, escalationId, threadId: thread.id }, gathered, now);
  }
}

async function messagesOf(
  db: Database,
  slack: Slack,
  { workspaceId, id }: EscalationRecord,
  thread: OriginThread,
): Promise<GatheredThread | null | 'later'> {
  if (!thread.channelId || !thread.rootTs) return null;
  const form = await formOfEscalation(db.read, workspaceId, thread.agent, id);
  const gathering = await gatherThread({ read: db.read, slack }, thread.channelId, thread.rootTs, form?.origin?.chosen);
  switch (gathering.is) {
    case 'gathered':
    case 'only_chosen':
      return gathering.thread;
    case 'missing':
      return null;
    case 'unavailable':
      return 'later';
  }
}
