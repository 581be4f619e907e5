import fc from 'fast-check';
import { simulateTurn } from '../../../bench/simulate';
import { clockChanges, dayMs, hourMs, wallClockAt } from '../../../src/domain/calendar/zone';
import { stretchesOf } from '../../../src/domain/rotation/coverage';
import type { Cadence, Span } from '../../../src/domain/rotation/plan';
import type { Rota } from '../../../src/domain/rotation/rules';
import { turnsOf } from '../../../src/domain/rotation/turns';
import { writtenSchedule } from '../../../src/domain/rotation/written';
import { at, iso, rotation } from './support';

const people = ['ana', 'ben', 'cy', 'dee', 'eli'];
const zones = ['Europe/Madrid', 'America/New_York', 'Atlantic/Azores', 'Australia/Lord_Howe', 'America/Nuuk', 'UTC'];
const hours = ['Always', 'Mon-Fri 09:00-17:00', 'Daily 22:00-06:00', 'Daily 02:15-02:45', 'Fri 22:00-Mon 06:00', 'Tue 10:00-12:00'];

const whichPeople = fc.shuffledSubarray(people, { minLength: 1 });
const date = fc.integer({ min: 0, max: 120 }).map((days) => at('2026-01-05') + days * dayMs);
const day = (instant: number) => iso(instant).slice(0, 10);

const layer = fc.record({
  unit: fc.constantFrom('hour', 'day', 'week', 'month'),
  every: fc.integer({ min: 1, max: 9 }),
  anchor: fc.tuple(date, fc.integer({ min: 0, max: 47 })).map(([from, half]) => iso(from + half * (hourMs / 2))),
  hours: fc.constantFrom(...hours).map((line) => [line]),
  order: whichPeople,
  mode: fc.constantFrom('over', 'with'),
  zone: fc.constantFrom(...zones),
  choose: fc.constantFrom('order', 'order', 'order', 'balance'),
});
const named = fc
  .array(layer, { minLength: 1, maxLength: 3 })
  .map((layers) => layers.map((one, index) => ({ ...one, name: `layer ${index}` })));
const spanOf = fc
  .tuple(date, fc.integer({ min: 1, max: 200 }))
  .map(([from, hoursLong]) => ({ start: iso(from), end: iso(from + hoursLong * hourMs) }));
const absence = fc
  .record({ member: fc.constantFrom(...people), span: spanOf, forgiven: fc.boolean() })
  .map(({ member, span, forgiven }) => ({ member, from: span.start, to: span.end, forgiven }));
const change = fc
  .record({
    kind: fc.constantFrom('add', 'remove', 'replace'),
    from: fc.constantFrom(...people),
    to: fc.constantFrom(...people),
    span: spanOf,
  })
  .filter(({ from, to }) => from !== to)
  .map(({ span, ...rest }) => ({ ...rest, ...span }));
const member = fc.record({ left: date, isLeaving: fc.boolean() });

const definition = fc
  .record({
    zone: fc.constantFrom(...zones),
    layers: named,
    absences: fc.array(absence, { maxLength: 4 }),
    changes: fc.array(change, { maxLength: 4 }),
    members: fc.tuple(...people.map(() => member)),
  })
  .map(({ members, ...rest }) => ({
    ...rest,
    members: people.map((id, index) => ({ id, ...(members[index]?.isLeaving && { until: iso(members[index].left) }) })),
  }));

const runs = { numRuns: 60, seed: 20260302 };
const window = fc.tuple(date, fc.integer({ min: 1, max: 30 * 24 }), fc.integer({ min: 1, max: 30 * 24 }));

const scheduleOf = (rota: Rota, span: Span) => stretchesOf(rota.shiftsIn(span), span);

test('what is on does not hang on the window that is asked for', () => {
  fc.assert(
    fc.property(definition, window, (json, [a, first, second]) => {
      const [b, c] = [a + first * hourMs, a + (first + second) * hourMs];
      const whole = scheduleOf(rotation(json), { start: a, end: c });
      const rota = rotation(json);
      const parts = [...scheduleOf(rota, { start: b, end: c }), ...scheduleOf(rota, { start: a, end: b })].sort(
        (x, y) => x.start - y.start,
      );
      const joined = parts.filter(({ on, start }, index) => index === 0 || start !== b || parts[index - 1]?.on.join() !== on.join());
      expect(joined.map(({ start, on }) => [iso(start), on])).toEqual(whole.map(({ start, on }) => [iso(start), on]));
    }),
    runs,
  );
});

