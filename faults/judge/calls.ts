import type { Evidence, Finding, Refused } from './evidence';

/** Nothing was refused or left unanswered but what the faults explain. */
export function judgeCalls({ refusals }: Pick<Evidence, 'refusals'>): Finding[] {
  return refusals
    .filter((one) => !isExplained(one))
    .map((one) => ({ sort: 'unexpected', what: `Unexpected: ${one.way} ${one.name} ended with ${one.error}`, evidence: one }));
}

/** Who repeats what was done before learns that it is so. */
const alreadySo = new Set(['message_not_found', 'already_reacted', 'no_reaction']);
/** A form whose time was over: its worker was slow, or had died. */
const tooLate = new Set(['expired_trigger_id', 'exchanged_trigger_id']);
/** A form that was typed into, or closed, while it was drawn again: who was faster is right. */
const overtaken = new Set(['hash_conflict', 'not_found']);

function isExplained({ way, name, error, stormy, doneBefore }: Refused): boolean {
  if (doneBefore && alreadySo.has(error)) return true;
  if (name === 'views.update' && overtaken.has(error)) return true;
  if (!stormy) return false;
  return way === 'interaction' || (way === 'call' && name.startsWith('views.') && tooLate.has(error));
}
