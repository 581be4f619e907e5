import type { Button, KnownBlock } from '@slack/types';
import { zoneOf } from '../../domain/rotation/clock/around';
import type { Missed, Missing } from '../../domain/rotation/clock/missed';
import type { RotationRecord } from '../../domain/rotation/records/rotation';
import type { Shift } from '../../generated/sqlite/client';
import { button, section, typed } from '../settings/parts';
import type { HandoffFacts } from './handoff-facts';
import { spanThere } from './times';

/** For the person of a shift, and for its leads, up to seven days after it. */
export const missedButton = (shiftId: string): Button => button('I missed it', `rota_missed:${shiftId}`, shiftId);
export const notThereButton = (shiftId: string): Button => button('Was not there', `rota_not_there:${shiftId}`, shiftId);

type Lately = Pick<Shift, 'id' | 'userId' | 'start' | 'end' | 'rotationId'>;

/** Below somebody's own shifts: those of the last days. */
export function ownLately(shifts: readonly Lately[], rotations: readonly Pick<RotationRecord, 'id' | 'name' | 'versions'>[]): KnownBlock[] {
  const rows = shifts.flatMap((shift) => {
    const rotation = rotations.find(({ id }) => id === shift.rotationId);
    if (!rotation) return [];
    const text = `*${spanThere(shift, zoneOf(rotation))}*   ${typed(rotation.name)}`;
    return [{ ...section(text), accessory: missedButton(shift.id) }];
  });
  return rows.length > 0 ? [section('*The last 7 days*'), ...rows] : [];
}

/** For leads: who was on in the last days. */
export function theirsLately(shifts: readonly Lately[], rotation: RotationRecord, nameOf: HandoffFacts['nameOf']): KnownBlock[] {
  const rows = shifts.map((shift) => {
    const text = `*${spanThere(shift, zoneOf(rotation))}*   ${typed(nameOf(shift.userId))}`;
    return { ...section(text), accessory: notThereButton(shift.id) };
  });
  return rows.length > 0 ? [section('*The last 7 days*'), ...rows] : [];
}

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
