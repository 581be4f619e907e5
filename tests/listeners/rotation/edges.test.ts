import { writeTx } from '../../../src/database';
import { startTeam, type Team } from '../../support/team';
import { channel, checked, expectNoComplaints, made, monday, named, rota, said } from './scene';

let team: Team;
beforeEach(async () => {
  team = await startTeam({ now: monday });
});
afterEach(() => team.stop());

const read = () => team.database.db.read;

test('mistakes stand beside their fields, nothing typed is lost, and once they are mended it is saved', async () => {
  await made(team);
  const lena = team.as('lena');
  await lena.click('New rotation', { in: await rotaHome('lena') });
  await lena.fill({ Name: 'integrations', 'People, in order': ['ivo', 'zoe'], 'Turn length': '0', Hours: 'whenever' });
  expect(await lena.trySubmit()).toMatchObject({
    'People, in order': 'Zoe is a guest. Only full members can be named.',
    'Turn length': 'A turn is at least 1 unit long: give a whole number.',
  });
  await lena.fill({ 'People, in order': ['ivo'], 'Turn length': '1' });
  expect(await lena.trySubmit()).toEqual({ Hours: 'Say it like Mon-Fri 09:00-17:00.' });
  await lena.fill({ Hours: 'Mon-Fri 09:00-17:00' });
  expect(await lena.trySubmit()).toEqual({ Name: 'There is a rotation “integrations” already.' });
  await lena.fill({ Name: 'Imports' });
  await lena.submit();
  await lena.submit();
  await team.settled();
  expect((await named(team, 'Imports')).versions[0]?.definition).toMatchObject({
    layers: [{ hours: ['Mon-Fri 09:00-17:00'], order: ['U01IVO'] }],
  });
});

/** App Home → Rotation. */
async function rotaHome(who: string): Promise<'home'> {
  await team.homeOf(who);
  const person = team.as(who);
  await person.click('Rotation', { in: 'home' });
  await team.settled();
  return 'home';
}

test('only PMs and admins make rotations, PMs those of their squads', async () => {
  const ivo = team.as('ivo');
  await ivo.click('New rotation', { in: await rota(team, 'ivo') });
  expect(ivo.text(await ivo.modal())).toContain('Rotations are made by the PMs of a squad and by Backline admins: ask Kai.');
  await ivo.close();

  const priya = team.as('priya');
  await priya.click('New rotation', { in: await rota(team, 'priya') });
  await expect(priya.fill({ Squad: 'Integrations' })).rejects.toThrow('does not offer');
});

test('with `Sittings` the form shows its own fields and keeps the others; the company rota is checked and saved', async () => {
  const kai = team.as('kai');
  await kai.click('New rotation', { in: await rota(team, 'kai', '', 'support') });
  await kai.fill({ Name: 'Company rota', 'People, in order': ['ana', 'bo', 'cy'], 'Turn length': '3', Channel: 'support' });
  await kai.type('Kind', 'Sittings');
  expect(kai.text(await kai.modal())).not.toContain('Turn length');
  await kai.type('Kind', 'Turns');
  expect(kai.text(await kai.modal())).toContain('Turn length\n3');
  await kai.type('Kind', 'Sittings');
  await kai.fill({
    ...{ Length: '45 min', Every: '2 weeks', 'First week': '2026-03-10', Hours: 'Tue 10:00-11:30', 'At least': '1', 'At most': '2' },
    ...{ 'Time zone': 'Europe/Tallinn', Guide: 'https://guide.example/support' },
  });
  await kai.submit();
  const plan = kai.text(await kai.modal());
  expect(plan).toContain('Company rota: the first');
  expect(plan).toMatch(/Tue 10 Mar 10:\d\d–1\d:\d\d Tallinn/);
  await kai.submit();
  await team.settled();
  const rotation = await named(team, 'Company rota');
  expect(rotation).toMatchObject({ kind: 'sittings', squadId: null, channelId: channel(team, 'support') });
  expect(rotation.options).toMatchObject({ guide: 'https://guide.example/support' });
  expect(rotation.versions[0]?.definition).toEqual({
    ...{ zone: 'Europe/Tallinn', length: 45, every: 2, firstWeek: '2026-W11', hours: ['Tue 10:00-11:30'], need: 1, max: 2 },
  });
  expect(await said(team, 'ana', 'now company rota', 'support')).toContain('Company rota · on now');
  expectNoComplaints(team);
});

