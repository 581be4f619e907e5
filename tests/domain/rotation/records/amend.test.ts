import { writeTx } from '../../../../src/database';
import { membersFormOf, saveMembers } from '../../../../src/domain/rotation/forms/members';
import { optionsFormOf, saveOptions } from '../../../../src/domain/rotation/forms/options';
import { mend } from '../../../../src/domain/rotation/mends';
import { amendRotation } from '../../../../src/domain/rotation/records/amend';
import { findRotation, type RotationRecord } from '../../../../src/domain/rotation/records/rotation';
import { editRotation, type TurnsDraft } from '../../../../src/domain/rotation/records/store';
import type { FreshDatabase } from '../../../support/database';
import { ana, at, ben, clockAt, cy, dee, idOf, knownTeam, layer, locked, made, nameOf, workspaceId } from '../clock/scene';

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await knownTeam();
});
afterEach(() => fresh.drop());

const tuesday = at('2026-03-03T10:00:00Z');
const march16 = at('2026-03-16T09:00:00Z');
const march30 = at('2026-03-30T08:00:00Z');
const eli = idOf('eli');

async function rotationOf(layers: object[]): Promise<RotationRecord> {
  const rotation = await made(fresh, layers);
  await clockAt(fresh, tuesday);
  return rotation;
}

const draft = (layers: object[]) => ({ zone: 'Europe/Lisbon', layers }) as unknown as TurnsDraft;
const edit = (rotation: RotationRecord, order: string[], appliesFrom: Date, more: object = {}) =>
  locked(fresh, rotation, (tx, own) => editRotation(tx, own, { definition: draft([layer(order, more)]), appliesFrom, by: dee }, tuesday));
const putFirst = (rotation: RotationRecord, user: string) =>
  locked(fresh, rotation, (tx, own) => mend(tx, own, { do: 'put_first', user }, dee, tuesday));

/** `ana 03-02`, one a shift. */
async function turns(until = '2026-04-14'): Promise<string[]> {
  const rows = await fresh.db.read.shift.findMany({
    where: { state: { not: 'cancelled' }, start: { lt: at(`${until}T00:00:00Z`) } },
    orderBy: { start: 'asc' },
  });
  return rows.map(({ userId, start }) => `${nameOf(userId)} ${start.toISOString().slice(5, 10)}`);
}

/** `ben until 03-30`, of those who are not there for good. */
async function spans(): Promise<string[]> {
  const rows = await fresh.db.read.rotationMember.findMany({ orderBy: { joinOrder: 'asc' } });
  return rows.map(({ userId, from, until }) => `${nameOf(userId)} ${day(from)}–${until ? day(until) : ''}`);
}

const day = (date: Date) => date.toISOString().slice(5, 10);
const now = async ({ id }: RotationRecord) => (await findRotation(fresh.db.read, workspaceId, id)) as RotationRecord;
const inForce = async (rotation: RotationRecord) => (await now(rotation)).versions.map(({ appliesFrom }) => day(appliesFrom));

describe('`Put first`', () => {
  test('gives the next turn, and whoever would have had it comes after', async () => {
    const rotation = await rotationOf([layer([ana, ben, cy, dee])]);
    expect(await putFirst(rotation, dee)).not.toBeNull();
    expect(await turns('2026-04-07')).toEqual(['ana 03-02', 'dee 03-09', 'ben 03-16', 'cy 03-23', 'ana 03-30', 'dee 04-06']);
  });

  test('pressed again it changes nothing, for the turn is theirs', async () => {
    const rotation = await rotationOf([layer([ana, ben, cy, dee])]);
    await putFirst(rotation, dee);
    expect(await putFirst(rotation, dee)).toBeNull();
    expect(await putFirst(rotation, ben)).not.toBeNull();
    expect((await turns()).slice(0, 4)).toEqual(['ana 03-02', 'ben 03-09', 'dee 03-16', 'cy 03-23']);
  });

  test('in a layer by balance they are on instead of whoever was chosen', async () => {
    const rotation = await rotationOf([layer([ana, ben, cy, dee], { choose: 'balance' })]);
    expect((await turns())[0]).toBe('ana 03-09');
    await putFirst(rotation, dee);
    expect((await turns())[0]).toBe('dee 03-09');
    expect((await now(rotation)).versions).toHaveLength(1);
  });

  test('an edit that waits for a later day neither comes early nor is dropped', async () => {
    const rotation = await rotationOf([layer([ana, ben, cy, dee])]);
    await edit(rotation, [ana, cy], march30);
    const published = await putFirst(rotation, dee);
    expect(await turns()).toEqual(['ana 03-02', 'dee 03-09', 'ben 03-16', 'cy 03-23', 'ana 03-30', 'cy 04-06', 'ana 04-13']);
    expect(await inForce(rotation)).toEqual(['03-02', '03-09', '03-30']);
    expect(await spans()).toEqual(['ana 03-02–', 'ben 03-02–03-30', 'cy 03-02–', 'dee 03-02–03-30']);
    // Who is where they were is told nothing.
    expect(published?.moved.map(({ userId }) => nameOf(userId))).not.toContain('ana');
  });
});

