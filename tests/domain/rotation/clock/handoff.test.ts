import { connect, writeTx } from '../../../../src/database';
import { acceptFor, acceptHandoff, putOnInstead } from '../../../../src/domain/rotation/clock/accept';
import { handOverAll, keepOne, writeNote } from '../../../../src/domain/rotation/clock/note';
import { bringUpTo, dueRotations } from '../../../../src/domain/rotation/clock/steps';
import { handingOf } from '../../../../src/domain/rotation/clock/summary';
import { onDutyIn } from '../../../../src/domain/rotation/onDuty';
import { findRotation, type RotationRecord } from '../../../../src/domain/rotation/records/rotation';
import { takeBack, takeOver } from '../../../../src/domain/rotation/take-over';
import { databaseUnderTest, type FreshDatabase } from '../../../support/database';
import {
  ana,
  at,
  balances,
  ben,
  change,
  clockAt,
  cy,
  dee,
  handoffs,
  knownTeam,
  layer,
  locked,
  made,
  monday,
  nameOf,
  owed,
  shifts,
  workspaceId,
} from './scene';

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await knownTeam();
});
afterEach(() => fresh.drop());

const nine = at('2026-03-09T09:00:00Z');
const later = (minutes: number, from = nine) => new Date(from.getTime() + minutes * 60_000);

const lastHandoff = () => fresh.db.read.handoff.findFirstOrThrow({ orderBy: { at: 'desc' } });

/** Ana's week is over, and it is Ben's. */
async function atHandoff() {
  const rotation = await made(fresh);
  await clockAt(fresh, monday);
  await clockAt(fresh, later(-15));
  await clockAt(fresh, nine);
  return { rotation, handoff: await lastHandoff() };
}

async function findRotationOf(id: string): Promise<RotationRecord> {
  const found = await findRotation(fresh.db.read, workspaceId, id);
  if (!found) throw new Error('no rotation');
  return found;
}

const press = (handoffId: string, person: string) => ({ workspaceId, handoffId, person });
const accepts = (deed: ReturnType<typeof press>, now: Date) => writeTx(fresh.db, (tx) => acceptHandoff(tx, deed, now));

test('the first one on is told, and nobody has to accept from nobody', async () => {
  await made(fresh);
  await clockAt(fresh, monday);
  expect(await handoffs(fresh)).toEqual(['2026-03-02T10:00  → ana accepted']);
  expect(await owed(fresh)).toEqual(['rota.announced c01billingsquad', 'rota.handoff ana']);
});

test('a handoff waits, reminds once at half time, and is overdue: who goes stays on, in their ledger, for four hours at most', async () => {
  const { rotation } = await atHandoff();
  expect(await handoffs(fresh)).toEqual(['2026-03-02T10:00  → ana accepted', '2026-03-09T09:00 ana → ben waiting']);
  expect(await onDutyIn(fresh.db.read, rotation, later(5))).toMatchObject({ on: [{ user: ben }], outgoing: [ana] });
  await clockAt(fresh, later(15));
  await clockAt(fresh, later(16));
  expect((await owed(fresh)).slice(2)).toEqual([
    'rota.ending ana',
    'rota.announced c01billingsquad',
    'rota.handoff ben',
    'rota.handoff_reminder ben',
  ]);
  await clockAt(fresh, new Date(later(30).getTime() + 12_000));
  await clockAt(fresh, later(31));
  expect((await owed(fresh)).slice(6)).toEqual(['rota.overdue ana', 'rota.overdue dee']);
  const duty = await onDutyIn(fresh.db.read, rotation, later(31));
  expect(duty.on.map(({ user }) => nameOf(user))).toEqual(['ben', 'ana']);
  expect(await shifts(fresh, later(60))).toEqual([
    'ana 2026-03-02T10:00 2026-03-09T09:00 served',
    'ben 2026-03-09T09:00 2026-03-16T09:00 on',
    'ana 2026-03-09T09:30 2026-03-09T13:30 on',
  ]);
  const before = await balances(fresh);
  await clockAt(fresh, later(5 * 60));
  expect(await handoffs(fresh)).toHaveLength(2); // her going is none
  const after = await balances(fresh);
  expect((after.ana ?? 0) - (before.ana ?? 0)).toBe(16_000);
  expect(Object.values(after).reduce((sum, one) => sum + one, 0)).toBe(0);
});

