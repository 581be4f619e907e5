import { writeTx } from '../../../../src/database';
import { correctPast } from '../../../../src/domain/rotation/clock/correct';
import { missShift } from '../../../../src/domain/rotation/clock/missed';
import { editRotation } from '../../../../src/domain/rotation/records/store';
import type { FreshDatabase } from '../../../support/database';
import { ana, at, balances, ben, change, clockAt, cy, dee, knownTeam, layer, locked, made, monday, shifts, workspaceId } from './scene';

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await knownTeam();
});
afterEach(() => fresh.drop());

const daily = (order: string[]) => [layer(order, { unit: 'day', anchor: '2026-03-02T09:00' })];
const onlyDays = (order: string[]) => [layer(order, { unit: 'day', hours: ['Mon-Fri 09:00-17:00'] })];

test('a shift that ends gives its person its units, and takes a part from everybody', async () => {
  await made(fresh, onlyDays([ana, ben, cy]), { now: at('2026-03-02T08:00:00Z') });
  await clockAt(fresh, at('2026-03-02T17:00:00Z'));
  // 8 hours by day are 48,000 units, 16,000 each.
  expect(await balances(fresh)).toEqual({ ana: 32_000, ben: -16_000, cy: -16_000 });
  await clockAt(fresh, at('2026-03-02T17:00:15Z'));
  await clockAt(fresh, at('2026-03-03T17:00:00Z'));
  expect(await balances(fresh)).toEqual({ ana: 16_000, ben: 16_000, cy: -32_000 });
  const entries = await fresh.db.read.ledgerEntry.findMany({ where: { kind: 'served' }, orderBy: { at: 'asc' } });
  expect(entries.map(({ minutes, units }) => [minutes, units])).toEqual([
    [480, 48_000],
    [480, 48_000],
  ]);
});

test('what does not come out even goes to the first by id, a unit each', async () => {
  await made(fresh, [layer([ana, ben, cy], { unit: 'day', hours: ['Mon-Fri 09:00-09:10'] })], { now: at('2026-03-02T08:00:00Z') });
  await clockAt(fresh, at('2026-03-02T12:00:00Z'));
  expect(await balances(fresh)).toEqual({ ana: 666, ben: -333, cy: -333 });
});

test('who is away and forgiven shares nothing of what ends then', async () => {
  await made(fresh, onlyDays([ana, ben, cy]), { now: at('2026-03-02T08:00:00Z') });
  await writeTx(fresh.db, (tx) =>
    tx.absence.create({
      data: {
        workspaceId,
        userId: cy,
        start: at('2026-03-02T00:00:00Z'),
        end: at('2026-03-04T00:00:00Z'),
        forgiven: true,
        by: cy,
        recordedAt: monday,
      },
    }),
  );
  await clockAt(fresh, at('2026-03-02T17:00:00Z'));
  expect(await balances(fresh)).toEqual({ ana: 24_000, ben: -24_000, cy: 0 });
});

test('a newcomer starts at the average', async () => {
  const rotation = await made(fresh, onlyDays([ana, ben]), { now: at('2026-03-02T08:00:00Z') });
  await clockAt(fresh, at('2026-03-03T18:00:00Z'));
  await locked(fresh, rotation, (tx, own) => {
    const definition = { zone: 'Europe/Lisbon', layers: onlyDays([ana, ben, cy]) } as never;
    return editRotation(tx, own, { definition, appliesFrom: at('2026-03-04T09:00:00Z'), by: dee }, at('2026-03-03T18:00:00Z'));
  });
  const before = await balances(fresh);
  expect(before).toEqual({ ana: 0, ben: 0, cy: 0 });
  await clockAt(fresh, at('2026-03-04T18:00:00Z'));
  const after = Object.values(await balances(fresh));
  expect(after.reduce((sum, one) => sum + one, 0)).toBe(0);
  expect(after.filter((one) => one === -16_000)).toHaveLength(2);
});

test("a leaver's past stays", async () => {
  const rotation = await made(fresh, onlyDays([ana, ben, cy]), { now: at('2026-03-02T08:00:00Z') });
  await clockAt(fresh, at('2026-03-02T18:00:00Z'));
  await locked(fresh, rotation, (tx, own) => {
    const definition = { zone: 'Europe/Lisbon', layers: onlyDays([ben, cy]) } as never;
    return editRotation(tx, own, { definition, appliesFrom: at('2026-03-03T08:00:00Z'), by: dee }, at('2026-03-02T18:00:00Z'));
  });
  await clockAt(fresh, at('2026-03-03T18:00:00Z'));
  const all = await balances(fresh);
  expect(all.ana).toBe(32_000);
  expect((all.ben ?? 0) + (all.cy ?? 0)).toBe(-32_000);
  expect((await shifts(fresh, at('2026-03-03T00:00:00Z')))[0]).toBe('ana 2026-03-02T09:00 2026-03-02T17:00 served');
});

