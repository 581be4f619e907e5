import { writeTx } from '../../../../src/database';
import type { Message } from '../../../../src/delivery/words';
import { tendCompanyRota } from '../../../../src/domain/rotation/company/clockwork';
import { sittingMissed } from '../../../../src/domain/rotation/company/ledger';
import { companyNow, companyPreview } from '../../../../src/domain/rotation/company/now';
import { saveSupportTimes, usualTimes } from '../../../../src/domain/rotation/company/support-times';
import { lockRotation } from '../../../../src/domain/rotation/records/lock';
import { findRotation, type RotationRecord } from '../../../../src/domain/rotation/records/rotation';
import { createRotation } from '../../../../src/domain/rotation/records/store';
import { companyWords } from '../../../../src/views/rotation/company-words';
import { type FreshDatabase, freshDatabase } from '../../../support/database';
import { channelIdOf, idOf, knownPeople, knownWorkspace, workspaceId } from '../../settings/facts';

const [ana, ben, cy] = [idOf('ana'), idOf('ben'), idOf('cy')] as const;
const at = (text: string) => new Date(text);
/** Wednesday; the week of Monday 8 June is planned at once, that of 15 June on Friday at 10:00. */
const wednesday = at('2026-06-03T12:00:00Z');
const friday = at('2026-06-05T09:00:00Z');

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
  await knownWorkspace(fresh.db);
  const zone = 'Europe/Lisbon';
  await knownPeople(fresh.db, { ana: { zone }, ben: { zone }, cy: { zone }, dee: { zone } });
});
afterEach(() => fresh.drop());

const twoSlots = { zone: 'Europe/Lisbon', firstWeek: '2026-W24', hours: ['Tue 10:00-11:00', 'Wed 15:00-15:30'], need: 1, max: 1 };

async function made(definition: Record<string, unknown> = twoSlots, members: string[] = [ana, ben, cy]): Promise<RotationRecord> {
  const wanted = { workspaceId, squadId: null, name: 'Company rota', channelId: channelIdOf('support'), kind: 'sittings' as const };
  const created = await writeTx(fresh.db, (tx) => createRotation(tx, { ...wanted, definition, members, by: ana }, wednesday));
  if (created.is !== 'saved') throw new Error(created.is);
  return created.rotation;
}

const tend = async ({ id }: RotationRecord, now: Date) =>
  tendCompanyRota(fresh.db, (await findRotation(fresh.db.read, workspaceId, id)) as RotationRecord, now);

/** `U01ANA 2026-06-09T09:00 planned`, by start. */
async function seats(): Promise<string[]> {
  const rows = await fresh.db.read.shift.findMany({ orderBy: [{ start: 'asc' }, { userId: 'asc' }] });
  return rows.map(({ userId, start, state }) => `${userId} ${start.toISOString().slice(0, 16)}${state === 'planned' ? '' : ` ${state}`}`);
}

const owed = async (kind: string) =>
  (await fresh.db.read.delivery.findMany({ where: { kind }, orderBy: { id: 'asc' } })).map(({ lane, data }) => ({
    lane,
    ...(data as object),
  }));

async function away(userId: string, start: string, end: string, forgiven = false): Promise<void> {
  await writeTx(fresh.db, (tx) =>
    tx.absence.create({ data: { workspaceId, userId, start: at(start), end: at(end), forgiven, by: userId, recordedAt: wednesday } }),
  );
}

const prefer = (userId: string, times: Partial<typeof usualTimes>) =>
  writeTx(fresh.db, (tx) => saveSupportTimes(tx, workspaceId, userId, { ...usualTimes, ...times }, wednesday));

test('a new company rota plans the week ahead at once and the one after it ten days before, each of them once', async () => {
  const rotation = await made();
  await tend(rotation, wednesday);
  const first = await seats();
  expect(first).toHaveLength(3);
  expect(first.every((one) => one.includes('2026-06-09') || one.includes('2026-06-10'))).toBe(true);
  await tend(rotation, wednesday);
  await tend(rotation, at('2026-06-05T08:59:00Z'));
  expect(await seats()).toEqual(first);

  await tend(rotation, friday);
  await tend(rotation, friday);
  const both = await seats();
  expect(both).toHaveLength(6);
  // Everybody sits when they sat the week before.
  expect(both.slice(3).map((one) => one.replace('06-16', '06-09').replace('06-17', '06-10'))).toEqual(first);
});