test('accepted in time, duty goes over; accepted late, who stayed on is off', async () => {
  const { handoff } = await atHandoff();
  await clockAt(fresh, later(31));
  expect(await accepts(press(handoff.id, cy), later(40))).toMatchObject({ why: 'not_yours' });
  expect(await accepts(press(handoff.id, ben), later(40))).toMatchObject({ is: 'done' });
  expect(await accepts(press(handoff.id, ben), later(41))).toMatchObject({ why: 'over' });
  await clockAt(fresh, later(41));
  expect(await shifts(fresh, later(60))).toContain('ana 2026-03-09T09:30 2026-03-09T09:40 served');
  expect((await owed(fresh)).at(-1)).toBe('rota.handoff_told ana');
  expect(await lastHandoff()).toMatchObject({ state: 'accepted', acceptedBy: ben, acceptedAt: later(40) });
});

test('a lead accepts for somebody, others may not', async () => {
  const { handoff } = await atHandoff();
  const as = (person: string) => writeTx(fresh.db, (tx) => acceptFor(tx, press(handoff.id, person), later(5)));
  expect(await as(cy)).toMatchObject({ why: 'not_lead' });
  expect(await as(dee)).toMatchObject({ is: 'done' });
  expect((await owed(fresh)).slice(-2)).toEqual(['rota.handoff_told ana', 'rota.handoff_told ben']);
});

test('a lead puts somebody else on: the handoff comes to nothing, and theirs comes from whom the work is with', async () => {
  const { handoff } = await atHandoff();
  await writeTx(fresh.db, (tx) => writeNote(tx, press(handoff.id, ana), 'Deploys are frozen.'));
  await clockAt(fresh, later(31));
  const put = (person: string) => writeTx(fresh.db, (tx) => putOnInstead(tx, { ...press(handoff.id, person), instead: cy }, later(35)));
  expect(await put(cy)).toMatchObject({ why: 'not_lead' });
  expect(await put(dee)).toMatchObject({ is: 'done' });
  await clockAt(fresh, later(36));
  expect((await handoffs(fresh)).slice(1)).toEqual(['2026-03-09T09:00 ana → ben void', '2026-03-09T09:35 ana → cy waiting']);
  expect(await lastHandoff()).toMatchObject({ note: 'Deploys are frozen.', noteBy: ana });
  expect(await shifts(fresh, later(60))).toEqual([
    'ana 2026-03-02T10:00 2026-03-09T09:00 served',
    'ben 2026-03-09T09:00 2026-03-09T09:35 served',
    'ana 2026-03-09T09:30 2026-03-09T09:35 served',
    'cy 2026-03-09T09:35 2026-03-16T09:00 on',
  ]);
});

test('whoever was put on hands over in their turn, accepted or not', async () => {
  const { handoff } = await atHandoff();
  await writeTx(fresh.db, (tx) => putOnInstead(tx, { ...press(handoff.id, dee), instead: cy }, later(5)));
  const takes = {
    kind: 'replace',
    from: cy,
    to: ben,
    start: later(3 * 24 * 60),
    end: later(7 * 24 * 60),
    source: 'lead',
    by: dee,
  } as const;
  await clockAt(fresh, later(6));
  await change(fresh, await findRotationOf(handoff.rotationId), takes, later(60));
  await clockAt(fresh, later(3 * 24 * 60));
  expect((await handoffs(fresh)).slice(1)).toEqual([
    '2026-03-09T09:00 ana → ben void',
    '2026-03-09T09:05 ana → cy lapsed',
    '2026-03-12T09:00 cy → ben waiting',
  ]);
});

test('what nobody accepts lapses at the next handoff', async () => {
  await atHandoff();
  await clockAt(fresh, later(31));
  await clockAt(fresh, later(7 * 24 * 60));
  expect((await handoffs(fresh)).slice(1)).toEqual(['2026-03-09T09:00 ana → ben lapsed', '2026-03-16T09:00 ben → cy waiting']);
});

