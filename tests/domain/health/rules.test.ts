import type { CalendarDefinition } from '../../../src/domain/calendar/definition';
import { groupFinding } from '../../../src/domain/health/rotations';
import { reportOf } from '../../../src/domain/health/rules';
import { channelFinding, coverFinding, managerFinding, peopleFinding, type SquadFacts } from '../../../src/domain/health/squads';
import * as doctor from '../../../src/domain/health/workspace';
import { squadDefaults } from '../../../src/domain/squads/rules';

const now = new Date('2026-11-24T08:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

test.each([
  ['accepted', doctor.tokenFinding({ is: 'accepted', name: 'backline', scopes: null }), 'ok', 'Accepted as backline'],
  ['refused', doctor.tokenFinding({ is: 'refused', error: 'invalid_auth' }), 'error', 'Slack refuses the bot token (invalid_auth)'],
  ['unreached', doctor.tokenFinding({ is: 'unreached', error: 'ECONNREFUSED' }), 'error', 'Slack could not be reached (ECONNREFUSED)'],
])('token %s', (_, finding, level, found) => {
  expect(finding).toMatchObject({ level, found });
});

test.each([
  ['all scopes granted', ['chat:write', 'users:read', 'more'], 'ok', 'All 2 scopes are granted'],
  ['one missing', ['chat:write'], 'error', 'Missing: users:read'],
  ['Slack did not say', null, 'ok', 'Slack did not say which scopes were granted'],
])('%s', (_, granted, level, found) => {
  expect(doctor.scopesFinding(granted, ['chat:write', 'users:read'])).toMatchObject({ level, found });
});

test('scopes that only one part needs are a warning that names the part', () => {
  const wanted = ['chat:write', 'usergroups:read', 'usergroups:write', 'channels:write.topic'];
  expect(doctor.scopesFinding(['chat:write', 'channels:write.topic'], wanted)).toMatchObject({
    level: 'warning',
    found: 'Without usergroups:read, usergroups:write these stay silent: user groups of rotations',
  });
  expect(doctor.scopesFinding(['usergroups:read', 'usergroups:write'], wanted)).toMatchObject({
    level: 'error',
    found: 'Missing: chat:write',
  });
});

type Group = Parameters<typeof groupFinding>[0];
const link = {
  workspaceId: 'T1',
  groupId: 'S1',
  lastSet: ['UBo'],
  lastAt: ago(5),
  error: null,
  retryAt: null,
  driftAt: null,
  isStale: false,
};
const group = (over: Partial<Group['plan']> = {}, known: Partial<NonNullable<Group['link']>> = {}): Group => ({
  ...{ workspaceId: 'T1', groupId: 'S1', rotations: [{ name: 'Payments' }] as Group['rotations'] },
  plan: { wanted: ['UBo'], leftOut: [], by: 'duty', differs: false, ...over },
  link: { ...link, ...known },
});

test.each<[string, Group, string, string]>([
  ['as it should be', group(), 'ok', 'The user group of Payments shows who is on'],
  [
    'without a paid plan',
    group({}, { error: 'plan_upgrade_required' }),
    'warning',
    'The user group of Payments: User groups need a paid Slack plan.',
  ],
  ['without its scope: silent here', group({}, { error: 'missing_scope' }), 'ok', 'The user group of Payments shows who is on'],
  ['stale', group({ by: 'nobody' }), 'warning', 'The user group of Payments says what it said last: nobody is left to be named'],
  [
    'without a guest who is on',
    group({ leftOut: [{ user: 'UGus', is: 'guest' }] }),
    'warning',
    'The user group of Payments: 1 of those on now cannot be in it',
  ],
  [
    'changed by hand',
    group({}, { driftAt: ago(1) }),
    'ok',
    'The user group of Payments was changed by hand, and is set back at the full hour',
  ],
])('a user group %s', (_, state, level, found) => {
  expect(groupFinding(state)).toMatchObject({ level, found });
});

test.each([
  ['connected', true, 'ok'],
  ['not connected', false, 'error'],
  ['nobody answers', null, 'warning'],
])('socket: %s', (_, connected, level) => {
  expect(doctor.socketFinding(connected).level).toBe(level);
});

const week: CalendarDefinition = { timeZone: 'Europe/Tallinn', hours: { tue: [['09:00', '17:00']] } };
test.each<[string, CalendarDefinition, string, string]>([
  ['open', week, 'ok', 'Open now'],
  ['closed', { ...week, hours: { wed: [['09:00', '17:00']] } }, 'ok', 'Opens 2026-11-25T07:00Z'],
  ['without hours', { ...week, hours: {} }, 'error', 'This calendar is never open. Give at least one day hours, like Mon-Fri 09:00-17:00.'],
  [
    'open on a day long past',
    { timeZone: 'UTC', hours: {}, exceptions: [{ date: '2020-01-01', hours: [['09:00', '10:00']] }] },
    'error',
    'Not open again within a year',
  ],
])('a calendar %s', (_, definition, level, found) => {
  expect(doctor.calendarFinding(definition, now)).toMatchObject({ level, found });
});

test.each([
  ['an event an hour ago', ago(60), ago(9999), 'ok', 'Last one 60 min ago'],
  ['an event two days ago', ago(2880), ago(9999), 'warning', 'The last event of Slack came 2 days ago'],
  ['none, connected today', null, ago(60), 'ok', 'None yet: connected less than a day ago'],
  ['none, connected long ago', null, ago(9999), 'warning', 'No event of Slack has ever come'],
])('%s', (_, last, connected, level, found) => {
  expect(doctor.eventsFinding(last, connected, now)).toMatchObject({ level, found });
});

const run = (job: string, minutes: number, error: string | null = null) => ({ job, startedAt: ago(minutes), error });
test.each([
  ['all ran', [run('check-escalations', 0), run('forget-old-receipts', 300)], 'ok', '2 jobs, the last ran just now'],
  ['none ever ran', [], 'warning', 'No job has run yet'],
  ['nothing has run for an hour', [run('check-escalations', 60)], 'error', 'No job has run since 60 min ago'],
  ['one failed', [run('check-escalations', 0, 'disk full')], 'error', 'check-escalations: disk full'],
  [
    'one was forgotten',
    [run('check-escalations', 0), run('forget-old-receipts', 3000)],
    'warning',
    'forget-old-receipts did not run for over a day',
  ],
])('jobs: %s', (_, runs, level, found) => {
  expect(doctor.jobsFinding(runs, now)).toMatchObject({ level, found });
});

test.each([
  ['nothing waits', { dead: 0, inDoubt: 0, oldestWaitingSince: null }, 'ok', 'Nothing waits'],
  ['some wait a moment', { dead: 0, inDoubt: 0, oldestWaitingSince: ago(1) }, 'ok', 'Nothing waits'],
  ['some wait long', { dead: 0, inDoubt: 0, oldestWaitingSince: ago(30) }, 'warning', 'The oldest message waits since 30 min ago'],
  [
    'one is in doubt',
    { dead: 0, inDoubt: 1, oldestWaitingSince: null },
    'warning',
    '1 message may have been delivered: Slack’s answer was lost',
  ],
  ['two are dead', { dead: 2, inDoubt: 1, oldestWaitingSince: ago(30) }, 'error', '2 messages could not be delivered'],
])('deliveries: %s', (_, facts, level, found) => {
  expect(doctor.deliveriesFinding(facts, now)).toMatchObject({ level, found });
});

test.each([
  ['exact', [400, 900, 30_000, 700, 800], 'ok', 'Agrees with Slack’s'],
  ['ahead by two minutes', [121_000, 120_000, 180_000, 125_000, 122_000], 'error', 'This computer’s clock is 120 s ahead of Slack’s'],
  ['behind by 45 s', [-45_000, -44_000, 0, -40_000, -30_000], 'error', 'This computer’s clock is 45 s behind Slack’s'],
  ['one event that was sent again late', [600_000], 'ok', 'Nothing to compare yet'],
])('clock: %s', (_, lags, level, found) => {
  expect(doctor.clockFinding(doctor.skewOf(lags))).toMatchObject({ level, found });
});

const person = (userId: string, over = {}) => ({
  userId,
  displayName: userId.slice(1),
  isBot: false,
  isDeleted: false,
  isGuest: false,
  isExternal: false,
  isAdmin: false,
  ...over,
});
const bo = person('UBo');
const cy = person('UCy');
const facts = ({ channel, squad, ...over }: { channel?: object | null; squad?: object; [key: string]: unknown }): SquadFacts => ({
  squad: { ...squadDefaults, id: '1', workspaceId: 'T', key: 'billing', name: 'Billing', channelId: 'C1', ...squad },
  channel:
    channel === null
      ? null
      : {
          channelId: 'C1',
          name: 'billing-squad',
          isPrivate: false,
          isDirect: false,
          isExternal: false,
          isArchived: false,
          isMember: true,
          ...channel,
        },
  people: new Map([bo, cy, person('UWes', { isDeleted: true })].map((each) => [each.userId, each])),
  inChannel: new Set(['UBo']),
  reachable: [bo, cy],
  cover: null,
  ...over,
});
const inSettings = 'App Home → Settings → Squads → Billing';

test.each([
  ['there', {}, 'ok', '#billing-squad is there', null],
  [
    'unknown',
    { channel: null },
    'error',
    'Backline cannot see the channel C1',
    `/invite @Backline there, or choose another: ${inSettings}`,
  ],
  [
    'archived',
    { channel: { isArchived: true } },
    'error',
    '#billing-squad is archived',
    `Unarchive #billing-squad, or choose another: ${inSettings}`,
  ],
  ['left', { channel: { isMember: false } }, 'error', 'Backline is not in #billing-squad', '/invite @Backline there'],
  [
    'shared',
    { channel: { isExternal: true } },
    'warning',
    '#billing-squad is shared with another company, who reads along',
    `Choose a channel of your own: ${inSettings}`,
  ],
])('a squad’s channel: %s', (_, over, level, found, mend) => {
  expect(channelFinding(facts(over))).toEqual({ level, found, mend });
});

const payments = { name: 'Payments', zone: 'Europe/Lisbon', status: 'covered' as const, gaps: [] };
const gap = (start: string, end: string) => ({ start: new Date(start), end: new Date(end) });
const evening = gap('2026-11-25T20:00:00Z', '2026-11-26T08:00:00Z');

test.each<[string, Partial<SquadFacts>, string, string, string | null]>([
  ['no rotation', {}, 'warning', 'No rotation: Bo is asked first, then Cy, at any hour', '/rota → New rotation'],
  [
    'no rotation and one person',
    { reachable: [bo] },
    'warning',
    'No rotation, and only Bo can be paged for Billing',
    `Name a second member (${inSettings}), then /rota → New rotation`,
  ],
  [
    'no rotation and nobody',
    { reachable: [] },
    'error',
    'Nobody can be paged for Billing',
    `Name its members (${inSettings}) or invite them to #billing-squad`,
  ],
  ['a rotation without gaps', { cover: payments }, 'ok', 'Payments: somebody is on whenever it has to be, for 14 days', null],
  [
    'a rotation without gaps, and nobody else',
    { cover: payments, reachable: [] },
    'ok',
    'Payments: somebody is on whenever it has to be, for 14 days',
    null,
  ],
  [
    'an empty rotation',
    { cover: { ...payments, status: 'no_members' } },
    'error',
    'Payments has nobody in it',
    '/rota Payments → Edit → Members',
  ],
  [
    'nobody on now',
    { cover: { ...payments, status: 'uncovered_now', gaps: [evening] } },
    'error',
    'Too few are on Payments now, for Billing',
    '/rota Payments → Change who is on',
  ],
  [
    'a gap ahead',
    { cover: { ...payments, status: 'gaps_ahead', gaps: [evening] } },
    'warning',
    'Payments has a gap within 14 days, the first 2026-11-25 20:00–2026-11-26 08:00 (Europe/Lisbon)',
    '/rota preview Payments',
  ],
  [
    'gaps ahead',
    { cover: { ...payments, status: 'gaps_ahead', gaps: [gap('2026-11-25T09:00:00Z', '2026-11-25T10:00:00Z'), evening] } },
    'warning',
    'Payments has 2 gaps within 14 days, the first 2026-11-25 09:00–10:00 (Europe/Lisbon)',
    '/rota preview Payments',
  ],
])('a squad with %s', (_, over, level, found, mend) => {
  expect(coverFinding(facts(over))).toEqual({ level, found, mend });
});

test.each([
  ['nobody named', {}, 'ok', 'Everybody in the channel'],
  ['two who can', { squad: { members: ['UBo'], pms: ['UCy'] } }, 'ok', '2 named, all of them active'],
  ['one who left', { squad: { members: ['UBo', 'UWes'] } }, 'error', 'Wes is deactivated.'],
  ['one Slack does not know', { squad: { pms: ['U404'] } }, 'error', 'Slack knows nobody called U404.'],
  [
    'one outside the private channel',
    { squad: { members: ['UBo', 'UCy'] }, channel: { isPrivate: true } },
    'warning',
    'Cy is not in #billing-squad, and cannot read its cards',
  ],
])('a squad with %s', (_, over, level, found) => {
  expect(peopleFinding(facts(over))).toMatchObject({ level, found });
});

test.each([
  ['none', {}, 'ok', 'No manager: the admins are asked in the end'],
  ['Bo', { squad: { manager: 'UBo' } }, 'ok', 'Bo'],
  ['Wes, who left', { squad: { manager: 'UWes' } }, 'error', 'Wes is deactivated.'],
])('manager: %s', (_, over, level, found) => {
  expect(managerFinding(facts(over))).toMatchObject({ level, found });
});

test('the worst is told first, and all is well only when nothing is to be mended', () => {
  const checks = [
    { check: 'token', subject: 'workspace', level: 'ok', found: '', mend: null },
    { check: 'manager', subject: 'billing', level: 'warning', found: '', mend: '' },
    { check: 'database', subject: 'workspace', level: 'error', found: '', mend: '' },
  ] as const;
  expect(reportOf([...checks], now)).toMatchObject({
    ok: false,
    checks: [{ check: 'database' }, { check: 'manager' }, { check: 'token' }],
  });
  expect(reportOf([checks[0]], now).ok).toBe(true);
});
