import type { Escalation, OriginThread } from '../../generated/sqlite/client';
import type { HandledBy, Reason, Severity } from '../../generated/sqlite/enums';

/** Who did what the clock asked for. */
export const backline = 'backline';

export type Asked = 'agent' | 'customer';

export const reopenReasons = ['does_not_work', 'answers_something_else', 'came_back'] as const;
export type ReopenReason = (typeof reopenReasons)[number];

/** What has happened to an escalation, as it is kept for good: types and data of EscalationEvent. */
export type Happening =
  | { type: 'opened'; data: { severity: Severity; squad: string } }
  /** `from`: whom it was taken over from. */
  | { type: 'claimed'; data: { from: string | null } }
  /** `gone`: the owner was deactivated or left the squad's channel. */
  | { type: 'released'; data: { from: string; gone: boolean } }
  | { type: 'asked'; data: { of: Asked; question: string } }
  | { type: 'passed'; data: { to: Asked } }
  | { type: 'answered'; data: { by: 'button' | 'message'; thread: string | null } }
  | { type: 'carried_on'; data: Record<string, never> }
  | { type: 'resolved'; data: { reason: Reason; answer: string; handledBy: HandledBy } }
  | { type: 'accepted'; data: { threads: string[]; closes: boolean } }
  | { type: 'closed'; data: { how: 'unconfirmed' } }
  | { type: 'reopened'; data: { why: ReopenReason; next: string; threads: string[]; owner: string | null } }
  /** Somebody wrote in one of its threads. */
  | { type: 'agent_replied' | 'squad_replied'; data: { thread: string | null } };

export type Told = Happening & { at: Date; person: string };

/** The columns of an escalation that are the fold of what happened to it. */
export type Columns = Pick<
  Escalation,
  | 'squadId'
  | 'severity'
  | 'state'
  | 'turn'
  | 'owner'
  | 'claimedAt'
  | 'askedBy'
  | 'askedAt'
  | 'question'
  | 'resolvedBy'
  | 'resolvedAt'
  | 'reason'
  | 'answer'
  | 'handledBy'
  | 'closedAt'
  | 'closedHow'
  | 'round'
  | 'reopens'
  | 'lastActivityAt'
>;

export type ThreadFacts = Pick<OriginThread, 'id' | 'agent' | 'outcome'>;
