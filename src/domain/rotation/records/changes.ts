import { json, type Transaction } from '../../../database';
import type { RotationChange } from '../../../generated/sqlite/client';
import type { Because, Change } from '../plan';
import { factsOf, iso } from './facts';
import type { RotationRecord } from './rotation';
import { horizonOf, scheduleFrom } from './schedule';

export interface ChangeDraft {
  kind: Change['kind'];
  from: string | null;
  to: string | null;
  start: Date;
  end: Date;
  layer?: string | null;
  source: Change['source'];
  by: string;
  note?: string;
  because?: Because;
  swapId?: string;
  absenceId?: string;
  handoffId?: string;
}

/**
 * Puts a departure from the plan on record, under the lock of its rotation: `null` when it would change nothing ("Cy is on then
 * already"). The shifts follow with `republish`.
 */
export async function recordChange(
  tx: Transaction,
  rotation: RotationRecord,
  draft: ChangeDraft,
  now: Date,
): Promise<RotationChange | null> {
  if (!(await hasEffect(tx, rotation, draft, now))) return null;
  const { because, ...columns } = draft;
  return tx.rotationChange.create({
    data: {
      workspaceId: rotation.workspaceId,
      rotationId: rotation.id,
      acceptedAt: now,
      ...columns,
      ...(because && { because: json(because) }),
    },
  });
}

const asked = 'asked';

async function hasEffect(tx: Transaction, rotation: RotationRecord, draft: ChangeDraft, now: Date): Promise<boolean> {
  const until = new Date(Math.max(+horizonOf(rotation, now), +draft.end));
  const facts = await factsOf(tx, rotation, now, until);
  const { kind, from, to, start, end, layer = null, source } = draft;
  const change = { id: asked, kind, from, to, start: iso(start), end: iso(end), layer, source };
  const timeline = scheduleFrom(rotation, { ...facts, changes: [...facts.changes, change] }, now, rotation.publishedUntil);
  const span = { start: Math.max(+start, +now), end: +end };
  return (
    span.start < span.end &&
    !timeline
      .rotaAt(span.start)
      .ignoredIn(span)
      .some(({ id }) => id === asked)
  );
}
