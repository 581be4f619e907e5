import { writeTx } from '../../../src/database';
import { recordChange } from '../../../src/domain/rotation/records/changes';
import { lockRotation } from '../../../src/domain/rotation/records/lock';
import type { Options } from '../../../src/domain/rotation/records/options';
import { republish } from '../../../src/domain/rotation/records/publish';
import type { RotationRecord } from '../../../src/domain/rotation/records/rotation';
import { createRotation } from '../../../src/domain/rotation/records/store';
import { startTeam, type Team } from '../../support/team';

const hour = 3_600_000;
const day = 24 * hour;

let team: Team;
let group: string;
beforeEach(async () => {
  team = await startTeam();
  group = await team.sandbox.make({ make: 'user_group', handle: 'billing-support', users: [id('maya')] });
  team.sandbox.clearLog();
});
afterEach(() => team.stop());

const id = (key: string): string => team.sandbox.people[key] ?? key;
const now = () => team.sandbox.clock.now();
const db = () => team.database.db;
const workspaceId = () => team.backline.connection.workspaceId;
const inGroup = () => team.sandbox.group('billing-support').users as string[];
const keys = (users: readonly string[]) =>
  Object.entries(team.sandbox.people).flatMap(([key, user]) => (users.includes(user) ? [key] : []));
const calls = (method: string) => team.sandbox.log.filter(({ way, name }) => way === 'call' && name === method);
const sets = () => calls('usergroups.users.update').map(({ request }) => keys(String(request.users).split(',')).sort());
const told = (key: string) =>
  team.sandbox.messages(id(key), team.sandbox.dm(id(key))).flatMap(({ text }) => (text.includes('user group') ? [text] : []));

interface Made {
  name?: string;
  order?: string[];
  hours?: string[];
  options?: Partial<Options>;
  channel?: string;
}

/** Of days that change at 10:00 in Tallinn, which is 08:00 UTC: the first one begins as the story does. */
async function rotation({ name = 'Billing', order = ['bo', 'cy', 'dana'], hours, options, channel = 'billing-squad' }: Made = {}) {
  const users = order.map(id);
  const layer = { name, unit: 'day' as const, every: 1, anchor: '2026-11-24T10:00', order: users, ...(hours && { hours }) };
  const draft = {
    ...{ workspaceId: workspaceId(), squadId: null, name, kind: 'turns' as const, channelId: team.sandbox.channels[channel] ?? '' },
    definition: { zone: 'Europe/Tallinn', layers: [layer] } as never as Parameters<typeof createRotation>[1]['definition'],
    options: { group, leads: [id('priya')], acceptWithin: 0 as const, ...options },
    members: users,
    by: id('priya'),
  };
  const created = await writeTx(db(), (tx) => createRotation(tx, draft, now()));
  if (created.is !== 'saved') throw new Error(created.is);
  await team.settled();
  return created.rotation;
}

/** Somebody is on instead of another from now until then. */
async function instead(made: RotationRecord, from: string, to: string, ms: number): Promise<void> {
  await writeTx(db(), async (tx) => {
    const locked = (await lockRotation(tx, made.workspaceId, made.id)) as RotationRecord;
    const change = { kind: 'replace', from: id(from), to: id(to), start: now(), source: 'takeover', by: id(to) } as const;
    await recordChange(tx, locked, { ...change, end: new Date(now().getTime() + ms) }, now());
    await republish(tx, locked, now());
  });
  await team.settled();
}

test('the group is never empty and never yesterday’s', async () => {
  const made = await rotation({ hours: ['Daily 10:00-20:00'], options: { whenNobody: [] } });
  expect(keys(inGroup())).toEqual(['bo']);
  await team.advance(9 * hour);
  expect(keys(inGroup())).toEqual(['bo']);
  await team.advance(hour);
  expect(keys(inGroup())).toEqual(['priya']);
  await team.advance(14 * hour);
  expect(keys(inGroup())).toEqual(['cy']);
  await instead(made, 'cy', 'dana', 2 * hour);
  expect(keys(inGroup())).toEqual(['dana']);
  await team.advance(2 * hour);
  expect(keys(inGroup())).toEqual(['cy']);
  expect(sets()).toEqual([['bo'], ['priya'], ['cy'], ['dana'], ['cy']]);
  expect(team.sandbox.complaints()).toEqual([]);
});

