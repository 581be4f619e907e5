import type { Message } from '../../delivery/words';
import type { Told } from '../../domain/escalations/happenings';
import { nameOf as numberOf } from '../../domain/escalations/keys';
import type { CardFacts } from './facts';
import { reopenNames } from './labels';
import { actions, type Blocks, brief, button, ended, linkButton, moment, section, typed } from './parts';

/** "Bo is on it." Nothing when it has been overtaken. */
export function lineMessage({ escalation, nameOf }: CardFacts, told: Told): Message | null {
  const who = typed(nameOf(told.person));
  const isOwner = escalation.owner === told.person;
  switch (told.type) {
    case 'claimed':
      return isOwner && isOpen(escalation.state) ? say(`${who} is on it.`) : null;
    case 'carried_on':
      return isOwner && escalation.state === 'claimed' ? say(`${who} carries on without waiting for the answer.`) : null;
    case 'passed':
      if (escalation.state !== 'waiting' || escalation.turn !== told.data.to) return null;
      return say(told.data.to === 'customer' ? `${who} is waiting on the customer.` : `${who} has it again, no longer the customer.`);
    default:
      return null;
  }
}

/** Where it was reopened by the other side. Nothing when it is answered anew. */
export function reopenedMessage({ escalation, nameOf }: CardFacts, told: Told): Message | null {
  if (told.type !== 'reopened' || !isOpen(escalation.state)) return null;
  const { why, next } = told.data;
  return say(`${typed(nameOf(told.person))} reopened ${numberOf(escalation)}: ${reopenNames[why]}. ${brief(next, 2_000)}`.trim());
}

/** Asks one person to claim; nothing when somebody has. */
export function pageMessage(facts: CardFacts, person: string, by: Date | null): Message | null {
  const { escalation, cardLink, channelLink, nameOf } = facts;
  if (escalation.state !== 'open' || !isAsked(facts, person)) return null;

  const { id } = escalation;
  const text = `${typed(nameOf(person))}, ${need(facts, by)}`;
  const buttons = [button('Claim', 'claim_escalation', id, { style: 'primary' }), button('Not me', 'not_me', id)];
  return { text, blocks: [section(text), ...actions([...buttons, linkButton('Open the card', cardLink ?? channelLink)])] };
}

/** What is left of a page that stands in Slack when its person is not asked any more. While nobody has it, they still may. */
export function pageOver(facts: CardFacts, person: string): Message {
  const { escalation, cardLink } = facts;
  const text = `${numberOf(escalation)}: ${ended(brief(escalation.title, 400))} ${whoHasIt(facts, person)}`;
  const claim = escalation.state === 'open' ? [button('Claim', 'claim_escalation', escalation.id)] : [];
  return say(text, actions([...claim, ...(cardLink ? [linkButton('Open the card', cardLink)] : [])]));
}

function whoHasIt({ escalation, asked, nameOf }: CardFacts, person: string): string {
  const { owner, state } = escalation;
  if (state === 'resolved' || state === 'closed') return 'It is resolved.';
  if (owner) return owner === person ? 'You have it.' : `${typed(nameOf(owner))} has it.`;
  if (asked?.person === person) return 'You have been asked again since.';
  return asked ? `${typed(nameOf(asked.person))} is asked instead.` : 'You are not asked any more.';
}

/** The mention under the card that goes with a page. */
export function mentionMessage(facts: CardFacts, person: string, by: Date | null): Message | null {
  if (facts.escalation.state !== 'open' || !isAsked(facts, person)) return null;
  return say(`<@${person}>, ${need(facts, by)}`);
}

function need({ escalation }: CardFacts, by: Date | null): string {
  const until = by ? ` by ${moment(by)}` : '';
  return `${numberOf(escalation)} (${escalation.severity.toUpperCase()}) needs an owner${until}: ${brief(escalation.title, 400)}`;
}

/** A page of somebody who was passed over since is old news. */
const isAsked = ({ asked }: CardFacts, person: string) => asked?.person === person;

const isOpen = (state: CardFacts['escalation']['state']) => state === 'open' || state === 'claimed' || state === 'waiting';

export const say = (text: string, more: Blocks = []): Message => ({ text, blocks: [section(text), ...more] });
