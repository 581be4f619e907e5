import type { Database } from '../../database';
import type { Message } from '../../delivery/words';
import type { Deps } from '../../deps';
import { eventsOf } from '../../domain/escalations/events';
import {
  acceptAnswer,
  answerQuestion,
  carryOn,
  claimEscalation,
  passPage,
  passQuestion,
  redrawCards,
  releaseEscalation,
  resendMessages,
  takeOverEscalation,
} from '../../domain/escalations/store';
import { answerAccepted } from '../../views/escalations/answer';
import { type CardFacts, cardFacts, namesOf } from '../../views/escalations/facts';
import { questionMessage, questionOver } from '../../views/escalations/question';
import { pageAnswered } from '../../views/escalations/said';
import type { Handlers } from '../registry';
import { readPress } from './bodies';
import { type Action, deed, meet, type Pressed, pressedOn, refusalSentence, replace, tell } from './deeds';
import { refreshHomes } from './homes';

/** Buttons that do what they say at once. */
export function buttonHandlers(deps: Deps): Handlers {
  const { db } = deps;
  return {
    actions: {
      claim_escalation: deed(deps, ({ act }, now) => claimEscalation(db, act, now)),
      claim_page: claimPage(deps),
      not_me: notMe(deps),
      carry_on_escalation: deed(deps, ({ act }, now) => carryOn(db, act, now)),
      answer_escalation: deed(
        deps,
        ({ act }, now) => answerQuestion(db, act, now),
        (facts, pressed) => answered(db, facts, pressed),
      ),
      wait_for_customer: deed(deps, ({ act }, now) => passQuestion(db, act, 'customer', now), passed),
      wait_for_agent: deed(deps, ({ act }, now) => passQuestion(db, act, 'agent', now), passed),
      accept_answer: deed(
        deps,
        ({ act, detail }, now) => acceptAnswer(db, act, detail, now),
        (facts, { person }) => answerAccepted(facts, person),
      ),
      more_escalation: more(deps),
      resend_escalation: resend(deps),
      open_card: async ({ ack }) => ack(),
    },
  };
}

/** The question stays to be read; its buttons are gone. */
async function answered({ read }: Database, facts: CardFacts, { person }: Pressed): Promise<Message | null> {
  const asked = (await eventsOf(read, facts.escalation.id)).findLast(({ type }) => type === 'asked');
  return asked?.type === 'asked' ? questionOver(facts, { by: asked.person, question: asked.data.question }, person) : null;
}

/** The same question, with the way back. */
function passed(facts: CardFacts, { person }: Pressed): Message | null {
  const { askedAt } = facts.escalation;
  return askedAt && questionMessage(facts, { agent: person, askedAt });
}

/** What becomes of a page stands in it, and its buttons go: who was slower reads there who was faster. */
function claimPage(deps: Deps): Action {
  return async ({ ack, body, action, respond }) => {
    const pressed = pressedOn(readPress(body, action));
    await meet(deps, pressed);
    const claimed = await claimEscalation(deps.db, pressed.act, deps.clock.now());
    await ack();
    const what = claimed.is === 'refused' ? await refusalSentence(deps, pressed, claimed) : 'You have it.';
    const facts = await cardFacts(deps.db.read, pressed.workspaceId, pressed.escalationId);
    if (facts) await replace(respond, pageAnswered(facts, what));
    await refreshHomes(deps, pressed.workspaceId);
  };
}

function notMe(deps: Deps): Action {
  return async ({ ack, body, action, respond }) => {
    const { workspaceId, person, escalationId, act, inMessage } = pressedOn(readPress(body, action));
    const passed = await passPage(deps.db, act, deps.clock.now());
    await ack();
    const facts = await cardFacts(deps.db.read, workspaceId, escalationId);
    if (facts && inMessage) await replace(respond, pageAnswered(facts, await passedText(deps, workspaceId, person, passed)));
    await refreshHomes(deps, workspaceId);
  };
}

async function passedText(
  { db }: Deps,
  workspaceId: string,
  person: string,
  passed: Awaited<ReturnType<typeof passPage>>,
): Promise<string> {
  if (passed.is === 'over') return 'Nobody needs to be asked any more.';
  if (!passed.next || passed.next.person === person) return 'Thank you. Nobody is left to ask, so the manager and an admin were told.';
  const nameOf = await namesOf(db.read, workspaceId, [passed.next.person]);
  return `Thank you. ${nameOf(passed.next.person)} is asked instead.`;
}

/** The menu shows its placeholder again, whatever came of the choice. */
function more(deps: Deps): Action {
  const chosen = deed(deps, ({ act, detail }, now) =>
    detail === 'release' ? releaseEscalation(deps.db, act, now) : takeOverEscalation(deps.db, act, now),
  );
  return async (args) => {
    await chosen(args);
    const { escalationId } = pressedOn(readPress(args.body, args.action));
    await redrawCards(deps.db, escalationId);
  };
}

function resend(deps: Deps): Action {
  return async ({ ack, body, action, respond }) => {
    const pressed = pressedOn(readPress(body, action));
    await meet(deps, pressed);
    const count = await resendMessages(deps.db, pressed.act);
    await ack();
    await tell(deps, pressed, resentText(count), respond);
  };
}

function resentText(count: number | null): string {
  if (count === null) return 'Only people of the squad can do this.';
  if (count === 0) return 'There is nothing left to send again.';
  return count === 1 ? '1 message is sent again.' : `${count} messages are sent again.`;
}
