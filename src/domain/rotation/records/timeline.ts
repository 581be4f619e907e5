import type { Instant } from '../../calendar/zone';
import type { Change, Shift, Span } from '../plan';
import type { Rota } from '../rules';
import { overlaps } from '../spans';

/** While one version is in force. */
export interface Stage extends Span {
  /** Number of the version. */
  version: number;
  rota: Rota;
}

export interface StagedShift extends Shift {
  version: number;
}

/** The versions of a rotation one after the other, asked as one. */
export interface Timeline {
  stages: Stage[];
  stageAt(at: Instant): Stage;
  /** Shifts that touch a span; one that goes on over an edit ends and begins there. */
  shiftsIn(span: Span): StagedShift[];
  /** Of the version in force at an instant, looking through all of them. */
  rotaAt(at: Instant): Rota;
}

/** The stages in order, without a gap; the first reaches back for ever. */
export function timelineOf(stages: readonly [Stage, ...Stage[]]): Timeline {
  const all = [...stages];

  const stageAt = (at: Instant): Stage => all.findLast(({ start }) => start <= at) ?? stages[0];

  function shiftsIn(span: Span): StagedShift[] {
    return all.filter((stage) => overlaps(stage, span)).flatMap((stage) => within(stage, span));
  }

  function within(stage: Stage, span: Span): StagedShift[] {
    const asked = { start: Math.max(stage.start, span.start), end: Math.min(stage.end, span.end) };
    return stage.rota.shiftsIn(asked).flatMap((shift) => {
      const start = Math.max(shift.start, stage.start);
      const end = Math.min(shift.end, stage.end);
      return start < end ? [{ ...shift, start, end, version: stage.version }] : [];
    });
  }

  function ignoredIn(span: Span): Change[] {
    const near = all.filter((stage) => overlaps(stage, span));
    const lists = near.map(({ rota }) => rota.ignoredIn(span));
    // One that reaches over an edit is idle when it changes nothing on either side.
    return (lists[0] ?? []).filter((change) =>
      lists.every((list, index) => !overlaps(near[index] as Stage, change) || list.some((one) => one.id === change.id)),
    );
  }

  const rotaAt = (at: Instant): Rota => ({
    ...stageAt(at).rota,
    shiftsIn,
    ignoredIn,
    onAt: (instant) => shiftsIn({ start: instant, end: instant + 1 }),
  });

  return { stages: all, stageAt, shiftsIn, rotaAt };
}
