import type { Deps } from '../../deps';
import { isLead, rightsIn } from '../../domain/rotation/records/rights';
import { findRotation, type RotationRecord } from '../../domain/rotation/records/rotation';
import { onlyLook } from '../../views/rotation/form';
import type { Handlers } from '../registry';
import { type Press, readPress } from '../settings/gesture';
import { show } from '../settings/show';
import { openForm, openFormInstead } from './form';
import { keptOf } from './kept-form';

/** `Edit`, and the same form for `What if…`, which is never saved. */
export function editHandlers(deps: Deps): Handlers {
  return {
    actions: {
      async rota_edit({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        const rotation = await rotationOf(deps, press);
        if (!rotation || !(await isLead(deps.db.read, rotation, press.userId)))
          return refuse(deps, press, 'Edit rotation', 'Only its leads and Backline admins can change it.');
        await openForm(deps, press, await keptOf(deps, press.workspaceId, press.userId, rotation, false));
      },
      async rota_what_if({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        const rotation = await rotationOf(deps, press);
        if (!rotation || !(await rightsIn(deps.db.read, rotation, press.userId, deps.clock.now())).see)
          return refuse(deps, press, 'What if …', 'This rotation is not there any more.');
        await openFormInstead(deps, press, await keptOf(deps, press.workspaceId, press.userId, rotation, true));
      },
    },
  };
}

async function rotationOf({ db }: Deps, { workspaceId, value }: Press): Promise<RotationRecord | null> {
  const rotation = await findRotation(db.read, workspaceId, value);
  return rotation && !rotation.removedAt ? rotation : null;
}

async function refuse(deps: Deps, press: Press, title: string, words: string): Promise<void> {
  await show(deps, press, onlyLook(title, words));
}
