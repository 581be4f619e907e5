import type { ModalView } from '@slack/types';
import type { Deps } from '../../deps';
import { type Form, findForm, rememberOrigin } from '../../domain/escalations/forms';
import { mayEscalate } from '../../domain/people/rules';
import { SlackUnavailable } from '../../slack/unavailable';
import { escalationForm } from '../../views/escalations/form';
import { formSquadNow } from './form-squad';
import { insteadOfThread, notMember } from './instead';
import { lookAtThread, prefill } from './origin';

export type OpenForm = Form & { viewId: string };

/**
 * The late parts of a form that is open already: whether this person may escalate, what its thread is, who can read the squad's
 * channel. Drawn with the `hash` of what was shown when it was asked for: what has become newer meanwhile is never undone.
 */
export async function fillIn(deps: Deps, form: OpenForm, hash: string): Promise<void> {
  if (await isStranger(deps, form)) {
    await show(deps, form, notMember);
    return;
  }
  const { origin } = form;
  if (!origin) return;

  const { origin: found, gathered } = await lookAtThread(deps, form, origin);
  const instead = await insteadOfThread(deps, form, found);
  if (instead) {
    await show(deps, form, instead);
    return;
  }
  const kept = await rememberOrigin(deps.db, form.id, found, prefill(gathered?.messages[0]?.text), deps.clock.now());
  if (kept) await redrawForm(deps, { ...kept, viewId: form.viewId }, hash);
}

/**
 * Draws a form again. When something else was drawn since it was asked for, this drawing is dropped, and the form is drawn from what
 * is kept by now: it knows both.
 */
export async function redrawForm(deps: Deps, form: OpenForm, hash: string): Promise<void> {
  if (await show(deps, form, await viewOf(deps, form), hash)) return;
  const newest = await findForm(deps.db.read, form.workspaceId, form.id);
  if (newest) await show(deps, form, await viewOf(deps, newest));
}

async function viewOf(deps: Deps, form: Form): Promise<ModalView> {
  return escalationForm({ form, squad: await formSquadNow(deps, form.workspaceId, form.typed.squadId) });
}

/** False when something newer stands there. */
async function show({ slack, log }: Deps, { workspaceId, viewId }: OpenForm, view: ModalView, hash?: string): Promise<boolean> {
  const shown = await slack(workspaceId).client.call('views.update', { view_id: viewId, view, ...(hash && { hash }) });
  if (shown.is !== 'ok') log.info({ outcome: shown }, 'a form was not drawn again');
  return shown.is !== 'refused' || shown.error !== 'hash_conflict';
}

async function isStranger({ slack, log }: Deps, { workspaceId, person }: Form): Promise<boolean> {
  try {
    return !mayEscalate(await slack(workspaceId).people.get(person));
  } catch (error) {
    if (!(error instanceof SlackUnavailable)) throw error;
    log.warn({ err: error }, 'whether somebody may escalate is looked at when they send');
    return false;
  }
}
