import { writeTx } from '../../../src/database';
import { createRotation } from '../../../src/domain/rotation/records/store';
import { makeRotation } from '../../support/rotations';
import { startTeam, type Team } from '../../support/team';
import { told } from '../escalations/scene';
import { expectNoComplaints } from './scene';

const hour = 3_600_000;

let team: Team;
beforeEach(async () => {
  team = await startTeam();
});
afterEach(() => team.stop());

const db = () => team.database.db;
const workspaceId = 'T01TALLWICK';
const idOf = (key: string) => team.sandbox.people[key] as string;

/** Half an hour a week from Monday 7 December on, on Lisbon’s clock; planned on Friday 27 November at 10:00 there. */
async function companyRota(people: string[], more: Record<string, unknown> = {}, options = {}) {
  const definition = { zone: 'Europe/Lisbon', firstWeek: '2026-W50', length: 30, hours: ['Mon-Fri 09:00-17:00'], max: 1, ...more };
  const wanted = {
    workspaceId,
    squadId: null,
    name: 'Company rota',
    kind: 'sittings' as const,
    channelId: team.sandbox.channels.support as string,
  };
  const created = await writeTx(db(), (tx) =>
    createRotation(tx, { ...wanted, definition, members: people.map(idOf), options, by: idOf('maya') }, team.sandbox.clock.now()),
  );
  if (created.is !== 'saved') throw new Error(created.is);
  return created.rotation;
}

async function openTimes(key: string) {
  const person = team.as(key);
  await team.homeOf(key);
  await person.click('Rotation', { in: 'home' });
  await team.settled();
  await person.click('My support times', { in: 'home' });
  await person.modal();
  return person;
}

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'];
const daily = (...times: string[]) => days.flatMap((day) => times.map((time) => `${day} ${time}`));

/** Brings the world to Friday 27 November, 10:00 in Lisbon. */
const untilPlanned = () => team.advance(Date.UTC(2026, 10, 27, 10) - team.sandbox.clock.now().getTime());

test('everybody gets one sitting a week at a time they can', async () => {
  await companyRota(['ana', 'bo', 'cy', 'jo'], {}, { guide: 'https://tallwick.example/guide' });
  const cy = await openTimes('cy');
  await cy.fill({ 'Not possible': daily('18:00–20:00', '20:00–22:00', '22:00–24:00', '00:00–02:00') });
  await cy.submit();
  const jo = await openTimes('jo');
  await jo.fill({ 'Not possible': daily('04:00–06:00', '06:00–08:00'), 'Best times': ['Wed 10:00–12:00'] });
  await jo.submit();
  await team.settled();
  expect(await db().read.shift.count()).toBe(0);

  await untilPlanned();
  const rows = await db().read.shift.findMany({ where: { state: 'planned' } });
  expect(rows.map(({ userId }) => userId).sort()).toEqual(['ana', 'bo', 'cy', 'jo'].map(idOf).sort());
  const startOf = (key: string) => rows.find(({ userId }) => userId === idOf(key))?.start.toISOString() ?? '';
  expect(startOf('cy').slice(11, 13)).toBe('09');
  expect(startOf('jo').slice(0, 13)).toMatch(/^2026-12-09T1[56]$/);

  expect(told(team, 'jo').join('\n')).toMatch(/Your sitting: Wed 9 December 1[01]:[03]0, 30 minutes\./);
  expect(told(team, 'cy').join('\n')).toMatch(/Your sitting: \w{3} \d+ December 17:[03]0, 30 minutes\./);
  const notice = await team.as('ana').find('Company rota, week of Mon 7 December', { channel: team.sandbox.channels.support as string });
  expect(team.as('ana').text(notice)).toContain('all 4 are seated');
  expect(team.as('ana').text(notice)).not.toContain('<@');

  await team.advance(hour);
  await untilPlanned();
  for (const key of ['ana', 'bo', 'cy', 'jo']) expect(told(team, key).filter((text) => text.includes('Your sitting'))).toHaveLength(1);
  expectNoComplaints(team);
});

