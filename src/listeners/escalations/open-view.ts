import type { RespondFn } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Deps } from '../../deps';
import { tellTooLate } from '../../domain/escalations/store';
import { tookTooLong } from '../../views/escalations/told';
import type { Press } from './bodies';

export type Pressing = Press & { escalationId?: string };

/** Opens a view for who pressed: over the modal that they pressed in, if in one. When it did not open they read so, and can press again. */
export async function openView(deps: Deps, pressed: Pressing, view: ModalView, respond: RespondFn): Promise<void> {
  const { workspaceId, person, triggerId, escalationId = '', inMessage, threadTs } = pressed;
  const method = pressed.view?.type === 'modal' ? 'views.push' : 'views.open';
  const opened = await deps.slack(workspaceId).client.call(method, { trigger_id: triggerId, view });
  if (opened.is === 'ok') return;

  deps.log.warn({ outcome: opened, method }, 'a view did not open: its person is asked to press again');
  if (inMessage)
    await respond({ text: tookTooLong, response_type: 'ephemeral', replace_original: false, ...(threadTs && { thread_ts: threadTs }) });
  else await tellTooLate(deps.db, { workspaceId, person, triggerId, escalationId }, deps.clock.now());
}
