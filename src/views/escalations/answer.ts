import type { Message } from '../../delivery/words';
import { nameOf as numberOf } from '../../domain/escalations/keys';
import type { CardFacts } from './facts';
import { reasonNames } from './labels';
import { actions, brief, button, context, paragraphs, typed } from './parts';

/** The answer, in the place of an agent who has not accepted one; nothing when it was reopened or answered anew meanwhile. */
export function answerMessage(facts: CardFacts, thread: { id: string; agent: string }, resolvedAt: Date): Message | null {
  const { escalation } = facts;
  const isCurrent = escalation.resolvedAt?.getTime() === resolvedAt.getTime();
  if (!isCurrent || (escalation.state !== 'resolved' && escalation.state !== 'closed')) return null;

  const intro = `<@${thread.agent}> ${typed(facts.nameOf(escalation.resolvedBy))} has answered ${numberOf(escalation)}`;
  const answer = escalation.answer ?? '';
  const value = `${escalation.id} ${thread.id}`;
  return {
    text: `${intro}: ${brief(answer, 3_000)}`,
    blocks: [
      ...paragraphs(`${intro}: ${brief(answer, 8_000)}`),
      context(`${escalation.reason ? `${reasonNames[escalation.reason]} · ` : ''}${brief(escalation.title, 200)}`),
      ...actions([button('That solves it', 'accept_answer', value, { style: 'primary' }), button('Reopen', 'reopen_escalation', value)]),
    ],
  };
}

/** The same once its agent has said that it solves it. */
export function answerAccepted(facts: CardFacts, who: string): Message {
  const { escalation, nameOf } = facts;
  const intro = `${typed(nameOf(escalation.resolvedBy))} has answered ${numberOf(escalation)}`;
  const closing = `${typed(nameOf(who))}: That solves it.`;
  return {
    text: `${intro}: ${brief(escalation.answer ?? '', 2_000)} ${closing}`,
    blocks: [...paragraphs(`${intro}: ${brief(escalation.answer ?? '', 8_000)}`), context(closing)],
  };
}
