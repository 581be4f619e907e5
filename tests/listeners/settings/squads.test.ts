import { squadsOf } from '../../../src/domain/squads/store';
import { auditLog } from '../../../src/domain/audit/store';
import { startTeam, type Team } from '../../support/team';


let team: Team;
beforeEach(async () => {
  team = await startTeam({ settings: false });
});
afterEach(() => team.stop());

const squads = () => squadsOf(team.database.db.read, team.backline.connection.workspaceId);

async function openSettings(who = 'kai') {
  const person = team.as(who);
  await person.home();
  await team.settled();
  await person.click('Settings', { in: 'home' });
  return person;
}

test('the admin who installed Backline is met with “Name your first squad”, and names it', async () => {
  const kai = team.as('kai');
  const { sandbox } = team;
  const message = await kai.find('Name your first squad', { channel: sandbox.dm(kai.id) });
  await kai.click('Add a squad', { in: message });
  await kai.fill({ Name: 'Billing', Channel: 'billing-squad' });
  await kai.submit();
  await team.settled();

  expect(await squads()).toMatchObject([{ name: 'Billing', key: 'billing', channelId: sandbox.channels['billing-squad'], members: [], zone: null, weeklyDigest: true }]);
  expect(kai.text(await kai.modal())).toContain('is asked first');
  expect(sandbox.complaints()).toEqual([]);
});