test('seats are told to those who sit, the week to the channel', async () => {
  const rotation = await made();
  await tend(rotation, wednesday);
  expect(await owed('rota.week_planned')).toEqual(
    expect.arrayContaining([
      { lane: channelIdOf('support'), is: 'week', week: '2026-W24' },
      { lane: ana, is: 'seat', user: ana, start: '2026-06-09T09:00:00.000Z' },
    ]),
  );
  expect(await owed('rota.week_planned')).toHaveLength(4);
  expect(await owed('rota.week_finding')).toEqual([]);
});

test('where Backline cannot speak in the channel its leads hear of the week', async () => {
  const channelId = channelIdOf('support');
  await writeTx(fresh.db, (tx) =>
    tx.channel.create({ data: { workspaceId, channelId, name: 'support', isMember: true, isArchived: true, refreshedAt: wednesday } }),
  );
  await tend(await made(), wednesday);
  const weeks = (await owed('rota.week_planned')).filter((one) => 'is' in one && one.is === 'week');
  expect(weeks.map(({ lane }) => lane)).toEqual([ana]);
});

test('support times are kept to, and a disliked time is remembered for four weeks', async () => {
  const rotation = await made({ ...twoSlots, hours: ['Tue 10:00-10:30', 'Wed 15:00-15:30'] }, [ana, ben]);
  await prefer(ana, { never: ['Tue 00:00-24:00'], ratherNot: ['Wed 14:00-16:00'] });
  await prefer(ben, { ratherNot: ['Tue 10:00-12:00'] });
  await tend(rotation, wednesday);
  expect(await seats()).toEqual([`${ben} 2026-06-09T09:00`, `${ana} 2026-06-10T14:00`]);
  const rows = await fresh.db.read.shift.findMany({ orderBy: { start: 'asc' } });
  expect(rows.map(({ reasons }) => reasons)).toEqual([
    [{ why: 'holder', member: ben, cost: 9 }],
    [{ why: 'holder', member: ana, cost: 9 }],
  ]);
  await tend(rotation, friday);
  const later = await fresh.db.read.shift.findMany({ where: { start: { gt: at('2026-06-14T00:00:00Z') } }, orderBy: { start: 'asc' } });
  expect(later.map(({ reasons }) => reasons)).toEqual([
    [{ why: 'holder', member: ben, cost: 16 }],
    [{ why: 'holder', member: ana, cost: 16 }],
  ]);
});

test('who is away then, or on duty elsewhere, sits at another time', async () => {
  const payments = await writeTx(fresh.db, (tx) =>
    createRotation(
      tx,
      {
        ...{ workspaceId, squadId: null, name: 'Payments', channelId: channelIdOf('billing'), kind: 'turns', by: ana },
        definition: {
          zone: 'Europe/Lisbon',
          layers: [{ name: 'P', unit: 'day', every: 1, anchor: '2026-06-03T09:00', order: [ben] }],
        } as never,
        members: [ben],
      },
      wednesday,
    ),
  );
  if (payments.is !== 'saved') throw new Error(payments.is);
  await writeTx(fresh.db, (tx) =>
    tx.shift.updateMany({ where: { start: { gt: at('2026-06-10T00:00:00Z') } }, data: { state: 'cancelled' } }),
  );
  const rotation = await made({ ...twoSlots, hours: ['Tue 10:00-10:30', 'Wed 15:00-15:30'], max: 2 }, [ana, ben]);
  await away(ana, '2026-06-10T00:00:00Z', '2026-06-11T00:00:00Z');
  await writeTx(fresh.db, (tx) => tx.shift.deleteMany({ where: { start: { gt: at('2026-06-10T00:00:00Z') } } }));
  await tend(rotation, wednesday);
  const own = await fresh.db.read.shift.findMany({ where: { rotationId: rotation.id }, orderBy: { userId: 'asc' } });
  expect(own.map(({ userId, start }) => `${userId} ${start.toISOString().slice(0, 16)}`)).toEqual([
    `${ana} 2026-06-09T09:00`,
    `${ben} 2026-06-10T14:00`,
  ]);
});

