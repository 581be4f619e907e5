/** Submitting and closing modals. */
import type { ActResult } from '../api';
import { isJson } from '../blocks';
import { refuse } from '../errors';
import { interact } from '../interactions/interact';
import { opening } from '../interactions/payloads';
import { closeAll, closeTop, pushModal, setErrors, stackOf, updateView } from '../interactions/views';
import type { Json, User, View } from '../model';
import { asView } from '../shapes/view';
import { installOf, type Slack } from '../slack';
import { checkViewResponse } from '../strict';
import { DONE, type Doing } from './act';
import { missingAnswers } from './required';

export async function submitView(slack: Slack, user: User): Promise<ActResult> {
  const view = topOf(slack, user);
  if (view.definition.submit === undefined || view.definition.submit === null) refuse('view_has_no_submit');
  const missing = missingAnswers(view);
  setErrors(slack, view, missing);
  if (Object.keys(missing).length > 0) return { ok: false, problem: 'invalid_input', errors: missing };

  installOf(slack, user.teamId);
  const payload = {
    ...opening(slack, 'view_submission', user),
    trigger_id: slack.triggers.issue({ userId: user.id, teamId: user.teamId, viewId: view.id }),
    view: asView(slack, view),
    response_urls: [],
  };
  const result = await interact(slack, 'interactive', user.teamId, payload);
  return result.ok ? follow(slack, user, view, result.answer) : { ok: false, problem: result.problem };
}

/** The cross of a modal closes it; with `all`, "close all" of Slack's menu closes the stack. */
export async function closeView(slack: Slack, user: User, act: Doing<'close'>): Promise<ActResult> {
  const stack = stackOf(slack, user.id);
  const top = stack[stack.length - 1] ?? refuse('view_not_found');
  const isCleared = act.all === true || top.definition.clear_on_close === true;
  const closed = isCleared ? [...stack].reverse() : [top];
  if (isCleared) closeAll(slack, user.id);
  else closeTop(slack, user.id);

  const told = closed.filter((view) => view.definition.notify_on_close === true).map((view) => tellClosed(slack, user, view, isCleared));
  const results = await Promise.all(told);
  return results.find((result) => !result.ok) ?? DONE;
}

async function tellClosed(slack: Slack, user: User, view: View, isCleared: boolean): Promise<ActResult> {
  const payload = { ...opening(slack, 'view_closed', user), view: asView(slack, view), is_cleared: isCleared };
  const result = await interact(slack, 'interactive', user.teamId, payload);
  return result.ok ? DONE : { ok: false, problem: result.problem };
}

function topOf(slack: Slack, user: User): View {
  return stackOf(slack, user.id).pop() ?? refuse('view_not_found');
}

/** What the app acknowledged the submission with. */
function follow(slack: Slack, user: User, view: View, answer: unknown): ActResult {
  const complaints = checkViewResponse(answer, inputsOf(view));
  if (complaints.length > 0) {
    const response = { ok: false, error: 'invalid_response_action', complaints };
    slack.log.complain(slack.log.add({ way: 'ack', name: 'view_submission', teamId: user.teamId, request: asRequest(answer), response }));
    return { ok: false, problem: 'invalid_response_action' };
  }
  return respond(slack, user, view, isJson(answer) ? answer : {});
}

function respond(slack: Slack, user: User, view: View, answer: Json): ActResult {
  switch (answer.response_action) {
    case 'errors': {
      const errors = answer.errors as Record<string, string>;
      setErrors(slack, view, errors);
      return { ok: false, errors };
    }
    case 'update':
      updateView(slack, slack.store.get('views', view.id) ?? refuse('view_not_found'), answer.view as Json);
      return DONE;
    case 'push':
      pushModal(slack, { userId: user.id, teamId: user.teamId, viewId: view.id }, answer.view as Json);
      return DONE;
    case 'clear':
      closeAll(slack, user.id);
      return DONE;
    default:
      if (stackOf(slack, user.id).pop()?.id === view.id) closeTop(slack, user.id);
      return DONE;
  }
}

function inputsOf(view: View): string[] {
  const blocks = (view.definition.blocks as unknown[]).filter(isJson);
  return blocks.filter((block) => block.type === 'input').map((block) => String(block.block_id));
}

function asRequest(answer: unknown): Json {
  return isJson(answer) ? answer : { text: answer };
}
