import { writeTx } from '../../../src/database';
import { record } from '../../../src/domain/audit/store';
import { rightsOf } from '../../../src/domain/people/store';
import { businessHours } from '../../../src/domain/settings/hours';
import { startTeam, type Team } from '../../support/team';
import { openSettings } from './open';

let team: Team;
beforeEach(async () => {
  team = await startTeam();
});
afterEach(() => team.stop());

const read = () => team.database.db.read;
const workspaceId = () => team.backline.connection.workspaceId;

test('Settings say what is set, an entry each', async () => {
  const kai = await openSettings(team, 'kai');
  const shown = kai.text(await kai.modal());
  for (const says of [
    'Billing, Checkout, Integrations',
    'Admins: Kai',
    'Support engineers: Sam',
    'Mon-Fri 09:00-17:00, Europe/Tallinn',
    '[Health]',
    '[Audit log]',
  ])
    expect(shown).toContain(says);
  expect(team.sandbox.complaints()).toEqual([]);
});

test('rights are given by name, not to a guest, and the audit log keeps who gave them', async () => {
  const kai = await openSettings(team, 'kai', 'People and rights');
  expect(kai.text(await kai.modal())).toContain('Admins and owners of Slack are Backline’s admins too: Kai.');
  await kai.fill({ Admins: ['kai', 'maya'], 'Support engineers': ['sam', 'zoe'] });
  expect(await kai.trySubmit()).toEqual({ 'Support engineers': 'Zoe is a guest. Only full members can be named.' });
  await kai.fill({ 'Support engineers': ['sam', 'luis'] });
  await kai.submit();

  const { people } = team.sandbox;
  expect(await rightsOf(read(), workspaceId())).toEqual({ admins: [people.kai, people.maya], supportEngineers: [people.sam, people.luis] });
  await kai.click('Audit log', { in: 'modal' });
  const log = kai.text(await kai.modal());
  expect(log).toContain('*@kai* changed people and rights');
  expect(log).toContain('support engineers: @sam → @sam, @luis');
  expect(team.sandbox.complaints()).toEqual([]);
});

test('business hours are read as people write them, a mistake is told beside its field', async () => {
  const kai = await openSettings(team, 'kai', 'Business hours and holidays');
  await kai.fill({ Weekly: 'Mon-Fry 9-17', Exceptions: '24.12.2026 closed' });
  expect(await kai.trySubmit()).toEqual({
    Weekly: '“Fry” is not a day. Say it like Mon-Fri 09:00-17:00.',
    Exceptions: 'There is no date “24.12.2026”. Say it like “2026-12-24 closed Christmas Eve” or “2026-12-31 09:00-14:00”.',
  });
  await kai.fill({ Weekly: 'Mon-Fri 9-17\nTue 16-18' });
  await kai.fill({ Exceptions: '2026-12-24 closed Christmas Eve\n2026-12-24' });
  expect(await kai.trySubmit()).toEqual({
    Weekly: 'Tue 09:00-17:00 and Tue 16:00-18:00 overlap.',
    Exceptions: '2026-12-24 is there twice.',
  });

  await kai.fill({
    Zone: 'Europe/Lisbon',
    Weekly: 'Mon-Thu 9-17\nFri 9-14',
    Exceptions: '2026-12-31 9-12 New Year’s Eve\n2026-12-24 closed Christmas Eve',
  });
  await kai.submit();
  expect(await businessHours(read(), workspaceId())).toEqual({
    zone: 'Europe/Lisbon',
    weekly: ['Mon-Thu 9-17', 'Fri 9-14'],
    exceptions: [
      { date: '2026-12-24', name: 'Christmas Eve', hours: [] },
      { date: '2026-12-31', name: 'New Year’s Eve', hours: [['09:00', '12:00']] },
    ],
  });
  await kai.click('Business hours and holidays', { in: 'modal' });
  expect(kai.text(await kai.modal())).toContain('2026-12-31 09:00-12:00 New Year’s Eve');
  expect(team.sandbox.complaints()).toEqual([]);
});

test('a customer is added, another of the same name is not, and it is renamed', async () => {
  const kai = await openSettings(team, 'kai', 'Customers');
  await kai.click('Add a customer', { in: 'modal' });
  await kai.fill({ Name: 'Acme GmbH', Plan: 'Enterprise', 'Monthly revenue': '1200.50', Links: 'https://crm.example/acme\nnot a link' });
  expect(await kai.trySubmit()).toEqual({ Links: 'Write a link as https://…' });
  await kai.fill({ Links: 'https://crm.example/acme' });
  await kai.submit();
  const list = kai.text(await kai.modal());
  expect(list).toContain('Acme GmbH is saved.');
  expect(list).toContain('Enterprise · 1,200.5 a month');

  await kai.click('Add a customer', { in: 'modal' });
  await kai.fill({ Name: 'ACME  gmbh' });
  expect(await kai.trySubmit()).toEqual({ Name: 'There is a customer “Acme GmbH” already.' });
  await kai.close();
  await kai.click('Edit', { in: 'modal', row: 'Acme GmbH' });
  await kai.fill({ Name: 'Acme <Group>' });
  await kai.submit();
  expect(kai.text(await kai.modal())).toContain('*Acme &lt;Group&gt;*');
  expect(await read().customer.findMany()).toMatchObject([{ name: 'Acme <Group>', plan: 'Enterprise', monthlyRevenue: 120_050 }]);
  expect(team.sandbox.complaints()).toEqual([]);
});

test('the doctor finds that Backline was removed, says what to do, and is content when it is done', async () => {
  const billing = team.sandbox.channels['billing-squad'] as string;
  const { botUserId } = team.sandbox.app;
  const kai = team.as('kai');
  await team.sandbox.act(kai.id, { do: 'join', channel: billing });
  await team.sandbox.act(kai.id, { do: 'kick', channel: billing, user: botUserId });
  await team.settled();
  await openSettings(team, 'kai', 'Health');
  await team.settled();
  const shown = kai.text(await kai.modal());
  expect(shown).toContain('*squad channel* · billing: Backline is not in #billing-squad\n→ /invite @Backline there');
  expect(shown).toMatch(/Fine: .*token.*database/);

  await team.sandbox.act(kai.id, { do: 'invite', channel: billing, user: botUserId });
  await team.settled();
  await kai.click('Check again', { in: 'modal' });
  await team.settled();
  const again = kai.text(await kai.modal());
  expect(again).not.toContain('Backline is not in');
  expect(again).toMatch(/Fine: .*squad channel \(3\)/);
  expect(again).toContain('*rotation cover* · billing: No rotation: Bo is asked first, then Cy, at any hour\n→ /rota → New rotation');
});

test('the audit log is paged, newest first', async () => {
  await writeTx(team.database.db, async (tx) => {
    for (let n = 1; n <= 45; n++)
      await record(
        tx,
        {
          workspaceId: workspaceId(),
          actor: 'cli',
          action: 'squad.changed',
          subject: `Squad ${n}`,
          before: { zone: null },
          after: { zone: 'UTC' },
        },
        team.sandbox.clock.now(),
      );
  });
  const kai = await openSettings(team, 'kai', 'Audit log');
  const first = kai.text(await kai.modal());
  expect(first).toContain('*Command line* changed the squad Squad 45\nzone: none → UTC');
  expect(first).not.toContain('Squad 25');
  await kai.click('Older', { in: 'modal' });
  expect(kai.text(await kai.modal())).toContain('Squad 25');
  await kai.click('Newest', { in: 'modal' });
  expect(kai.text(await kai.modal())).toContain('Squad 45');
  expect(team.sandbox.complaints()).toEqual([]);
});
