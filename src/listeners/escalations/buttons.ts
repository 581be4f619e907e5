import type { Deps } from '../../deps';
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
import type { Handlers } from '../registry';
import { readPress } from './bodies';
import { type Action, decided, deed, pressedOn, tell } from './deeds';
import { refreshHomes } from './homes';

/** Buttons that do what they say at once. */
export function buttonHandlers(deps: Deps): Handlers {
  const { db } = deps;
  return {
    actions: {
      claim_escalation: deed(deps, ({ act }, now) => claimEscalation(db, act, now)),
      not_me: notMe(deps),
      carry_on_escalation: deed(deps, ({ act }, now) => carryOn(db, act, now)),
      answer_escalation: deed(deps, ({ act }, now) => answerQuestion(db, act, now)),
      wait_for_customer: deed(deps, ({ act }, now) => passQuestion(db, act, 'customer', now)),
      wait_for_agent: deed(deps, ({ act }, now) => passQuestion(db, act, 'agent', now)),
      accept_answer: deed(deps, ({ act, detail }, now) => acceptAnswer(db, act, detail, now)),
      more_escalation: more(deps),
      resend_escalation: resend(deps),
      open_card: async ({ ack }) => ack(),
    },
  };
}

/** The page itself tells who is asked instead; only that nobody is left has to be said. */
function notMe(deps: Deps): Action {
  return async ({ ack, body, action, respond }) => {
    const pressed = pressedOn(readPress(body, action));
    const passed = await passPage(deps.db, pressed.act, deps.clock.now());
    await ack();
    if (passed.is === 'passed' && !passed.next) await tell(deps, pressed, nobodyLeft, respond);
    await refreshHomes(deps, pressed.workspaceId);
  };
}

const nobodyLeft = 'Thank you. Nobody is left to ask, so the manager and an admin were told.';

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
    const mayNot = (count: number | null) => count === null;
    const count = await decided(deps, pressed, () => resendMessages(deps.db, pressed.act), mayNot);
    await ack();
    await tell(deps, pressed, resentText(count), respond);
  };
}

function resentText(count: number | null): string {
  if (count === null) return 'Only people of the squad can do this.';
  if (count === 0) return 'There is nothing left to send again.';
  return count === 1 ? '1 message is sent again.' : `${count} messages are sent again.`;
}
