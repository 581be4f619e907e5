import { writeTx } from '../../../../src/database';
import { goneMembers, leaveIfGone } from '../../../../src/domain/rotation/away/leaving';
import { onDutyIn } from '../../../../src/domain/rotation/onDuty';
import { recordChange } from '../../../../src/domain/rotation/records/changes';
import { lockRotation } from '../../../../src/domain/rotation/records/lock';
import { republish } from '../../../../src/domain/rotation/records/publish';
import type { RotationRecord } from '../../../../src/domain/rotation/records/rotation';
import { editRotation } from '../../../../src/domain/rotation/records/store';
import { seeLeaversOff } from '../../../../src/jobs/rotation/leavers';
import { createLog } from '../../../../src/log';
import { type FreshDatabase, freshDatabase } from '../../../support/database';
import { knownChannels, knownPeople, knownWorkspace, workspaceId } from '../../settings/facts';
import { ana, at, away, ben, cy, dee, inTx, monday, owed, record, shown, weekly } from './support';

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
  await knownWorkspace(fresh.db);
  await knownPeople(fresh.db, { ana: {}, ben: {}, cy: {}, dee: {} });
  await knownChannels(fresh.db, { 'billing-squad': {} });
});
afterEach(() => fresh.drop());

const wednesday = at('2026-03-04T12:00:00Z');

async function gone(userId: string, how: { isDeleted?: boolean; isGuest?: boolean } = { isDeleted: true }, now = wednesday) {
  await inTx(fresh, async (tx) => {
    await tx.person.update({ where: { workspaceId_userId: { workspaceId, userId } }, data: how });
    await leaveIfGone(tx, workspaceId, userId, now);
  });
}

async function covered(rotation: RotationRecord, from: string, to: string, start: string, end: string) {
  await inTx(fresh, async (tx) => {
    const locked = (await lockRotation(tx, workspaceId, rotation.id)) as RotationRecord;
    const change = { kind: 'replace', from, to, start: at(start), end: at(end), source: 'lead', by: dee } as const;
    expect(await recordChange(tx, locked, change, monday)).not.toBeNull();
    await republish(tx, locked, monday);
  });
}

test('in mid-shift the next in order takes the rest of the turn at once, and what was served keeps its name', async () => {
  const rotation = await weekly(fresh);
  await writeTx(fresh.db, (tx) => tx.shift.updateMany({ where: { userId: ana, start: monday }, data: { state: 'on' } }));
  await gone(ana);
  expect((await onDutyIn(fresh.db.read, rotation, wednesday)).on).toMatchObject([{ user: ben, until: at('2026-03-09T09:00Z') }]);
  expect(await shown(fresh, rotation, 5)).toEqual([
    'ANA 03-02 03-04',
    'BEN 03-04 03-09',
    'CY 03-09 03-16',
    'BEN 03-16 03-23',
    'CY 03-23 03-30',
  ]);
  expect((await owed(fresh, 'rota.moved')).map(({ lane }) => lane)).toEqual([ben, cy]);
  expect(await owed(fresh, 'rota.away')).toMatchObject([{ lane: dee, data: { is: 'left', person: ana } }]);
});

test.each([
  ['a guest', { isGuest: true }],
  ['deactivated', { isDeleted: true }],
])('who is %s holds no turn any more, and being told twice changes nothing', async (_, how) => {
  const rotation = await weekly(fresh);
  await gone(ben, how);
  const once = await fresh.db.read.shift.findMany({ orderBy: { id: 'asc' } });
  expect((await shown(fresh, rotation, 9)).filter((row) => row.startsWith('BEN'))).toEqual([]);
  await gone(ben, how);
  expect(await fresh.db.read.shift.findMany({ orderBy: { id: 'asc' } })).toEqual(once);
  expect(await owed(fresh, 'rota.away')).toHaveLength(1);
});

test('what they were to cover for others goes to whoever is chosen', async () => {
  const rotation = await weekly(fresh);
  await covered(rotation, cy, ben, '2026-03-17T09:00Z', '2026-03-18T09:00Z');
  await gone(ben, { isDeleted: true }, monday);
  const rows = await fresh.db.read.shift.findMany({ where: { rotationId: rotation.id, state: { not: 'cancelled' } } });
  const on = (time: string) => rows.filter(({ start, end }) => start <= at(time) && at(time) < end).map(({ userId }) => userId);
  for (const time of ['2026-03-17T12:00Z', '2026-03-10T12:00Z', '2026-04-01T12:00Z']) {
    expect(on(time)).toHaveLength(1);
    expect(on(time)).not.toContain(ben);
  }
});

test('who is away still serves nothing when the order moves because somebody has left', async () => {
  const rotation = await weekly(fresh, { order: [ana, ben, cy, dee] });
  await away(fresh, cy, '2026-04-10T00:00Z', '2026-04-20T00:00Z');
  await away(fresh, dee, '2026-03-20T00:00Z', '2026-03-23T09:00Z');
  await gone(ben, { isDeleted: true }, monday);
  const rows = await fresh.db.read.shift.findMany({
    where: {
      rotationId: rotation.id,
      userId: cy,
      state: 'planned',
      start: { lt: at('2026-04-20T00:00Z') },
      end: { gt: at('2026-04-10T00:00Z') },
    },
  });
  expect(rows.map(({ start, end }) => [start, end])).toEqual([]);
});

test('an exchange with somebody who has left is off: nobody makes up for a turn that nobody took', async () => {
  const rotation = await weekly(fresh);
  await away(fresh, ana, '2026-03-23T00:00Z', '2026-03-30T00:00Z');
  expect((await shown(fresh, rotation, 5)).slice(3)).toEqual(['BEN 03-23 03-30', 'ANA 03-30 04-06']);
  await gone(ben, { isDeleted: true }, monday);
  const rows = await shown(fresh, rotation, 8);
  expect(rows.filter((row) => row.startsWith('BEN'))).toEqual([]);
  expect(rows[3]).toBe('CY 03-23 03-30');
});

test('those whom nobody has told of are found by the clock', async () => {
  const rotation = await weekly(fresh);
  await inTx(fresh, (tx) => tx.person.updateMany({ where: { userId: ana }, data: { isDeleted: true } }));
  expect(await goneMembers(fresh.db.read, wednesday)).toEqual([{ workspaceId, userId: ana }]);
  await seeLeaversOff({ db: fresh.db, log: createLog({ level: 'silent', format: 'json' }) }, wednesday);
  expect(await goneMembers(fresh.db.read, wednesday)).toEqual([]);
  expect((await onDutyIn(fresh.db.read, rotation, wednesday)).on).toMatchObject([{ user: ben }]);
});

test('after an edit nobody serves a turn that they are away for', async () => {
  const rotation = await weekly(fresh);
  await away(fresh, ben, '2026-03-23T00:00Z', '2026-03-30T00:00Z');
  await inTx(fresh, async (tx) => {
    const locked = (await lockRotation(tx, workspaceId, rotation.id)) as RotationRecord;
    const layers = [{ name: 'Payments', unit: 'week', every: 1, anchor: '2026-03-02T09:00', order: [ana, cy, ben] }] as never;
    const edit = { definition: { zone: 'Europe/Lisbon', layers }, appliesFrom: at('2026-03-16T09:00Z'), by: dee };
    await editRotation(tx, locked, edit, monday);
  });
  const rows = await shown(fresh, await record(fresh, rotation), 6);
  expect(rows.some((row) => row.startsWith('BEN 03-23'))).toBe(false);
});
