import { z } from 'zod';
import type { Deps } from '../../deps';
import { applySeam, type SeamApplied } from '../../domain/rotation/apply-seam';
import { zoneOf } from '../../domain/rotation/home';
import { previewOf } from '../../domain/rotation/preview';
import { isLead, rightsIn } from '../../domain/rotation/records/rights';
import { findRotation, type RotationRecord } from '../../domain/rotation/records/rotation';
import { namesOf } from '../../views/escalations/facts';
import { typed } from '../../views/escalations/parts';
import { onlyForMembers } from '../../views/rotation/card';
import { onlyLook } from '../../views/rotation/form';
import { previewView } from '../../views/rotation/preview';
import { dayThere } from '../../views/rotation/times';
import { readPress as pressIn } from '../escalations/bodies';
import type { Handlers } from '../registry';
import { metadataOf, type Press, readPress } from '../settings/gesture';
import { drawAgain, redraw, show } from '../settings/show';
import { mended as mendedBy } from './reminders';

const Metadata = z.object({ rotation: z.string(), page: z.number().default(0) });

/** `Preview`, and the mend of a seam. */
export function previewHandlers(deps: Deps): Handlers {
  return {
    actions: {
      async rota_preview({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        const rotation = await findRotation(deps.db.read, press.workspaceId, press.value);
        if (rotation) await openPreview(deps, press, rotation);
      },
      async rota_preview_page({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        if (!press.view) return;
        const rotation = await findRotation(deps.db.read, press.workspaceId, metadataOf(press.view, Metadata).rotation);
        if (rotation) await redraw(deps, press, await preview(deps, press, rotation, { page: Number(press.value) || 0 }));
      },
      async rota_mend_here({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        const said = await mendedBy(deps, pressIn(body, action));
        const rotation = press.view && (await findRotation(deps.db.read, press.workspaceId, metadataOf(press.view, Metadata).rotation));
        if (rotation) await redraw(deps, press, await preview(deps, press, rotation, { page: 0, said }));
      },
      async rota_seam({ ack, body, action, respond }) {
        await ack();
        const press = readPress(body, action);
        const { rotation, said } = await mended(deps, press);
        if (press.view && rotation) await redraw(deps, press, await preview(deps, press, rotation, { page: 0, said }));
        else if (respond) await respond({ text: said, response_type: 'ephemeral', replace_original: false });
      },
    },
  };
}

/** Opened at once; four weeks are filled in when they are computed. */
export async function openPreview(deps: Deps, press: Press, rotation: RotationRecord): Promise<void> {
  const viewId = await show(deps, press, onlyLook('Preview', 'Looking at the next 4 weeks …'));
  if (!viewId) return;
  const { see } = await rightsIn(deps.db.read, rotation, press.userId, deps.clock.now());
  await drawAgain(
    deps,
    press.workspaceId,
    viewId,
    see ? await preview(deps, press, rotation, { page: 0 }) : onlyLook('Preview', onlyForMembers),
  );
}

async function preview(
  { db: { read }, clock }: Deps,
  { workspaceId, userId }: Press,
  rotation: RotationRecord,
  shown: { page: number; said?: string },
) {
  const found = await previewOf(read, rotation, clock.now());
  const members = await read.rotationMember.findMany({ where: { rotationId: rotation.id }, select: { userId: true } });
  const users = [...found.stints, ...members].map((one) => one.userId);
  return previewView({
    preview: found,
    nameOf: await namesOf(read, workspaceId, users),
    isLead: await isLead(read, rotation, userId),
    ...shown,
  });
}

async function mended(
  deps: Deps,
  { workspaceId, userId: by, triggerId, value }: Press,
): Promise<{ rotation: RotationRecord | null; said: string }> {
  const [rotationId = '', from = ''] = value.split(':');
  const now = deps.clock.now();
  const outcome = await applySeam(deps.db, { workspaceId, rotationId, from, by, source: `action:${triggerId}` }, now);
  const rotation = await findRotation(deps.db.read, workspaceId, rotationId);
  return { rotation, said: saidOf(outcome, rotation ? zoneOf(rotation, now) : 'UTC') };
}

function saidOf(outcome: SeamApplied, zone: string): string {
  switch (outcome.is) {
    case 'done': {
      const { layer, hours, span } = outcome.mend;
      const days = `${dayThere(new Date(span.start), zone)} to ${dayThere(new Date(span.end - 1), zone)}`;
      return `From ${days} “${typed(layer)}” works ${typed(hours.join('; '))}. After that it is as before.`;
    }
    case 'not_lead':
      return 'Only its leads and Backline admins can mend this.';
    case 'gone':
      return 'This is mended already, or over.';
    case 'repeated':
      return 'This is mended.';
  }
}
