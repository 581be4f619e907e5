import { planAway, withAbsence } from '../../../../src/domain/rotation/away/plan';
import { type Facts, iso } from '../../../../src/domain/rotation/records/facts';
import { usualOptions } from '../../../../src/domain/rotation/records/options';
import type { RotationRecord } from '../../../../src/domain/rotation/records/rotation';
import { scheduleFrom } from '../../../../src/domain/rotation/records/schedule';
import { usualRotationSettings } from '../../../../src/domain/rotation/records/settings';
import { overlaps } from '../../../../src/domain/rotation/spans';
import { at, monday } from './support';

const hour = 3_600_000;
const day = 24 * hour;
const publishedUntil = at('2026-05-04T00:00Z');

const nothing: Facts = {
  members: [],
  absences: [],
  changes: [],
  holidays: {},
  history: [],
  busy: [],
  swaps: [],
  settings: usualRotationSettings,
};

function rotationOf(people: number, layer: object, askWithinDays: number): RotationRecord {
  const order = Array.from({ length: people }, (_, index) => `p${index}`);
  const layers = [{ name: 'day', unit: 'week', every: 1, anchor: '2026-03-02T09:00', order, from: iso(monday), ...layer }];
  const rotation: RotationRecord = {
    ...{ id: 'R1', workspaceId: 'T1', squadId: null, key: 'r', name: 'R', kind: 'turns', channelId: 'C1', revision: 1, createdBy: 'p0' },
    options: { ...usualOptions, askWithinDays },
    ...{ publishedUntil, given: { version: 1, layers: {} }, createdAt: monday, removedAt: null },
    versions: [{ number: 1, appliesFrom: monday, definition: { zone: 'Europe/Lisbon', layers } }],
  };
  return { ...rotation, given: publishedTurns(rotation) };
}

/** Turns by balance are given out as far as they are published. */
function publishedTurns(rotation: RotationRecord): RotationRecord['given'] {
  const [stage] = scheduleFrom(rotation, nothing, monday, publishedUntil).stages;
  const span = { start: monday.getTime(), end: publishedUntil.getTime() };
  const turns = stage?.rota.compiled.layers.flatMap((one) => one.turnsIn(span).flatMap((turn) => one.held(turn))) ?? [];
  return { version: 1, layers: { day: Object.fromEntries(turns.map(({ number, entry }) => [String(number), [...entry]])) } };
}

type Change = ReturnType<typeof planAway>['changes'][0];
const written = (changes: Change[]) => changes.map((one) => ({ ...one, start: iso(new Date(one.start)), end: iso(new Date(one.end)) }));

/** A generator of its own, so that what has failed once fails again. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

const layers = [
  { unit: 'week' },
  { unit: 'day' },
  { unit: 'day', every: 2, hours: ['Mon-Fri 09:00-17:00'] },
  { unit: 'hour', every: 8 },
  { unit: 'week', hours: ['Mon-Fri 09:00-17:00'] },
  { unit: 'week', choose: 'balance' },
];

test.each(Array.from({ length: 60 }, (_, seed) => seed))('nobody is on while they are away, and nobody is on twice (%i)', (seed) => {
  const next = random(seed * 7_919 + 1);
  const rotation = rotationOf(2 + next(5), layers[next(layers.length)] ?? {}, 0);
  const people = 2 + next(5);
  let facts = nothing;
  const absences: { userId: string; start: Date; end: Date; forgiven: boolean }[] = [];
  for (let count = 0; count < 5; count++) {
    const start = new Date(monday.getTime() + next(45 * 24) * hour);
    const end = new Date(start.getTime() + (1 + next(12 * 24)) * hour);
    const away = { userId: `p${next(people)}`, start, end, forgiven: next(3) === 0 };
    const { changes, asks, running } = planAway(rotation, facts, away, monday);
    expect([asks, running]).toEqual([[], null]);
    absences.push(away);
    facts = { ...withAbsence(facts, away, monday), changes: [...facts.changes, ...written(changes)] };
    facts = { ...facts, absences: facts.absences.map((one, index) => ({ ...one, id: `a${index}` })) };
  }
  const shifts = scheduleFrom(rotation, facts, monday, publishedUntil).shiftsIn({ start: monday.getTime(), end: publishedUntil.getTime() });
  const wrong = shifts.filter((shift) =>
    absences.some(({ userId, start, end }) => userId === shift.member && overlaps(shift, { start: start.getTime(), end: end.getTime() })),
  );
  expect(wrong.map(({ member, start, end }) => `${member} ${iso(new Date(start))} ${iso(new Date(end))}`)).toEqual([]);
  const twice = shifts.filter((one) => shifts.some((other) => other !== one && other.member === one.member && overlaps(one, other)));
  expect(twice).toEqual([]);
});

test.each(Array.from({ length: 30 }, (_, seed) => seed))('what begins within the window is asked for, never moved (%i)', (seed) => {
  const next = random(seed * 104_729 + 3);
  const rotation = rotationOf(3 + next(4), layers[next(layers.length)] ?? {}, 14);
  const start = new Date(monday.getTime() + next(20 * 24) * hour);
  const away = { userId: `p${next(3)}`, start, end: new Date(start.getTime() + (1 + next(20 * 24)) * hour), forgiven: next(2) === 0 };
  const { changes, asks, running } = planAway(rotation, nothing, away, monday);
  const before = scheduleFrom(rotation, nothing, monday, publishedUntil).shiftsIn({
    start: monday.getTime(),
    end: publishedUntil.getTime(),
  });
  const soon = before.filter((shift) => shift.start < monday.getTime() + 14 * day);
  for (const change of changes) expect(soon.some((shift) => shift.member === change.from && overlaps(shift, change))).toBe(false);
  const own = soon.filter((shift) => shift.member === away.userId && overlaps(shift, { start: start.getTime(), end: away.end.getTime() }));
  const told = [...asks, ...(running ? [running] : [])];
  for (const shift of own) expect(told.some((ask) => overlaps(ask, shift))).toBe(true);
  for (const ask of asks) expect(ask.start).toBeGreaterThan(monday.getTime());
});