test('a rotation of sittings is edited: who comes and who goes is seen in the weeks to come', async () => {
  const kai = team.as('kai');
  await kai.click('New rotation', { in: await rota(team, 'kai', '', 'support') });
  await kai.type('Kind', 'Sittings');
  await kai.fill({ Name: 'Company rota', 'People, in order': ['ana', 'bo'], Channel: 'support', 'Time zone': 'Europe/Tallinn' });
  await kai.submit();
  await kai.submit();
  await team.settled();
  await kai.click('Edit', { in: await rota(team, 'kai', 'company rota', 'support') });
  expect(kai.text(await kai.modal())).not.toContain('Applies from');
  await kai.fill({ 'People, in order': ['bo', 'cy'], Length: '60 min' });
  await kai.submit();
  await kai.submit();
  await team.settled();
  const rotation = await named(team, 'Company rota');
  expect(rotation.versions.at(-1)?.definition).toMatchObject({ length: 60 });
  const rows = await read().rotationMember.findMany({ where: { rotationId: rotation.id, until: null }, orderBy: { joinOrder: 'asc' } });
  expect(rows.map(({ userId }) => userId)).toEqual(['U01BO', 'U01CY']);
  expectNoComplaints(team);
});

test('the rotation of a private channel shows its names to those who are in it, and guests see what they are in', async () => {
  await made(team, { by: 'kai', fill: { Squad: 'Billing', Channel: 'billing-private', 'People, in order': ['bo', 'dana'] } });
  expect(await said(team, 'bo', 'now integrations', 'support')).toContain('*Bo*   until');
  expect(await said(team, 'ivo', 'now integrations', 'support')).toBe('Only for people of this workspace.');
  expect(await said(team, 'ivo', 'next integrations', 'support')).toBe('Only for people of this workspace.');
  const which = await rota(team, 'ivo', 'now nothing', 'support');
  expect(JSON.stringify(which)).not.toContain('Integrations');
});

test('over a hundred rotations are searched, not listed', async () => {
  const { workspaceId } = team.backline.connection;
  const layer = { name: 'Main', unit: 'week' as const, every: 1, anchor: '2027-03-01T09:00', order: ['U01IVO'], mode: 'over' as const };
  const definition = { zone: 'Europe/Lisbon', layers: [{ ...layer, choose: 'order' as const, seats: 1 }] };
  const made = { workspaceId, channelId: channel(team, 'support'), kind: 'turns' as const, options: {}, given: { version: 0, layers: {} } };
  await writeTx(team.database.db, async (tx) => {
    for (let number = 1; number <= 101; number++)
      await tx.rotation.create({
        data: {
          ...{ ...made, key: `team-${number}`, name: `Team ${number}`, createdBy: 'U01KAI', createdAt: monday },
          versions: { create: { number: 1, appliesFrom: monday, definition, by: 'U01KAI', at: monday } },
        },
      });
  });
  const bo = team.as('bo');
  const newest = () => {
    const answer = team.sandbox.messages(bo.id, channel(team, 'support')).findLast(({ ephemeral }) => ephemeral);
    return answer ? { ...answer, channel: channel(team, 'support') } : { text: '', ts: '', channel: '' };
  };
  await bo.command('/rota', channel(team, 'support'));
  expect(await bo.options('Which rotation?', 'team 10', { in: newest() })).toEqual(['Team 10', 'Team 100', 'Team 101']);
  await bo.type('Which rotation?', 'Team 100', { in: newest() });
  expect(bo.text(newest())).toContain('Team 100 · on now');
  expectNoComplaints(team);
});

test('four hours each: what takes longer than Slack waits is filled in, and pages keep within its limits', async () => {
  const lena = await checked(team, { fill: { Unit: 'Hours', 'Turn length': '4' } });
  await lena.sees('Integrations: the first 10 shifts', { in: 'modal' });
  await lena.submit();
  await team.settled();
  await lena.click('Preview', { in: await rota(team, 'lena') });
  expect(lena.text(await lena.modal())).toContain('more in the calendar feed');
  await lena.click('More', { in: 'modal' });
  expect(lena.text(await lena.modal())).toContain('[Earlier]');
  expectNoComplaints(team);
});