test('who is on at an instant is whose shift covers it, and the shift is told whole', () => {
  fc.assert(
    fc.property(definition, date, fc.integer({ min: 0, max: 24 * 60 }), (json, from, minutes) => {
      const instant = from + minutes * 60_000;
      const window = { start: instant - 40 * dayMs, end: instant + 40 * dayMs };
      const covering = rotation(json)
        .shiftsIn(window)
        .filter(({ start, end }) => start <= instant && instant < end);
      expect(rotation(json).onAt(instant)).toEqual(covering);
    }),
    runs,
  );
});

test('nobody is on twice, and a layer by itself has no gap and no overlap in its hours', () => {
  fc.assert(
    fc.property(layer, date, (one, from) => {
      const alone = { ...one, name: 'alone', choose: 'order' };
      const rota = rotation({ zone: 'UTC', cover: 'hours', layers: [alone] });
      const { gaps, overlaps } = writtenSchedule(rota, { start: from, end: from + 60 * dayMs });
      expect([gaps, overlaps]).toEqual([[], []]);
    }),
    runs,
  );
});

test('the closed form is what walking every turn finds', () => {
  fc.assert(
    fc.property(layer, fc.integer({ min: 0, max: 900 * 24 * 4 }), (one, quarters) => {
      const { plan } = rotation({ zone: 'UTC', layers: [{ ...one, name: 'alone' }] });
      const [cadence] = plan.layers;
      const instant = turnsOf(cadence as Cadence).numbered(0).start + quarters * (hourMs / 4);
      expect(turnsOf(cadence as Cadence).at(instant)?.number ?? null).toEqual(simulateTurn(cadence as Cadence, instant));
    }),
    { ...runs, numRuns: 300 },
  );
});

test('turn numbers rise by one, and turns are found again by their number and their instants', () => {
  fc.assert(
    fc.property(layer, date, (one, from) => {
      const { plan } = rotation({ zone: 'UTC', layers: [{ ...one, name: 'alone' }] });
      const turns = turnsOf(plan.layers[0] as (typeof plan.layers)[0]);
      const found = turns.in({ start: from, end: from + 40 * dayMs });
      expect(found.map(({ number }) => number)).toEqual(found.map((_, index) => (found[0]?.number ?? 0) + index));
      for (const turn of found) {
        expect(turn.start).toBeLessThan(turn.end);
        expect([turns.at(turn.start), turns.numbered(turn.number)]).toEqual([turn, turn]);
      }
    }),
    runs,
  );
});

test('the order of people and of keys in the JSON changes nothing', () => {
  fc.assert(
    fc.property(definition, date, (json, from) => {
      const span = { start: from, end: from + 30 * dayMs };
      const turned = Object.fromEntries(Object.entries({ ...json, members: [...json.members].reverse() }).reverse());
      expect(writtenSchedule(rotation(turned), span)).toEqual(writtenSchedule(rotation(json), span));
    }),
    { ...runs, numRuns: 60 },
  );
});

test('a newcomer at the end of the order changes nobody who is on', () => {
  fc.assert(
    fc.property(layer, fc.integer({ min: 2, max: 120 }), (one, days) => {
      const from = at(one.anchor) + days * dayMs;
      const before = rotation({ zone: 'UTC', layers: [{ ...one, name: 'alone', choose: 'order' }] });
      const after = rotation({
        zone: 'UTC',
        members: [{ id: 'new', from: iso(from) }],
        layers: [{ ...one, name: 'alone', choose: 'order', order: [...one.order, 'new'] }],
      });
      const turn = turnsOf(before.plan.layers[0] as (typeof before.plan.layers)[0]).from(from);
      const span = { start: turn.start, end: turn.start < from ? turn.end : turn.start };
      const who = (rota: Rota) => rota.shiftsIn(span).map(({ member: id }) => id);
      expect(span.start < span.end ? who(after) : []).toEqual(span.start < span.end ? who(before) : []);
    }),
    runs,
  );
});

