import fc from 'fast-check';
import { type Projection, project, type StoredShift, type WantedShift } from '../../../../src/domain/rotation/records/projection';

const hour = 3_600_000;
const place = fc.record({
  turn: fc.integer({ min: 0, max: 4 }),
  seat: fc.integer({ min: 1, max: 2 }),
  user: fc.constantFrom('ana', 'ben', 'cy'),
});
/** A plan: in each seat one after the other, nobody twice at once. */
const plan = fc.array(fc.tuple(place, fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 5 })), { maxLength: 12 }).map((parts) => {
  const ends = new Map<number, number>();
  return parts.map(([{ turn, seat, user }, pause, length]): WantedShift => {
    const start = (ends.get(seat) ?? 0) + pause;
    ends.set(seat, start + length);
    return { version: 1, slot: `day:${turn}:${seat}`, userId: user, start: start * hour, end: (start + length) * hour, reasons: [] };
  });
});

/** From an instant on, as the planning asks. */
const from = (shifts: WantedShift[], now: number): WantedShift[] =>
  shifts.filter(({ end }) => end > now).map((shift) => ({ ...shift, start: Math.max(shift.start, now) }));

let ids = 0;
/** What the database would do, with its unique key. */
function written(rows: StoredShift[], { create, update, cancel, end, free }: Projection, now: number): StoredShift[] {
  const after = new Map(rows.map((row) => [row.id, { ...row }]));
  const set = (id: string, columns: Partial<StoredShift>) => after.set(id, { ...(after.get(id) as StoredShift), ...columns });
  for (const { id } of end) set(id, { end: now });
  for (const { id } of cancel) set(id, { state: 'cancelled' });
  for (const { id } of free) set(id, { slot: `~${id}` });
  for (const { row, to } of update) set(row.id, { ...to, state: row.state === 'cancelled' ? 'planned' : row.state });
  for (const shift of create) {
    const id = `s${ids++}`;
    after.set(id, { ...shift, id, state: 'planned' });
  }
  const keys = [...after.values()].map(({ slot, start }) => `${slot} ${start}`);
  expect(new Set(keys).size).toBe(keys.length);
  return [...after.values()];
}

const told = (rows: (Omit<WantedShift, 'reasons' | 'version'> & { state?: string })[]) =>
  rows.map(({ slot, userId, start, end }) => `${slot} ${userId} ${start}-${end}`).sort();

test('whatever was written before, the rows say what is wanted, no two stand in one place, and once more changes nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(plan, fc.integer({ min: 0, max: 4 })), { minLength: 1, maxLength: 5 }), (plans) => {
      let rows: StoredShift[] = [];
      let now = 0;
      for (const [wanted, passed] of plans) {
        now += passed * hour;
        const visible = () => rows.filter(({ end }) => end > now);
        const asked = from(wanted, now);
        const before = visible();
        rows = written(rows, project(before, asked, now), now);

        const live = visible().filter(({ state }) => state !== 'cancelled');
        const seen = live.map((row) => ({ ...row, start: Math.max(row.start, now) }));
        expect(told(seen.map(({ slot: _, ...row }) => ({ ...row, slot: '' })))).toEqual(
          told(asked.map((shift) => ({ ...shift, slot: '' }))),
        );
        // What had begun keeps its person and its start.
        for (const old of before.filter(({ state, start }) => state !== 'cancelled' && start < now))
          expect(rows.find(({ id }) => id === old.id)).toMatchObject({ userId: old.userId, start: old.start });
        const again = project(visible(), asked, now);
        expect([again.create, again.update, again.cancel, again.end].flat()).toEqual([]);
      }
    }),
    { seed: 42, numRuns: 600 },
  );
});
