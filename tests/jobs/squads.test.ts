import { onDuty } from '../../src/domain/rotation/onDuty';
import { knownHere } from '../../src/domain/settings/lookup';
import { applySettings } from '../../src/domain/settings/store';
import { squadByKey } from '../../src/domain/squads/store';
import { startTeam, type Team } from '../support/team';

let team: Team;
beforeEach(async () => {
  team = await startTeam();
});
afterEach(() => team.stop());

const workspaceId = () => team.backline.connection.workspaceId;
const membership = (channel: string) => team.sandbox.channel(team.sandbox.channels[channel] as string).is_member;

async function applyWithoutSlack(text: string): Promise<void> {
  const { db } = team.database;
  const applied = await applySettings(
    db,
    { workspaceId: workspaceId(), text, lookup: knownHere(db.read, workspaceId()), actor: 'cli' },
    team.sandbox.clock.now(),
  );
  expect(applied.ok).toBe(true);
}

test('a squad that a file named while Slack was out of reach is gone to, and its people are known', async () => {
  expect(membership('product')).toBe(false);
  await applyWithoutSlack('squads: [{ name: Product, channel: "#product" }]');
  await team.settled();
  expect(membership('product')).toBe(true);
  const squad = await squadByKey(team.database.db.read, workspaceId(), 'product');
  expect(await onDuty(team.database.db.read, squad?.id ?? '', team.sandbox.clock.now())).toMatchObject({ status: 'covered' });
});

test('who joins a squad’s channel is known without being asked for', async () => {
  await applyWithoutSlack('squads: [{ name: Billing, members: null }]');
  const channel = team.sandbox.channels['billing-squad'] as string;
  const user = await team.sandbox.make({ make: 'user', name: 'aaron', realName: 'Aaron Aas' });
  await team.sandbox.act(user, { do: 'join', channel });
  await team.settled();
  const squad = await squadByKey(team.database.db.read, workspaceId(), 'billing');
  expect((await onDuty(team.database.db.read, squad?.id ?? '', team.sandbox.clock.now())).on).toMatchObject([{ user }]);
});

test('whoever removed Backline had a reason: it does not come back by itself', async () => {
  await team.settled();
  const channel = team.sandbox.channels['billing-squad'] as string;
  const { botUserId } = team.sandbox.app;
  await team.sandbox.act(team.as('bo').id, { do: 'kick', channel, user: botUserId });
  await team.settled();
  expect(membership('billing-squad')).toBe(false);
});