test('somebody is deactivated while they are on: the group has somebody else at once', async () => {
  await rotation({ order: ['cy', 'bo'] });
  expect(keys(inGroup())).toEqual(['cy']);
  await team.sandbox.change(id('cy'), { deleted: true });
  await team.settled();
  await team.advance(60_000);
  expect(inGroup()).not.toContain(id('cy'));
  expect(inGroup().length).toBeGreaterThan(0);
});

test('while a handoff is overdue, both are in the group', async () => {
  await rotation({ options: { acceptWithin: 30 } });
  await team.advance(day);
  expect(keys(inGroup())).toEqual(['cy']);
  await team.advance(31 * 60_000);
  expect(keys(inGroup()).sort()).toEqual(['bo', 'cy']);
});

test('two rotations share a group', async () => {
  await rotation();
  await rotation({ name: 'Refunds', order: ['dana', 'bo'] });
  expect(keys(inGroup()).sort()).toEqual(['bo', 'dana']);
  await team.advance(day);
  expect(keys(inGroup()).sort()).toEqual(['bo', 'cy']);
  expect(sets()).toEqual([['bo'], ['bo', 'dana'], ['bo', 'cy']]);
});

test('while nothing changes, nobody is called', async () => {
  await rotation();
  team.sandbox.clearLog();
  for (let minute = 0; minute < 5; minute += 1) await team.advance(60_000);
  expect(sets()).toEqual([]);
});

test('after an hour in which Backline was down it shows the present at once', async () => {
  await rotation();
  await team.restart(() => team.sandbox.clock.advance(2 * day));
  await team.settled();
  expect(keys(inGroup())).toEqual(['dana']);
  expect(sets()).toEqual([['bo'], ['dana']]);
});

test('a group that was changed by hand is set back at the next full hour, and that is noted', async () => {
  await rotation();
  await team.advance(20 * 60_000);
  await team.sandbox.act(id('priya'), { do: 'change_group', group, users: [id('maya'), id('bo')] });
  await team.settled();
  const link = await db().read.groupLink.findFirstOrThrow();
  expect(link.driftAt?.getTime()).toBeGreaterThan(link.lastAt?.getTime() ?? 0);
  await team.advance(60_000);
  expect(keys(inGroup()).sort()).toEqual(['bo', 'maya']);
  await team.advance(40 * 60_000);
  expect(keys(inGroup())).toEqual(['bo']);
  expect(sets()).toEqual([['bo'], ['bo']]);
});

test('a change by hand while Backline was down is found within the hour', async () => {
  await rotation();
  await team.restart(async () => {
    await team.sandbox.act(id('priya'), { do: 'change_group', group, users: [id('maya')] });
  });
  await team.advance(hour);
  expect(keys(inGroup())).toEqual(['bo']);
});

test('a group that Slack refuses to empty keeps whom it has, and says that it is stale', async () => {
  const made = await rotation();
  for (const key of ['bo', 'cy', 'dana']) await team.sandbox.change(id(key), { is_restricted: true });
  await team.settled();
  await writeTx(db(), async (tx) => {
    await tx.rotation.update({ where: { id: made.id }, data: { createdBy: id('bo') } });
    await tx.person.updateMany({ data: { isAdmin: false } });
    await tx.personRight.deleteMany();
    await tx.person.update({
      where: { workspaceId_userId: { workspaceId: made.workspaceId, userId: id('priya') } },
      data: { isGuest: true },
    });
  });
  await team.advance(60_000);
  await team.advance(60_000);
  expect(keys(inGroup())).toEqual(['priya']);
  expect(await db().read.groupLink.findFirstOrThrow()).toMatchObject({ isStale: true });
  expect(calls('usergroups.users.update').every(({ request }) => request.users !== '')).toBe(true);
});

