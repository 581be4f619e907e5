/** Somebody who could be asked to claim, in the order of asking. `null` facts: nothing is known of them, which is no reason against it. */
export interface Candidate {
  user: string;
  person: { isDeleted: boolean; isGuest: boolean; isExternal: boolean; isBot: boolean } | null;
  /** Whether they can read the card: false only where the squad's channel is private and they are not in it. */
  canSee: boolean;
}

export type SkipReason = 'deactivated' | 'guest' | 'app' | 'not_in_channel' | 'asks_it' | 'asked_already';

export interface NextPage {
  skipped: { user: string; reason: SkipReason }[];
  /** `null`: nobody is left to ask in this round. */
  ask: string | null;
}

/** Whom to ask next, and why those before were not asked. Who was asked in this round, whatever they said, is not asked again. */
export function nextPage(candidates: Candidate[], agents: string[], askedThisRound: string[]): NextPage {
  const skipped: NextPage['skipped'] = [];
  for (const candidate of candidates) {
    const reason = reasonAgainst(candidate, agents, askedThisRound);
    if (!reason) return { skipped, ask: candidate.user };
    skipped.push({ user: candidate.user, reason });
  }
  return { skipped, ask: null };
}

function reasonAgainst({ user, person, canSee }: Candidate, agents: string[], asked: string[]): SkipReason | null {
  if (asked.includes(user)) return 'asked_already';
  if (agents.includes(user)) return 'asks_it';
  if (person?.isDeleted) return 'deactivated';
  if (person?.isBot) return 'app';
  if (person?.isGuest || person?.isExternal) return 'guest';
  return canSee ? null : 'not_in_channel';
}
