import type { Handled } from '../../domain/rotation/clock/accept';
import { typed } from '../settings/parts';
import type { HandoffFacts } from './handoff-facts';
import { named } from './handoff-words';
import { timeThere } from './times';

export type HandoffVerb = 'accept' | 'accept_for' | 'put' | 'all' | 'keep' | 'note';

/** What somebody reads who pressed a button of a handoff; `null`: the card says it already. */
export function handledText(verb: HandoffVerb, handled: Handled, facts: HandoffFacts | null, reader: string): string | null {
  if (!facts) return 'This handoff is not there any more. `/rota now` shows who is on.';
  if (handled.is === 'done') return doneText(verb, facts);
  switch (handled.why) {
    case 'gone':
      return 'This handoff is not there any more. `/rota now` shows who is on.';
    case 'not_lead':
      return `Only the leads of ${typed(facts.rotation.name)} can do this. Nothing was changed.`;
    case 'not_yours':
      return verb === 'accept'
        ? `This handoff is for ${named(facts, facts.incoming)}.`
        : `Only ${named(facts, facts.outgoing)} can say this.`;
    case 'cannot':
      return `That changes nothing now: ${named(facts, facts.incoming)} is not on any more, or they are on already.`;
    case 'over':
      return overText(facts, reader);
  }
}

function doneText(verb: HandoffVerb, facts: HandoffFacts): string | null {
  switch (verb) {
    case 'accept_for':
      return `Thank you. ${named(facts, facts.incoming)} has ${typed(facts.rotation.name)} now, and is told.`;
    case 'put':
      return `${typed(facts.nameOf(facts.handing.instead ?? null))} is on now. Everybody concerned is told.`;
    case 'all':
      return 'All of yours go to the next person.';
    case 'accept':
    case 'keep':
    case 'note':
      return null;
  }
}

/** Who was faster. */
function overText({ handoff, nameOf, handing, readerZone, incoming }: HandoffFacts, reader: string): string {
  const { state, acceptedBy, acceptedAt } = handoff;
  if (state === 'void' && handing.instead) return `${typed(nameOf(handing.instead))} is on instead, so there is nothing left to accept.`;
  if (state !== 'accepted') return 'The next handoff has come since. `/rota now` shows who is on.';
  if (!acceptedBy || !acceptedAt) return 'This handoff is done.';
  if (acceptedBy === reader) return `You accepted this at ${timeThere(acceptedAt, readerZone)}.`;
  const who = typed(nameOf(acceptedBy));
  return incoming.includes(acceptedBy)
    ? `${who} took it just before you.`
    : `${who} accepted it for ${incoming.includes(reader) ? 'you' : named({ nameOf }, incoming)} just before.`;
}
