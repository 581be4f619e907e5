import { groupsOf } from '../../../groups';
import type { Because, Span } from '../plan';
import { inOrder } from '../spans';
import type { StagedShift } from './timeline';

/** A row of `Shift` that may still change. */
export interface StoredShift extends Span {
  id: string;
  version: number;
  slot: string;
  userId: string;
  state: 'planned' | 'on' | 'cancelled';
  reasons: unknown;
}

export type WantedShift = Span & Pick<StoredShift, 'version' | 'slot' | 'userId'> & { reasons: Because[] };

export interface Projection {
  create: WantedShift[];
  /** `isTold`: its person, start or end differ, which calendars count. */
  update: { row: StoredShift; to: WantedShift; isTold: boolean }[];
  /** Gone from the plan; what is running ends now. */
  cancel: StoredShift[];
  end: StoredShift[];
  /** Cancelled, now or before, and standing where another is to stand. */
  free: StoredShift[];
}

/** `day:4:1`; of an addition the change that made it. */
export const slotOf = ({ layer, turn, seat, added }: Pick<StagedShift, 'layer' | 'turn' | 'seat' | 'added'>): string =>
  turn === null ? `+:${added ?? ''}` : `${layer}:${turn}:${seat}`;

export const wantedOf = (shift: StagedShift): WantedShift => ({
  ...{ version: shift.version, slot: slotOf(shift), userId: shift.member, start: shift.start, end: shift.end, reasons: shift.because },
});

/**
 * What has to be written so that the rows say what was computed. A shift keeps the row of its seat with which it shares most time, so that
 * ids last when people or times change. What has begun keeps its person and its start: only its end is open.
 */
export function project(stored: readonly StoredShift[], wanted: readonly WantedShift[], now: number): Projection {
  const rows = new Map(stored.map((row) => [row.id, row]));
  const found = new Map<WantedShift, StoredShift>();
  const take = (shift: WantedShift, row: StoredShift | undefined) => {
    if (!row) return;
    found.set(shift, row);
    rows.delete(row.id);
  };
  const open = () => wanted.filter((shift) => !found.has(shift));
  const running = (row: StoredShift) => row.state !== 'cancelled' && row.start < now;

  for (const shift of wanted)
    if (shift.start === now)
      take(
        shift,
        [...rows.values()].find((row) => running(row) && row.userId === shift.userId && isSameSeat(row, shift)),
      );
  for (const placeOf of [itself, seatOf]) {
    const ahead = [...rows.values()].filter((row) => !running(row));
    for (const { shift, row } of nearest(open(), ahead, placeOf)) if (!found.has(shift) && rows.has(row.id)) take(shift, row);
  }

  const pairs = [...found].map(([shift, row]) => ({
    row,
    to: running(row) ? { ...shift, slot: row.slot, version: row.version, start: row.start } : shift,
  }));
  const left = [...rows.values()].filter(({ state }) => state !== 'cancelled');
  const taken = new Set(wanted.map(placeAndStart));
  return {
    free: [...rows.values()].filter((row) => !running(row) && taken.has(placeAndStart(row))),
    create: open(),
    update: pairs.flatMap(({ row, to }) => (isSame(row, to) ? [] : [{ row, to, isTold: isTold(row, to) }])),
    cancel: left.filter((row) => !running(row)),
    end: left.filter((row) => running(row) && row.end > now),
  };
}

/** Pairs of one place that share time, those that share most first. A row that was cancelled comes back for the same start. */
function nearest(shifts: WantedShift[], rows: StoredShift[], placeOf: (slot: string) => string) {
  const ofPlace = groupsOf(inOrder(rows), ({ slot }) => placeOf(slot));
  const pairs = shifts.flatMap((shift) => overlapping(ofPlace.get(placeOf(shift.slot)) ?? [], shift).flatMap((row) => pairOf(shift, row)));
  return pairs.sort((a, b) => Number(b.isLive) - Number(a.isLive) || b.shared - a.shared || a.shift.start - b.shift.start);
}

function pairOf(shift: WantedShift, row: StoredShift) {
  const isLive = row.state !== 'cancelled';
  if (!isLive && (row.start !== shift.start || row.slot !== shift.slot)) return [];
  return [{ shift, row, shared: Math.min(shift.end, row.end) - Math.max(shift.start, row.start), isLive }];
}

/** Of rows in order of their start. */
function overlapping(rows: readonly StoredShift[], { start, end }: Span): StoredShift[] {
  const found: StoredShift[] = [];
  for (const row of rows) {
    if (row.start >= end) break;
    if (row.end > start) found.push(row);
  }
  return found;
}

const itself = (slot: string): string => slot;

/** Of the same layer and seat, in whatever turn: an edit counts turns anew. */
const isSameSeat = (row: StoredShift, shift: WantedShift): boolean => seatOf(row.slot) === seatOf(shift.slot);

const placeAndStart = ({ slot, start }: Pick<StoredShift, 'slot' | 'start'>): string => `${slot} ${start}`;

function seatOf(slot: string): string {
  const [, layer, seat] = /^(.*):-?\d+:(\d+)$/.exec(slot) ?? [];
  return layer === undefined ? slot : `${layer}:${seat}`;
}

const isTold = (row: StoredShift, to: WantedShift): boolean =>
  row.state === 'cancelled' || row.userId !== to.userId || row.start !== to.start || row.end !== to.end;

const isSame = (row: StoredShift, to: WantedShift): boolean =>
  !isTold(row, to) && row.slot === to.slot && row.version === to.version && canonical(row.reasons) === canonical(to.reasons);

/** PostgreSQL gives the keys of JSON back in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}
