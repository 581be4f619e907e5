import type { Evidence, Finding, Refused } from './evidence';

/** Nothing was refused or left unanswered but what the faults explain. */
export function judgeCalls({ refusals }: Pick<Evidence, 'refusals'>): Finding[] {
  return refusals
    .filter((one) => !isExplained(one))
    .map((one) => ({ sort: 'unexpected', what: `Unexpected: ${one.way} ${one.name} ended with ${one.error}`, evidence: one }));
}

/** Who repeats what was done before learns that it is so. */
const alreadySo = new Set(['message_not_found', 'already_reacted', 'no_reaction']);
/** A form whose time was over, or that was closed or changed meanwhile. */
const tooLate = new Set(['expired_trigger_id', 'exchanged_trigger_id', 'not_found', 'hash_conflict', 'view_not_found']);

function isExplained({ way, name, error, stormy, doneBefore }: Refused): boolean {
  if (doneBefore && alreadySo.has(error)) return true;
  if (!stormy) return false;
  return way === 'interaction' || (way === 'call' && name.startsWith('views.') && tooLate.has(error));
}
