import { writeTx } from '../../../src/database';
import { auditLog } from '../../../src/domain/audit/store';
import { nameRights } from '../../../src/domain/people/store';
import { businessHours } from '../../../src/domain/settings/hours';
import { squadDefaults } from '../../../src/domain/squads/rules';
import { addSquad, squadsOf } from '../../../src/domain/squads/store';
import { startTeam, type Team } from '../../support/team';
import { openSettings } from './open';

let team: Team;
beforeEach(async () => {
  team = await startTeam({ settings: false });
});
afterEach(() => team.stop());

const workspaceId = () => team.backline.connection.workspaceId;
const squads = () => squadsOf(team.database.db.read, workspaceId());
const channel = (name: string) => team.sandbox.channels[name] as string;
const given = (name: string, channelName: string) =>
  writeTx(team.database.db, (tx) =>
    addSquad(tx, workspaceId(), { ...squadDefaults, name, channelId: channel(channelName) }, 'system', team.sandbox.clock.now()),
  );

test('the admin who installed Backline is met with “Name your first squad”, and names it', async () => {
  const kai = team.as('kai');
  const message = await kai.find('Name your first squad', { channel: team.sandbox.dm(kai.id) });
  await kai.click('Add a squad', { in: message });
  await kai.fill({ Name: 'Integrations', Channel: 'integrations-squad' });
  await kai.submit();
  await team.settled();

  expect(await squads()).toMatchObject([
    { name: 'Integrations', key: 'integrations', channelId: channel('integrations-squad'), members: [], zone: null, weeklyDigest: true },
  ]);
  expect(kai.text(await kai.modal())).toContain('Grace is asked first');
  expect(await businessHours(team.database.db.read, workspaceId())).toMatchObject({ zone: 'Europe/Tallinn' }); // where Kai is
  expect(team.sandbox.complaints()).toEqual([]);
});

test('a squad with all its fields is added from the list, and the list shows it', async () => {
  const kai = await openSettings(team, 'kai', 'Squads');
  expect(kai.text(await kai.modal())).toContain('No squad yet. A name and a channel are enough.');
  await kai.click('Add a squad', { in: 'modal' });
  expect(await kai.options('Zone', 'tall')).toEqual(['Europe/Tallinn']);
  await kai.fill({
    Name: ' Billing ',
    Channel: 'billing-squad',
    PMs: ['priya'],
    Keywords: 'Invoice, VAT,refund',
    Members: ['cy', 'bo'],
    Manager: 'ty',
    'Restricted channel': 'billing-private',
    'One-way threads': ['What the squad writes stays there until it is sent'],
    Zone: 'Europe/Tallinn',
    'Weekly digest': [],
  });
  await kai.submit();
  await team.settled();

  const { people } = team.sandbox;
  expect(await squads()).toMatchObject([
    {
      name: 'Billing',
      pms: [people.priya],
      keywords: ['invoice', 'vat', 'refund'],
      members: [people.cy, people.bo],
      manager: people.ty,
      restrictedChannelId: channel('billing-private'),
      oneWayThreads: true,
      zone: 'Europe/Tallinn',
      weeklyDigest: false,
    },
  ]);
  const list = kai.text(await kai.modal());
  expect(list).toContain('Billing is saved.');
  expect(list).toContain('2 members · 1 PM · manager Ty · 3 keywords');
  expect(team.sandbox.complaints()).toEqual([]);
});

test('Backline joins a public channel by itself', async () => {
  expect(team.sandbox.channel(channel('product'))).toMatchObject({ is_member: false });
  const kai = await openSettings(team, 'kai', 'Squads');
  await kai.click('Add a squad', { in: 'modal' });
  await kai.fill({ Name: 'Product', Channel: 'product' });
  await kai.submit();
  expect(team.sandbox.channel(channel('product'))).toMatchObject({ is_member: true });
});

test('what cannot be is told beside its field, nothing typed is lost, and once it is mended it is saved', async () => {
  await given('Checkout', 'checkout-squad');
  const kai = await openSettings(team, 'kai', 'Squads');
  await kai.click('Add a squad', { in: 'modal' });
  await kai.fill({ Name: 'checkout', Channel: 'support-leads', Keywords: 'vat', Members: ['bo', 'zoe'], Manager: 'wes' });
  expect(await kai.trySubmit()).toEqual({
    Name: 'There is a squad “Checkout” already.',
    Channel: 'Backline is not in this private channel: type “/invite @Backline” there, then save again.',
    Members: 'Zoe is a guest. Only full members can be named.',
    Manager: 'Wes is deactivated.',
  });
  expect(team.sandbox.modals(kai.id).at(-1)?.state.values.keywords).toMatchObject({ squad_keywords: { value: 'vat' } });
  expect(await squads()).toHaveLength(1);

  await team.sandbox.act(team.as('maya').id, { do: 'invite', channel: channel('support-leads'), user: team.sandbox.app.botUserId });
  await kai.fill({ Name: 'Leads', Members: ['bo'], Manager: 'ty' });
  await kai.submit();
  expect(await squads()).toMatchObject([{ name: 'Checkout' }, { name: 'Leads', channelId: channel('support-leads'), keywords: ['vat'] }]);
});