test('support times are kept as they were said, and shown again', async () => {
  const ana = await openTimes('ana');
  expect(ana.text(await ana.modal())).toContain('Lisbon');
  await ana.fill({
    'Best times': ['Mon 08:00–10:00', 'Mon 10:00–12:00'],
    'Rather not': ['Mon 10:00–12:00', 'Fri 14:00–16:00'],
    'Remind me': ['A week before', '15 minutes before'],
    'Public holidays of': 'Portugal',
  });
  expect(await ana.trySubmit()).toEqual({ 'Rather not': 'Mon 10:00–12:00 stands under “Best times” too. Choose one of them.' });
  await ana.fill({ 'Rather not': ['Fri 14:00–16:00'] });
  await ana.submit();

  expect(await db().read.supportTimes.findFirstOrThrow({ where: { userId: idOf('ana') } })).toMatchObject({
    best: ['Mon 08:00-12:00'],
    ratherNot: ['Fri 14:00-16:00'],
    never: [],
    remindWeek: true,
    remindEvening: false,
    remindMinutes: true,
    region: 'PT',
  });
  expect(await db().read.holiday.count({ where: { region: 'PT', date: '2026-12-08' } })).toBe(1);

  await openTimes('ana');
  await ana.submit();
  expect(await db().read.supportTimes.findFirstOrThrow({ where: { userId: idOf('ana') } })).toMatchObject({
    best: ['Mon 08:00-12:00'],
    ratherNot: ['Fri 14:00-16:00'],
    region: 'PT',
    remindEvening: false,
  });
  expectNoComplaints(team);
});

test('the host of a sitting is named; who becomes away is told of another time, and of none when there is none', async () => {
  const hosts = await makeRotation(team, { people: ['maya'], name: 'Hosts' });
  await companyRota(['ana', 'bo'], { hours: ['Tue 10:00-10:30', 'Thu 10:00-10:30'] }, { hostedBy: hosts.id });
  await untilPlanned();
  expect(told(team, 'ana').join('\n')).toMatch(/Your sitting: (Tue 8|Thu 10) December 10:00, 30 minutes, with Maya\./);

  const row = await db().read.shift.findFirstOrThrow({ where: { userId: idOf('bo') } });
  const isFree = (start: Date) => ({ start: new Date(start.getTime() - hour), end: new Date(start.getTime() + hour) });
  await writeTx(db(), (tx) =>
    tx.absence.create({
      data: { workspaceId, userId: idOf('bo'), by: idOf('bo'), recordedAt: team.sandbox.clock.now(), ...isFree(row.start) },
    }),
  );
  await team.settled();
  // The other time is Ana’s.
  expect(told(team, 'bo').at(-1)).toMatch(/^Your sitting of (Tue 8|Thu 10) December 12:00 is off: you are away then\./);
  const maya = told(team, 'maya').join('\n');
  expect(maya).toContain('No time was found for Bo');
  expectNoComplaints(team);
});

test('a sitting begins, ends and counts; one that was missed is owed', async () => {
  await companyRota(['ana', 'bo'], { every: 2, hours: ['Tue 10:00-11:00'] });
  await untilPlanned();
  const [row] = await db().read.shift.findMany();
  expect(row).toMatchObject({ userId: idOf('ana'), state: 'planned' });
  const start = row?.start ?? new Date();

  await team.advance(start.getTime() - team.sandbox.clock.now().getTime());
  expect(await db().read.shift.findFirst({ where: { id: row?.id } })).toMatchObject({ state: 'on' });
  await team.advance(hour);
  expect(await db().read.shift.findFirst({ where: { id: row?.id } })).toMatchObject({ state: 'served' });
  const balance = async () => (await db().read.rotationMember.findFirstOrThrow({ where: { userId: idOf('ana') } })).balance;
  expect(await balance()).toBe(3_000);

  await team.advance(6 * 24 * hour);
  expect(await balance()).toBe(0);
  expect(told(team, 'bo').join('\n')).toContain('Your sitting: Tue 15 December 12:');
  expectNoComplaints(team);
});
