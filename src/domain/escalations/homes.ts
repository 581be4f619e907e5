import type { HomeView } from '@slack/types';
import { type Database, json, type Transaction, writeTx } from '../../database';
import type { Slack } from '../../slack';
import { SlackUnavailable } from '../../slack/unavailable';
import { personOf } from '../people/store';
import { firstPage, type PageKey, type QueueChoices } from './lists';
import type { EscalationRecord } from './record';

/** App Home of somebody who looked at it lately is likely open. */
const lately = 30 * 60_000;
/** Slack takes 100 views a minute: what nobody reads is drawn when it is opened. */
const mostWatching = 20;

/**
 * Marks the App Homes that a change shows on: of those it concerns, and of the people who look at the squad's queue right now.
 * They are drawn again after it; all others are drawn when they are opened.
 */
export async function touchHomes(tx: Transaction, record: EscalationRecord, others: (string | null)[], now: Date): Promise<void> {
  const { workspaceId, owner, raisedBy, threads, squadId } = record;
  const concerned = [owner, raisedBy, ...threads.map(({ agent }) => agent), ...others].filter((user) => user !== null);
  const watching = await tx.homePage.findMany({
    where: { workspaceId, squadId, openedAt: { gte: new Date(now.getTime() - lately) } },
    orderBy: { openedAt: 'desc' },
    take: mostWatching,
    select: { userId: true },
  });
  await touch(tx, workspaceId, [...concerned, ...watching.map(({ userId }) => userId)]);
}

async function touch(tx: Transaction, workspaceId: string, users: string[]): Promise<void> {
  await tx.homePage.updateMany({
    where: { workspaceId, userId: { in: [...new Set(users)] } },
    data: { stale: true, revision: { increment: 1 } },
  });
}

/** What somebody looks at on App Home: filters and pages, as they stand in the view's metadata. */
export interface HomeChoices {
  /** Which capability is shown below what needs you. */
  part: 'escalations' | 'rotation';
  /** `null`: the first of their own squads. */
  squadId: string | null;
  state: QueueChoices['state'];
  severity: QueueChoices['severity'];
  sort: QueueChoices['sort'];
  queue: PageKey;
  mine: PageKey;
}

export const firstChoices: HomeChoices = {
  part: 'escalations',
  squadId: null,
  state: 'open',
  severity: 'all',
  sort: 'oldest',
  queue: firstPage,
  mine: firstPage,
};

export interface Home {
  workspaceId: string;
  userId: string;
  choices: HomeChoices;
}

/** A view as it is drawn, and the squad whose queue it shows. */
export interface DrawnHome {
  view: HomeView;
  squadId: string | null;
}

export interface HomeDesk {
  db: Database;
  slack: Slack;
  draw(home: Home, now: Date): Promise<DrawnHome>;
}

/**
 * Draws the App Home of somebody who looks at it now, and remembers what it shows. What Slack would not take is drawn again soon, and so
 * is the page of somebody of whom Slack did not tell who they are.
 */
export async function showHome(desk: HomeDesk, home: Home, now: Date): Promise<void> {
  const { db, slack, draw } = desk;
  const { workspaceId, userId, choices } = home;
  const isKnown = await meet(desk, userId);
  const { view, squadId } = await draw(home, now);
  const published = await slack.client.call('views.publish', { user_id: userId, view });
  const data = { openedAt: now, choices: json(choices), squadId, stale: published.is !== 'ok' || !isKnown };
  await writeTx(db, (tx) =>
    tx.homePage.upsert({
      where: { workspaceId_userId: { workspaceId, userId } },
      create: { workspaceId, userId, ...data },
      update: { ...data, revision: { increment: 1 } },
    }),
  );
}

/** What the page shows depends on who they are; `false`: Slack does not tell now. */
async function meet({ db, slack }: HomeDesk, userId: string): Promise<boolean> {
  if (await personOf(db.read, slack.workspaceId, userId)) return true;
  try {
    await slack.people.get(userId);
    return true;
  } catch (error) {
    if (error instanceof SlackUnavailable) return false;
    throw error;
  }
}

/** As many as Slack takes in half a minute, beside all that people do. */
const mostAtOnce = 30;

/** Draws again the App Homes on which something has changed, those who looked last first. */
export async function redrawHomes(desk: HomeDesk, workspaceId: string, now: Date): Promise<void> {
  const { db, slack, draw } = desk;
  const stale = await db.read.homePage.findMany({ where: { workspaceId, stale: true }, orderBy: { openedAt: 'desc' }, take: mostAtOnce });
  for (const { userId, choices, revision } of stale) {
    if (!(await meet(desk, userId))) continue;
    const { view } = await draw({ workspaceId, userId, choices: choices as unknown as HomeChoices }, now);
    const published = await slack.client.call('views.publish', { user_id: userId, view });
    if (published.is === 'limited') return;
    // Somebody whose page Slack refuses (deactivated, gone) opens it anew before it is drawn again. What has changed meanwhile stays stale.
    if (published.is === 'ok' || published.is === 'refused')
      await writeTx(db, (tx) => tx.homePage.updateMany({ where: { workspaceId, userId, revision }, data: { stale: false } }));
  }
}
