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
} as const satisfies Record<string, Kind>;

export type DeliveryKind = keyof typeof kinds;
