import { z } from 'zod';
import type { DrawContext, Drawn, Words } from '../../delivery/words';
import { zoneOf } from '../../domain/rotation/home';
import { findRotation } from '../../domain/rotation/records/rotation';
import type { Delivery } from '../../generated/sqlite/client';
import { namesOf } from '../escalations/facts';
import { actions, button, section, typed } from '../escalations/parts';
import { cityOf, inFull } from './times';

const Data = z.object({ by: z.string(), until: z.coerce.date(), changeId: z.string() });

/** To who was taken over from: they may press it back. */
export const tookOverWords = { 'rota.took_over': tookOver } satisfies Partial<Words>;

async function tookOver({ workspaceId, subject, data }: Delivery, { read, now }: DrawContext): Promise<Drawn> {
  const { by, until, changeId } = Data.parse(data);
  const change = await read.rotationChange.findUnique({ where: { id: changeId }, select: { withdrawnAt: true } });
  const rotation = await findRotation(read, workspaceId, subject);
  if (!rotation || !change || change.withdrawnAt || until <= now) return null;
  const zone = zoneOf(rotation, now);
  const nameOf = await namesOf(read, workspaceId, [by]);
  const text = `${typed(nameOf(by))} took over ${typed(rotation.name)} from you, until ${inFull(until, zone)} ${cityOf(zone)}.`;
  return { text, blocks: [section(text), ...actions([button('Take it back', 'rota_take_back', changeId)])] };
}