describe('who is to leave or to join with an edit that is replaced', () => {
  test('does not leave', async () => {
    const rotation = await rotationOf([layer([ana, ben, cy])]);
    await edit(rotation, [ana, cy], march30);
    expect(await spans()).toContain('ben 03-02–03-30');
    await edit(rotation, [ana, ben, cy], march16);
    expect(await spans()).toEqual(['ana 03-02–', 'ben 03-02–', 'cy 03-02–']);
    expect(await turns()).toContain('ben 03-30');
  });

  test('joins with the one that replaces it', async () => {
    const rotation = await rotationOf([layer([ana, ben, cy])]);
    await edit(rotation, [ana, ben, cy, eli], march30);
    await edit(rotation, [ana, ben, eli, cy], march16);
    expect(await spans()).toContain('eli 03-16–');
    await edit(rotation, [ana, ben, cy], march16);
    expect((await turns('2026-06-01')).filter((turn) => turn.startsWith('eli'))).toEqual([]);
  });

  test('keeps the day that a lead has given them', async () => {
    const rotation = await rotationOf([layer([ana, ben, cy])]);
    const until = at('2026-04-20T00:00:00+01:00');
    await writeTx(fresh.db, (tx) => tx.rotationMember.updateMany({ where: { userId: ben }, data: { until } }));
    await edit(rotation, [ben, ana, cy], march30);
    await edit(rotation, [ana, ben, cy], march16);
    expect(await spans()).toContain('ben 03-02–04-19');
  });
});

