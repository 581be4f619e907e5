import { type Database, type Transaction, writeTx } from '../../../database';
import { lockRotation } from '../records/lock';
import { findRotation, type RotationRecord } from '../records/rotation';
import { endingsOf, prepareHandoff } from './ending';
import { letStayOn, remindOf } from './overdue';
import { endingAheadMs, remindDue } from './rules';
import { beginShifts, endShift } from './shifts';

interface Which {
  workspaceId: string;
  id: string;
}

/** Something that has come to pass, and is not written down. */
type Step = { at: Date } & ({ is: 'begins' } | { is: 'ends' | 'overdue' | 'remind'; id: string });

/** Rotations in which something may have come to pass. */
export async function dueRotations(db: Database, now: Date): Promise<Which[]> {
  const { read } = db;
  const soon = new Date(now.getTime() + endingAheadMs);
  const by = { distinct: ['rotationId' as const], select: { rotationId: true } };
  const found = [
    ...(await read.shift.findMany({ where: { state: 'planned', start: { lte: now } }, ...by })),
    ...(await read.shift.findMany({ where: { state: 'on', end: { lte: soon } }, ...by })),
    ...(await read.handoff.findMany({ where: { state: 'waiting', dueAt: { not: null } }, ...by })),
  ];
  const ids = [...new Set(found.map(({ rotationId }) => rotationId))];
  return read.rotation.findMany({ where: { id: { in: ids }, removedAt: null }, select: { id: true, workspaceId: true } });
}

/** More at once would be a mistake; what is left is found at the next look. */
const mostSteps = 2_000;

/**
 * Brings a rotation up to now, one thing after the other in the order in which they came to pass, each in a transaction of its own and by
 * conditional update: a crash in between only delays, and of two processes one does it.
 */
export async function bringUpTo(db: Database, { workspaceId, id }: Which, now: Date): Promise<void> {
  for (let n = 0; n < mostSteps; n += 1) {
    const step = await nextStep(db, id, now);
    // Another process has taken it, and goes on.
    if (!step || !(await inTurn(db, { workspaceId, id }, (tx, rotation) => take(tx, rotation, step, now)))) break;
  }
  const rotation = await findRotation(db.read, workspaceId, id);
  for (const ending of rotation?.kind === 'turns' ? await endingsOf(db.read, rotation, now) : [])
    await inTurn(db, { workspaceId, id }, (tx, locked) => prepareHandoff(tx, locked, ending, now));
}

function inTurn(
  db: Database,
  { workspaceId, id }: Which,
  run: (tx: Transaction, rotation: RotationRecord) => Promise<boolean>,
): Promise<boolean> {
  return writeTx(db, async (tx) => {
    const rotation = await lockRotation(tx, workspaceId, id);
    return rotation !== null && run(tx, rotation);
  });
}

const take = (tx: Transaction, rotation: RotationRecord, step: Step, now: Date): Promise<boolean> => {
  switch (step.is) {
    case 'begins':
      return beginShifts(tx, rotation, step.at, now);
    case 'ends':
      return endShift(tx, rotation, step.id, now);
    case 'overdue':
      return letStayOn(tx, rotation, step.id, now);
    case 'remind':
      return remindOf(tx, step.id, now);
  }
};

/** The earliest; of one instant, who comes before who goes. */
async function nextStep({ read }: Database, rotationId: string, now: Date): Promise<Step | null> {
  const begins = await read.shift.findFirst({ where: { rotationId, state: 'planned', start: { lte: now } }, orderBy: { start: 'asc' } });
  const ends = await read.shift.findFirst({
    where: { rotationId, state: 'on', end: { lte: now } },
    orderBy: [{ end: 'asc' }, { id: 'asc' }],
  });
  const waiting = await read.handoff.findMany({ where: { rotationId, state: 'waiting', dueAt: { not: null } } });
  const steps: (Step | null)[] = [
    begins && { is: 'begins', at: begins.start },
    ends && { is: 'ends', at: ends.end, id: ends.id },
    ...waiting.flatMap(({ id, at, dueAt, remindedAt }): Step[] => {
      if (!dueAt) return [];
      const remind = remindedAt ? [] : [{ is: 'remind' as const, at: remindDue(at, dueAt), id }];
      return [...remind, { is: 'overdue', at: dueAt, id }];
    }),
  ];
  return steps
    .filter((step) => step !== null)
    .filter(({ at }) => at <= now)
    .reduce<Step | null>((first, step) => (first && first.at <= step.at ? first : step), null);
}
