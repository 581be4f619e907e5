import type { ModalView } from '@slack/types';
import { nameOf as numberOf } from '../../domain/escalations/keys';
import type { CardFacts } from './facts';
import { headline, stateLine, stateName } from './lines';
import { actions, type Blocks, button, context, linkButton, plainText, section, typed } from './parts';
import { clock } from './refusals';

export interface RaisedFacts extends CardFacts {
  /** When the squad opens and somebody is paged; `null` when somebody was. */
  opens: Date | null;
  /** The squad's zone and the agent's. */
  zones: { squad: string; agent: string };
  /** Its channel cannot be reached. */
  unreachable: boolean;
  now: Date;
}

/** `Escalated`: "ESC-142 is with Billing", and who is paged, or when. */
export function escalatedModal(facts: RaisedFacts): ModalView {
  const { escalation, squad, unreachable } = facts;
  const text = `*${numberOf(escalation)} is with ${typed(squad.name)}.* ${paged(facts)}`;
  const trouble = unreachable
    ? [context(`:warning: ${typed(squad.name)}’s channel cannot be reached, an admin was told. Whoever is on duty is asked directly.`)]
    : [];
  return result('Escalated', [section(text), section(headline(facts)), ...trouble, ...cardButton(facts)]);
}

function paged({ asked, nameOf, opens, zones, now, escalation, squad }: RaisedFacts): string {
  if (asked) return `${typed(nameOf(asked.person))} has been asked to take it.`;
  if (escalation.exhaustedAt) return `Nobody in ${typed(squad.name)} could be asked, so its manager and an admin were told.`;
  if (!opens) return 'Somebody is asked to take it in a moment.';
  const own = zones.agent === zones.squad ? '' : `, ${clock(opens, zones.agent, now)} your time`;
  return `Somebody is asked to take it when ${typed(squad.name)} opens, ${clock(opens, zones.squad, now)} (${zones.squad})${own}.`;
}

/** `Already escalated`: the thread has one that is not closed. */
export function alreadyModal(facts: CardFacts): ModalView {
  const { escalation, squad } = facts;
  const text = `*This thread is ${numberOf(escalation)} already*, with ${typed(squad.name)}. ${stateName(escalation)}.`;
  const reopen = escalation.state === 'resolved' ? [button('Reopen', 'reopen_escalation', escalation.id)] : [];
  return result('Already escalated', [section(text), section(headline(facts)), context(stateLine(facts)), ...cardButton(facts, reopen)]);
}

const cardButton = ({ cardLink }: CardFacts, more: ReturnType<typeof button>[] = []) =>
  actions([...(cardLink ? [linkButton('Open the card', cardLink)] : []), ...more]);

const result = (title: string, blocks: Blocks): ModalView => ({
  type: 'modal',
  callback_id: 'escalation_result',
  title: plainText(title, 24),
  close: plainText('Close'),
  blocks,
});
