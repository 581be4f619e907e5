import { writeTx } from '../../database';
import type { Deps } from '../../deps';
import { type Missed, type Missing, missShift } from '../../domain/rotation/clock/missed';
import { takeReceipt } from '../../receipts';
import { namesOf } from '../../views/escalations/facts';
import { noticeModal } from '../../views/escalations/modals';
import { missedText } from '../../views/rotation/missed';
import { readPress } from '../escalations/bodies';
import { openView } from '../escalations/open-view';
import type { Handlers } from '../registry';

/** `I missed it` and `Was not there`: both carry the shift. */
export function missedHandlers(deps: Deps): Handlers {
  return { actions: { rota_missed: says(deps, 'own'), rota_not_there: says(deps, 'lead') } };
}

function says(deps: Deps, who: Missing['says']): NonNullable<Handlers['actions']>[string] {
  return async ({ ack, body, action, respond }) => {
    const press = readPress(body, action);
    const { workspaceId, person, triggerId, value: shiftId } = press;
    const now = deps.clock.now();
    const missed = await writeTx(deps.db, async (tx): Promise<Missed | null> => {
      if (!(await takeReceipt(tx, workspaceId, `action:${triggerId}`, now))) return null;
      return missShift(tx, { workspaceId, shiftId, person, says: who }, now);
    });
    await ack();
    if (!missed) return;
    const nameOf = await namesOf(deps.db.read, workspaceId, [missed.is === 'missed' ? missed.shift.userId : null]);
    const text = missedText(missed, who, nameOf);
    if (press.inMessage) await respond({ text, response_type: 'ephemeral', replace_original: false });
    else await openView(deps, press, noticeModal('The record', text), respond);
  };
}