test('without a paid plan the lead is told once what to do, and it is tried once an hour', async () => {
  team.sandbox.changeWorkspace({ free: true });
  await rotation();
  for (let minute = 0; minute < 3; minute += 1) await team.advance(20 * 60_000);
  expect(sets()).toHaveLength(2);
  expect(told('priya')).toEqual([
    'Backline could not set the user group of *Billing*. User groups need a paid Slack plan. Take the user group out under Options, or ask an owner of the workspace about its plan. It is tried again each hour. Until then it stays as it was.',
  ]);
  team.sandbox.changeWorkspace({ free: false });
  await team.advance(hour);
  expect(keys(inGroup())).toEqual(['bo']);
  expect(await db().read.groupLink.findFirstOrThrow()).toMatchObject({ error: null, retryAt: null });
});

test.each(['permission_denied', 'no_such_subteam', 'subteam_max_users_exceeded'])(
  'refused (%s), each handoff does not ask again',
  async (error) => {
    team.sandbox.inject({ method: 'usergroups.users.update', times: 2, what: { kind: 'error', error } });
    const made = await rotation();
    await instead(made, 'bo', 'cy', hour);
    await instead(made, 'cy', 'dana', hour);
    expect(sets()).toHaveLength(1);
    expect(told('priya')).toHaveLength(1);
  },
);

test('who is on and cannot be in the group is named to the leads, once', async () => {
  const gus = await team.sandbox.make({ make: 'user', name: 'gus', is_restricted: true });
  const made = await rotation();
  await writeTx(db(), (tx) => tx.shift.updateMany({ where: { rotationId: made.id, userId: id('bo') }, data: { userId: gus } }));
  await team.advance(60_000);
  await team.advance(60_000);
  expect(keys(inGroup())).toEqual(['priya']);
  expect(told('priya')).toEqual([
    'gus (a guest) cannot be in the user group of *Billing*: Slack takes full members alone. Priya stands in. Put somebody else on with `/rota`.',
  ]);
});

describe('the topic', () => {
  const topic = () => (team.sandbox.channel(team.sandbox.channels['billing-squad'] ?? '').topic as { value: string }).value;
  const write = (text: string) =>
    team.sandbox.act(id('priya'), { do: 'set_topic', channel: team.sandbox.channels['billing-squad'] ?? '', topic: text });

  test('says who is on until when, keeps what people wrote, and is given back', async () => {
    await write('Refunds and invoices');
    const made = await rotation({ options: { group: null, setTopic: true } });
    expect(topic()).toBe('On rotation: Bo until Wed 10:00 | Refunds and invoices');
    await team.advance(day);
    expect(topic()).toBe('On rotation: Cy until Thu 10:00 | Refunds and invoices');
    await instead(made, 'cy', 'dana', day);
    expect(topic()).toBe('On rotation: Dana until Fri 10:00 | Refunds and invoices');
    team.sandbox.clearLog();
    for (let minute = 0; minute < 5; minute += 1) await team.advance(60_000);
    expect(calls('conversations.setTopic')).toEqual([]);

    await write('Ask us about refunds');
    await team.advance(hour);
    expect(topic()).toBe('On rotation: Dana until Fri 10:00 | Ask us about refunds');
    await writeTx(db(), (tx) => tx.rotation.update({ where: { id: made.id }, data: { removedAt: now() } }));
    await team.advance(hour);
    expect(topic()).toBe('Ask us about refunds');
  });

  test('of hours by day it changes with the handoff, not each evening', async () => {
    await rotation({ hours: ['Mon-Fri 10:00-18:00'], order: ['bo'], options: { group: null, setTopic: true } });
    const first = topic();
    await team.advance(10 * hour);
    expect(topic()).toBe(first);
    expect(calls('conversations.setTopic')).toHaveLength(1);
  });
});
