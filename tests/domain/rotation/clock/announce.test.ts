import { writeTx } from '../../../../src/database';
import { announceDaily, announcementsDied, dailySlot } from '../../../../src/domain/rotation/clock/announce';
import { findRotation, type RotationRecord } from '../../../../src/domain/rotation/records/rotation';
import { editRotation } from '../../../../src/domain/rotation/records/store';
import type { FreshDatabase } from '../../../support/database';
import { ana, at, ben, clockAt, dee, knownTeam, layer, locked, made, owed, workspaceId } from './scene';

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await knownTeam();
});
afterEach(() => fresh.drop());

const shortTurns = layer([ana, ben], { unit: 'hour', every: 4, anchor: '2026-03-02T10:00', hours: ['Mon-Fri 10:00-18:00'] });

async function own({ id }: RotationRecord): Promise<RotationRecord> {
  return (await findRotation(fresh.db.read, workspaceId, id)) as RotationRecord;
}

test('whoever is not on yet at nine is said once they are', async () => {
  const rotation = await made(fresh, [shortTurns], { now: at('2026-03-02T08:00:00Z') });
  const look = async (now: Date) => {
    await clockAt(fresh, now);
    await announceDaily(fresh.db, await own(rotation), now);
    return (await owed(fresh)).filter((one) => one.startsWith('rota.announced')).length;
  };
  expect(await look(at('2026-03-02T09:00:00Z'))).toBe(0);
  expect(await look(at('2026-03-02T09:01:00Z'))).toBe(0);
  expect(await look(at('2026-03-02T10:00:00Z'))).toBe(1);
  expect(await look(at('2026-03-02T10:01:00Z'))).toBe(1);
  expect(await look(at('2026-03-03T09:00:00Z'))).toBe(1);
});

test('nine is by the clock that the rotation has now, not by one that it gets later', async () => {
  const rotation = await made(fresh, [shortTurns], { now: at('2026-03-02T08:00:00Z') });
  await locked(fresh, rotation, (tx, record) => {
    const definition = { zone: 'Asia/Tokyo', layers: [{ ...shortTurns, zone: 'Europe/Lisbon' }] } as never;
    return editRotation(tx, record, { definition, appliesFrom: at('2026-03-30T09:00:00Z'), by: dee }, at('2026-03-02T08:00:00Z'));
  });
  expect(dailySlot(await own(rotation), at('2026-03-03T08:59:00Z'))).toBeNull();
  expect(dailySlot(await own(rotation), at('2026-03-03T09:00:00Z'))).toBe(`rota_announce:${rotation.id}:2026-03-03`);
});

test('what a channel did not take the leads hear, also when the rotation has another one since; what a lead did not get goes nowhere', async () => {
  const rotation = await made(fresh);
  await clockAt(fresh, at('2026-03-02T10:00:00Z'));
  const dead = await fresh.db.read.delivery.findMany({ where: { kind: 'rota.announced' } });
  const now = at('2026-03-02T11:00:00Z');
  await writeTx(fresh.db, async (tx) => {
    await tx.rotation.update({ where: { id: rotation.id }, data: { channelId: 'C01OTHER' } });
    await announcementsDied(tx, dead, now);
  });
  const said = async () => (await owed(fresh)).filter((one) => one.startsWith('rota.announced'));
  expect(await said()).toEqual(['rota.announced c01billingsquad', 'rota.announced dee']);
  const toLeads = await fresh.db.read.delivery.findMany({ where: { kind: 'rota.announced', lane: dee } });
  await writeTx(fresh.db, (tx) => announcementsDied(tx, toLeads, now));
  expect(await said()).toHaveLength(2);
});