test('who has just taken over need not say so again', async () => {
  const rotation = await made(fresh);
  await clockAt(fresh, monday);
  const now = at('2026-03-04T12:00:00Z');
  await change(fresh, rotation, { kind: 'replace', from: ana, to: cy, start: now, end: nine, source: 'takeover', by: cy }, now);
  await clockAt(fresh, later(1, now));
  expect((await handoffs(fresh)).at(-1)).toBe('2026-03-04T12:00 ana → cy accepted');
});

test('a note is written beforehand, and goes with the handoff even when its hour moves', async () => {
  const rotation = await made(fresh);
  await clockAt(fresh, monday);
  await clockAt(fresh, later(-15));
  const prepared = await lastHandoff();
  expect(await writeTx(fresh.db, (tx) => writeNote(tx, press(prepared.id, ben), 'Mine'))).toMatchObject({ why: 'not_yours' });
  await writeTx(fresh.db, (tx) => writeNote(tx, press(prepared.id, ana), 'Deploys are frozen.'));
  await writeTx(fresh.db, (tx) => keepOne(tx, { ...press(prepared.id, ana), escalationId: 'e1', keep: true }));
  const stays = { kind: 'replace', from: ben, to: ana, start: nine, end: later(60), source: 'lead', by: dee } as const;
  await change(fresh, rotation, stays, later(-10));
  await clockAt(fresh, later(50));
  await clockAt(fresh, later(60));
  expect((await handoffs(fresh)).slice(1)).toEqual(['2026-03-09T09:00 ana →  void', '2026-03-09T10:00 ana → ben waiting']);
  const handoff = await lastHandoff();
  expect(handoff).toMatchObject({ note: 'Deploys are frozen.', noteBy: ana });
  expect(handingOf(handoff)).toMatchObject({ kept: ['e1'] });
});

test('where acceptance is off a handoff is accepted at once', async () => {
  await made(fresh, [layer([ana, ben], { unit: 'hour', every: 8, anchor: '2026-03-02T08:00' })], { now: at('2026-03-02T08:30:00Z') });
  await clockAt(fresh, at('2026-03-02T08:30:00Z'));
  await clockAt(fresh, at('2026-03-02T16:00:00Z'));
  expect((await handoffs(fresh)).at(-1)).toBe('2026-03-02T16:00 ana → ben accepted');
});

test('Backline was down over several handoffs: true times in order, one card and one announcement for the present', async () => {
  await made(fresh, [layer([ana, ben, cy], { unit: 'day' })]);
  await clockAt(fresh, monday);
  const back = at('2026-03-05T12:00:00Z');
  await clockAt(fresh, back);
  expect(await handoffs(fresh)).toEqual([
    '2026-03-02T10:00  → ana accepted',
    '2026-03-03T09:00 ana → ben lapsed',
    '2026-03-04T09:00 ben → cy lapsed',
    '2026-03-05T09:00 cy → ana waiting',
  ]);
  expect((await owed(fresh)).slice(2)).toEqual(['rota.announced c01billingsquad', 'rota.handoff ana']);
  expect(await shifts(fresh, back)).toEqual([
    'ana 2026-03-02T10:00 2026-03-03T09:00 served',
    'ben 2026-03-03T09:00 2026-03-04T09:00 served',
    'cy 2026-03-04T09:00 2026-03-05T09:00 served',
    'ana 2026-03-05T09:00 2026-03-06T09:00 on',
  ]);
  expect((await lastHandoff()).dueAt).toEqual(at('2026-03-05T12:15:00Z'));
});

test('two processes that start together after a downtime do each thing once', async () => {
  await made(fresh, [layer([ana, ben, cy], { unit: 'day' })]);
  await clockAt(fresh, monday);
  const back = at('2026-03-08T12:00:00Z');
  const [which] = await dueRotations(fresh.db, back);
  if (!which) throw new Error('nothing is due');
  // SQLite has one process; two of its looks may still meet.
  const other = databaseUnderTest === 'postgres' ? await connect(fresh.url) : fresh.db;
  await Promise.all([bringUpTo(fresh.db, which, back), bringUpTo(other, which, back)]);
  if (other !== fresh.db) await other.close();
  await clockAt(fresh, back);
  expect(await fresh.db.read.ledgerEntry.count({ where: { kind: 'served' } })).toBe(6);
  expect(await handoffs(fresh)).toHaveLength(7);
  expect((await owed(fresh)).filter((one) => one.startsWith('rota.announced'))).toHaveLength(2);
  expect(Object.values(await balances(fresh)).reduce((sum, one) => sum + one, 0)).toBe(0);
});

