import type { Button } from '@slack/types';
import type { Missed, Missing } from '../../domain/rotation/clock/missed';
import { button, typed } from '../settings/parts';
import type { HandoffFacts } from './handoff-facts';

/** For the person of a shift, and for its leads, up to seven days after it. */
export const missedButton = (shiftId: string): Button => button('I missed it', 'rota_missed', shiftId);
export const notThereButton = (shiftId: string): Button => button('Was not there', 'rota_not_there', shiftId);

/** What they read who pressed it. */
export function missedText(missed: Missed, says: Missing['says'], nameOf: HandoffFacts['nameOf']): string {
  if (missed.is === 'missed') {
    const { kind } = missed.rotation;
    if (says === 'lead') return `Noted: ${typed(nameOf(missed.shift.userId))} was not there. They are told.`;
    return kind === 'sittings'
      ? 'Noted, thank you. You are planned for another one.'
      : 'Noted, thank you. It does not count as served, so you are next again.';
  }
  switch (missed.why) {
    case 'gone':
      return 'This shift is not there any more.';
    case 'not_yours':
      return 'This shift is somebody else’s. Their lead can say that they were not there.';
    case 'not_lead':
      return 'Only leads can say this of somebody else. Nothing was changed.';
    case 'not_begun':
      return 'It has not begun yet. “Swap…” finds cover for it.';
    case 'already':
      return 'That is noted already.';
    case 'closed':
      return 'Closed. Ask an admin to note it.';
  }
}
