import type { ModalView } from '@slack/types';
import type { Deps } from '../../deps';
import { adminsOf, isAdmin } from '../../domain/people/store';
import type { Args } from '../../slack/methods';
import { adminsOnlyView } from '../../views/settings/frame';
import type { Press } from './gesture';

/** Opens a modal; from a modal, on top of it. Answers the id of its view, for who wants to draw it again. */
export async function show(deps: Deps, { workspaceId, triggerId, view }: Press, modal: ModalView): Promise<string | null> {
  return call(deps, workspaceId, view ? 'views.push' : 'views.open', { trigger_id: triggerId, view: modal });
}

/** Draws the modal anew that a button was pressed in. */
export async function redraw(deps: Deps, { workspaceId, view }: Press, modal: ModalView): Promise<void> {
  if (view) await call(deps, workspaceId, 'views.update', { view_id: view.id, hash: view.hash, view: modal });
}

/** Draws a modal anew, whatever it shows now. */
export async function drawAgain(deps: Deps, workspaceId: string, viewId: string, modal: ModalView): Promise<void> {
  await call(deps, workspaceId, 'views.update', { view_id: viewId, view: modal });
}

/** Answers that only mean that the person has moved on: a newer press has drawn the modal, or it is closed. */
const overtaken = new Set(['hash_conflict', 'not_found', 'view_not_found', 'expired_trigger_id', 'exchanged_trigger_id']);

async function call<M extends 'views.open' | 'views.push' | 'views.update'>(
  deps: Deps,
  workspaceId: string,
  method: M,
  args: Args<M>,
): Promise<string | null> {
  const outcome = await deps.slack(workspaceId).client.call(method, args);
  if (outcome.is === 'ok') return outcome.answer.view?.id ?? null;
  const error = outcome.is === 'limited' ? 'ratelimited' : outcome.error;
  if (outcome.is === 'refused' && overtaken.has(error)) {
    deps.log.info({ method, error }, 'a view was not drawn: its person has moved on');
    return null;
  }
  throw new Error(`${method}: ${error}${outcome.is === 'refused' ? ` ${outcome.messages.join(' ')}` : ''}`);
}

/** Whether this person may change settings now; Slack is asked when they are not known yet. */
export async function mayChangeSettings({ db, slack }: Deps, workspaceId: string, userId: string): Promise<boolean> {
  await slack(workspaceId).people.get(userId);
  return isAdmin(db.read, workspaceId, userId);
}

/** Runs what a press asks for when an admin pressed; everybody else reads whom to ask. */
export async function forAdmins(deps: Deps, press: Press, run: () => Promise<unknown>): Promise<void> {
  if (await mayChangeSettings(deps, press.workspaceId, press.userId)) {
    await run();
    return;
  }
  const admins = await adminsOf(deps.db.read, press.workspaceId);
  await show(deps, press, adminsOnlyView(admins.map(({ displayName }) => displayName)));
}

export const noLongerAdmin = 'You are not a Backline admin any more, so this was not done. Ask an admin to do it.';
