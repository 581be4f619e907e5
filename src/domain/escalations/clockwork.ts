import { type Database, writeTx } from '../../database';
import type { Slack } from '../../slack';
import { SlackUnavailable } from '../../slack/unavailable';
import { takeSlot } from '../../slots';
import { calendarFor, candidatesFor } from './around';
import { type Duty, duties } from './duties';
import { backline } from './happenings';
import { askNext } from './pages';
import { perform } from './perform';
import { readThreads } from './reading';
import { type EscalationRecord, findEscalation, nextCheck, saveIf, ungathered } from './record';

const job = 'check-escalations';
const mostAtOnce = 500;

/** Which escalations the clock has to look at, the longest waiting first. */
export async function dueEscalations(db: Database, now: Date): Promise<{ workspaceId: string; id: string }[]> {
  return db.read.escalation.findMany({
    where: { nextCheckAt: { lte: now } },
    orderBy: { nextCheckAt: 'asc' },
    take: mostAtOnce,
    select: { workspaceId: true, id: true },
  });
}

/** Does what is due for one escalation, each duty once, under its slot key. */
export async function checkEscalation(db: Database, slack: Slack, id: string, now: Date): Promise<void> {
  const record = await findEscalation(db.read, slack.workspaceId, id);
  if (!record) return;

  const calendar = await calendarFor(db.read, record);
  const due = duties({ ...record, ungathered: ungathered(record) }, calendar).filter(({ at }) => at <= now);
  for (const duty of due) await perDuty[duty.duty](db, slack, record, duty, now);
  if (due.length === 0) await writeTx(db, (tx) => saveIf(tx, record, { nextCheckAt: nextCheck(record, calendar) }));
}

type Do = (db: Database, slack: Slack, record: EscalationRecord, duty: Duty, now: Date) => Promise<void>;

const perDuty: Record<Duty['duty'], Do> = {
  /** Not given by Slack now: it stays due, and is asked for again at the next look. */
  gather: (db, slack, record, _, now) => readThreads(db, slack, record, now),

  async page(db, slack, record, { slot, at }, now) {
    await meetCandidates(db, slack, record, now);
    await writeTx(db, async (tx) => {
      if (await takeSlot(tx, job, slot, now)) await askNext(tx, record, at, now);
    });
  },

  async close(db, _, { workspaceId, id: escalationId }, { slot, at }, now) {
    await writeTx(db, async (tx) => {
      if (!(await takeSlot(tx, job, slot, now))) return;
      await perform(tx, { workspaceId, escalationId, person: backline, source: slot }, { do: 'close', due: at }, now);
    });
  },
};

/** Whether they are still here, and can read the channel, is asked of Slack where it is not known; a page does not wait for the answer. */
async function meetCandidates(db: Database, slack: Slack, record: EscalationRecord, now: Date): Promise<void> {
  try {
    for (const { user } of await candidatesFor(db.read, record, now)) await slack.people.get(user);
    const channel = await slack.channels.get(record.channelId);
    if (channel?.isPrivate && channel.isMember) await slack.channels.members(record.channelId);
  } catch (error) {
    if (!(error instanceof SlackUnavailable)) throw error;
  }
}