test('who was put on without being a member has served, and all balances together are 0', async () => {
  const rotation = await made(fresh, onlyDays([ana, ben]), { now: at('2026-03-02T08:00:00Z') });
  const draft = {
    kind: 'replace',
    from: ana,
    to: dee,
    start: at('2026-03-02T13:00:00Z'),
    end: at('2026-03-02T17:00:00Z'),
    source: 'lead',
    by: dee,
  } as const;
  await change(fresh, rotation, draft, at('2026-03-02T12:00:00Z'));
  await clockAt(fresh, at('2026-03-02T18:00:00Z'));
  expect(await balances(fresh)).toEqual({ ana: 0, ben: -24_000, dee: 24_000 });
});

describe('the record is corrected', () => {
  test('what was served by somebody else is countered, never computed anew', async () => {
    const rotation = await made(fresh, onlyDays([ana, ben, cy]), { now: at('2026-03-02T08:00:00Z') });
    await clockAt(fresh, at('2026-03-02T18:00:00Z'));
    const before = await fresh.db.read.ledgerEntry.findMany({ orderBy: { id: 'asc' } });
    const correction = { was: ana, instead: cy, start: at('2026-03-02T13:00:00Z'), end: at('2026-03-02T15:00:00Z'), by: dee, note: null };
    const now = at('2026-03-03T08:00:00Z');
    expect(await locked(fresh, rotation, (tx, own) => correctPast(tx, own, correction, now))).toEqual({ is: 'corrected' });
    expect(await balances(fresh)).toEqual({ ana: 20_000, ben: -16_000, cy: -4_000 });
    expect(await shifts(fresh, at('2026-03-02T23:00:00Z'))).toEqual([
      'ana 2026-03-02T09:00 2026-03-02T13:00 served',
      'cy 2026-03-02T13:00 2026-03-02T15:00 served',
      'ana 2026-03-02T15:00 2026-03-02T17:00 served',
    ]);
    const after = await fresh.db.read.ledgerEntry.findMany({ orderBy: { id: 'asc' } });
    expect(after.slice(0, before.length)).toEqual(before);
  });

  test('twice in one shift, and what is left is missed: all balances together stay at 0', async () => {
    const rotation = await made(fresh);
    const now = at('2026-03-09T10:00:00Z');
    await clockAt(fresh, now);
    const fix = (start: string, end: string) =>
      locked(fresh, rotation, (tx, own) =>
        correctPast(tx, own, { was: ana, instead: ben, start: at(start), end: at(end), by: dee, note: null }, now),
      );
    const sum = async () => Object.values(await balances(fresh)).reduce((all, one) => all + one, 0);
    const before = await balances(fresh);
    expect(await fix('2026-03-04T12:00:00Z', '2026-03-04T14:00:00Z')).toEqual({ is: 'corrected' });
    const once = await balances(fresh);
    expect((once.ana ?? 0) - (before.ana ?? 0)).toBe(-12_000);
    expect(await fix('2026-03-06T12:00:00Z', '2026-03-06T14:00:00Z')).toEqual({ is: 'corrected' });
    const twice = await balances(fresh);
    expect([(twice.ana ?? 0) - (once.ana ?? 0), (twice.ben ?? 0) - (once.ben ?? 0), await sum()]).toEqual([-12_000, 12_000, 0]);

    const rows = await fresh.db.read.shift.findMany({ where: { userId: ana, state: 'served' } });
    expect(rows).toHaveLength(3);
    for (const { id: shiftId } of rows)
      await writeTx(fresh.db, (tx) => missShift(tx, { workspaceId, shiftId, person: ana, says: 'own' }, now));
    // Ben's four hours are all that was served: 24,000 units, 8,000 each.
    expect(await balances(fresh)).toEqual({ ana: -8_000, ben: 16_000, cy: -8_000 });
  });

  test('of the shift that runs, what is over; it goes on as it was', async () => {
    const rotation = await made(fresh, daily([ana, ben, cy]), { now: at('2026-03-02T09:00:00Z') });
    await clockAt(fresh, at('2026-03-02T16:00:00Z'));
    const correction = {
      was: ana,
      instead: ben,
      start: at('2026-03-02T12:00:00Z'),
      end: at('2026-03-02T20:00:00Z'),
      by: dee,
      note: 'Ana was ill',
    };
    const now = at('2026-03-02T16:00:00Z');
    await locked(fresh, rotation, (tx, own) => correctPast(tx, own, correction, now));
    await clockAt(fresh, at('2026-03-02T16:00:15Z'));
    expect(await shifts(fresh, at('2026-03-03T00:00:00Z'))).toEqual([
      'ana 2026-03-02T09:00 2026-03-02T12:00 served',
      'ben 2026-03-02T12:00 2026-03-02T16:00 served',
      'ana 2026-03-02T16:00 2026-03-03T09:00 on',
    ]);
    expect(Object.values(await balances(fresh)).reduce((sum, one) => sum + one, 0)).toBe(0);
  });

  test.each([
    ['eight days ago', '2026-03-02T09:00:00Z', '2026-03-02T10:00:00Z', 'closed'],
    ['still ahead', '2026-03-11T09:00:00Z', '2026-03-12T09:00:00Z', 'ahead'],
    ['not theirs', '2026-03-09T09:00:00Z', '2026-03-09T10:00:00Z', 'was_not_on'],
  ])('not what is %s', async (_, start, end, why) => {
    const rotation = await made(fresh);
    const now = at('2026-03-10T12:00:00Z');
    await clockAt(fresh, now);
    const correction = { was: ana, instead: cy, start: at(start), end: at(end), by: dee, note: null };
    expect(await locked(fresh, rotation, (tx, own) => correctPast(tx, own, correction, now))).toEqual({ is: 'refused', why });
  });

  test('who missed it has not served it, and is next again', async () => {
    await made(fresh, onlyDays([ana, ben, cy]), { now: at('2026-03-02T08:00:00Z') });
    await clockAt(fresh, at('2026-03-02T18:00:00Z'));
    const shift = await fresh.db.read.shift.findFirstOrThrow({ where: { state: 'served' } });
    const say = (person: string, says: 'own' | 'lead', now = at('2026-03-03T08:00:00Z')) =>
      writeTx(fresh.db, (tx) => missShift(tx, { workspaceId, shiftId: shift.id, person, says }, now));
    expect(await say(ben, 'own')).toMatchObject({ why: 'not_yours' });
    expect(await say(ben, 'lead')).toMatchObject({ why: 'not_lead' });
    expect(await say(ana, 'own', at('2026-03-10T08:00:00Z'))).toMatchObject({ why: 'closed' });
    expect(await say(ana, 'own')).toMatchObject({ is: 'missed' });
    expect(await say(dee, 'lead')).toMatchObject({ why: 'already' });
    expect(await balances(fresh)).toEqual({ ana: 0, ben: 0, cy: 0 });
    const member = await fresh.db.read.rotationMember.findFirstOrThrow({ where: { userId: ana } });
    expect(member.lastEnd).toBeNull();
  });

  test('who misses the shift that runs missed it until now, and is on from now', async () => {
    await made(fresh);
    await clockAt(fresh, monday);
    const shift = await fresh.db.read.shift.findFirstOrThrow({ where: { state: 'on' } });
    const now = at('2026-03-04T12:00:00Z');
    await writeTx(fresh.db, (tx) => missShift(tx, { workspaceId, shiftId: shift.id, person: dee, says: 'lead' }, now));
    await clockAt(fresh, at('2026-03-09T08:00:00Z'));
    expect(await shifts(fresh, at('2026-03-09T00:00:00Z'))).toEqual([
      'ana 2026-03-02T10:00 2026-03-04T12:00 missed',
      'ana 2026-03-04T12:00 2026-03-09T09:00 on',
    ]);
    expect(await fresh.db.read.handoff.count({ where: { at: { gt: monday } } })).toBe(0);
    const missed = { user: ana, start: '2026-03-02T10:00:00.000Z', end: '2026-03-04T12:00:00.000Z' };
    const told = await fresh.db.read.delivery.findFirstOrThrow({ where: { kind: 'rota.corrected', lane: ana } });
    expect(told.data).toMatchObject(missed);
    expect(await fresh.db.read.auditEntry.findFirst({ where: { action: 'rotation.missed' } })).toMatchObject({ after: missed });
  });
});
