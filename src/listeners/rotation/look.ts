import type { KnownBlock } from '@slack/types';
import type { Deps } from '../../deps';
import { rotationCard } from '../../domain/rotation/card';
import { shiftsLately } from '../../domain/rotation/clock/lately';
import { groupState } from '../../domain/rotation/records/group';
import { isLead } from '../../domain/rotation/records/rights';
import { findRotation, type RotationRecord } from '../../domain/rotation/records/rotation';
import { namesOf } from '../../views/escalations/facts';
import { cardBlocks } from '../../views/rotation/card';
import { onlyLook } from '../../views/rotation/form';
import { groupLine } from '../../views/rotation/group';
import { theirsLately } from '../../views/rotation/missed';
import { modal } from '../../views/settings/parts';
import type { Press } from '../settings/gesture';
import { drawAgain, show } from '../settings/show';

/** Opened at once; what takes looking at four weeks is filled in. */
export async function openLook(deps: Deps, press: Press): Promise<void> {
  const { workspaceId, userId, value } = press;
  const viewId = await show(deps, press, onlyLook('Rotation', 'Looking at who is on …'));
  if (!viewId) return;
  const rotation = await findRotation(deps.db.read, workspaceId, value);
  const isGone = !rotation || rotation.removedAt !== null;
  const view = isGone
    ? onlyLook('Rotation', 'This rotation is not there any more.')
    : modal({ id: 'rota_look', title: 'Rotation', blocks: await lookBlocks(deps, rotation, userId) });
  await drawAgain(deps, workspaceId, viewId, view);
}

/** The card; leads also see who was on lately, for the record. */
async function lookBlocks(deps: Deps, rotation: RotationRecord, userId: string): Promise<KnownBlock[]> {
  const { read } = deps.db;
  const card = await cardOf(deps, rotation, userId);
  if (!(await isLead(read, rotation, userId))) return card;
  const lately = await shiftsLately(read, { rotationId: rotation.id }, deps.clock.now());
  const nameOf = await namesOf(
    read,
    rotation.workspaceId,
    lately.map((shift) => shift.userId),
  );
  return [...card, ...theirsLately(lately, rotation, nameOf)];
}

export async function cardOf(deps: Deps, rotation: RotationRecord, userId: string): Promise<KnownBlock[]> {
  const { read } = deps.db;
  const now = deps.clock.now();
  const card = await rotationCard(read, rotation, userId, now);
  const sitting = card.weeks?.current.sittings.map((one) => one.userId) ?? [];
  const duties = [...card.on, ...card.under].map(({ user }) => user);
  const members = await read.rotationMember.findMany({ where: { rotationId: rotation.id }, select: { userId: true } });
  const { group: groupId } = rotation.options;
  const group = groupId ? await groupState(read, rotation.workspaceId, groupId, now) : null;
  const users = [...duties, ...(card.next?.on ?? []), ...card.fallback, ...sitting, ...members.map((one) => one.userId)];
  return cardBlocks(card, userId, await namesOf(read, rotation.workspaceId, users), groupLine(group, now));
}
