import { z } from 'zod';
import { json, type Transaction } from '../../../database';
import type { OriginThread } from '../../../generated/sqlite/client';
import { SlackUnavailable } from '../../../slack/unavailable';
import { sourceOf } from './authors';
import type { From } from './gather';
import type { GatheredThread } from './message';
import { lastChange, readThread } from './reading';
import type { Said } from './record';
import { isFollowed } from './rules';
import { usIn } from './us';

/**
 * An event that we tell ourselves, in the transaction that attaches a thread. What was said after the thread was read and before that
 * transaction was told to us when the thread was none of ours yet: it is read once more from there.
 */
export const threadAttached = 'thread_attached';

const Attached = z.object({ channel: z.string(), thread_ts: z.string(), since: z.string() });

export async function tellAttached(tx: Transaction, thread: OriginThread, gathered: GatheredThread, now: Date): Promise<void> {
  if (!isFollowed(thread)) return;
  const { workspaceId, id } = thread;
  const { channelId, rootTs, messages } = gathered;
  const payload: z.infer<typeof Attached> = { channel: channelId, thread_ts: rootTs, since: messages.at(-1)?.ts ?? rootTs };
  const told = { type: threadAttached, lane: channelId, payload: json(payload), eventAt: now, receivedAt: now };
  await tx.inboxEvent.upsert({
    where: { workspaceId_eventId: { workspaceId, eventId: `${threadAttached}:${id}` } },
    create: { workspaceId, eventId: `${threadAttached}:${id}`, ...told },
    update: {},
  });
}

/** What has been said in a thread since it was read. */
export async function saidSince({ read, slack }: From, event: Record<string, unknown>): Promise<Said[]> {
  const { channel, thread_ts, since } = Attached.parse(event);
  const { workspaceId } = slack;
  const reading = await readThread(slack, await usIn(read, workspaceId), channel, thread_ts, since);
  // We are not in there: whoever invites us will be heard from then on.
  if (reading.is === 'refused') return [];
  if (reading.is !== 'read') throw new SlackUnavailable('conversations.replies', reading);

  const said: Said[] = [];
  for (const raw of reading.messages.filter(({ ts }) => ts > since)) {
    const source = await sourceOf(slack, raw, lastChange(raw));
    said.push({ workspaceId, channelId: channel, rootTs: reading.rootTs, edited: false, source });
  }
  return said;
}
