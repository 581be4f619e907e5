import { writeTx } from '../../../../src/database';
import { saveSupportTimes, usualTimes } from '../../../../src/domain/rotation/company/support-times';
import { readPlan } from '../../../../src/domain/rotation/definition';
import { definitionOf, factsOf } from '../../../../src/domain/rotation/records/facts';
import { holidaysIn, laterToo, learnHolidays } from '../../../../src/domain/rotation/records/holidays';
import type { RotationRecord, Version } from '../../../../src/domain/rotation/records/rotation';
import { rotationSettings, setRotationSettings, usualRotationSettings } from '../../../../src/domain/rotation/records/settings';
import { createRotation } from '../../../../src/domain/rotation/records/store';
import { type FreshDatabase, freshDatabase } from '../../../support/database';
import { channelIdOf, idOf, knownPeople, knownWorkspace, workspaceId } from '../../settings/facts';

const [ana, ben] = [idOf('ana'), idOf('ben')] as const;
const now = new Date('2026-06-01T12:00:00Z');
const year = { from: '2026-01-01', to: '2026-12-31' };

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
  await knownWorkspace(fresh.db);
  await knownPeople(fresh.db, { ana: { zone: 'Europe/Lisbon' }, ben: { zone: 'Europe/Lisbon' } });
});
afterEach(() => fresh.drop());

const livesIn = (userId: string, region: string | null) =>
  writeTx(fresh.db, (tx) => saveSupportTimes(tx, workspaceId, userId, { ...usualTimes, region }, now));

async function daily(more: object): Promise<RotationRecord> {
  const definition = {
    zone: 'Europe/Lisbon',
    layers: [{ name: 'Day', unit: 'day', every: 1, anchor: '2026-06-01T09:00', hours: ['Daily 09:00-17:00'], order: [ana, ben] }],
  };
  const wanted = { workspaceId, squadId: null, name: 'Payments', channelId: channelIdOf('billing'), kind: 'turns' as const };
  const created = await writeTx(fresh.db, (tx) =>
    createRotation(tx, { ...wanted, definition: { ...definition, ...more } as never, members: [ana, ben], by: ana }, now),
  );
  if (created.is !== 'saved') throw new Error(created.is);
  return created.rotation;
}

test('holidays of this year and the next are learned once, for the regions that somebody has', async () => {
  await learnHolidays(fresh.db, now);
  expect(await fresh.db.read.holiday.count()).toBe(0);

  await livesIn(ana, 'PT');
  await learnHolidays(fresh.db, now);
  const first = await fresh.db.read.holiday.findMany();
  expect(new Set(first.map(({ region, date }) => `${region} ${date.slice(0, 4)}`))).toEqual(new Set(['PT 2026', 'PT 2027']));
  expect(first).toContainEqual({ region: 'PT', date: '2026-06-10', name: 'Portugal Day' });

  await writeTx(fresh.db, (tx) => tx.holiday.delete({ where: { region_date: { region: 'PT', date: '2026-06-10' } } }));
  await learnHolidays(fresh.db, now);
  expect(await fresh.db.read.holiday.count()).toBe(first.length - 1);
});

test('what the workspace says of a region goes before what is known of it', async () => {
  await livesIn(ana, 'PT');
  await learnHolidays(fresh.db, now);
  const holidays = { PT: { '2026-06-24': 'São João' } };
  await writeTx(fresh.db, (tx) => setRotationSettings(tx, workspaceId, { ...usualRotationSettings, holidays }, ana, now));
  expect(await holidaysIn(fresh.db.read, workspaceId, ['PT', 'ES'], year)).toEqual({ PT: ['2026-06-24'], ES: [] });
});

test('a rotation that is closed on holidays keeps them with its version, and burns no turn on them', async () => {
  const rotation = await daily({ onHoliday: 'closed', region: 'PT' });
  const kept = rotation.versions[0]?.definition.holidays as Record<string, string[]>;
  expect(kept.PT).toContain('2026-06-10');
  const onAt = async (time: string) => {
    const at = new Date(time);
    return (await fresh.db.read.shift.findMany({ where: { start: { lte: at }, end: { gt: at } } })).map(({ userId }) => userId);
  };
  const noons = ['09', '10', '11'].map((day) => onAt(`2026-06-${day}T12:00:00Z`));
  expect(await Promise.all(noons)).toEqual([[ben], [], [ana]]);

  await writeTx(fresh.db, (tx) => tx.holiday.deleteMany({}));
  const facts = await factsOf(fresh.db.read, rotation, now, new Date('2026-07-01T00:00:00Z'));
  const definition = definitionOf(rotation, rotation.versions[0] as Version, facts, { now: null, settledUntil: null });
  expect((definition as { holidays: Record<string, string[]> }).holidays.PT).toContain('2026-06-10');
});

test('what a version has kept is followed by the years that became known since', () => {
  const known = { PT: ['2026-06-10', '2027-06-10', '2028-06-10'], ES: ['2026-10-12'] };
  expect(laterToo({ PT: ['2026-06-10', '2027-06-10'] }, known)).toEqual({
    PT: ['2026-06-10', '2027-06-10', '2028-06-10'],
    ES: ['2026-10-12'],
  });
});

test('night, weekend, weights and long absences are the workspace’s, where a version says nothing of its own', async () => {
  const wanted = {
    ...usualRotationSettings,
    night: '21:00-06:00',
    weekends: { IL: ['Fri' as const, 'Sat' as const] },
    weights: { night: 10, weekend: 20, holiday: 30 },
    forgivenAfter: 30,
  };
  expect(await writeTx(fresh.db, (tx) => setRotationSettings(tx, workspaceId, wanted, ana, now))).toBe(true);
  expect(await writeTx(fresh.db, (tx) => setRotationSettings(tx, workspaceId, wanted, ana, now))).toBe(false);
  const rotation = await daily({ region: 'IL', weights: { night: 1, weekend: 2, holiday: 3 } });
  const facts = await factsOf(fresh.db.read, rotation, now, new Date('2026-07-01T00:00:00Z'));
  const absences = [{ member: ana, from: '2026-06-01', to: '2026-06-29' }];
  const read = readPlan(definitionOf(rotation, rotation.versions[0] as Version, { ...facts, absences }, { now: null, settledUntil: null }));
  if (!read.ok) throw new Error(read.problem);
  const { night, weekend, weights } = read.value;
  expect({ night, weekend: [...weekend], weights }).toEqual({
    night: { from: 21 * 60, to: 30 * 60 },
    weekend: [4, 5],
    weights: { night: 1, weekend: 2, holiday: 3 },
  });
  expect(read.value.absences.map(({ forgiven }) => forgiven)).toEqual([false]);

  await writeTx(fresh.db, (tx) => setRotationSettings(tx, workspaceId, null, ana, now));
  expect(await rotationSettings(fresh.db.read, workspaceId)).toEqual(usualRotationSettings);
});
