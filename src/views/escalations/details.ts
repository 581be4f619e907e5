import type { ActionsBlock, ModalView } from '@slack/types';
import { nameOf as numberOf } from '../../domain/escalations/keys';
import type { Actor } from '../../domain/escalations/rules';
import { cardActions, newsBlocks, undeliveredBlocks } from './card';
import type { CardFacts } from './facts';
import { handledByNames } from './labels';
import { headline, linksLine, stateLine, whereLine } from './lines';
import { actions, type Blocks, brief, button, context, linkButton, paragraphs, plainText, section } from './parts';

export interface Viewer {
  actor: Actor;
  /** What was just tried and not done. */
  notice?: string;
}

/** `Open`: everything about one, and every button that this person may use. */
export function detailsModal(facts: CardFacts, viewer: Viewer, history: string): ModalView {
  const { escalation } = facts;
  return {
    type: 'modal',
    callback_id: 'escalation_details',
    private_metadata: JSON.stringify({ id: escalation.id }),
    title: plainText(numberOf(escalation), 24),
    close: plainText('Close'),
    blocks: [
      ...(viewer.notice ? [context(`:warning: ${viewer.notice}`)] : []),
      section(headline(facts)),
      section(`${whereLine(facts)}\n${stateLine(facts)}`),
      ...newsBlocks(facts),
      ...actions(buttonsFor(facts, viewer.actor), `escalation_details:${escalation.version}`),
      ...(viewer.actor.mayAct ? undeliveredBlocks(facts) : []),
      ...texts(facts),
      { type: 'divider' },
      ...paragraphs(`*What happened*\n${history}`),
    ],
  };
}

function texts({ escalation }: CardFacts): Blocks {
  const { tried, expected, handledBy } = escalation;
  const links = escalation.links as string[];
  return [
    ...(tried ? paragraphs(`*What was tried*\n${brief(tried, 5_000)}`) : []),
    ...(expected ? paragraphs(`*Expected answer*\n${brief(expected, 5_000)}`) : []),
    ...(links.length > 0 ? [section(`*Links*\n${linksLine(links)}`)] : []),
    ...(handledBy ? [context(`Handled by: ${handledByNames[handledBy]}`)] : []),
  ];
}

function buttonsFor(facts: CardFacts, actor: Actor): ActionsBlock['elements'] {
  const { escalation, cardLink } = facts;
  const squads = actor.mayAct ? cardActions(facts) : [];
  const mine = escalation.threads.filter(({ agent }) => agent === actor.id);
  const agents = mine.length > 0 ? agentButtons(facts, mine) : [];
  const known = new Set(squads.map((element) => element.action_id));
  return [
    ...squads,
    ...agents.filter(({ action_id }) => !known.has(action_id)),
    ...(cardLink ? [linkButton('Open the card', cardLink)] : []),
  ];
}

function agentButtons({ escalation }: CardFacts, mine: CardFacts['escalation']['threads']) {
  const { id, state, turn } = escalation;
  if (state === 'waiting') return [button('Answered', 'answer_escalation', id), passButton(id, turn)];
  if (state !== 'resolved' && state !== 'closed') return [];
  const accept = mine.some(({ outcome }) => outcome === 'answered') && state === 'resolved';
  return [
    ...(accept ? [button('That solves it', 'accept_answer', id, { style: 'primary' })] : []),
    button('Reopen', 'reopen_escalation', id),
  ];
}

/** Where the question stands, and the way back. */
export const passButton = (id: string, turn: CardFacts['escalation']['turn'], suffix = '') =>
  turn === 'customer'
    ? button('Waiting on me', `wait_for_agent${suffix}`, id)
    : button('Waiting on customer', `wait_for_customer${suffix}`, id);