test('who becomes away gets another seat of the same week, and nobody else is moved', async () => {
  const rotation = await made({ ...twoSlots, hours: ['Tue 10:00-11:00', 'Wed 15:00-16:00'], need: 0 });
  await prefer(ana, { best: ['Tue 10:00-10:30'] });
  await tend(rotation, wednesday);
  const before = await fresh.db.read.shift.findMany({ orderBy: { start: 'asc' } });
  const hers = before.find(({ userId }) => userId === ana);
  expect(hers?.start).toEqual(at('2026-06-09T09:00:00Z'));

  await away(ana, '2026-06-08T23:00:00Z', '2026-06-09T23:00:00Z');
  await tend(rotation, at('2026-06-03T12:05:00Z'));
  const after = await fresh.db.read.shift.findMany({ orderBy: { start: 'asc' } });
  const moved = after.find(({ id }) => id === hers?.id);
  expect([moved?.userId, moved?.state, moved?.start.toISOString().slice(0, 10), moved?.sequence]).toEqual([
    ana,
    'planned',
    '2026-06-10',
    1,
  ]);
  expect(after.filter(({ id }) => id !== hers?.id)).toEqual(before.filter(({ id }) => id !== hers?.id));
  expect(await owed('rota.week_planned')).toHaveLength(5);
  await tend(rotation, at('2026-06-03T12:06:00Z'));
  expect(await owed('rota.week_planned')).toHaveLength(5);
});

test('back at the first time before anybody was told of the second, nothing is left to say', async () => {
  const rotation = await made({ ...twoSlots, hours: ['Tue 10:00-10:30', 'Wed 15:00-15:30'], need: 0 }, [ana]);
  await prefer(ana, { best: ['Tue 10:00-10:30'] });
  await tend(rotation, wednesday);
  const [first] = await fresh.db.read.delivery.findMany({ where: { kind: 'rota.week_planned', lane: ana } });
  const draw = async (now: Date) => {
    const rows = await fresh.db.read.delivery.findMany({ where: { kind: 'rota.week_planned', lane: ana }, orderBy: { id: 'asc' } });
    return Promise.all(
      rows.map(
        async (row) => ((await companyWords['rota.week_planned'](row, { read: fresh.db.read, now })) as Message | null)?.text ?? null,
      ),
    );
  };
  expect(await draw(wednesday)).toEqual(['Your sitting: Tue 9 June 10:00, 30 minutes.']);
  await writeTx(fresh.db, (tx) => tx.delivery.update({ where: { id: first?.id }, data: { state: 'sent' } }));

  const later = at('2026-06-03T12:05:00Z');
  await away(ana, '2026-06-08T23:00:00Z', '2026-06-09T23:00:00Z');
  await tend(rotation, later);
  expect((await draw(later)).slice(1)).toEqual(['Your sitting: Wed 10 June 15:00, 30 minutes.']);
  await writeTx(fresh.db, (tx) => tx.absence.updateMany({ data: { withdrawnAt: later } }));
  await away(ana, '2026-06-09T23:00:00Z', '2026-06-10T23:00:00Z');
  await tend(rotation, later);
  expect(await seats()).toEqual([`${ana} 2026-06-09T09:00`]);
  expect((await draw(later)).slice(1)).toEqual([null, null]);
});

test('who is away all week has no seat; where people are missing their leads hear', async () => {
  const rotation = await made();
  await tend(rotation, wednesday);
  const tuesday = (await fresh.db.read.shift.findMany({ where: { userId: ben } }))[0];
  await away(ben, '2026-06-07T23:00:00Z', '2026-06-14T23:00:00Z');
  await tend(rotation, at('2026-06-03T12:05:00Z'));
  expect((await seats()).filter((one) => one.startsWith(ben))).toEqual([`${ben} ${tuesday?.start.toISOString().slice(0, 16)} cancelled`]);
  expect(await owed('rota.week_finding')).toEqual([
    { lane: ana, week: '2026-W24', unseated: [], unfilled: [{ start: tuesday?.start.toISOString(), need: 1 }] },
  ]);
  expect((await owed('rota.week_planned')).at(-1)).toEqual({ lane: ben, is: 'off', user: ben, start: tuesday?.start.toISOString() });
  const { next } = await companyNow(fresh.db.read, rotation, at('2026-06-03T12:06:00Z'));
  expect([next.seated, next.due, next.unseated, next.unfilled.length]).toEqual([2, 3, [ben], 1]);
});

