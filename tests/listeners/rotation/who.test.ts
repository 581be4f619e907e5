import { startTeam, type Team } from '../../support/team';
import { channel, expectNoComplaints, made, monday, rota, said } from './scene';

let team: Team;
beforeEach(async () => {
  team = await startTeam({ now: monday });
  await made(team);
});
afterEach(() => team.stop());

const told = (who: string): string => {
  const person = team.as(who);
  return team.sandbox
    .messages(person.id, team.sandbox.dm(person.id))
    .map((one) => person.text(one))
    .join('\n');
};

test('an engineer asks who is on and why', async () => {
  const answer = await rota(team, 'jess', '', 'support');
  const jess = team.as('jess');
  expect(jess.text(answer)).toContain('*Ivo*   until');
  expect(jess.text(answer)).toContain('[Take over] [Swap] [Away] [Preview] [Why?]');
  expect(jess.text(answer)).not.toContain('[Edit]');
  await jess.click('Why?', { in: answer });
  expect(jess.text(await jess.modal())).toContain('Turn 0 is Ivo’s: Ivo comes after Ken.');
  expectNoComplaints(team);
});

test('a member takes over until the end of the shift; the other one is told, and presses it back', async () => {
  const jess = team.as('jess');
  await jess.click('Take over', { in: await rota(team, 'jess') });
  await team.settled();
  expect(await said(team, 'jess')).toContain('*Jess*   until');
  expect(told('ivo')).toContain('Jess took over Integrations from you, until Mon 9 March 09:00 Lisbon.');

  const ivo = team.as('ivo');
  await ivo.click('Take it back', { in: await ivo.find('took over', { channel: team.sandbox.dm(ivo.id) }) });
  await team.settled();
  expect(await said(team, 'jess')).toContain('*Ivo*   until');
  expectNoComplaints(team);
});

test('two press `Take over` at once: the second reads who was faster', async () => {
  const [first, second] = [await rota(team, 'jess'), await rota(team, 'ken')];
  await team.as('jess').click('Take over', { in: first });
  await team.settled();
  await team.as('ken').click('Take over', { in: second });
  await team.settled();
  const ken = team.as('ken');
  const answer = team.sandbox.messages(ken.id, channel(team, 'integrations-squad')).findLast(({ ephemeral }) => ephemeral);
  expect(answer && ken.text(answer)).toContain('Jess took it just before you.');
});

test('a lead changes who is on; the same change once more is refused beside its field, and nothing typed is lost', async () => {
  const lena = team.as('lena');
  const change = async () => {
    await lena.click('Change who is on', { in: await rota(team, 'lena') });
    await lena.fill({ 'Who is on': 'ivo', Instead: 'ken', Until: '2026-03-03', 'Until, time': '09:00', Note: 'Dentist' });
  };
  await change();
  await lena.submit();
  await team.settled();
  expect(await said(team, 'lena')).toContain('*Ken*   until');
  expect(told('ken')).toContain('because Lena changed the plan');

  await change();
  expect(await lena.trySubmit()).toEqual({ 'Who is on': 'Ivo is not on then.' });
  await lena.type('What', 'Add');
  await lena.fill({ Instead: 'ken' });
  expect(await lena.trySubmit()).toEqual({ Instead: 'Ken is on then already.' });
  expect(lena.text(await lena.modal())).toContain('Dentist');
  expectNoComplaints(team);
});

test('what was is corrected up to 7 days back; later it is closed', async () => {
  await team.advance(2 * 86_400_000);
  const lena = team.as('lena');
  await lena.click('Change who is on', { in: await rota(team, 'lena') });
  await lena.type('From', '2026-03-03');
  await lena.type('From, time', '10:00');
  expect(lena.text(await lena.modal())).toContain('This corrects the record.');
  await lena.fill({ Instead: 'jess', Until: '2026-03-03', 'Until, time': '18:00' });
  await lena.submit();
  await team.settled();
  const rows = await team.database.db.read.shift.findMany({ where: { userId: lena.id.replace('LENA', 'JESS'), state: 'served' } });
  expect(rows.map(({ start, end }) => [start.toISOString(), end.toISOString()])).toEqual([
    ['2026-03-03T10:00:00.000Z', '2026-03-03T18:00:00.000Z'],
  ]);

  await lena.click('Change who is on', { in: await rota(team, 'lena') });
  await lena.fill({ Instead: 'jess', From: '2026-02-20', Until: '2026-02-21', 'Until, time': '18:00' });
  expect(await lena.trySubmit()).toEqual({ From: 'Closed. Ask an admin to note it.' });
});
