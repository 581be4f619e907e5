import { json, type Transaction } from '../../../database';
import type { SupportTimes as Row } from '../../../generated/sqlite/client';
import type { Reader } from '../../people/store';

/** When somebody likes to sit with support, and how they are reminded. */
export interface SupportTimes {
  /** Lines of the hours grammar, on their own clock. */
  best: string[];
  ratherNot: string[];
  never: string[];
  remindWeek: boolean;
  remindEvening: boolean;
  remindMinutes: boolean;
  /** Whose public holidays are theirs. */
  region: string | null;
}

/** Nothing said: any time is fine, and all reminders come. */
export const usualTimes: SupportTimes = {
  ...{ best: [], ratherNot: [], never: [] },
  ...{ remindWeek: true, remindEvening: true, remindMinutes: true },
  region: null,
};

export async function supportTimes(read: Reader, workspaceId: string, userId: string): Promise<SupportTimes> {
  return (await supportTimesOf(read, workspaceId, [userId]))(userId);
}

export async function supportTimesOf(read: Reader, workspaceId: string, userIds: string[]): Promise<(userId: string) => SupportTimes> {
  const rows = await read.supportTimes.findMany({ where: { workspaceId, userId: { in: userIds } } });
  const said = new Map(rows.map((row) => [row.userId, timesOf(row)]));
  return (userId) => said.get(userId) ?? usualTimes;
}

/** Weeks that are planned already stay as they are. */
export async function saveSupportTimes(
  tx: Transaction,
  workspaceId: string,
  userId: string,
  times: SupportTimes,
  now: Date,
): Promise<void> {
  const { best, ratherNot, never, ...plain } = times;
  const columns = { ...plain, best: json(best), ratherNot: json(ratherNot), never: json(never), changedAt: now };
  const where = { workspaceId_userId: { workspaceId, userId } };
  await tx.supportTimes.upsert({ where, create: { workspaceId, userId, ...columns }, update: columns });
}

const timesOf = ({ best, ratherNot, never, remindWeek, remindEvening, remindMinutes, region }: Row): SupportTimes => ({
  best: best as string[],
  ratherNot: ratherNot as string[],
  never: never as string[],
  ...{ remindWeek, remindEvening, remindMinutes, region },
});
