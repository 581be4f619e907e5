import type { Deps } from '../../deps';
import { calendarFor } from '../../domain/escalations/around';
import { pageDue } from '../../domain/escalations/duties';
import type { EscalationRecord } from '../../domain/escalations/store';
import { personOf } from '../../domain/people/store';
import { cardFacts } from '../../views/escalations/facts';
import type { RaisedFacts } from '../../views/escalations/raised';

/** What the person who raised it reads: who is asked, or when; and whether its channel can be reached. */
export async function raisedFacts({ db, clock }: Deps, record: EscalationRecord): Promise<RaisedFacts> {
  const { read } = db;
  const { workspaceId, id, raisedBy, channelId } = record;
  const [facts, calendar, person, channel] = await Promise.all([
    cardFacts(read, workspaceId, id),
    calendarFor(read, record),
    personOf(read, workspaceId, raisedBy),
    read.channel.findUnique({ where: { workspaceId_channelId: { workspaceId, channelId } } }),
  ]);
  if (!facts) throw new Error(`Escalation ${id} is gone.`);

  const isWaiting = record.state === 'open' && !facts.asked && !record.exhaustedAt;
  return {
    ...facts,
    opens: isWaiting ? pageDue(record, calendar) : null,
    zones: { squad: calendar.timeZone, agent: person?.zone ?? calendar.timeZone },
    unreachable: channel !== null && (channel.isArchived || !channel.isMember),
    now: clock.now(),
  };
}
