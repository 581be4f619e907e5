import type { Escalation } from '../../generated/sqlite/client';
import { addCounted, type Calendar } from '../calendar/rules';
import type { Told } from './happenings';
import { defaultPolicy, type Limits } from './policy';

const minute = 60_000;

/**
 * By when the agents were told to expect a word: a first one after it was raised, and one after each of theirs. `null`: the squad has
 * had the last word, or waits for theirs.
 */
export function promisedAt(
  { severity, state, raisedAt }: Pick<Escalation, 'severity' | 'state' | 'raisedAt'>,
  told: readonly Told[],
  calendar: Calendar,
): Date | null {
  if (state !== 'open' && state !== 'claimed') return null;
  const limits = defaultPolicy[severity];
  const lastWord = told.findLastIndex(({ type }) => squadsWords.has(type));
  if (lastWord < 0) return due(raisedAt, limits.first, limits, calendar);
  const asked = told.slice(lastWord + 1).find(({ type }) => agentsWords.has(type));
  return asked && limits.next !== null ? due(asked.at, limits.next, limits, calendar) : null;
}

const squadsWords = new Set<Told['type']>(['squad_replied', 'asked', 'resolved']);
const agentsWords = new Set<Told['type']>(['agent_replied', 'answered', 'reopened']);

function due(since: Date, minutes: number, { clock }: Limits, calendar: Calendar): Date {
  const always = new Date(since.getTime() + minutes * minute);
  return clock === 'always' ? always : (addCounted(calendar, since, minutes * minute) ?? always);
}
