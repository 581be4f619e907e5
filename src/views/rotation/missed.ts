import type { Button, KnownBlock, ModalView } from '@slack/types';
import type { Lately } from '../../domain/rotation/clock/lately';
import type { Missed, Missing } from '../../domain/rotation/clock/missed';
import { type RotationRecord, versionAt } from '../../domain/rotation/records/rotation';
import { button, modal, paging, section, typed } from '../settings/parts';
import type { HandoffFacts } from './handoff-facts';
import { spanThere } from './times';

/** For the person of a shift, and for its leads, up to seven days after it. */
export const missedButton = (shiftId: string): Button => button('I missed it', `rota_missed:${shiftId}`, shiftId);
export const notThereButton = (shiftId: string): Button => button('Was not there', `rota_not_there:${shiftId}`, shiftId);

/** Below 40 of those ahead, 50 blocks make a message. */
const mostShown = 6;
const pageSize = 40;

/** Whose they are: one's own, or all of a rotation. */
export const ownShifts = 'own';

/** Below somebody's own shifts: those of the last days. */
export const ownLately = (shifts: readonly Lately[], rotations: readonly Named[]): KnownBlock[] =>
  firstOf(ownRows(shifts, rotations), ownShifts);

/** For leads: who was on in the last days. */
export const theirsLately = (shifts: readonly Lately[], rotation: RotationRecord, nameOf: NameOf): KnownBlock[] =>
  firstOf(theirRows(shifts, rotation, nameOf), rotation.id);

type Named = Pick<RotationRecord, 'id' | 'name' | 'versions'>;
type NameOf = HandoffFacts['nameOf'];

export function ownRows(shifts: readonly Lately[], rotations: readonly Named[]): KnownBlock[] {
  return shifts.flatMap((shift) => {
    const rotation = rotations.find(({ id }) => id === shift.rotationId);
    if (!rotation) return [];
    const text = `*${spanThere(shift, zoneThen(rotation, shift))}*   ${typed(rotation.name)}`;
    return [{ ...section(text), accessory: missedButton(shift.id) }];
  });
}

export function theirRows(shifts: readonly Lately[], rotation: Named, nameOf: NameOf): KnownBlock[] {
  return shifts.map((shift) => {
    const text = `*${spanThere(shift, zoneThen(rotation, shift))}*   ${typed(nameOf(shift.userId))}`;
    return { ...section(text), accessory: notThereButton(shift.id) };
  });
}

const zoneThen = ({ versions }: Named, { start }: Lately): string => String(versionAt({ versions }, start)?.definition.zone ?? 'UTC');

/** The newest; `More` leads to all of them. */
function firstOf(rows: readonly KnownBlock[], of: string): KnownBlock[] {
  if (rows.length === 0) return [];
  if (rows.length <= mostShown) return [section('*The last 7 days*'), ...rows];
  const head = section(`*The last 7 days*   the last ${mostShown} of ${rows.length}`);
  return [{ ...head, accessory: button('More', 'rota_lately', of) }, ...rows.slice(0, mostShown)];
}

/** All of them, a page at a time. */
export function latelyModal(rows: readonly KnownBlock[], of: string, page: number): ModalView {
  const items = rows.slice(page * pageSize, (page + 1) * pageSize);
  const blocks = items.length > 0 ? items : [section('Nothing of the last 7 days is left here.')];
  const pages = paging('rota_lately_page', { page, size: pageSize, total: rows.length, items, words: '' });
  return modal({ id: 'rota_lately', title: 'The last 7 days', metadata: { of }, blocks: [...blocks, ...pages] });
}

export const onlyForLeads = 'Only leads can say this of somebody else.';

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
      return `${onlyForLeads} Nothing was changed.`;
    case 'not_begun':
      return 'It has not begun yet. “Swap…” finds cover for it.';
    case 'already':
      return 'That is noted already.';
    case 'closed':
      return 'Closed. Ask an admin to note it.';
  }
}
