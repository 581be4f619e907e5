import type { ActionsBlock } from '@slack/types';
import type { Message } from '../../delivery/words';
import type { CardFacts } from './facts';
import { headline, linksLine, stateLine, story, whereLine } from './lines';
import { actions, type Blocks, brief, button, context, list, option, paragraphs, plainText, section, typed } from './parts';

/** The living message in the squad's channel. `drawing` counts its drawings: `More…` shows its placeholder again under a fresh block. */
export function cardMessage(facts: CardFacts, drawing: number): Message {
  return {
    text: story(facts),
    blocks: [
      section(headline(facts)),
      section(`${whereLine(facts)}\n${stateLine(facts)}`),
      ...newsBlocks(facts),
      ...askedBlocks(facts),
      ...undeliveredBlocks(facts),
      ...actions(cardActions(facts), `escalation_actions:${drawing}`),
    ],
  };
}

/** What the card is about now: the question that is open, or the answer that was given. */
export function newsBlocks({ escalation, nameOf }: CardFacts): Blocks {
  const { state, question, askedBy, answer } = escalation;
  if (state === 'waiting' && question) return [section(`*${typed(nameOf(askedBy))} asks:* ${brief(question, 600)}`)];
  if ((state === 'resolved' || state === 'closed') && answer) return paragraphs(`*Answer:* ${brief(answer, 1_500)}`);
  return [];
}

function askedBlocks({ escalation }: CardFacts): Blocks {
  const { tried, expected } = escalation;
  const links = escalation.links as string[];
  const line = list([
    tried && `*Tried:* ${brief(tried, 400)}`,
    expected && `*Expected:* ${brief(expected, 400)}`,
    links.length > 0 && linksLine(links),
  ]);
  return line ? [context(line)] : [];
}

export function undeliveredBlocks({ undelivered, escalation }: CardFacts): Blocks {
  if (undelivered === 0) return [];
  const text = undelivered === 1 ? '1 message could not be delivered' : `${undelivered} messages could not be delivered`;
  return [{ ...section(text), accessory: button('Resend', 'resend_escalation', escalation.id) }];
}

/** The squad's buttons, as they apply in this state. */
export function cardActions({ escalation }: CardFacts): ActionsBlock['elements'] {
  const { id, state } = escalation;
  const claim = button('Claim', 'claim_escalation', id, { style: 'primary' });
  const ask = button('Needs info', 'ask_escalation', id);
  const resolve = button('Resolve', 'resolve_escalation', id);
  switch (state) {
    case 'open':
      return [claim, ask, resolve];
    case 'claimed':
      return [ask, resolve, moreMenu(id)];
    case 'waiting':
      return [button('Carry on', 'carry_on_escalation', id), resolve];
    case 'resolved':
    case 'closed':
      return [button('Reopen', 'reopen_escalation', id)];
  }
}

function moreMenu(id: string): ActionsBlock['elements'][number] {
  return {
    type: 'static_select',
    action_id: 'more_escalation',
    placeholder: plainText('More…'),
    options: [option('Take over', `${id} take_over`), option('Release', `${id} release`)],
  };
}