test('the night the clocks change, a daily handoff at 02:30 is at its hour and there once', async () => {
  const nightly = layer([ana, ben, cy], { unit: 'day', anchor: '2026-03-27T02:30', zone: 'Europe/Madrid' });
  await made(fresh, [nightly], { now: at('2026-03-27T01:30:00Z') });
  for (let now = +at('2026-03-27T01:30:00Z'); now <= +at('2026-03-31T02:00:00Z'); now += 30 * 60_000) await clockAt(fresh, new Date(now));
  // 02:30 is skipped on 29 March: then it is at 03:00, the first instant after the gap.
  expect((await handoffs(fresh)).map((one) => one.slice(0, 28).trim())).toEqual([
    '2026-03-27T01:30  → ana acce',
    '2026-03-28T01:30 ana → ben l',
    '2026-03-29T01:00 ben → cy la',
    '2026-03-30T00:30 cy → ana la',
    '2026-03-31T00:30 ana → ben o',
  ]);
});

test('two leads, two presses: one wins', async () => {
  const { handoff } = await atHandoff();
  const both = await Promise.all([
    accepts(press(handoff.id, ben), later(5)),
    writeTx(fresh.db, (tx) => acceptFor(tx, press(handoff.id, dee), later(5))),
  ]);
  expect(both.map(({ is }) => is).sort()).toEqual(['done', 'refused']);
});

test('nothing that is due takes the lock twice: a waiting handoff leaves the plan as it is', async () => {
  const { rotation } = await atHandoff();
  const revision = () => fresh.db.read.rotation.findUniqueOrThrow({ where: { id: rotation.id }, select: { revision: true } });
  const before = await revision();
  await clockAt(fresh, later(2));
  await clockAt(fresh, later(3));
  expect(await revision()).toEqual(before);
  await locked(fresh, rotation, async () => undefined);
});

/** The job, minute by minute. */
async function eachMinute(from: Date, until: Date, step = 1): Promise<void> {
  for (let now = from; now <= until; now = later(step, now)) await clockAt(fresh, now);
}

describe('several are on at once', () => {
  test('the handoff of one layer is said, asked and accepted while another one goes on', async () => {
    const first = layer([ana, ben], { name: 'First', mode: 'with', unit: 'day' });
    await made(fresh, [first, layer([cy, dee], { name: 'Backup' })], { now: at('2026-03-02T09:00:00Z') });
    await eachMinute(at('2026-03-02T09:00:00Z'), at('2026-03-02T09:02:00Z'));
    await eachMinute(at('2026-03-03T08:40:00Z'), at('2026-03-03T09:01:00Z'));
    expect(await handoffs(fresh)).toEqual(['2026-03-02T09:00  → ana+cy accepted', '2026-03-03T09:00 ana → ben waiting']);
    expect((await owed(fresh)).slice(-3)).toEqual(['rota.ending ana', 'rota.announced c01billingsquad', 'rota.handoff ben']);
    expect(await accepts(press((await lastHandoff()).id, ben), at('2026-03-03T09:05:00Z'))).toMatchObject({ is: 'done' });
  });

  test('who only leaves is told of as well when it was prepared, and their work goes to who goes on', async () => {
    const top = layer([ana], { name: 'A', mode: 'with', hours: ['Daily 09:00-12:00'], anchor: '2026-03-02T00:00' });
    const base = layer([ben], { name: 'B', hours: ['Daily 09:00-17:00'], anchor: '2026-03-02T00:00' });
    await made(fresh, [top, base], { now: at('2026-03-02T08:00:00Z') });
    await eachMinute(at('2026-03-02T09:00:00Z'), at('2026-03-02T09:01:00Z'));
    await eachMinute(at('2026-03-02T11:45:00Z'), at('2026-03-02T11:46:00Z'));
    await writeTx(fresh.db, async (tx) => handOverAll(tx, press((await lastHandoff()).id, ana)));
    await eachMinute(at('2026-03-02T12:00:00Z'), at('2026-03-02T12:01:00Z'));
    expect(await handoffs(fresh)).toEqual(['2026-03-02T09:00  → ana+ben accepted', '2026-03-02T12:00 ana →  accepted']);
    expect((await owed(fresh)).slice(-2)).toEqual(['rota.ending ana', 'rota.announced c01billingsquad']);
    expect(handingOf(await lastHandoff())).toMatchObject({ all: true, frozen: { open: [] } });
  });

  test('who only stayed on does not hide who was on before', async () => {
    const days = { unit: 'day', hours: ['Daily 09:00-12:30'], anchor: '2026-03-02T00:00' };
    const rotation = await made(fresh, [layer([ana, ben], days)], { now: at('2026-03-02T08:00:00Z') });
    await eachMinute(at('2026-03-02T09:00:00Z'), at('2026-03-02T12:30:00Z'), 30);
    await eachMinute(at('2026-03-03T09:00:00Z'), at('2026-03-03T13:30:00Z'), 30);
    expect(await shifts(fresh, at('2026-03-03T23:00:00Z'))).toContain('ana 2026-03-03T09:30 2026-03-03T13:30 served');
    const [third] = [at('2026-03-04T08:00:00Z')];
    const same = { kind: 'replace', from: ana, to: ben, start: third, end: at('2026-03-04T18:00:00Z'), source: 'lead', by: dee } as const;
    await change(fresh, rotation, same, third);
    const before = await owed(fresh);
    await eachMinute(at('2026-03-04T09:00:00Z'), at('2026-03-04T09:02:00Z'));
    expect((await handoffs(fresh)).at(-1)).toBe('2026-03-03T09:00 ana → ben overdue');
    expect(await owed(fresh)).toEqual(before);
  });
});

