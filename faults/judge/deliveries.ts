import type { Evidence, Finding, Happened, Owed } from './evidence';

/** Everything that is owed was sent, or withdrawn with a reason, or is dead and an admin was told. */
export function judgeDeliveries({ deliveries, events, deadEvents }: Pick<Evidence, 'deliveries' | 'events' | 'deadEvents'>): Finding[] {
  const givenUp = deadEvents.map((event) => ({
    sort: 'lost' as const,
    what: `Event ${event.eventId} was given up: ${event.lastError}`,
    evidence: event,
  }));
  return [...deliveries.flatMap((owed) => judgeOne(owed, deliveries, events)), ...givenUp];
}

function judgeOne(owed: Owed, all: Owed[], events: Happened[]): Finding[] {
  switch (owed.state) {
    case 'sent':
      return [];
    case 'pending':
      return [{ sort: 'lost', what: `${owed.key} was never sent`, evidence: owed }];
    case 'withdrawn':
      return hasReason(owed) || isOvertaken(owed, events)
        ? []
        : [{ sort: 'lost', what: `${owed.key} was withdrawn without a reason`, evidence: owed }];
    case 'dead':
      return isTold(owed, all)
        ? []
        : [{ sort: 'lost', what: `${owed.key} is dead (${owed.lastError}) and no admin was told`, evidence: owed }];
  }
}

/** It says why, or it has nothing to say. */
const hasReason = ({ lastError, drawn }: Owed) => lastError !== null || drawn === null;

/** What it tells of was over before it could be said; a reopening may have made it true again. */
const isOvertaken = ({ subject, data }: Owed, events: Happened[]) =>
  events.some(({ id, escalationId, type }) => escalationId === subject && id > Number(data.event) && overtaking.has(type));

const overtaking = new Set(['resolved', 'released', 'passed', 'claimed']);

const isTold = ({ lane, lastError }: Owed, all: Owed[]) =>
  all.some(
    ({ kind, state, subject, data }) => kind === 'workspace.trouble' && state === 'sent' && subject === lane && data.error === lastError,
  );
