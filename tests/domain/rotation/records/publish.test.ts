import { writeTx } from '../../../../src/database';
import { onDutyIn } from '../../../../src/domain/rotation/onDuty';
import { recordChange } from '../../../../src/domain/rotation/records/changes';
import { lockRotation } from '../../../../src/domain/rotation/records/lock';
import { publishRotation, republish } from '../../../../src/domain/rotation/records/publish';
import { findRotation, type RotationRecord } from '../../../../src/domain/rotation/records/rotation';
import { createRotation, editRotation } from '../../../../src/domain/rotation/records/store';
import { type FreshDatabase, freshDatabase } from '../../../support/database';
import { channelIdOf, idOf, knownPeople, knownWorkspace, workspaceId } from '../../settings/facts';

const [ana, ben, cy] = [idOf('ana'), idOf('ben'), idOf('cy')] as const;
const at = (text: string) => new Date(text);
const monday = at('2026-03-02T10:00:00Z');

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
  await knownWorkspace(fresh.db);
  await knownPeople(fresh.db, { ana: {}, ben: {}, cy: {}, dee: {} });
});
afterEach(() => fresh.drop());

const weekly = {
  zone: 'Europe/Lisbon',
  layers: [{ name: 'Payments', unit: 'week', every: 1, anchor: '2026-03-02T09:00', order: [ana, ben, cy] }],
} as never as Parameters<typeof createRotation>[1]['definition'];

async function made(definition = weekly): Promise<RotationRecord> {
  const draft = {
    workspaceId,
    squadId: null,
    name: 'Payments',
    channelId: channelIdOf('billing-squad'),
    kind: 'turns' as const,
    definition,
  };
  const created = await writeTx(fresh.db, (tx) => createRotation(tx, { ...draft, members: [ana, ben, cy], by: ana }, monday));
  if (created.is !== 'saved') throw new Error(created.is);
  return created.rotation;
}

const rows = async () =>
  (await fresh.db.read.shift.findMany({ where: { state: { not: 'cancelled' } }, orderBy: { start: 'asc' } })).map(
    ({ userId, start, end }) => `${userId} ${start.toISOString().slice(0, 16)} ${end.toISOString().slice(0, 16)}`,
  );

test('a rotation is written down eight weeks deep, and writing it again changes nothing', async () => {
  const { id } = await made();
  const before = await fresh.db.read.shift.findMany({ orderBy: { start: 'asc' } });
  expect(before).toHaveLength(8);
  expect((await rows()).slice(0, 3)).toEqual([
    `${ana} 2026-03-02T10:00 2026-03-09T09:00`,
    `${ben} 2026-03-09T09:00 2026-03-16T09:00`,
    `${cy} 2026-03-16T09:00 2026-03-23T09:00`,
  ]);
  expect(await publishRotation(fresh.db, workspaceId, id, monday)).toBeNull();
  expect(await publishRotation(fresh.db, workspaceId, id, at('2026-03-02T12:00:00Z'))).toBeNull();
  expect(await fresh.db.read.shift.findMany({ orderBy: { start: 'asc' } })).toEqual(before);
});

test('a day later one more turn comes into sight, and nothing else changes', async () => {
  const { id } = await made();
  const before = await fresh.db.read.shift.findMany({ orderBy: { start: 'asc' } });
  const published = await publishRotation(fresh.db, workspaceId, id, at('2026-03-09T10:00:00Z'));
  expect(published).toMatchObject({ changed: true, moved: [] });
  const after = await fresh.db.read.shift.findMany({ orderBy: { start: 'asc' } });
  expect(after).toHaveLength(9);
  expect(after.slice(0, 8)).toEqual(before);
});

test('who takes over is on from then, ids last, and nobody else is moved', async () => {
  const { id } = await made();
  const before = await fresh.db.read.shift.findMany({ orderBy: { start: 'asc' } });
  const now = at('2026-03-04T12:00:00Z');
  const published = await writeTx(fresh.db, async (tx) => {
    const rotation = (await lockRotation(tx, workspaceId, id)) as RotationRecord;
    const change = { kind: 'replace', from: ana, to: cy, start: now, end: at('2026-03-09T09:00:00Z'), source: 'takeover', by: cy } as const;
    expect(await recordChange(tx, rotation, change, now)).not.toBeNull();
    const result = await republish(tx, rotation, now);
    expect(await recordChange(tx, rotation, change, now)).toBeNull();
    return result;
  });
  expect(published.moved.map(({ userId }) => userId)).toEqual([ana, cy].sort());
  expect((await rows()).slice(0, 3)).toEqual([
    `${ana} 2026-03-02T10:00 2026-03-04T12:00`,
    `${cy} 2026-03-04T12:00 2026-03-09T09:00`,
    `${ben} 2026-03-09T09:00 2026-03-16T09:00`,
  ]);
  const after = await fresh.db.read.shift.findMany({ orderBy: { start: 'asc' } });
  expect(after.filter(({ id: one }) => before.some((row) => row.id === one)));
  const rotation = (await findRotation(fresh.db.read, workspaceId, id)) as RotationRecord;
  expect(await onDutyIn(fresh.db.read, rotation, at('2026-03-04T13:00:00Z'))).toMatchObject({
    on: [{ user: cy, layer: 'Payments', until: at('2026-03-09T09:00:00Z') }],
    next: { start: at('2026-03-09T09:00:00Z'), on: [ben] },
  });
});

test('an edit moves only what is ahead of it, and shifts keep their ids', async () => {
  const { id } = await made();
  const before = await fresh.db.read.shift.findMany({ orderBy: { start: 'asc' } });
  const now = at('2026-03-04T12:00:00Z');
  const published = await writeTx(fresh.db, async (tx) => {
    const rotation = (await lockRotation(tx, workspaceId, id)) as RotationRecord;
    const layers = [{ ...(weekly as { layers: object[] }).layers[0], order: [ana, cy, ben] }] as never;
    return editRotation(
      tx,
      rotation,
      { definition: { zone: 'Europe/Lisbon', layers }, appliesFrom: at('2026-03-09T09:00:00Z'), by: ana },
      now,
    );
  });
  expect((await rows()).slice(0, 4)).toEqual([
    `${ana} 2026-03-02T10:00 2026-03-09T09:00`,
    `${ben} 2026-03-09T09:00 2026-03-16T09:00`,
    `${ana} 2026-03-16T09:00 2026-03-23T09:00`,
    `${cy} 2026-03-23T09:00 2026-03-30T08:00`,
  ]);
  expect(published.moved.map(({ userId }) => userId)).toEqual([ana, cy].sort());
  const after = await fresh.db.read.shift.findMany({ orderBy: { start: 'asc' } });
  expect(after.slice(0, 8).map(({ id: one }) => one)).toEqual(before.map(({ id: one }) => one));
});
