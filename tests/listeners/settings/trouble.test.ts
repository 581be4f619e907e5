import { writeTx } from '../../../src/database';
import { owe } from '../../../src/delivery/owe';
import { startTeam, type Team } from '../../support/team';
import { openSettings } from './open';

let team: Team;
beforeEach(async () => {
  team = await startTeam({ settings: false });
});
afterEach(() => team.stop());

const channel = () => team.sandbox.channels.product as string;
const saidThere = () => team.sandbox.messages(team.as('olga').id, channel()).filter(({ text }) => text.startsWith('Name your first squad'));

/** Something is said in a channel that Backline is not in. */
async function sayInProduct(): Promise<void> {
  const { workspaceId } = team.backline.connection;
  const debt = { workspaceId, key: 'said:product', kind: 'workspace.welcome', subject: workspaceId, lane: channel() } as const;
  await writeTx(team.database.db, (tx) => owe(tx, debt, team.sandbox.clock.now()));
  await team.settled();
}

const inviteBackline = () => team.sandbox.act(team.as('olga').id, { do: 'invite', channel: channel(), user: team.sandbox.app.botUserId });

test('what could not be said is told to the admin with its mend, and is sent again by one press', async () => {
  await sayInProduct();
  const kai = team.as('kai');
  const told = await kai.find('could not be delivered', { channel: team.sandbox.dm(kai.id) });
  expect(told.text).toBe(
    '1 message to <#C01PRODUCT> could not be delivered (not_in_channel). Type “/invite @Backline” in <#C01PRODUCT>. Then press “Send again”.',
  );

  await inviteBackline();
  await kai.click('Send again', { in: told });
  await team.settled();
  expect(saidThere()).toHaveLength(1);
  await kai.find('1 message is on its way again.', { channel: team.sandbox.dm(kai.id) });

  await kai.click('Send again', { in: told });
  await team.settled();
  expect(saidThere()).toHaveLength(1);
  await kai.find('Nothing is left to send again.', { channel: team.sandbox.dm(kai.id) });
});

test('Health shows it too, and sends it again', async () => {
  await sayInProduct();
  const kai = await openSettings(team, 'kai', 'Health');
  await team.settled();
  expect(kai.text(await kai.modal())).toContain('*deliveries*: 1 message could not be delivered');
  await inviteBackline();
  await kai.click('Send again', { in: 'modal' });
  await team.settled();
  expect(saidThere()).toHaveLength(1);
  expect(kai.text(await kai.modal())).toContain('1 message is on its way again.');
});