test('an archived channel and one that is shared with a customer are refused', async () => {
  await team.sandbox.act(team.as('kai').id, { do: 'archive', channel: channel('product') });
  const kai = await openSettings(team, 'kai', 'Squads');
  await kai.click('Add a squad', { in: 'modal' });
  await kai.fill({ Name: 'Product', Channel: 'product' });
  expect(await kai.trySubmit()).toEqual({ Channel: '#product is archived. Choose another one, or unarchive it first.' });
  await kai.fill({ Channel: 'ext-acme' });
  expect(await kai.trySubmit()).toEqual({
    Channel: '#ext-acme is shared with another company, who would read along. Choose a channel of your own.',
  });
});

test('a squad is changed, and the audit log tells what changed', async () => {
  await given('Billing', 'billing-squad');
  const kai = await openSettings(team, 'kai', 'Squads');
  await kai.click('Edit', { in: 'modal', row: 'Billing' });
  await kai.fill({ Name: 'Billing & Tax', Keywords: 'vat' });
  await kai.submit();
  expect(await squads()).toMatchObject([
    { name: 'Billing & Tax', key: 'billing-tax', keywords: ['vat'], channelId: channel('billing-squad') },
  ]);
  const { entries } = await auditLog(team.database.db.read, workspaceId(), { limit: 1 });
  expect(entries).toMatchObject([
    {
      actor: kai.id,
      action: 'squad.changed',
      before: { name: 'Billing', keywords: [] },
      after: { name: 'Billing & Tax', keywords: ['vat'] },
    },
  ]);
});

test('a squad with open escalations stays; one without is removed', async () => {
  const billing = await given('Billing', 'billing-squad');
  await given('Checkout', 'checkout-squad');
  await writeTx(team.database.db, (tx) =>
    tx.escalation.create({
      data: {
        workspaceId: workspaceId(),
        number: 1,
        squadId: billing.id,
        channelId: billing.channelId,
        title: 'VAT twice',
        tried: '',
        expected: '',
        links: [],
        raisedBy: team.as('ana').id,
        raisedAt: team.sandbox.clock.now(),
        levelAt: team.sandbox.clock.now(),
        lastActivityAt: team.sandbox.clock.now(),
      },
    }),
  );
  const kai = await openSettings(team, 'kai', 'Squads');
  await kai.click('Remove', { in: 'modal', row: 'Billing' });
  expect(kai.text(await kai.modal())).toContain('Billing has 1 open escalation, so it stays.');
  await kai.click('Remove', { in: 'modal', row: 'Checkout' });
  expect(kai.text(await kai.modal())).toContain('Checkout is removed.');
  expect(await squads()).toMatchObject([{ name: 'Billing' }]);
});

test('thirty squads are paged and found', async () => {
  for (let n = 10; n < 40; n++) await given(`Squad ${n}`, 'billing-squad');
  const kai = await openSettings(team, 'kai', 'Squads');
  expect(kai.text(await kai.modal())).toContain('1–15 of 30');
  await kai.click('Next', { in: 'modal' });
  const second = kai.text(await kai.modal());
  expect(second).toContain('16–30 of 30');
  expect(second).toContain('Squad 39');
  await kai.type('Find', 'squad 2');
  const found = kai.text(await kai.modal());
  expect(found).toContain('Squad 21');
  expect(found).not.toContain('Squad 31');
  await kai.type('Find', '<nothing>');
  expect(kai.text(await kai.modal())).toContain('No squad is called “&lt;nothing&gt;”.');
  await kai.fill({ Find: 'squad 31' });
  await kai.submit();
  expect(kai.text(await kai.modal())).toContain('Squad 31');
  expect(team.sandbox.complaints()).toEqual([]);
});

test('settings are for admins: somebody else reads whom to ask', async () => {
  const ana = team.as('ana');
  await writeTx(team.database.db, (tx) =>
    nameRights(tx, workspaceId(), { admins: [ana.id], supportEngineers: [] }, 'system', team.sandbox.clock.now()),
  );
  await openSettings(team, 'ana', 'Squads');
  await ana.click('Add a squad', { in: 'modal' });
  await ana.fill({ Name: 'Billing', Channel: 'billing-squad' });

  await writeTx(team.database.db, (tx) =>
    nameRights(tx, workspaceId(), { admins: [], supportEngineers: [] }, 'system', team.sandbox.clock.now()),
  );
  expect(await ana.trySubmit()).toEqual({ Name: 'You are not a Backline admin any more, so this was not done. Ask an admin to do it.' });
  expect(await squads()).toEqual([]);
  await ana.close();
  await ana.click('Add a squad', { in: 'modal' });
  expect(ana.text(await ana.modal())).toContain('Settings are for Backline’s admins. Ask Kai.');
  expect(team.sandbox.complaints()).toEqual([]);
});
