import type { Clock } from '../clock';
import type { Database } from '../database';
import type { SlackClient } from './client';

/** What looking something up needs. */
export interface Lookup {
  workspaceId: string;
  botUserId: string;
  db: Database;
  clock: Clock;
  client: SlackClient;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Younger than a day. An instant that lies ahead was written before the clock was set back: it says nothing. */
export function isFresh(at: Date | null | undefined, now: Date): boolean {
  if (!at) return false;
  const age = now.getTime() - at.getTime();
  return age >= 0 && age < dayMs;
}

/** Whole lists are asked of Slack at most this often, however many names in a file nobody bears. */
export const listEveryMs = 10 * 60 * 1000;
