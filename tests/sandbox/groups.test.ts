import { type Act, person, type Sandbox } from '../../sandbox';
import { appOn, call, done, eventsNamed, manifest, sandboxWith, stopAll } from './support';

afterEach(stopAll);

const SUBTEAM = ['subteam_created', 'subteam_members_changed', 'subteam_updated'];

interface World {
  sandbox: Sandbox;
  ana: string;
  kai: string;
  gus: string;
  gone: string;
  sol: string;
  group: string;
}

/** Ana is a member, Kai an admin, Gus a guest, Sol of another company; somebody left. The group has Ana. */
async function arranged(): Promise<World> {
  const sandbox = await sandboxWith({
    manifest: manifest({ scopes: ['usergroups:read', 'usergroups:write'], events: SUBTEAM }),
  });
  const { ana = '', kai = '' } = sandbox.people;
  const gus = await sandbox.make({ make: 'user', name: 'gus', is_restricted: true });
  const sol = await sandbox.make({ make: 'user', name: 'sol', stranger: true });
  const gone = await sandbox.make({ make: 'user', name: 'gone' });
  await sandbox.change(gone, { deleted: true });
  const group = await sandbox.make({ make: 'user_group', handle: 'on-call', name: 'On call', users: [ana] });
  return { sandbox, ana, kai, gus, gone, sol, group };
}

const update = (users: string | string[]) => (world: World) =>
  call(world.sandbox, 'usergroups.users.update', { usergroup: world.group, users });

type Ask = (world: World) => Promise<{ ok: boolean; error?: string }>;

describe('Slack refuses', () => {
  const rows: [what: string, ask: Ask, error: string][] = [
    ['a group without members, as a text', update(''), 'no_users_provided'],
    ['a group without members, as a list', update([]), 'no_users_provided'],
    ['members left out', ({ sandbox, group }) => call(sandbox, 'usergroups.users.update', { usergroup: group }), 'invalid_arguments'],
    ['somebody unknown', update('U0NOBODY'), 'invalid_users'],
    ['somebody who left', (world) => update(world.gone)(world), 'invalid_users'],
    ['a guest', (world) => update([world.ana, world.gus])(world), 'invalid_users'],
    ['an app', (world) => update(world.sandbox.app.botUserId)(world), 'invalid_users'],
    ['somebody of another company', (world) => update([world.ana, world.sol])(world), 'failed_for_some_users'],
    [
      'an unknown group',
      ({ sandbox, ana }) => call(sandbox, 'usergroups.users.update', { usergroup: 'S0', users: ana }),
      'no_such_subteam',
    ],
    [
      'a handle instead of an id',
      ({ sandbox, ana }) => call(sandbox, 'usergroups.users.update', { usergroup: 'on-call', users: ana }),
      'no_such_subteam',
    ],
    [
      'a name that is taken',
      ({ sandbox }) => call(sandbox, 'usergroups.create', { name: 'On call', handle: 'new' }),
      'name_already_exists',
    ],
    [
      'a handle that is taken',
      ({ sandbox }) => call(sandbox, 'usergroups.create', { name: 'New', handle: 'on-call' }),
      'handle_already_exists',
    ],
    ['a handle with spaces', ({ sandbox }) => call(sandbox, 'usergroups.create', { name: 'New', handle: 'on call' }), 'bad_handle'],
  ];
  test.each(rows)('%s', async (_, ask, error) => {
    const world = await arranged();
    expect(await ask(world)).toMatchObject({ ok: false, error });
    expect(world.sandbox.group('on-call').users).toEqual([world.ana]);
    expect(world.sandbox.complaints()).toHaveLength(1);
  });
});

