import type { Transaction } from '../../../database';
import { dayMs } from '../../calendar/zone';
import type { Span } from '../plan';
import { iso } from '../records/facts';
import type { RotationRecord } from '../records/rotation';
import { end as endRequest } from '../swaps/answer';
import { createRequest } from '../swaps/ask';
import { recordOf } from '../swaps/request';
import type { Ask } from './plan';

const notDone = ['open', 'offered', 'agreed', 'declined'] as const;
const backline = 'backline';

/** Asks for whoever is away: one person first, everyone after a day; of what is asked for already nothing new. */
export async function askFor(tx: Transaction, rotation: RotationRecord, absenceId: string, ask: Ask, now: Date): Promise<void> {
  const { asker } = ask;
  const [start, end] = [new Date(ask.start), new Date(ask.end)];
  const same = { rotationId: rotation.id, asker, state: { in: [...notDone] }, start: { lt: end }, end: { gt: start } };
  if ((await tx.swapRequest.count({ where: same })) > 0) return;

  const asked = isUrgent(ask, now) ? null : ask.asked;
  const draft = { asker, askedBy: backline, cause: 'absence' as const, absenceId, start, end, asked, note: null };
  const inReturn = asked && ask.inReturn ? [written(ask.inReturn)] : null;
  await createRequest(tx, rotation, { ...draft, inReturn, opensAt: asked ? new Date(now.getTime() + dayMs) : null }, now);
}

/** It begins within a day: nobody can be waited for. */
export const isUrgent = ({ start }: Span, now: Date): boolean => start - now.getTime() <= dayMs;

/** What nobody need be asked for any more. */
export async function withdrawAsks(tx: Transaction, rotation: RotationRecord, absenceId: string, now: Date): Promise<void> {
  const rows = await tx.swapRequest.findMany({ where: { rotationId: rotation.id, absenceId, state: { in: [...notDone] } } });
  for (const row of rows) await endRequest({ tx, rotation, request: recordOf(row), person: backline, now }, 'withdrawn', backline);
}

const written = ({ start, end }: Span) => ({ start: iso(new Date(start)), end: iso(new Date(end)) });
