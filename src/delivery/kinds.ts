import type { DeliverySort } from '../generated/sqlite/enums';

/** What happens when Slack's answer is unknown and reading back is impossible: `again` may repeat it, `hold` asks an admin. */
type Policy = 'again' | 'hold';

interface Kind {
  /** `card`: lives, redrawn when its record changes. `notice`: said once, or declines. `state`: the newest wish only. */
  sort: DeliverySort;
  /** 0: pages and direct messages. 1: cards and threads. 2: digests. Lower goes first. */
  priority: 0 | 1 | 2;
  unreadable: Policy;
}

const card = (priority: Kind['priority'] = 1, unreadable: Policy = 'hold'): Kind => ({ sort: 'card', priority, unreadable });
const notice = (priority: Kind['priority'] = 1, unreadable: Policy = 'hold'): Kind => ({ sort: 'notice', priority, unreadable });

/** Everything that Backline may owe Slack. Words for each stand in `views/index.ts`; a missing one does not compile. */
export const kinds = {
  /** The living message in the squad's channel. */
  'escalation.card': card(),
  /** The same for the agent, in the agent's place. */
  'escalation.status': card(0),
  /** Up to 20 messages that existed when the thread was attached. */
  'escalation.transcript': card(),
  /** One message of the other thread. */
  'escalation.copy': card(),
  /** Asks one person to claim: unknown is sent again, for a page twice is better than none. */
  'escalation.page': card(0, 'again'),
  /** The mention under the card that goes with a page. */
  'escalation.mention': notice(1),
  'escalation.line': notice(),
  /** The same to one person, in their direct messages: what became of something they own, manage or have begun. */
  'escalation.told': notice(0),
  /** Seen by the person who put :sos: on a message alone: "Escalate this thread?" */
  'escalation.offer': notice(0),
  'escalation.question': card(0),
  'escalation.answer': card(0),
  'escalation.reopened': notice(),
  /** ⚠️ on a message whose copy could not be delivered. */
  'escalation.warned': { sort: 'state', priority: 1, unreadable: 'again' },
  /** Seen by its author alone: this thread's escalation is closed. */
  'escalation.closed_reply': notice(),
  /** To the squad, under the card: what became of the copying of a thread (paused, stopped, taken up again). */
  'escalation.thread_line': notice(),
  /** To the agent: their thread's channel has turned private or is shared now; may it be copied on? */
  'escalation.consent': notice(0),
  /** "Name your first squad", to the admin who installed Backline. */
  'workspace.welcome': notice(0),
  /** What an admin has to mend: a message that could not be delivered, findings of the doctor. */
  'workspace.trouble': notice(0),
  /** To who is on soon: a week, an evening, 15 minutes before; and whether they are in. */
  'rota.reminder': notice(0),
  /** To leads, at once: what is wrong in the next two weeks; on Monday, what else is new. */
  'rota.finding': notice(0),
  'rota.weekly': notice(2),
  /** Who a user group has as its members: those on duty. */
  'rota.group': { sort: 'state', priority: 0, unreadable: 'again' },
  /** To leads, once: why Slack does not change a user group, or whom it does not take into it. */
  'rota.group_finding': notice(0),
  /** What a channel's topic begins with: who is on rotation. */
  'rota.topic': { sort: 'state', priority: 1, unreadable: 'again' },
  /** Shifts as a calendar file, to one person. */
  'rota.calendar': notice(0),
  /** Of the company rota: to the channel that a week is planned, and to each of those who sit when. */
  'rota.week_planned': notice(2),
  /** To leads: whom no sitting was found for, and when nobody sits. */
  'rota.week_finding': notice(1),
  /** Who is on now, in the rotation's channel. */
  'rota.announced': notice(),
  /** Duty and work, to whom they come. */
  'rota.handoff': card(0),
  'rota.handoff_reminder': notice(0),
  /** 15 minutes before a shift ends: a note, and what to keep. */
  'rota.ending': card(0),
  /** Nobody has accepted in time. */
  'rota.overdue': card(0),
  /** What became of a handoff: to those who did not do it themselves. */
  'rota.handoff_told': notice(0),
  /** The record of who was on was corrected. */
  'rota.corrected': notice(0),
  /** Whose published shifts a planning has moved: one a planning, and only to who moves. */
  'rota.moved': notice(0),
  /** To who was on: somebody took over from them. */
  'rota.took_over': notice(0),
  /** Somebody is away while they are on, or tomorrow; somebody has left: to them and their leads. */
  'rota.away': notice(0),
  /** What is asked for: in the rotation's channel, or to one person; and what one side of it decides. */
  'rota.swap': card(),
  /** To one side, once: what has become of it. */
  'rota.swap_told': notice(0),
  /** To everybody in a ring of requests that free each other. */
  'rota.ring': card(0),
  /** To leads on neither side of what two have agreed on. */
  'rota.approval': card(0),
  /** To the asker and the leads, as the start comes nearer. */
  'rota.untaken': notice(0),
} as const satisfies Record<string, Kind>;

export type DeliveryKind = keyof typeof kinds;
