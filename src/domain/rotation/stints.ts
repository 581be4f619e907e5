/** A person's shifts up to the next handoff: "my week". */
export interface Stint<S> {
  userId: string;
  start: Date;
  end: Date;
  shifts: S[];
}

interface Served {
  userId: string;
  /** `day:4:1`: layer, turn, seat. */
  slot: string;
  start: Date;
  end: Date;
}

/** Shifts of one rotation, in stints: those that follow each other in one seat, in one person's hands. By start. */
export function stintsOf<S extends Served>(shifts: readonly S[]): Stint<S>[] {
  const open = new Map<string, Stint<S>>();
  const stints: Stint<S>[] = [];
  for (const shift of [...shifts].sort((a, b) => a.start.getTime() - b.start.getTime() || (a.slot < b.slot ? -1 : 1))) {
    const seat = seatOf(shift.slot);
    const last = open.get(seat);
    if (last?.userId === shift.userId) {
      last.end = shift.end;
      last.shifts.push(shift);
      continue;
    }
    const stint = { userId: shift.userId, start: shift.start, end: shift.end, shifts: [shift] };
    open.set(seat, stint);
    stints.push(stint);
  }
  return stints;
}

/** `day:4:1` → `day:1`. Who was added, and each sitting, stands alone. */
function seatOf(slot: string): string {
  const [, layer, seat] = /^(.+):-?\d+:(\d+)$/.exec(slot) ?? [];
  return layer === undefined || /^\d{4}-W\d\d$/.test(layer) ? slot : `${layer}:${seat}`;
}
