import { join } from 'node:path';
import { writeTx } from '../../../src/database';
import { examine } from '../../../src/domain/health/store';
import { createRotation } from '../../../src/domain/rotation/records/store';
import { squadDefaults } from '../../../src/domain/squads/rules';
import { addSquad } from '../../../src/domain/squads/store';
import { type FreshDatabase, freshDatabase } from '../../support/database';
import { channelIdOf, idOf, knownChannels, knownPeople, knownWorkspace, monday, workspaceId } from '../settings/facts';

let fresh: FreshDatabase;
const root = join(__dirname, '../../..');
const findings = async () => {
  const { checks } = await examine({ db: fresh.db, workspaceId, root }, {}, monday);
  return checks.filter(({ level }) => level !== 'ok').map(({ check, subject, found }) => `${check} ${subject}: ${found}`);
};

beforeEach(async () => {
  fresh = await freshDatabase();
  await knownWorkspace(fresh.db);
  await knownPeople(fresh.db, { kai: { isAdmin: true }, bo: {}, cy: {}, wes: { isDeleted: true } });
  await knownChannels(fresh.db, { 'billing-squad': { members: ['bo', 'cy'] }, 'checkout-squad': { isMember: false } });
  await writeTx(fresh.db, (tx) => tx.jobRun.create({ data: { job: 'check-escalations', startedAt: monday } }));
});
afterEach(() => fresh.drop());

const squad = (name: string, channel: string, over = {}) =>
  writeTx(fresh.db, (tx) =>
    addSquad(tx, workspaceId, { ...squadDefaults, name, channelId: channelIdOf(channel), ...over }, idOf('kai'), monday),
  );

test('a new workspace is told to name a squad', async () => {
  expect(await findings()).toEqual(['squad_channel workspace: There is no squad yet']);
});

const rotation = (squadId: string | null, order: string[], hours?: string[]) => {
  const layer = { name: 'Billing', unit: 'week', every: 1, anchor: '2026-02-23T09:00', order: order.map(idOf), ...(hours && { hours }) };
  const definition = { zone: 'Europe/Tallinn', cover: 'always', layers: [layer] } as never;
  const draft = { workspaceId, squadId, name: 'Billing', kind: 'turns' as const, channelId: channelIdOf('billing-squad'), definition };
  return writeTx(fresh.db, (tx) => createRotation(tx, { ...draft, members: order.map(idOf), by: idOf('kai') }, monday));
};

const squadId = async () => (await fresh.db.read.squad.findFirstOrThrow()).id;

test('a squad that is well set up, with a rotation, is no finding', async () => {
  await squad('Billing', 'billing-squad');
  await rotation(await squadId(), ['bo', 'cy']);
  expect(await findings()).toEqual([]);
});

test('a squad without a rotation is told to make one', async () => {
  await squad('Billing', 'billing-squad');
  await rotation(null, ['bo', 'cy']);
  expect(await findings()).toEqual(['rotation_cover billing: No rotation: Bo is asked first, then Cy, at any hour']);
});

test('the hours of the next two weeks that nobody has are counted', async () => {
  await squad('Billing', 'billing-squad');
  await rotation(await squadId(), ['bo', 'cy'], ['Mon-Fri 08:00-20:00']);
  expect(await findings()).toEqual([
    'rotation_cover billing: Billing has 10 gaps within 14 days, the first 2026-02-23 20:00–2026-02-24 08:00 (Europe/Tallinn)',
  ]);
});

test('the gaps are found before the page finds them', async () => {
  await squad('Billing', 'billing-squad', { manager: idOf('wes') });
  await squad('Checkout', 'checkout-squad', { members: [idOf('wes')] });
  expect(await findings()).toEqual([
    'manager billing: Wes is deactivated.',
    'squad_channel checkout: Backline is not in #checkout-squad',
    'rotation_cover checkout: Nobody can be paged for Checkout',
    'people checkout: Wes is deactivated.',
    'rotation_cover billing: No rotation: Bo is asked first, then Cy, at any hour',
  ]);
});

test('what Slack did not take is found', async () => {
  await squad('Billing', 'billing-squad');
  await rotation(await squadId(), ['bo', 'cy']);
  await writeTx(fresh.db, (tx) =>
    tx.delivery.create({
      data: {
        workspaceId,
        key: 'k',
        kind: 'escalation.card',
        sort: 'card',
        subject: 'x',
        data: {},
        lane: 'C1',
        position: 1,
        state: 'dead',
        createdAt: monday,
      },
    }),
  );
  expect(await findings()).toEqual(['deliveries workspace: 1 message could not be delivered']);
});

test('Slack’s own answers come first when it was asked', async () => {
  const { ok, checks } = await examine(
    { db: fresh.db, workspaceId, root },
    { token: { is: 'refused', error: 'invalid_auth' }, connected: null },
    monday,
  );
  expect(ok).toBe(false);
  expect(checks[0]).toMatchObject({ check: 'token', level: 'error', subject: 'workspace' });
  expect(checks.map(({ check }) => check)).toEqual([
    'token',
    'socket',
    'squad_channel',
    'database',
    'migrations',
    'events_seen',
    'jobs',
    'deliveries',
    'clock_skew',
  ]);
});
