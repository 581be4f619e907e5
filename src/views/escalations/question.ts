import type { Message } from '../../delivery/words';
import { nameOf as numberOf } from '../../domain/escalations/keys';
import { passButton } from './details';
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
  const pass = passButton(id, turn);
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

/** What is left of a question once somebody has pressed `Answered`. */
export function questionOver({ escalation, nameOf }: CardFacts, asked: { by: string; question: string }, who: string): Message {
  const question = `${typed(nameOf(asked.by))} asked: ${brief(asked.question, 1_500)}`;
  const over = `${numberOf(escalation)} · ${typed(nameOf(who))} has answered`;
  return { text: `${question} ${over}`, blocks: [...paragraphs(question), context(over)] };
}
