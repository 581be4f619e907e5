import { startTeam, type Team } from '../../support/team';
import { checked, expectNoComplaints, made, monday, named, rota, said } from './scene';

let team: Team;
beforeEach(async () => {
  team = await startTeam({ now: monday });
});
afterEach(() => team.stop());

async function edit(part: string) {
  const lena = team.as('lena');
  await lena.click('Edit', { in: await rota(team, 'lena') });
  await team.settled();
  await lena.click(part, { in: 'modal' });
  await team.settled();
  return lena;
}

const definition = async () => (await named(team, 'Integrations')).versions.at(-1)?.definition as Record<string, unknown>;
const memberRows = () => team.database.db.read.rotationMember.findMany({ orderBy: { joinOrder: 'asc' } });

test('members move up, are added with a day on which they start, and leave; the form beneath shows them', async () => {
  await made(team);
  const lena = await edit('Members');
  expect(lena.text(await lena.modal())).toContain('1. Ivo');
  await lena.click('Move up', { in: 'modal', row: 'Jess' });
  await lena.type('Add people', ['gabe']);
  expect(lena.text(await lena.modal())).toContain('4. Gabe');
  await lena.click('Remove', { in: 'modal', row: 'Ken' });
  const blocks = team.sandbox.modals(lena.id).at(-1)?.blocks as { block_id: string }[];
  const gabe = team.as('gabe').id;
  const pick = (what: string, date: string) => ({
    ...{ do: 'action' as const, where: { in: 'modal' as const }, blockId: `member_${gabe}`, actionId: `rota_member_${what}:${gabe}` },
    value: { selected_date: date },
  });
  expect(blocks.some(({ block_id }) => block_id === `member_${gabe}`)).toBe(true);
  await team.sandbox.act(lena.id, pick('ends', '2026-03-20'));
  await team.sandbox.act(lena.id, pick('starts', '2026-03-30'));
  await team.settled();
  expect(await lena.trySubmit()).toEqual({ 'Add people': 'Gabe ends before they start.' });
  await team.sandbox.act(lena.id, pick('ends', '2026-05-31'));
  await team.settled();
  await lena.submit();
  await team.settled();
  expect(lena.text(await lena.modal())).toContain('The members are saved.');
  expect((await definition()).layers).toMatchObject([{ order: ['U01JESS', 'U01IVO', 'U01GABE'] }]);
  const rows = new Map((await memberRows()).map((row) => [row.userId, row]));
  expect(rows.get(gabe)).toMatchObject({ from: new Date('2026-03-30T00:00:00+01:00'), until: new Date('2026-06-01T00:00:00+01:00') });
  expect(rows.get('U01KEN')?.until).toEqual(new Date('2026-03-09T09:00:00Z'));
  expectNoComplaints(team);
});

test('a layer on top with a beginning and an end is a temporary schedule', async () => {
  await made(team);
  const lena = await edit('Layers');
  await lena.click('Add a layer', { in: 'modal' });
  await lena.fill({
    ...{ Name: 'Launch', 'People, in order': ['ken'], Unit: 'Days', 'First turn': '2026-03-10', 'Handoff at': '09:00' },
    ...{ 'This layer': 'Joins those below', From: '2026-03-10', 'From, time': '09:00', Until: '2026-03-12', 'Until, time': '09:00' },
  });
  await lena.submit();
  const plan = lena.text(await lena.modal());
  expect(plan).toContain('Ken: on Tue 10 Mar 09:00');
  await lena.submit();
  await team.settled();
  expect((await definition()).layers).toMatchObject([{ name: 'Launch', mode: 'with' }, { name: 'Main' }]);
  const added = await team.database.db.read.shift.findMany({
    where: { slot: { startsWith: 'Launch' }, state: 'planned' },
    orderBy: { start: 'asc' },
  });
  expect(added.map(({ userId, start }) => [userId, start.toISOString()])).toEqual([
    ['U01KEN', '2026-03-10T09:00:00.000Z'],
    ['U01KEN', '2026-03-11T09:00:00.000Z'],
  ]);
  expectNoComplaints(team);
});

test('what one layer holds stays in it when another one is looked at', async () => {
  await made(team);
  const lena = await edit('Layers');
  await lena.click('Add a layer', { in: 'modal' });
  await lena.fill({ Name: 'Nights', Hours: 'Daily 22:00-06:00', 'Turn length': '0' });
  await lena.type('Layer', '2. Main');
  expect(lena.text(await lena.modal())).not.toContain('Daily 22:00');
  await lena.type('Layer', '1. Nights');
  expect(lena.text(await lena.modal())).toContain('Daily 22:00-06:00');
  expect(await lena.trySubmit()).toEqual({ 'Turn length': 'A turn is at least 1 unit long: give a whole number.' });
  await lena.click('Remove this layer', { in: 'modal' });
  expect(lena.text(await lena.modal())).not.toContain('Nights');
});

