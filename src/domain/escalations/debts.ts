import type { Debt } from '../../delivery/owe';
import type { OriginThread } from '../../generated/sqlite/client';
import { backline, type Told } from './happenings';
import { agentPlace, squadThread } from './places';
import type { EscalationRecord } from './record';
import type { Owed } from './rules';

/** What is said to one person, in direct messages. */
export type Telling = 'taken_over' | 'answered' | 'reopened' | 'owner_gone' | 'exhausted' | 'draft' | 'too_late';

interface Change {
  before: EscalationRecord;
  after: EscalationRecord;
  /** Of the happening as it is stored. */
  eventId: number;
  happening: Told;
  owed: Owed[];
  /** Whom to tell of what the squad cannot mend by itself. */
  managers: string[];
}

/** What a change owes, beyond cards and pages, as deliveries. The words are chosen when they leave. */
export function debtsOf(change: Change): Debt[] {
  return change.owed.flatMap((owed) => debts(change, owed));
}

function debts(change: Change, owed: Owed): Debt[] {
  const { before, after, happening, managers } = change;
  switch (owed) {
    case 'line':
      return happening.type === 'passed'
        ? [inSquadThread(change, 'escalation.line')]
        : after.threads.map((thread) => inPlace(change, 'escalation.line', thread));
    case 'question':
      return after.threads.map((thread) => inPlace(change, 'escalation.question', thread));
    case 'answer':
      return after.threads.filter(({ outcome }) => outcome === 'answered').map((thread) => inPlace(change, 'escalation.answer', thread));
    case 'reopened':
      return reopened(change);
    case 'tell_owner':
      return tell(change, happening.type === 'reopened' ? 'reopened' : 'answered', [after.owner]);
    case 'tell_former_owner':
      return tell(change, 'taken_over', [before.owner]);
    case 'tell_manager':
      return tell(change, 'owner_gone', managers);
    case 'transcript':
    case 'status':
    case 'page':
    case 'withdraw_pages':
      return []; // these have functions of their own
  }
}

/** An agent's reopening is news to the squad, the squad's to the agents. */
function reopened(change: Change): Debt[] {
  const { happening, after } = change;
  if (happening.type !== 'reopened') return [];
  const isAgents = after.threads.some(({ agent }) => agent === happening.person);
  if (isAgents) return [inSquadThread(change, 'escalation.reopened')];
  return after.threads
    .filter(({ id }) => happening.data.threads.includes(id))
    .map((thread) => inPlace(change, 'escalation.reopened', thread));
}

type SaidKind = 'escalation.line' | 'escalation.question' | 'escalation.answer' | 'escalation.reopened';

function inPlace({ after, eventId }: Change, kind: SaidKind, thread: OriginThread): Debt {
  const data = { event: eventId, thread: thread.id };
  return { ...agentPlace(thread), key: `${kind}:${eventId}:${thread.id}`, kind, subject: after.id, data };
}

function inSquadThread({ after, eventId }: Change, kind: SaidKind): Debt {
  return { ...squadThread(after), key: `${kind}:${eventId}:squad`, kind, subject: after.id, data: { event: eventId } };
}

/** Nobody is told of what they did themselves. */
function tell({ after, eventId, happening }: Change, what: Telling, people: (string | null)[]): Debt[] {
  const others = people.filter((user) => user !== null && user !== happening.person && user !== backline) as string[];
  return [...new Set(others)].map((user) => ({
    workspaceId: after.workspaceId,
    key: `escalation.told:${eventId}:${user}`,
    kind: 'escalation.told',
    subject: after.id,
    data: { what, event: eventId },
    lane: user,
  }));
}