test('who leaves, or is deactivated, has no sitting any more', async () => {
  const rotation = await made();
  await tend(rotation, wednesday);
  const later = at('2026-06-03T12:05:00Z');
  await writeTx(fresh.db, async (tx) => {
    await tx.rotationMember.updateMany({ where: { userId: ben }, data: { until: later } });
    await tx.person.updateMany({ where: { userId: cy }, data: { isDeleted: true } });
  });
  await tend(rotation, later);
  const left = await fresh.db.read.shift.findMany({ where: { state: 'planned' } });
  expect(left.map(({ userId }) => userId)).toEqual([ana]);
  expect((await owed('rota.week_planned')).filter((one) => 'is' in one && one.is === 'off').map(({ lane }) => lane)).toEqual([ben]);
});

test('somebody without a possible time is told of to the leads once', async () => {
  const rotation = await made();
  await prefer(cy, { never: ['Mon-Fri 00:00-24:00'] });
  await tend(rotation, wednesday);
  await tend(rotation, wednesday);
  const [finding, ...more] = await owed('rota.week_finding');
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ lane: ana, week: '2026-W24', unseated: [cy] });
});

test('after downtime the weeks that have not begun are planned, and no others', async () => {
  const rotation = await made();
  await tend(rotation, at('2026-06-24T12:00:00Z'));
  expect((await seats()).map((one) => one.slice(-16, -6))).toEqual(['2026-06-30', '2026-06-30', '2026-07-01']);
});

test('every second week, by the order in which people joined; a missed sitting is made up in between', async () => {
  const rotation = await made({ ...twoSlots, every: 2 });
  await tend(rotation, wednesday);
  const sitting = async (since: string) =>
    (await fresh.db.read.shift.findMany({ where: { start: { gt: at(since) } }, orderBy: { userId: 'asc' } })).map(({ userId }) => userId);
  expect(await sitting('2026-06-08T00:00:00Z')).toEqual([ana, cy]);

  await writeTx(fresh.db, async (tx) => {
    const row = await tx.shift.findFirstOrThrow({ where: { userId: cy } });
    await lockRotation(tx, workspaceId, rotation.id);
    await tx.shift.update({ where: { id: row.id }, data: { state: 'missed' } });
    await sittingMissed(tx, row);
  });
  await tend(rotation, friday);
  expect(await sitting('2026-06-15T00:00:00Z')).toEqual([ben, cy]);
  const member = await fresh.db.read.rotationMember.findFirstOrThrow({ where: { userId: cy } });
  expect(member.owed).toBe(false);
});

test('when a week is over, everybody whose week it was has one sitting as their share', async () => {
  const rotation = await made({ ...twoSlots, every: 2 });
  await tend(rotation, wednesday);
  await away(ana, '2026-06-07T23:00:00Z', '2026-06-14T23:00:00Z', true);
  await tend(rotation, at('2026-06-14T22:00:00Z'));
  expect(await fresh.db.read.ledgerEntry.count()).toBe(0);
  await tend(rotation, at('2026-06-14T23:00:00Z'));
  await tend(rotation, at('2026-06-15T23:00:00Z'));
  const entries = await fresh.db.read.ledgerEntry.findMany();
  expect(entries.map(({ userId, kind, units }) => [userId, kind, units])).toEqual([[cy, 'share', 3_000]]);
  const member = await fresh.db.read.rotationMember.findFirstOrThrow({ where: { userId: cy } });
  expect(member.balance).toBe(-3_000);
});

test('a preview shows weeks that are written down and those that would be planned now', async () => {
  const rotation = await made();
  await tend(rotation, wednesday);
  const weeks = await companyPreview(fresh.db.read, rotation, wednesday, 4);
  expect(weeks.map(({ week, isPlanned, seated, due }) => [week.name, isPlanned, seated, due])).toEqual([
    ['2026-W23', false, 0, 0],
    ['2026-W24', true, 3, 3],
    ['2026-W25', false, 3, 3],
    ['2026-W26', false, 3, 3],
  ]);
  expect(await fresh.db.read.shift.count()).toBe(3);
});
