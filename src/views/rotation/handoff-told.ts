import type { Button } from '@slack/types';
import type { Message } from '../../delivery/words';
import { isOpen } from '../../domain/rotation/clock/accept';
import type { Told } from '../../domain/rotation/clock/correct-debts';
import type { Outcome } from '../../domain/rotation/clock/debts';
import { actions, button, section, typed } from '../settings/parts';
import type { HandoffFacts } from './handoff-facts';
import { named } from './handoff-words';
import { missedButton, notThereButton } from './missed';
import { spanThere, timeThere, wall } from './times';

const say = (text: string, press?: Button): Message => ({ text, blocks: [section(text), ...actions(press ? [press] : [])] });

/** To leads, and to who stays on. While it is open leads can mend it. */
export function overdueMessage(facts: HandoffFacts, what: 'lead' | 'stays', instead: string | null, staying: string[]): Message {
  const { handoff, rotation, incoming, nameOf, readerZone } = facts;
  const since = `${named(facts, incoming)} ${incoming.length > 1 ? 'have' : 'has'} not accepted ${typed(rotation.name)} since ${timeThere(handoff.at, readerZone)}.`;
  if (!isOpen(handoff)) return say(`${since} ${overdueEnd(facts)}`);
  if (what === 'stays') return say(`${since} You stay on with them, so that somebody is there.`);
  const stays =
    staying.length > 0 ? `${named(facts, staying)} ${staying.length > 1 ? 'stay' : 'stays'} on with them.` : 'Nobody stays on with them.';
  const text = `${since} ${stays}`;
  const buttons = [
    ...(instead ? [button(`Put ${nameOf(instead)} on`, 'rota_handoff_put', `${handoff.id} ${instead}`)] : []),
    button(`Accept for ${nameOf(incoming[0] ?? null)}`, 'rota_handoff_accept_for', handoff.id),
  ];
  return { text, blocks: [section(text), ...actions(buttons)] };
}

function overdueEnd({ handoff, handing, incoming, nameOf, readerZone }: HandoffFacts): string {
  const { state, acceptedBy, acceptedAt } = handoff;
  if (state === 'void' && handing.instead) return `${typed(nameOf(handing.instead))} is on instead.`;
  if (state !== 'accepted' || !acceptedBy || !acceptedAt) return 'The next handoff has come since.';
  const at = timeThere(acceptedAt, readerZone);
  return incoming.includes(acceptedBy) ? `Accepted ${at}.` : `${typed(nameOf(acceptedBy))} accepted for them ${at}.`;
}

/** Half of the time has passed. Nothing once it is accepted. */
export function reminderMessage(facts: HandoffFacts): Message | null {
  const { handoff, rotation, outgoing, readerZone } = facts;
  if (handoff.state !== 'waiting' || !handoff.dueAt) return null;
  const due = timeThere(handoff.dueAt, readerZone);
  const text = `${typed(rotation.name)} waits for you since ${timeThere(handoff.at, readerZone)}. Until ${due} ${named(facts, outgoing)} can still be asked for it; after that the leads are told.`;
  return { text, blocks: [section(text), ...actions([button('Accept handoff', 'rota_handoff_accept', handoff.id, { style: 'primary' })])] };
}

export function handoffToldMessage(facts: HandoffFacts, outcome: Outcome, reader: string): Message | null {
  const { handoff, rotation, incoming, handing, nameOf, readerZone } = facts;
  const { acceptedBy, acceptedAt } = handoff;
  const name = typed(rotation.name);
  const who = acceptedBy ? typed(nameOf(acceptedBy)) : 'Somebody';
  switch (outcome) {
    case 'accepted': {
      const at = acceptedAt ? ` at ${timeThere(acceptedAt, readerZone)}` : '';
      const isTheirs = acceptedBy !== null && incoming.includes(acceptedBy);
      if (isTheirs) return say(`${who} accepted ${name}${at}.`);
      return say(`${who} accepted ${name} for ${incoming.includes(reader) ? 'you' : named(facts, incoming)}${at}.`);
    }
    case 'void':
      if (!handing.instead) return null;
      return say(
        `${who} put ${typed(nameOf(handing.instead))} on for ${name} instead of ${incoming.includes(reader) ? 'you' : named(facts, incoming)}.`,
      );
    case 'lapsed':
      return lapsedMessage(facts, reader);
  }
}

/** Nobody accepted, and the next handoff has come: whether they were there at all, they or their leads know. */
function lapsedMessage(facts: HandoffFacts, reader: string): Message {
  const { handoff, rotation, incoming, outgoing, shift, zone } = facts;
  const since = `${typed(rotation.name)} of ${wall(handoff.at, zone)}`;
  const now = 'The next handoff has come, so it is with the next person now.';
  if (incoming.includes(reader)) return say(`You never accepted ${since}. ${now}`, shift ? missedButton(shift.id) : undefined);
  const text = `${named(facts, incoming)} never accepted ${since}. ${now}`;
  return say(text, shift && !outgoing.includes(reader) ? notThereButton(shift.id) : undefined);
}

/** The record was corrected, or somebody was not there. */
export function correctedMessage(
  told: Told,
  { name, zone, nameOf }: { name: string; zone: string; nameOf: HandoffFacts['nameOf'] },
): Message {
  const { kind, other, by } = told;
  const span = spanThere({ start: new Date(told.start), end: new Date(told.end) }, zone);
  const who = typed(nameOf(by));
  const where = `${typed(name)}, ${span}`;
  switch (kind) {
    case 'missed':
      return say(`${who} noted that you were not there: ${where}. It does not count as served.`);
    case 'off':
      return say(`${who} corrected the record: ${where}, ${other ? `${typed(nameOf(other))} was on instead of you` : 'you were not on'}.`);
    case 'on':
      return say(
        `${who} corrected the record: ${where}, you were on${other ? ` instead of ${typed(nameOf(other))}` : ''}. It counts for you.`,
      );
  }
}
