import { backline, type Columns, type ThreadFacts, type Told } from './happenings';

/** The columns as they follow from everything that happened, in order. */
export function fold(told: Told[]): Columns {
  const [opened, ...rest] = told;
  if (opened?.type !== 'opened') throw new Error('An escalation begins with being opened.');
  return rest.reduce(step, begin(opened));
}

/** The threads as they follow from the same. */
export function foldThreads(threads: ThreadFacts[], told: Told[]): ThreadFacts[] {
  return told.reduce(
    stepThreads,
    threads.map((thread) => ({ ...thread, outcome: 'waiting' as const })),
  );
}

export function begin({ at, data }: Extract<Told, { type: 'opened' }>): Columns {
  return {
    squadId: data.squad,
    severity: data.severity,
    state: 'open',
    turn: 'squad',
    owner: null,
    claimedAt: null,
    ...noQuestion,
    ...noAnswer,
    closedAt: null,
    closedHow: null,
    round: 1,
    reopens: 0,
    lastActivityAt: at,
  };
}

/** What one happening does to the columns: the only place that says so, for the stored record and for the fold alike. */
export function step(before: Columns, told: Told): Columns {
  const columns = { ...before, lastActivityAt: activity(before, told) };
  const { at, person } = told;
  switch (told.type) {
    case 'claimed':
      // With the duty, what waits for an answer goes on waiting.
      return { ...columns, state: before.state === 'waiting' ? 'waiting' : 'claimed', owner: person, claimedAt: at };
    case 'released':
      return before.state === 'waiting' ? { ...columns, ...noOwner } : { ...columns, ...unclaimed(before) };
    case 'asked': {
      const question = { askedBy: person, askedAt: at, question: told.data.question };
      return { ...columns, ...ownedBy(person, before, at), state: 'waiting', turn: told.data.of, ...question };
    }
    case 'passed':
      return { ...columns, turn: told.data.to };
    case 'answered':
      return { ...columns, ...(before.owner ? claimed : unclaimed(before)), ...noQuestion };
    case 'carried_on':
      return { ...columns, ...ownedBy(person, before, at), ...claimed, ...noQuestion };
    case 'resolved': {
      const { reason, answer, handledBy } = told.data;
      const resolution = { resolvedBy: person, resolvedAt: at, reason, answer, handledBy };
      return { ...columns, ...ownedBy(person, before, at), state: 'resolved', turn: 'none', ...noQuestion, ...resolution };
    }
    case 'accepted':
      return told.data.closes ? { ...columns, state: 'closed', closedAt: at, closedHow: 'accepted' } : columns;
    case 'closed':
      return { ...columns, state: 'closed', closedAt: at, closedHow: told.data.how };
    case 'reopened': {
      const to = told.data.owner ? { ...claimed, owner: told.data.owner } : unclaimed(before);
      return { ...columns, ...to, ...noAnswer, closedAt: null, closedHow: null, reopens: before.reopens + 1 };
    }
    case 'opened':
    case 'agent_replied':
    case 'squad_replied':
      return columns;
  }
}

/** An answer reaches the threads that have not accepted one; a reopen opens those that it names. */
export function stepThreads(threads: ThreadFacts[], told: Told): ThreadFacts[] {
  const set = (outcome: ThreadFacts['outcome'], which: (thread: ThreadFacts) => boolean) =>
    threads.map((thread) => (which(thread) ? { ...thread, outcome } : thread));
  switch (told.type) {
    case 'resolved':
      return set('answered', ({ outcome }) => outcome !== 'accepted');
    case 'accepted':
      return set('accepted', ({ id }) => told.data.threads.includes(id));
    case 'reopened':
      return set('waiting', ({ id }) => told.data.threads.includes(id));
    default:
      return threads;
  }
}

/** What people do counts, and a message that is heard late does not take time back. */
const activity = ({ lastActivityAt }: Columns, { person, at }: Told) => (person === backline || at < lastActivityAt ? lastActivityAt : at);

const claimed = { state: 'claimed', turn: 'squad' } as const;
const noOwner = { owner: null, claimedAt: null } as const;
const noQuestion = { askedBy: null, askedAt: null, question: null } as const;
const noAnswer = { resolvedBy: null, resolvedAt: null, reason: null, answer: null, handledBy: null } as const;

/** Back in the queue: a new paging round begins. */
const unclaimed = ({ round }: Columns) => ({ state: 'open', turn: 'squad', ...noOwner, round: round + 1 }) as const;

/** Who asks, carries on or resolves what nobody has, has it. */
const ownedBy = (person: string, { owner, claimedAt }: Columns, at: Date) =>
  owner ? { owner, claimedAt } : { owner: person, claimedAt: at };
