import type { Message } from '../../delivery/words';
import type { Told } from '../../domain/escalations/happenings';
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

/** What is left of a question that stands in Slack when nobody has to answer it any more: `next` is what came after it. */
export function questionOver(facts: CardFacts, told: Told, next: Told | null): Message | null {
  if (told.type !== 'asked') return null;
  const question = `${typed(facts.nameOf(told.person))} asked: ${brief(told.data.question, 1_500)}`;
  const over = `${numberOf(facts.escalation)} · ${becameOf(facts, next)}`;
  return { text: `${question} ${over}`, blocks: [...paragraphs(question), context(over)] };
}

function becameOf({ nameOf }: CardFacts, next: Told | null): string {
  const who = typed(nameOf(next?.person ?? null));
  switch (next?.type) {
    case 'answered':
      return `${who} has answered`;
    case 'carried_on':
      return `${who} carries on without an answer`;
    case 'resolved':
      return `${who} has resolved it`;
    default:
      return 'no longer waiting for an answer';
  }
}
