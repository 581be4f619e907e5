import { setTimeout as pause } from 'node:timers/promises';
import type { LogEntry, Sandbox } from '../sandbox';
import { type Database, patiently } from '../src/database';

/** What is still under way. */
export interface Backlog {
  deliveries: number;
  redraws: number;
  events: number;
  unread: number;
  /** Events that Slack has not got through with yet. */
  undelivered: number;
}

const mostWaitMs = 180_000;
/** Nothing moved for so long: whatever is left waits for the clock. */
const stillMs = 4_000;
const skipMs = 61_000;
const mostSkips = 24;

/** Waits until nothing is left to be done; the world's clock skips the waits of those who try again later. Gives up when nothing more comes of it. */
export async function untilCalm(sandbox: Sandbox, db: Database, clockMoved: () => void): Promise<void> {
  const startedAt = Date.now();
  let skips = 0;
  let movedAt = Date.now();
  let before = '';
  let readsBefore = -1;
  for (;;) {
    const backlog = await backlogOf(sandbox, db);
    const reads = readsIn(sandbox.log);
    const now = JSON.stringify({ backlog, reads });
    if (now !== before) movedAt = Date.now();
    before = now;
    // Caught up, too: a minute has passed in which nobody had a thread left to read.
    if ((isEmpty(backlog) && reads === readsBefore) || Date.now() - startedAt > mostWaitMs) return;
    if (Date.now() - movedAt > stillMs && skips < mostSkips) {
      skips += 1;
      readsBefore = reads;
      movedAt = Date.now();
      await sandbox.clock.advance(skipMs);
      clockMoved();
    }
    await pause(200);
  }
}

export const isEmpty = (backlog: Backlog): boolean => Object.values(backlog).every((count) => count === 0);

export async function backlogOf(sandbox: Sandbox, db: Database): Promise<Backlog> {
  const { read } = db;
  return {
    deliveries: await patiently(() => read.delivery.count({ where: { state: 'pending' } })),
    redraws: await patiently(() => read.delivery.count({ where: { state: 'sent', dirty: true } })),
    events: await patiently(() => read.inboxEvent.count({ where: { state: 'waiting' } })),
    unread: await patiently(() => read.originThread.count({ where: { channelId: { not: null }, gatheredAt: null } })),
    undelivered: undeliveredIn(sandbox.log),
  };
}

const readsIn = (log: LogEntry[]): number => log.filter(({ name }) => name === 'conversations.replies').length;

/** After the third retry Slack gives up. */
const mostTries = 4;

function undeliveredIn(log: LogEntry[]): number {
  const tries = new Map<string, number>();
  const heard = new Set<string>();
  for (const { way, request, status } of log) {
    if (way !== 'event') continue;
    const id = String(request.event_id);
    if (status === 200) heard.add(id);
    else tries.set(id, (tries.get(id) ?? 0) + 1);
  }
  return [...tries].filter(([id, count]) => !heard.has(id) && count < mostTries).length;
}