describe('beside an edit that waits', () => {
  const members = async (rotation: RotationRecord, change: (users: string[]) => string[]) => {
    const before = await membersFormOf(fresh.db.read, await now(rotation), tuesday);
    const known = new Map(before.map((one) => [one.userId, one]));
    const wanted = change(before.map(({ userId }) => userId)).map(
      (userId) => known.get(userId) ?? { userId, hasBegun: false, starts: null, ends: null, region: null },
    );
    return locked(fresh, rotation, (tx) => saveMembers(tx, { workspaceId, rotationId: rotation.id, members: wanted, by: dee }, tuesday));
  };

  test('members are changed from the next handoff, and in the edit as well', async () => {
    const rotation = await rotationOf([layer([ana, ben, cy])]);
    await edit(rotation, [cy, ana, eli], march30);
    expect(await members(rotation, (users) => [...users.filter((user) => user !== ana), dee])).toEqual({ is: 'saved' });
    expect(await inForce(rotation)).toEqual(['03-02', '03-09', '03-30']);
    const orders = (await now(rotation)).versions.map(({ definition }) => (definition.layers as { order: string[] }[])[0]?.order);
    expect(orders).toEqual([
      [ana, ben, cy],
      [ben, cy, dee],
      [cy, eli, dee],
    ]);
    expect(await spans()).toEqual(['ana 03-02–03-09', 'ben 03-02–03-30', 'cy 03-02–', 'eli 03-30–', 'dee 03-09–']);
  });

  test('what is not touched keeps the hour at which it ends', async () => {
    const rotation = await rotationOf([layer([ana, ben, cy])]);
    await edit(rotation, [ana, cy], march30);
    await members(rotation, (users) => users);
    const row = await fresh.db.read.rotationMember.findFirstOrThrow({ where: { userId: ben } });
    expect(row.until).toEqual(march30);
  });

  test('options hold from the next handoff on, in both', async () => {
    const rotation = await rotationOf([layer([ana, ben, cy])]);
    await edit(rotation, [cy, ana], march30);
    const usual = { announce: 'each_handoff' as const, accept: 30 };
    const form = { ...optionsFormOf(await now(rotation), usual), rest: '12' };
    const save = { workspaceId, rotationId: rotation.id, form, by: dee };
    expect((await locked(fresh, rotation, (tx) => saveOptions(tx, save, usual, tuesday))).is).toBe('saved');
    const versions = (await now(rotation)).versions.map(({ appliesFrom, definition }) => [day(appliesFrom), definition.rest]);
    expect(versions).toEqual([
      ['03-02', undefined],
      ['03-09', 12],
      ['03-30', 12],
    ]);
    expect((await turns()).slice(0, 6)).toEqual(['ana 03-02', 'ben 03-09', 'cy 03-16', 'ana 03-23', 'cy 03-30', 'ana 04-06']);
  });

  test('what holds for some days ends before it, and comes back to what was planned for then', async () => {
    const rotation = await rotationOf([layer([ana, ben, cy])]);
    await edit(rotation, [ana, ben, cy], at('2026-04-06T08:00:00Z'), { hours: ['Mon-Fri 09:00-17:00'] });
    await edit(rotation, [ana, ben, cy], march30, { hours: ['Mon-Fri 10:00-18:00'] });
    const change = (definition: TurnsDraft) => ({
      ...definition,
      layers: definition.layers.map((one) => ({ ...one, hours: ['Daily 08:00-20:00'] })),
    });
    await locked(fresh, rotation, (tx, own) =>
      amendRotation(tx, own, { change, appliesFrom: at('2026-03-10T00:00:00Z'), until: march16 }, dee, tuesday),
    );
    const hours = (await now(rotation)).versions.map(({ appliesFrom, definition }) => [
      day(appliesFrom),
      (definition.layers as { hours?: string[] }[])[0]?.hours,
    ]);
    expect(hours).toEqual([
      ['03-02', undefined],
      ['03-10', ['Daily 08:00-20:00']],
      ['03-16', undefined],
      ['03-30', ['Mon-Fri 10:00-18:00']],
    ]);
  });
});

test('a layer that is still to come begins when it was to begin, whatever is edited before', async () => {
  const launch = layer([dee], {
    name: 'Launch',
    unit: 'day',
    anchor: '2026-03-02T09:00',
    from: '2026-03-24T09:00',
    until: '2026-03-26T09:00',
  });
  const rotation = await rotationOf([launch, layer([ana, ben, cy])]);
  const definition = draft([launch, layer([ana, cy, ben])]);
  await locked(fresh, rotation, (tx, own) => editRotation(tx, own, { definition, appliesFrom: march16, by: dee }, tuesday));
  expect((await turns()).filter((turn) => turn.startsWith('dee'))).toEqual(['dee 03-24', 'dee 03-25']);
});

test.each([
  ['an end behind us', { ends: '2026-03-01' }, 'Ben: choose today or a later day.'],
  ['an end today', { ends: '2026-03-03' }, null],
  ['a beginning of who has begun, which is not asked', { starts: '2026-02-01' }, null],
])('members: %s', async (_, change, problem) => {
  const rotation = await rotationOf([layer([ana, ben, cy])]);
  const before = await membersFormOf(fresh.db.read, rotation, tuesday);
  expect(before.map(({ hasBegun }) => hasBegun)).toEqual([true, true, true]);
  const wanted = before.map((one) => (one.userId === ben ? { ...one, ...change } : one));
  const saved = await locked(fresh, rotation, (tx) =>
    saveMembers(tx, { workspaceId, rotationId: rotation.id, members: wanted, by: dee }, tuesday),
  );
  expect(saved).toEqual(problem ? { is: 'wrong', problem } : { is: 'saved' });
});
