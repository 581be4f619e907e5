import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { writeTx } from '../../database';
import type { Deps } from '../../deps';
import { shiftsLately } from '../../domain/rotation/clock/lately';
import { type Missed, type Missing, missShift } from '../../domain/rotation/clock/missed';
import { isLead } from '../../domain/rotation/records/rights';
import { findRotation, rotationsOf } from '../../domain/rotation/records/rotation';
import { takeReceipt } from '../../receipts';
import { namesOf } from '../../views/escalations/facts';
import { noticeModal } from '../../views/escalations/modals';
import { latelyModal, missedText, onlyForLeads, ownRows, ownShifts, theirRows } from '../../views/rotation/missed';
import { readPress } from '../escalations/bodies';
import { openView } from '../escalations/open-view';
import type { Handlers } from '../registry';
import { type Press as Gesture, metadataOf, readPress as readGesture } from '../settings/gesture';
import { redraw, show } from '../settings/show';

type Action = NonNullable<Handlers['actions']>[string];

/** `I missed it` and `Was not there`: both carry the shift. `More`: all that this can still be said of. */
export function missedHandlers(deps: Deps): Handlers {
  return {
    actions: {
      rota_missed: says(deps, 'own'),
      rota_not_there: says(deps, 'lead'),
      async rota_lately({ ack, body, action }) {
        await ack();
        const press = readGesture(body, action);
        await show(deps, press, await latelyView(deps, press, press.value, 0));
      },
      async rota_lately_page({ ack, body, action }) {
        await ack();
        const press = readGesture(body, action);
        const of = press.view ? metadataOf(press.view, Metadata).of : ownShifts;
        await redraw(deps, press, await latelyView(deps, press, of, Number(press.value)));
      },
    },
  };
}

const Metadata = z.object({ of: z.string() });

async function latelyView({ db: { read }, clock }: Deps, { workspaceId, userId }: Gesture, of: string, page: number): Promise<ModalView> {
  const now = clock.now();
  if (of === ownShifts) {
    const rows = ownRows(await shiftsLately(read, { workspaceId, userId }, now), await rotationsOf(read, workspaceId));
    return latelyModal(rows, of, page);
  }
  const rotation = await findRotation(read, workspaceId, of);
  if (!rotation) return noticeModal('The last 7 days', 'This rotation is not there any more.');
  if (!(await isLead(read, rotation, userId))) return noticeModal('The last 7 days', onlyForLeads);
  const shifts = await shiftsLately(read, { rotationId: rotation.id }, now);
  const people = [...new Set(shifts.map((shift) => shift.userId))];
  return latelyModal(theirRows(shifts, rotation, await namesOf(read, workspaceId, people)), of, page);
}

function says(deps: Deps, who: Missing['says']): Action {
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
