import { startTeam, type Team } from '../../support/team';
import { checked, expectNoComplaints, monday, said } from './scene';

let team: Team;
beforeEach(async () => {
  team = await startTeam({ now: monday });
});
afterEach(() => team.stop());

test('a rotation is made by its modal: the plan is shown before it is saved, and `/rota` shows who is on', async () => {
  expect(await said(team, 'lena')).toContain('Nobody is on rotation here yet.');
  const lena = await checked(team);
  const plan = lena.text(await lena.modal());
  expect(plan).toContain('Check the plan');
  expect(plan).toContain('Ivo: Mon 2 Mar');
  expect(plan).toContain('Jess: Mon 9 Mar 09:00 – Mon 16 Mar 09:00 Lisbon');
  expect(await team.database.db.read.rotation.count()).toBe(0);

  await lena.submit();
  await team.settled();
  const card = await said(team, 'lena');
  expect(card).toContain('Integrations · on now');
  expect(card).toContain('*Ivo*   until');
  expect(card).toContain('Next: Jess, from');
  expect(card).toContain('[Preview] [Why?] [Change who is on] [Edit]');
  expectNoComplaints(team);
});
