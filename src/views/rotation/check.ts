import type { KnownBlock, ModalView } from '@slack/types';
import type { Check } from '../../domain/rotation/forms/check';
import type { Move } from '../../domain/rotation/forms/who-moves';
import { clamp } from '../../slack/text';
import type { NameOf } from '../escalations/facts';
import { header } from '../escalations/parts';
import { context, lines, modal, section, typed } from '../settings/parts';
import { findingText } from './findings';
import { weekBlocks } from './preview';
import { cityOf, dayThere, listed, spanThere, wall } from './times';

export interface CheckFacts {
  draftId: string;
  check: Check;
  nameOf: NameOf;
  /** How many serve the last turn, when that is fewer than the others. */
  lastTurn: number | null;
  /** What is only asked "what if …" has no `Save`. */
  isSaved: boolean;
  said?: string;
}

const mostMoves = 25;
const mostFindings = 12;

/** `Check the plan`: what will be, before it is saved. */
export function checkView({ draftId, check, nameOf, lastTurn, isSaved, said }: CheckFacts): ModalView {
  return modal({
    id: 'rota_check',
    title: 'Check the plan',
    ...(isSaved && { submit: 'Save' }),
    close: 'Back',
    metadata: { draft: draftId, fingerprint: check.fingerprint },
    blocks: [
      ...(said ? [section(`:information_source: ${said}`)] : []),
      ...(check.isNew ? shiftBlocks(check, nameOf) : moveBlocks(check, nameOf)),
      ...check.weeks.flatMap((week) => weekBlocks(week, nameOf)),
      ...(lastTurn === null ? [] : [context(`The last turn has ${lastTurn === 1 ? 'one person' : `${lastTurn} people`}.`)]),
      ...findingBlocks(check, nameOf),
      ...voidBlocks(check, nameOf),
    ],
  });
}

function shiftBlocks({ shifts, zone, name }: Check, nameOf: NameOf): KnownBlock[] {
  if (shifts.length === 0) return [section('Nobody is on in the next weeks: look at the first turn and at the hours.')];
  const rows = shifts.map((shift) => `${typed(nameOf(shift.userId))}: ${spanThere(shift, zone)}`);
  return [header(`${name}: the first ${shifts.length === 1 ? 'shift' : `${shifts.length} shifts`}`), section(lines(...rows))];
}

function moveBlocks({ moves, zone, appliesFrom, look }: Check, nameOf: NameOf): KnownBlock[] {
  const from = context(
    look
      ? `Applies from ${wall(appliesFrom, zone)} ${cityOf(zone)}. Nothing before it changes.`
      : 'Weeks that are planned stay as they are, but for who leaves.',
  );
  if (moves.length === 0) return [section('Nobody’s shifts move.'), from];
  const rows = moves.slice(0, mostMoves).map((move) => moveText(move, nameOf, zone));
  const more = moves.length > mostMoves ? `… ${moves.length - mostMoves} more` : '';
  return [header('Who moves'), section(lines(...rows, more)), from];
}

/** `Ben: 9–16 Mar → 16–23 Mar`. */
export function moveText({ userId, from, to }: Move, nameOf: NameOf, zone: string): string {
  const name = typed(nameOf(userId));
  if (!from) return to ? `${name}: on ${daysOf(to, zone)}` : name;
  return `${name}: ${daysOf(from, zone)} → ${to ? daysOf(to, zone) : 'off'}`;
}

/** `9–16 Mar`, `30 Mar – 6 Apr`; within a day or two with its hours. */
function daysOf({ start, end }: { start: Date; end: Date }, zone: string): string {
  if (end.getTime() - start.getTime() <= 2 * 86_400_000) return spanThere({ start, end }, zone).replace(` ${cityOf(zone)}`, '');
  const [from, to] = [dayThere(start, zone), dayThere(end, zone)].map((text) => text.slice(4)) as [string, string];
  const [fromDay, fromMonth] = from.split(' ');
  return fromMonth === to.split(' ')[1] ? `${fromDay}–${to}` : `${from} – ${to}`;
}

function findingBlocks({ look, zone, name }: Check, nameOf: NameOf): KnownBlock[] {
  if (!look) return [];
  const { findings } = look;
  if (findings.length === 0) return [context('Nothing to mend in the next 4 weeks.')];
  const rows = findings.slice(0, mostFindings).map((finding) => `• ${findingText(finding, { nameOf, rotation: name, zone })}`);
  const more = findings.length > mostFindings ? `… ${findings.length - mostFindings} more` : '';
  return [header(findings.length === 1 ? '1 finding' : `${findings.length} findings`), section(clamp(lines(...rows, more), 3_000))];
}

function voidBlocks({ emptied, voided, zone }: Check, nameOf: NameOf): KnownBlock[] {
  const name = (user: string | null) => typed(nameOf(user));
  const span = ({ start, end }: { start: number | Date; end: number | Date }) =>
    spanThere({ start: new Date(start), end: new Date(end) }, zone);
  const covers = emptied.map(
    ({ from, to, ...change }) => `• ${listed([to, from].filter((user) => user !== null).map(name))}: the change of ${span(change)}`,
  );
  const swaps = voided.map(({ asker, ...swap }) => `• ${name(asker)}’s request for ${span(swap)}`);
  const all = [...covers, ...swaps];
  if (all.length === 0) return [];
  return [
    header('No longer needed'),
    section(clamp(lines(...all), 2_900)),
    context('They are taken back when you save, and both sides are told.'),
  ];
}
