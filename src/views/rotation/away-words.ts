import type { Draw, DrawContext, Words } from '../../delivery/words';
import { isFullMember } from '../../domain/people/rules';
import { personOf } from '../../domain/people/store';
import type { AwayTold, MovedTold } from '../../domain/rotation/away/told';
import { zoneOf } from '../../domain/rotation/home';
import { onDutyIn } from '../../domain/rotation/onDuty';
import type { Span } from '../../domain/rotation/plan';
import { findRotation, type RotationRecord } from '../../domain/rotation/records/rotation';
import { overlaps } from '../../domain/rotation/spans';
import { namesOf } from '../escalations/facts';
import { type Gone, leftMessage, onUntilMessage, shortNoticeMessage } from './away-notices';
import { movedMessage } from './moved';

export const awayWords = { 'rota.moved': moved, 'rota.away': away } satisfies Partial<Words>;

/** What is true of it by now; nothing, when everybody was moved back. */
async function moved({ workspaceId, subject, data }: Parameters<Draw>[0], { read, now }: DrawContext): ReturnType<Draw> {
  const told = data as unknown as MovedTold;
  const rotation = await liveRotation(read, workspaceId, subject);
  if (!rotation) return null;
  const own = await shiftsAhead(read, rotation, told.person, now);
  const isAhead = ({ end }: Span) => end > now.getTime();
  const has = (span: Span) => own.some((shift) => overlaps(shift, span));
  const won = told.won.filter(isAhead).filter(has);
  const lost = told.lost.filter(isAhead).filter((span) => !has(span));
  const first = own.find((shift) => won.some((span) => overlaps(shift, span)));
  return movedMessage({
    told: { ...told, won, lost },
    rotation: rotation.name,
    zone: zoneOf(rotation, now),
    nameOf: await namesOf(read, workspaceId, [told.why.user]),
    shiftId: first?.id ?? null,
  });
}

/** Declines when they are not on then any more, or not away. */
async function away({ workspaceId, subject, data }: Parameters<Draw>[0], context: DrawContext): ReturnType<Draw> {
  const told = data as unknown as AwayTold;
  const rotation = await liveRotation(context.read, workspaceId, subject);
  if (!rotation) return null;
  if (told.is === 'left') return left(rotation, told.person, context);

  const { read, now } = context;
  const absence = await read.absence.findUnique({ where: { id: told.absenceId } });
  const span = { start: told.is === 'on' ? now.getTime() : Math.max(told.start, now.getTime()), end: told.end };
  const shift = (await shiftsAhead(read, rotation, told.person, now)).find((one) => overlaps(one, span));
  if (!shift || !absence || absence.withdrawnAt || absence.end <= now || span.start >= span.end) return null;

  const asked = told.is === 'short' ? told.asked : null;
  const around = { rotation, zone: zoneOf(rotation, now), nameOf: await namesOf(read, workspaceId, [told.person, asked]), now };
  if (told.is === 'short') return shortNoticeMessage(told, around);
  const person = await personOf(read, workspaceId, told.person);
  return onUntilMessage(told, shift.id, person?.zone ?? around.zone, around);
}

async function left(rotation: RotationRecord, userId: string, { read, now }: DrawContext): ReturnType<Draw> {
  const person = await personOf(read, rotation.workspaceId, userId);
  const { on } = await onDutyIn(read, rotation, now);
  const users = on.map(({ user }) => user);
  const gone: Gone = person?.isDeleted ? 'deactivated' : person && !isFullMember(person) ? 'guest' : 'left';
  const nameOf = await namesOf(read, rotation.workspaceId, [userId, ...users]);
  return leftMessage(userId, gone, { users, until: on[0]?.until ?? null }, { rotation, zone: zoneOf(rotation, now), nameOf, now });
}

async function liveRotation(read: DrawContext['read'], workspaceId: string, id: string): Promise<RotationRecord | null> {
  const rotation = await findRotation(read, workspaceId, id);
  return rotation?.removedAt === null ? rotation : null;
}

async function shiftsAhead(read: DrawContext['read'], { id: rotationId }: RotationRecord, userId: string, now: Date) {
  const rows = await read.shift.findMany({
    where: { rotationId, userId, end: { gt: now }, state: { in: ['planned', 'on'] } },
    orderBy: { start: 'asc' },
  });
  return rows.map(({ id, start, end }) => ({ id, start: start.getTime(), end: end.getTime() }));
}
