import type { Message } from '../../delivery/words';
import type { Told } from '../../domain/escalations/happenings';
import { nameOf as numberOf } from '../../domain/escalations/keys';
import type { CardFacts } from './facts';
import { reopenNames } from './labels';
import { actions, brief, button, ended, linkButton, typed } from './parts';
import { say } from './said';

/** To one person: what became of something they own or manage. */
export function toldMessage(facts: CardFacts, told: Told): Message | null {
  const { escalation, nameOf, squad } = facts;
  const who = typed(nameOf(told.person));
  const it = `${numberOf(escalation)}: ${brief(escalation.title, 400)}`;
  switch (told.type) {
    case 'claimed':
      return say(`${who} took over from you ${it}`, cardButton(facts));
    case 'answered':
      return say(`${who} answered your question on ${ended(it)} It is your turn.`, cardButton(facts));
    case 'reopened':
      return say(`${who} reopened ${ended(it)} ${reopenNames[told.data.why]}: ${brief(told.data.next, 1_000)}`, cardButton(facts));
    case 'released':
      return say(
        `${typed(nameOf(told.data.from))} can no longer act for ${typed(squad.name)} and has left ${ended(it)} ${whatNow(facts)}`,
        cardButton(facts),
      );
    default:
      return null;
  }
}

function whatNow({ escalation, squad }: CardFacts): string {
  if (escalation.owner) return 'Somebody else has it now.';
  return escalation.state === 'waiting' ? `${typed(squad.name)} is asked again once it is answered.` : 'The next person is being asked.';
}

/** Nobody is left to ask: the manager and an admin have to find somebody. */
export function exhaustedMessage(facts: CardFacts, round: number): Message | null {
  const { escalation, squad } = facts;
  if (escalation.state !== 'open' || escalation.round !== round || !escalation.exhaustedAt) return null;

  const severity = escalation.severity.toUpperCase();
  const text = `Nobody in ${typed(squad.name)} has claimed ${numberOf(escalation)} (${severity}): ${ended(brief(escalation.title, 400))} Everybody was asked. Please find somebody for it.`;
  return say(text, actions([button('Claim', 'claim_escalation', escalation.id), ...linkOf(facts)]));
}

/** A form that was not sent. */
export function draftMessage(title: string, formId: string): Message {
  const called = title.trim() ? ` “${brief(title, 200)}”` : '';
  const text = `Your escalation${called} is not sent yet. Nothing is lost: it waits for 24 hours on App Home, or go on right here.`;
  return say(text, actions([button('Continue your draft', 'continue_draft', formId, { style: 'primary' })]));
}

export const tookTooLong = 'That took too long. Press it again.';

/** Something was pressed, and nothing opened. `null`: it was about no escalation. */
export function tooLateMessage(facts: CardFacts | null): Message {
  if (!facts) return say(tookTooLong);
  return say(`${numberOf(facts.escalation)}: what you pressed did not open. ${tookTooLong}`, cardButton(facts));
}

const cardButton = (facts: CardFacts) => actions(linkOf(facts));
const linkOf = ({ cardLink }: CardFacts) => (cardLink ? [linkButton('Open the card', cardLink)] : []);
