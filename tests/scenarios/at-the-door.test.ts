import { person } from '../../sandbox/person';
import { startTeam, type Team } from '../support/team';

let team: Team;
beforeAll(async () => {
  team = await startTeam();
});
afterAll(() => team.stop());

const storedMessages = () => team.database.db.read.inboxEvent.findMany({ where: { type: 'message' }, orderBy: { id: 'asc' } });

test('what somebody of another company says in a shared channel belongs to the workspace that has Backline', async () => {
  const { sandbox, backline } = team;
  const ana = team.as('ana');
  const shared = await sandbox.make({ make: 'channel', name: 'with-partner', members: [ana.id], is_ext_shared: true, botIsMember: true });
  const sol = await sandbox.make({ make: 'user', name: 'sol', stranger: true });
  await sandbox.act(ana.id, { do: 'invite', channel: shared, user: sol });
  await person(sandbox, sol).post(shared, 'From outside');
  await sandbox.quiet();

  const [said] = (await storedMessages()).slice(-1);
  expect(said).toMatchObject({ workspaceId: backline.connection.workspaceId, lane: shared, payload: { user: sol, text: 'From outside' } });
  await team.settled();
  expect(await team.database.db.read.inboxEvent.count({ where: { state: { not: 'done' } } })).toBe(0);
});

test('a message with characters that no database keeps is stored without them, and so is what is typed after a command', async () => {
  const { sandbox } = team;
  const ana = team.as('ana');
  const support = sandbox.channels.support as string;
  await ana.post(support, 'half \ud83d of a smile, and a zero\0 in the middle 🙂');
  await sandbox.quiet();
  const [said] = (await storedMessages()).slice(-1);
  expect(said).toMatchObject({ payload: { text: 'half \ufffd of a smile, and a zero in the middle 🙂' } });

  expect(
    await sandbox.act(ana.id, { do: 'command', channel: support, command: '/escalate', text: 'billing: VAT\0 twice \ud83d' }),
  ).toMatchObject({ ok: true });
  await ana.sees('VAT twice \ufffd', { in: 'modal' });
  await team.settled();
  expect(await team.database.db.read.inboxEvent.count({ where: { state: { not: 'done' } } })).toBe(0);
});
