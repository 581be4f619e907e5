import type { Message } from '../../delivery/words';
import { nameOf as numberOf } from '../../domain/escalations/keys';
import type { CardFacts } from './facts';
import { actions, brief, button, context, paragraphs, typed } from './parts';

/** Puts the squad's question to the agent, where Backline talks to them; nothing when it is answered already. */
export function questionMessage(facts: CardFacts, { agent, askedAt }: { agent: string; askedAt: Date }): Message | null {
  const { escalation } = facts;
  if (escalation.state !== 'waiting' || escalation.askedAt?.getTime() !== askedAt.getTime()) return null;
  return { text: `<@${agent}> ${asks(facts, 1_500)}`, blocks: questionBlocks(facts, agent) };
}

export function questionBlocks(facts: CardFacts, agent: string): NonNullable<Message['blocks']> {
  const { id, turn, title } = facts.escalation;
  const answered = button('Answered', 'answer_escalation', id, { style: 'primary' });
  const pass = turn === 'customer' ? button('Waiting on me', 'wait_for_agent', id) : button('Waiting on customer', 'wait_for_customer', id);
  return [
    ...paragraphs(`<@${agent}> ${asks(facts, 6_000)}`),
    context(`${numberOf(facts.escalation)} · ${brief(title, 200)} · waiting on the ${turn}`),
    ...actions([answered, pass]),
  ];
}

function asks({ escalation, nameOf }: CardFacts, most: number): string {
  const { askedBy, question, turn } = escalation;
  const whom = turn === 'customer' ? ' the customer' : '';
  return `${typed(nameOf(askedBy))} asks${whom}: ${brief(question ?? '', most)}`;
}

/** What is left of a question once somebody has pressed its button. */
export function questionOver(facts: CardFacts, question: string, who: string): Message {
  const text = `${who} has answered: ${brief(question, 500)}`;
  return { text, blocks: [context(`${numberOf(facts.escalation)} · ${text}`)] };
}