describe('what the workspace does not let the app do', () => {
  const asks: [method: string, args: (world: World) => Record<string, unknown>, free: string, forAdmins: string | null][] = [
    ['usergroups.list', () => ({}), 'plan_upgrade_required', null],
    ['usergroups.users.list', ({ group }) => ({ usergroup: group }), 'plan_upgrade_required', null],
    ['usergroups.create', () => ({ name: 'New' }), 'plan_upgrade_required', 'permission_denied'],
    ['usergroups.update', ({ group }) => ({ usergroup: group, name: 'New' }), 'paid_teams_only', 'permission_denied'],
    ['usergroups.disable', ({ group }) => ({ usergroup: group }), 'plan_upgrade_required', 'permission_denied'],
    ['usergroups.enable', ({ group }) => ({ usergroup: group }), 'plan_upgrade_required', 'permission_denied'],
    ['usergroups.users.update', ({ group, kai }) => ({ usergroup: group, users: kai }), 'plan_upgrade_required', 'permission_denied'],
  ];
  test.each(asks)('%s', async (method, args, free, forAdmins) => {
    const world = await arranged();
    const ask = async () => (await call(world.sandbox, method, args(world))).error ?? null;
    world.sandbox.changeWorkspace({ free: true });
    expect(await ask()).toBe(free);
    world.sandbox.changeWorkspace({ free: false, groupsForAdmins: true });
    expect(await ask()).toBe(forAdmins);
    world.sandbox.changeWorkspace({ groupsForAdmins: false });
    expect(await ask()).toBeNull();
  });

  test('a scope that is missing comes first', async () => {
    const sandbox = await sandboxWith({ manifest: manifest({ without: ['usergroups:write'] }) });
    sandbox.changeWorkspace({ free: true });
    expect(await call(sandbox, 'usergroups.users.update', { usergroup: 'S0', users: 'U0' })).toMatchObject({
      error: 'missing_scope',
      needed: 'usergroups:write',
    });
  });

  test('the plan belongs to one workspace', async () => {
    const { sandbox } = await arranged();
    const other = await sandbox.make({ make: 'workspace', name: 'Other' });
    sandbox.changeWorkspace({ free: true }, other);
    await done(sandbox, 'usergroups.list');
    expect(await call(sandbox, 'usergroups.list', {}, sandbox.appIn(other).botToken)).toMatchObject({ error: 'plan_upgrade_required' });
  });
});

test('a disabled group keeps its members, but methods about members do not find it until it is enabled', async () => {
  const { sandbox, ana, kai, group } = await arranged();
  await done(sandbox, 'usergroups.disable', { usergroup: group });
  expect((await done<{ usergroups: unknown[] }>(sandbox, 'usergroups.list')).usergroups).toEqual([]);
  expect(await done(sandbox, 'usergroups.list', { include_disabled: true, include_users: true })).toMatchObject({
    usergroups: [{ id: group, users: [ana], date_delete: expect.any(Number), deleted_by: sandbox.app.botUserId }],
  });
  expect(await call(sandbox, 'usergroups.users.update', { usergroup: group, users: kai })).toMatchObject({ error: 'no_such_subteam' });
  expect(await call(sandbox, 'usergroups.users.list', { usergroup: group })).toMatchObject({ error: 'no_such_subteam' });
  expect(await done(sandbox, 'usergroups.users.list', { usergroup: group, include_disabled: true })).toMatchObject({ users: [ana] });
  await done(sandbox, 'usergroups.enable', { usergroup: group });
  expect(await done(sandbox, 'usergroups.users.update', { usergroup: group, users: kai })).toMatchObject({
    usergroup: { users: [kai], date_delete: 0, updated_by: sandbox.app.botUserId },
  });
});