test('changes of people who have nothing to do with each other commute', () => {
  fc.assert(
    fc.property(named, spanOf, spanOf, date, (layers, one, other, from) => {
      const first = { kind: 'replace', from: 'ana', to: 'ben', ...one };
      const second = { kind: 'replace', from: 'cy', to: 'dee', ...other };
      const span = { start: from, end: from + 30 * dayMs };
      const shown = (changes: unknown[]) => scheduleOf(rotation({ zone: 'UTC', layers, changes }), span);
      expect(shown([first, second])).toEqual(shown([second, first]));
    }),
    runs,
  );
});

test('all balances of a window sum to 0', () => {
  fc.assert(
    fc.property(definition, date, (json, from) => {
      const { members } = writtenSchedule(rotation(json), { start: from, end: from + 60 * dayMs }).fairness;
      const served = members.reduce((sum, { units }) => sum + units, 0);
      const shared = members.reduce((sum, { share }) => sum + share, 0);
      expect([served - shared, members.reduce((sum, { balance }) => sum + balance, 0)]).toEqual([0, 0]);
    }),
    runs,
  );
});

test('rosters of 1 to 30 on every set of weekdays: over a year nobody has two turns more than another', () => {
  const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  const spreads: number[] = [];
  for (let mask = 1; mask < 128; mask++) {
    const days = names.filter((_, index) => mask & (1 << index)).join(',');
    for (let size = 1; size <= 30; size++) {
      const order = Array.from({ length: size }, (_, index) => `p${index}`);
      const { compiled } = rotation({
        zone: 'Europe/Paris',
        layers: [{ name: 'day', unit: 'day', anchor: '2026-01-05', hours: [`${days} 09:00-17:00`], order }],
      });
      const [one] = compiled.layers;
      const counts = new Map(order.map((id) => [id, 0]));
      for (const turn of one?.turnsIn({ start: at('2026-01-05'), end: at('2026-01-05') + 52 * 7 * dayMs }) ?? [])
        for (const { entry } of one?.held(turn) ?? []) for (const id of entry) counts.set(id, (counts.get(id) ?? 0) + 1);
      spreads.push(Math.max(...counts.values()) - Math.min(...counts.values()));
    }
  }
  expect(spreads).toHaveLength(127 * 30);
  expect(Math.max(...spreads)).toBeLessThanOrEqual(1);
}, 120_000);

describe('every zone of the computer, at every clock change of 2024 to 2030', () => {
  const years = { start: at('2024-01-01'), end: at('2031-01-01') };
  const all = Intl.supportedValuesOf('timeZone').map((zone) => ({ zone, changes: clockChanges(zone, years.start, years.end) }));

  test.each(['00:00', '00:30', '01:30', '02:00', '02:30', '03:00'])(
    'a daily handoff at %s comes once a day, in order, at its time',
    (time) => {
      const wrong: string[] = [];
      for (const { zone, changes } of all) {
        const [cadence] = rotation({ zone, layers: [{ name: 'day', unit: 'day', anchor: `2023-12-01T${time}`, order: ['ana'] }] }).plan
          .layers;
        const turns = turnsOf(cadence as NonNullable<typeof cadence>);
        for (const { at: changed } of changes) {
          const near = turns.in({ start: changed - 3 * dayMs, end: changed + 3 * dayMs });
          const walls = near.map(({ start }) => wallClockAt(start, zone));
          const dates = walls.map((wall) => day(wall));
          const isOnce = new Set(dates).size === dates.length && near.every(({ start, end }) => start < end && end - start < 2 * dayMs);
          // Where the time is skipped, the handoff is the first instant after the gap.
          const late = walls.filter((wall) => iso(wall).slice(11) !== time).length;
          if (!isOnce || late > 1) wrong.push(`${zone} ${iso(changed)} ${walls.map(iso).join(' ')}`);
        }
      }
      expect(wrong).toEqual([]);
    },
  );
});