test('options are saved with their defaults, and what cannot be is told beside its field', async () => {
  await made(team);
  const lena = await edit('Options');
  const shown = lena.text(await lena.modal());
  for (const words of ['At each handoff', 'Order', 'The hours of its layers', 'Serve, counted double', 'Within 30 min'])
    expect(shown).toContain(words);
  await lena.fill({
    'Must be covered': 'Own lines',
    'Own lines': 'Weekdays',
    Rest: 'long',
    'Publish ahead': '30',
    'Public holidays': 'Closed',
  });
  expect(await lena.trySubmit()).toEqual({
    Rest: 'Give a number of hours.',
    'Publish ahead': 'Give a whole number of weeks, from 2 to 26.',
    Region: 'Choose whose public holidays are closed.',
  });
  await lena.fill({ Rest: '12', 'Publish ahead': '10', 'Public holidays': 'Cover' });
  expect(await lena.trySubmit()).toEqual({ 'Own lines': 'Say it like Mon-Fri 09:00-17:00.' });
  await lena.fill({
    'Own lines': 'Mon-Fri 09:00-17:00',
    'People needed': '2',
    'Choose by': 'Balance',
    'Leads approve swaps': 'On',
    Leads: ['hana'],
  });
  await lena.submit();
  await team.settled();
  expect(lena.text(await lena.modal())).toContain('The options are saved.');
  expect(await definition()).toMatchObject({
    rest: 12,
    need: 2,
    cover: ['Mon-Fri 09:00-17:00'],
    onHoliday: 'cover',
    layers: [{ choose: 'balance' }],
  });
  const rotation = await named(team, 'Integrations');
  expect(rotation.options).toMatchObject({ leads: ['U01HANA'], leadsApprove: true, publishWeeks: 10, announce: null, acceptWithin: null });
  expect(rotation.publishedUntil).toEqual(new Date('2026-05-11T00:00:00+01:00'));
  expectNoComplaints(team);
});

test('a user group is found by its handle; the card says when it was set', async () => {
  await team.sandbox.make({ make: 'user_group', handle: 'imports-support', users: [team.as('maya').id] });
  await made(team);
  const lena = await edit('Options');
  expect(await lena.options('User group', '@imports')).toEqual(['@imports-support']);
  await lena.fill({ 'User group': '@imports-support' });
  await lena.submit();
  await team.settled();
  expect(await said(team, 'lena')).toMatch(/<!subteam\^\w+> set just now/);
  expect(team.sandbox.group('imports-support').users).toEqual(['U01IVO']);
  await lena.click('Options', { in: 'modal' });
  expect(lena.text(await lena.modal())).toContain('@imports-support');
  expectNoComplaints(team);
});

test('seven people on weekdays, nobody starves', async () => {
  const people = ['ivo', 'jess', 'ken', 'elif', 'finn', 'gabe', 'bo'];
  const lena = await checked(team, {
    fill: { 'People, in order': people, Unit: 'Days', Hours: 'Mon-Fri 09:00-17:00' },
  });
  const plan = lena.text(await lena.modal());
  expect(plan).toContain('Nothing to mend in the next 4 weeks.');
  await lena.submit();
  await team.settled();
  const shifts = await team.database.db.read.shift.groupBy({ by: ['userId'], _count: true });
  const counts = shifts.map(({ _count }) => _count);
  expect(counts).toHaveLength(7);
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  await lena.click('Preview', { in: await rota(team, 'lena') });
  expect(lena.text(await lena.modal())).not.toContain('would have been due one');
});

test('seven people in twos: it is saved, and the last turn has one person', async () => {
  const people = ['ivo', 'jess', 'ken', 'elif', 'finn', 'gabe', 'bo'];
  const lena = await checked(team, { fill: { 'People, in order': people, 'People per turn': '2' } });
  expect(lena.text(await lena.modal())).toContain('The last turn has one person.');
  await lena.submit();
  await team.settled();
  expect((await definition()).layers).toMatchObject([
    { order: [['U01IVO', 'U01JESS'], ['U01KEN', 'U01ELIF'], ['U01FINN', 'U01GABE'], ['U01BO']] },
  ]);
  expect(await said(team, 'lena')).toContain('*Jess*');
});

test('three weeks in March lack an hour and one press mends it', async () => {
  await made(team, {
    fill: {
      ...{ 'People, in order': ['jess', 'dana', 'ana', 'luis', 'priya', 'rosa'], Unit: 'Days', 'Handoff at': '08:00' },
      ...{ 'Time zone': 'Europe/Dublin', Hours: 'Daily 08:00-20:00' },
    },
  });
  const lena = await edit('Layers');
  await lena.click('Add a layer', { in: 'modal' });
  await lena.fill({
    ...{
      Name: 'Toronto',
      'People, in order': ['finn', 'jo', 'sam', 'hana', 'ty', 'pat'],
      'Handoff at': '15:00',
      'Time zone': 'America/Toronto',
    },
    ...{ Hours: 'Daily 15:00-03:00', 'This layer': 'Joins those below' },
  });
  await lena.submit();
  await lena.submit();
  await team.settled();
  await edit('Options');
  await lena.fill({ 'Must be covered': 'Always' });
  await lena.submit();
  await team.settled();
  await team.advance(86_400_000);

  await lena.click('Preview', { in: await rota(team, 'lena') });
  const before = lena.text(await lena.modal());
  expect(before).toContain('From 2026-03-08 to 2026-03-28 (21 days)');
  expect(before).toContain('Nobody is on Integrations on 8 March 07:00–08:00');
  await lena.click('Apply to these days', { in: 'modal' });
  await team.settled();
  const after = lena.text(await lena.modal());
  expect(after).toContain('“Main” works Daily 07:00-20:00');
  expect(after).not.toContain('(21 days)');
  expect(after).not.toContain('Nobody is on Integrations on 8 March');
  const mended = await team.database.db.read.shift.findMany({ where: { start: new Date('2026-03-10T07:00:00Z'), state: 'planned' } });
  expect(mended).toHaveLength(1);
  const later = await team.database.db.read.shift.findMany({ where: { start: new Date('2026-03-30T07:00:00Z'), state: 'planned' } });
  expect(later).toHaveLength(1); // 08:00 in Dublin: summer time
  expectNoComplaints(team);
});