describe('the app hears', () => {
  const heard = (sandbox: Sandbox) => sandbox.log.filter(({ way }) => way === 'event').map(({ name }) => name);
  const byHand = (what: Omit<Extract<Act, { do: 'change_group' }>, 'do' | 'group'>) => (world: World) =>
    world.sandbox.act(world.kai, { do: 'change_group', group: world.group, ...what });
  const rows: [what: string, does: (world: World) => Promise<unknown>, events: string[]][] = [
    ['a new group', ({ sandbox }) => done(sandbox, 'usergroups.create', { name: 'New' }), ['subteam_created']],
    ['its own change', (world) => update(world.kai)(world), ['subteam_members_changed', 'subteam_updated']],
    ['the same members again', (world) => update(world.ana)(world), ['subteam_updated']],
    ['members by hand', (world) => byHand({ users: [world.kai] })(world), ['subteam_members_changed', 'subteam_updated']],
    ['a name by hand', byHand({ name: 'Duty' }), ['subteam_updated']],
    ['that it was disabled', byHand({ disabled: true }), ['subteam_updated']],
    ['nothing of what was refused', byHand({ users: [] }), []],
  ];
  test.each(rows)('%s', async (_, does, events) => {
    const world = await arranged();
    await appOn(world.sandbox, () => {});
    await world.sandbox.quiet();
    world.sandbox.clearLog();
    await does(world);
    await world.sandbox.quiet();
    expect(heard(world.sandbox)).toEqual(events);
  });

  test('who came and who went, and when it was before', async () => {
    const world = await arranged();
    const { sandbox, ana, kai, group } = world;
    await appOn(sandbox, () => {});
    const { date_update: before } = sandbox.group('on-call');
    await sandbox.clock.advance(60_000);
    await person(sandbox, kai).changeGroup('@on-call', { users: [kai] });
    expect(eventsNamed(sandbox, 'subteam_members_changed').at(-1)).toMatchObject({
      subteam_id: group,
      date_previous_update: before,
      ...{ added_users: [kai], added_users_count: 1, removed_users: [ana], removed_users_count: 1 },
    });
    expect(eventsNamed(sandbox, 'subteam_updated').at(-1)).toMatchObject({
      subteam: { id: group, handle: 'on-call', users: [kai], user_count: 1, updated_by: kai },
    });
  });
});

describe('by hand', () => {
  const rows: [who: keyof World, forAdmins: boolean, free: boolean, problem: string | undefined][] = [
    ['kai', false, false, undefined],
    ['ana', false, false, undefined],
    ['gus', false, false, 'permission_denied'],
    ['kai', true, false, undefined],
    ['ana', true, false, 'permission_denied'],
    ['kai', false, true, 'plan_upgrade_required'],
  ];
  test.each(rows)('%s changes a group; for admins: %s; free plan: %s; refused: %s', async (who, groupsForAdmins, free, problem) => {
    const world = await arranged();
    const { sandbox, kai } = world;
    sandbox.changeWorkspace({ groupsForAdmins, free });
    const result = await sandbox.act(String(world[who]), { do: 'change_group', group: '@on-call', users: [kai] });
    expect(result.problem).toBe(problem);
    expect(sandbox.group('on-call')).toMatchObject(problem ? { users: [world.ana] } : { users: [kai], updated_by: world[who] });
  });

  test('a disabled group is left alone until it is enabled', async () => {
    const { sandbox, ana, kai } = await arranged();
    await person(sandbox, kai).changeGroup('on-call', { disabled: true });
    await expect(person(sandbox, kai).changeGroup('on-call', { users: [kai] })).rejects.toThrow('no_such_subteam');
    await person(sandbox, kai).changeGroup('on-call', { disabled: false });
    expect(sandbox.group('on-call')).toMatchObject({ users: [ana], date_delete: 0 });
  });

  test('the page is told who is in, who changed it, and whether one may', async () => {
    const { sandbox, ana, gus, kai, group } = await arranged();
    await person(sandbox, kai).changeGroup('on-call', { users: [ana, kai], disabled: true });
    const state = async (as: string) => (await fetch(`${sandbox.url}/sandbox/state?as=${as}`)).json();
    expect(await state(ana)).toMatchObject({
      mayChangeGroups: true,
      groups: [{ id: group, handle: 'on-call', users: [ana, kai], isDisabled: true, updatedBy: kai, updated: expect.any(Number) }],
    });
    expect(await state(gus)).toMatchObject({ mayChangeGroups: false });
    await fetch(`${sandbox.url}/sandbox/workspace`, { method: 'POST', body: JSON.stringify({ free: true }) });
    expect(await state(kai)).toMatchObject({ mayChangeGroups: false, team: { isFree: true, groupsForAdmins: false } });
  });
});

test('a world that was kept knows its plan and its groups', async () => {
  const { sandbox, kai } = await arranged();
  sandbox.changeWorkspace({ free: true });
  const kept = sandbox.snapshot();
  sandbox.changeWorkspace({ free: false });
  await person(sandbox, kai).changeGroup('on-call', { users: [kai] });
  await sandbox.restore(kept);
  expect(await call(sandbox, 'usergroups.list')).toMatchObject({ error: 'plan_upgrade_required' });
  expect(sandbox.group('on-call').users).not.toContain(kai);
});
