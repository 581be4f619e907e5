import { startTeam, type Team } from '../../support/team';
import { expectNoComplaints, made, monday, named, rota, said } from './scene';

let team: Team;
beforeEach(async () => {
  team = await startTeam({ now: monday });
  await made(team);
});
afterEach(() => team.stop());

const days = 86_400_000;

const shifts = async () =>
  (await team.database.db.read.shift.findMany({ where: { state: { not: 'cancelled' } }, orderBy: { start: 'asc' } })).map(
    ({ userId, start }) => `${userId.slice(3).toLowerCase()} ${start.toISOString().slice(5, 10)}`,
  );

async function edit(who: string) {
  const lead = team.as(who);
  await lead.click('Edit', { in: await rota(team, who) });
  await team.settled();
  return lead;
}

const told = (who: string): string => {
  const person = team.as(who);
  return team.sandbox
    .messages(person.id, team.sandbox.dm(person.id))
    .map((one) => person.text(one))
    .join('\n');
};

test('an edit moves only the future and says whom', async () => {
  await team.advance(9 * days); // Wed 11 March: Jess is on
  const before = await shifts();
  const lena = await edit('lena');
  expect(lena.text(await lena.modal())).toContain('Edit rotation');
  await lena.fill({ 'People, in order': ['ivo', 'jess', 'gabe', 'ken'] });
  await lena.submit();
  const plan = lena.text(await lena.modal());
  expect(plan).toContain('Who moves');
  // Whose turn it is keeps it; then the new order goes on.
  expect(plan).toContain('Gabe: on 6–13 Apr');
  expect(plan).toContain('Ken: 6–13 Apr → 13–20 Apr');
  expect(plan).not.toContain('off');
  expect(plan).toContain('Applies from Mon 16 Mar 09:00 Lisbon. Nothing before it changes.');
  expect(plan).not.toContain('Jess: 9–16 Mar');
  expect(await shifts()).toEqual(before);

  await lena.submit();
  await team.settled();
  expect((await shifts()).slice(0, 6)).toEqual(['ivo 03-02', 'jess 03-09', 'ken 03-16', 'ivo 03-23', 'jess 03-30', 'gabe 04-06']);
  expect(told('ken')).toContain('because Lena changed the plan');
  expectNoComplaints(team);
});

test('an edit from a date leaves what comes before it as it is', async () => {
  const lena = await edit('lena');
  await lena.type('Applies from', 'A date');
  await lena.fill({ Date: '2026-02-20', 'People, in order': ['ken', 'ivo', 'jess'] });
  expect(await lena.trySubmit()).toEqual({ Date: 'Choose a later day: what was is not changed.' });
  await lena.fill({ Date: '2026-03-23', 'Turn length': '2' });
  await lena.submit();
  expect(lena.text(await lena.modal())).toContain('Applies from Mon 23 Mar 09:00');
  await lena.submit();
  await team.settled();
  expect((await shifts()).slice(0, 4)).toEqual(['ivo 03-02', 'jess 03-09', 'ken 03-16', expect.stringContaining('03-23')]);
});

test('a plan that changed since it was shown is shown again; nothing is saved behind anybody’s back', async () => {
  const [lena, kai] = [await edit('lena'), team.as('kai')];
  await lena.fill({ 'People, in order': ['ken', 'ivo', 'jess'] });
  await lena.submit();
  await edit('kai');
  await kai.fill({ 'People, in order': ['ivo', 'gabe', 'jess', 'ken'] });
  await kai.submit();
  await kai.submit();
  await team.settled();

  await lena.submit();
  expect(lena.text(await lena.modal())).toContain('The plan changed meanwhile. Here it is again.');
  expect((await named(team, 'Integrations')).versions.at(-1)?.definition.layers).toMatchObject([
    { order: expect.arrayContaining(['U01GABE']) },
  ]);
  await lena.submit();
  await team.settled();
  expect((await named(team, 'Integrations')).versions.at(-1)?.definition.layers).toMatchObject([
    { order: ['U01KEN', 'U01IVO', 'U01JESS'] },
  ]);
});

test('what an edit makes void is named before it is saved', async () => {
  const jess = team.as('jess');
  await jess.click('Take over', { in: await rota(team, 'jess') });
  await team.settled();
  const lena = team.as('lena');
  await lena.click('Change who is on', { in: await rota(team, 'lena') });
  await lena.fill({
    ...{ 'Who is on': 'ken', Instead: 'ivo', From: '2026-03-17', 'From, time': '09:00', Until: '2026-03-18', 'Until, time': '09:00' },
  });
  await lena.submit();
  await team.settled();
  await edit('lena');
  await lena.fill({ 'People, in order': ['ivo', 'jess'] });
  await lena.submit();
  const plan = lena.text(await lena.modal());
  expect(plan).toContain('No longer needed');
  expect(plan).toContain('Ivo and Ken: the change of Tue 17 Mar 09:00 – Wed 18 Mar 09:00 Lisbon');
  await lena.submit();
  await team.settled();
  expect(await team.database.db.read.rotationChange.count({ where: { source: 'lead', withdrawnAt: { not: null } } })).toBe(1);
});

test('`What if…` shows what an edit would do, and has no way to save it', async () => {
  const ivo = team.as('ivo');
  await ivo.click('Preview', { in: await rota(team, 'ivo') });
  const preview = ivo.text(await ivo.modal());
  expect(preview).toContain('Mon 9 Mar 09:00 – Mon 16 Mar 09:00   Jess');
  expect(preview).toContain('Is it fair?');
  await ivo.click('What if…', { in: 'modal' });
  await ivo.fill({ 'People, in order': ['jess', 'ken'] });
  await ivo.submit();
  const plan = ivo.text(await ivo.modal());
  expect(plan).toContain('Who moves');
  expect(plan).not.toContain('[Save]');
  expect((await named(team, 'Integrations')).versions).toHaveLength(1);
  expectNoComplaints(team);
});

test('`/rota next`, `/rota mine`, `/rota help`, and a rotation by its name', async () => {
  expect(await said(team, 'ivo', 'next integrations', 'support')).toContain('*Jess*');
  expect((await said(team, 'ivo', 'next')).match(/for you/g)).toHaveLength(5);
  expect(await said(team, 'ivo', 'mine')).toContain('Mon 23 Mar 09:00 – Mon 30 Mar 09:00 Lisbon');
  expect((await said(team, 'ivo', 'help')).split('\n')).toHaveLength(5);
  expect(await said(team, 'bo', 'now Payments', 'support')).toContain('There is no rotation “Payments”.');
  expect(await said(team, 'bo', '', 'support')).toContain('Which rotation?');
});
