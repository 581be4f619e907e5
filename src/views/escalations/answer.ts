import type { Message } from '../../delivery/words';
import type { Told } from '../../domain/escalations/happenings';
import { nameOf as numberOf } from '../../domain/escalations/keys';
import type { CardFacts } from './facts';
import { reasonNames } from './labels';
import { actions, brief, button, context, paragraphs, typed } from './parts';

type AnsweredThread = Pick<CardFacts['escalation']['threads'][number], 'id' | 'agent' | 'outcome'>;

/** The answer, in the place of an agent who has not accepted one; nothing when it was reopened or answered anew meanwhile. */
export function answerMessage(facts: CardFacts, thread: AnsweredThread, resolvedAt: Date): Message | null {
  const { escalation } = facts;
  if (!isCurrent(facts, resolvedAt) || escalation.state !== 'resolved' || thread.outcome === 'accepted') return null;

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

/** What is left of an answer when it needs no word any more: it stays to be read, and says what became of it. */
export function answerOver(facts: CardFacts, told: Told, thread: AnsweredThread, accepted: Told | null): Message | null {
  if (told.type !== 'resolved') return null;
  const { escalation, nameOf } = facts;
  const intro = `${typed(nameOf(told.person))} has answered ${numberOf(escalation)}`;
  const { answer } = told.data;
  const closing = becameOf(facts, told, thread, accepted);
  // For 7 days there is a way back.
  const reopen = isCurrent(facts, told.at) ? [button('Reopen', 'reopen_escalation', `${escalation.id} ${thread.id}`)] : [];
  return {
    text: `${intro}: ${brief(answer, 2_000)} ${closing}`,
    blocks: [...paragraphs(`${intro}: ${brief(answer, 8_000)}`), context(closing), ...actions(reopen)],
  };
}

function becameOf(facts: CardFacts, told: Told, { agent, outcome }: AnsweredThread, accepted: Told | null): string {
  if (!isCurrent(facts, told.at)) return 'Reopened since.';
  return outcome === 'accepted' ? `${typed(facts.nameOf(accepted?.person ?? agent))}: That solves it.` : 'Closed: nobody said otherwise.';
}

/** Neither reopened nor answered anew since. */
export const isCurrent = ({ escalation }: CardFacts, resolvedAt: Date): boolean =>
  escalation.resolvedAt?.getTime() === resolvedAt.getTime();
