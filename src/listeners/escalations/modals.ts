import type { ModalView } from '@slack/types';
import type { Deps } from '../../deps';
import { lastAnswer } from '../../domain/escalations/last-answer';
import type { Deed } from '../../domain/escalations/rules';
import {
  askForInformation,
  findEscalation,
  type Performed,
  refusalNow,
  reopenEscalation,
  resolveEscalation,
} from '../../domain/escalations/store';
import { isSupportEngineer } from '../../domain/people/store';
import { type Asking, askModal, noticeModal, reopenModal, resolveModal } from '../../views/escalations/modals';
import type { Handlers } from '../registry';
import {
  AskAnswers,
  type Checked,
  check,
  ReopenAnswers,
  ResolveAnswers,
  readMetadata,
  readPress,
  readSubmission,
  type SeenView,
  type Submission,
} from './bodies';
import { type Action, decided, detailsView, type Pressed, pressedOn, refusalSentence, refusedRights, tellRefusal } from './deeds';
import { refreshHomes } from './homes';
import { openView } from './open-view';

/** Buttons that ask something first, and what is done with the answers. */
export function modalHandlers(deps: Deps): Handlers {
  const { db } = deps;
  return {
    actions: {
      ask_escalation: asksFirst(deps, { do: 'ask', of: 'agent', question: '' }, async (asking) => askModal(asking)),
      resolve_escalation: asksFirst(
        deps,
        { do: 'resolve', reason: 'question_answered', answer: '', handledBy: 'squad' },
        (asking, pressed) => presetResolve(deps, asking, pressed),
      ),
      reopen_escalation: asksFirst(deps, { do: 'reopen', why: 'does_not_work', next: '', ownerActive: true }, async (asking) =>
        reopenModal(asking),
      ),
    },
    views: {
      ask_form: submits(
        deps,
        (view) => check(AskAnswers, view),
        (act, { of, question }, now) => askForInformation(db, act, { of, question }, now),
      ),
      resolve_form: submits(
        deps,
        (view) => check(ResolveAnswers, view),
        (act, { reason, answer, handled_by: handledBy }, now) => resolveEscalation(db, act, { reason, answer, handledBy }, now),
      ),
      reopen_form: submits(
        deps,
        (view) => check(ReopenAnswers, view),
        ({ threadId, ...act }, { why, next }, now) => reopenEscalation(db, act, { why, next, ...(threadId && { threadId }) }, now),
      ),
    },
  };
}

/** Opens a modal at once, unless it is plain already that it would be filled in for nothing: rights are decided when it is sent. */
function asksFirst(deps: Deps, deed: Deed, modalOf: (asking: Asking, pressed: Pressed) => Promise<ModalView>): Action {
  return async ({ ack, body, action, respond }) => {
    await ack();
    const pressed = pressedOn(readPress(body, action));
    const { workspaceId, escalationId, detail } = pressed;
    const refused = await decided(deps, pressed, () => refusalNow(deps.db.read, pressed.act, deed, deps.clock.now()), refusedRights);
    if (refused) return tellRefusal(deps, pressed, refused, respond);

    const escalation = await findEscalation(deps.db.read, workspaceId, escalationId);
    if (!escalation) return;
    const view = await modalOf({ escalation, ...(detail && { threadId: detail }) }, pressed);
    await openView(deps, pressed, view, respond);
  };
}

async function presetResolve({ db }: Deps, asking: Asking, { workspaceId, person, escalationId }: Pressed): Promise<ModalView> {
  const isSupport = await isSupportEngineer(db.read, workspaceId, person);
  return resolveModal(asking, { answer: await lastAnswer(db.read, workspaceId, escalationId), handledBy: isSupport ? 'support' : 'squad' });
}

interface Submitted {
  workspaceId: string;
  escalationId: string;
  threadId?: string;
  person: string;
  source: string;
}

/** Acknowledged when it is stored: errors stand beside their fields, and who was slower reads who was faster. */
function submits<T>(
  deps: Deps,
  read: (view: SeenView) => Checked<T>,
  run: (act: Submitted, answers: T, now: Date) => Promise<Performed>,
): NonNullable<Handlers['views']>[string] {
  return async ({ ack, body }) => {
    const submission = readSubmission(body);
    const checked = read(submission.view);
    if (checked.is === 'wrong') {
      await ack({ response_action: 'errors', errors: checked.errors });
      return;
    }
    const performed = await run(actOf(submission), checked.answers, deps.clock.now());
    if (performed.is === 'refused') {
      await ack({
        response_action: 'update',
        view: noticeModal('Nothing was changed', await refusalSentence(deps, submission, performed)),
      });
      return;
    }
    await ack();
    await redrawBelow(deps, submission);
    await refreshHomes(deps, submission.workspaceId);
  };
}

function actOf({ workspaceId, person, view }: Submission): Submitted {
  const { id: escalationId, threadId } = readMetadata(view);
  return { workspaceId, escalationId, person, source: `view:${view.id}`, ...(threadId && { threadId }) };
}

/** A modal that was opened over the details leaves them as they are now. */
async function redrawBelow(deps: Deps, { workspaceId, person, view }: Submission): Promise<void> {
  const below = view.root_view_id;
  if (typeof below !== 'string' || below === view.id) return;
  const details = await detailsView(deps, { workspaceId, person, escalationId: readMetadata(view).id });
  if (details) await deps.slack(workspaceId).client.call('views.update', { view_id: below, view: details });
}