test('who takes their shift back need not accept it', async () => {
  const rotation = await made(fresh);
  await clockAt(fresh, monday);
  const now = at('2026-03-04T12:03:27.123Z');
  const took = await takeOver(fresh.db, { workspaceId, rotationId: rotation.id, from: ana, by: ben, source: 'action:1' }, now);
  expect(took).toMatchObject({ is: 'done' });
  await clockAt(fresh, later(1, now));
  const { id: changeId } = await fresh.db.read.rotationChange.findFirstOrThrow({ where: { source: 'takeover' } });
  const back = (source: string, by = ana) => takeBack(fresh.db, { workspaceId, changeId, by, source }, later(60, now));
  expect(await back('action:2', cy)).toBe('not_yours');
  expect(await back('action:3')).toBe('done');
  expect(await back('action:4')).toBe('over');
  await clockAt(fresh, later(61, now));
  expect((await handoffs(fresh)).slice(1)).toEqual(['2026-03-04T12:03 ana → ben accepted', '2026-03-04T13:03 ben → ana accepted']);
  expect((await owed(fresh)).slice(-2)).toEqual(['rota.announced c01billingsquad', 'rota.handoff ana']);
});

test('two presses of `Keep` at once keep both', async () => {
  const { handoff } = await atHandoff();
  const ids = Array.from({ length: 8 }, (_, index) => `e${index}`);
  await Promise.all(
    ids.map((escalationId) => writeTx(fresh.db, (tx) => keepOne(tx, { ...press(handoff.id, ana), escalationId, keep: true }))),
  );
  expect(handingOf(await lastHandoff()).kept.sort()).toEqual(ids);
});

test('what is said while it is being accepted leaves it as it was frozen', async () => {
  const { handoff } = await atHandoff();
  const deed = { ...press(handoff.id, ana), escalationId: 'e1', keep: true };
  const keeping = await writeTx(fresh.db, async (tx) => {
    await acceptHandoff(tx, press(handoff.id, ben), later(5));
    const pressed = writeTx(fresh.db, (other) => keepOne(other, deed));
    // It has read what it reads by then, before this is committed.
    for (let look = 0; look < 30; look += 1) await fresh.db.read.handoff.count();
    return { pressed };
  });
  expect(await keeping.pressed).toMatchObject({ why: 'over' });
  expect(await lastHandoff()).toMatchObject({ state: 'accepted', summary: { kept: [], frozen: { open: [], last: null } } });
});
