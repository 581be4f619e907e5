import type { Message } from '../../delivery/words';
import { isOpen } from '../../domain/rotation/clock/accept';
import { list } from '../escalations/parts';
import { actions, brief, button, context, lines, section, typed } from '../settings/parts';
import type { HandoffFacts } from './handoff-facts';
import { atBoth, figureWords, named, openCount, openLines } from './handoff-words';
import { timeThere, wall } from './times';

/** To whom the duty comes: from whom, until when, and what is open. Live until it is accepted. */
export function handoffCard(facts: HandoffFacts, reader: string, now: Date): Message {
  const { handoff, rotation, outgoing, zone, readerZone, shift } = facts;
  const isAsked = isOpen(handoff);
  const head = `*Handoff · ${typed(rotation.name)} · ${atBoth(handoff.at, zone, readerZone)}*`;
  const buttons = [
    ...(isAsked ? [button('Accept handoff', 'rota_handoff_accept', handoff.id, { style: 'primary' })] : []),
    ...(shift && shift.end > now ? [button('Find cover', 'rota_swap_open', shift.id)] : []),
  ];
  const from = outgoing.length > 0 ? ` from ${named(facts, outgoing)}` : '';
  const end = endWords(facts, reader);
  return {
    text: [`You have ${typed(rotation.name)}${from}: ${openCount(facts, now)}.`, end].filter(Boolean).join(' '),
    blocks: [
      section(lines(head, fromLine(facts))),
      ...(rotation.squadId ? [section(openLines(facts, now))] : []),
      ...noteBlocks(facts),
      ...(end ? [context(end)] : []),
      ...actions(buttons),
    ],
  };
}

function fromLine({ outgoing, until, zone, handoff, last, ...facts }: HandoffFacts): string {
  const from = outgoing.length > 0 ? `From ${named(facts, outgoing)} to you` : 'You are on';
  const parts = [until ? `${from}, until ${wall(until, zone)}` : from, last && figureWords(last, handoff.at, zone)];
  return list(parts);
}

export function noteBlocks({ handoff: { note, noteBy }, nameOf }: HandoffFacts) {
  return note ? [section(`${typed(nameOf(noteBy))}: “${brief(note, 2_000)}”`)] : [];
}

/** What became of it; nothing while it is open, or where nobody had to accept. */
function endWords({ handoff, incoming, nameOf, handing, readerZone, outgoing }: HandoffFacts, reader: string): string | null {
  const { state, acceptedBy, acceptedAt, dueAt } = handoff;
  switch (state) {
    case 'accepted': {
      if (!acceptedBy || !acceptedAt) return null;
      const at = timeThere(acceptedAt, readerZone);
      if (acceptedBy === reader) return `Accepted ${at}.`;
      return incoming.includes(acceptedBy)
        ? `${typed(nameOf(acceptedBy))} accepted ${at}.`
        : `Accepted ${at}, by ${typed(nameOf(acceptedBy))}.`;
    }
    case 'overdue':
      return `Not accepted yet: ${named({ nameOf }, outgoing)} ${outgoing.length > 1 ? 'are' : 'is'} asked too.`;
    case 'lapsed':
      return 'Not accepted. The next handoff has come.';
    case 'void':
      return handing.instead ? `${typed(nameOf(handing.instead))} is on instead.` : 'It did not come to it.';
    case 'waiting':
      return dueAt ? `Please accept until ${timeThere(dueAt, readerZone)}.` : null;
  }
}
