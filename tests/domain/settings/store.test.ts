import { writeTx } from '../../../src/database';
import { auditLog } from '../../../src/domain/audit/store';
import { rightsOf } from '../../../src/domain/people/store';
import { businessHours, workingCalendar } from '../../../src/domain/settings/hours';
import { knownHere } from '../../../src/domain/settings/lookup';
import { applySettings, exportSettings } from '../../../src/domain/settings/store';
import { squadsOf } from '../../../src/domain/squads/store';
import { type FreshDatabase, freshDatabase } from '../../support/database';
import { channelIdOf, idOf, knownChannels, knownPeople, knownWorkspace, monday, workspaceId } from './facts';

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
  await knownWorkspace(fresh.db);
  await knownPeople(fresh.db, {
    kai: { isAdmin: true },
    bo: {},
    cy: {},
    priya: {},
    sam: {},
    ty: {},
    zoe: { isGuest: true },
    wes: { isDeleted: true },
  });
  await knownChannels(fresh.db, {
    'billing-squad': {},
    'billing-private': { isPrivate: true },
    'checkout-squad': {},
    old: { isArchived: true },
    secret: { isPrivate: true, isMember: false },
  });
});
afterEach(() => fresh.drop());

const apply = (text: string, dryRun = false) =>
  applySettings(fresh.db, { workspaceId, text, dryRun, actor: 'cli', lookup: knownHere(fresh.db.read, workspaceId) }, monday);
const exported = () => exportSettings(fresh.db.read, workspaceId);
const problems = async (text: string) => {
  const applied = await apply(text);
  return applied.ok ? [] : applied.mistakes.map(({ line, field, problem }) => `${line} ${field}: ${problem}`);
};

const everything = `squads:
  - name: Billing
    channel: "#billing-squad"
    pms: ["@priya"]
    keywords: [invoice, VAT, refund]
    members: ["@cy", "bo@tallwick.example"]
    manager: "@ty"
    restrictedChannel: "#billing-private"
    oneWayThreads: true
    zone: Europe/Tallinn
    weeklyDigest: false
  - name: Checkout
    channel: C01CHECKOUTSQUAD
people: { admins: ["@bo"], supportEngineers: ["@sam"] }
customers:
  - { name: Acme GmbH, plan: Enterprise, monthlyRevenue: 1200.5, links: ["https://crm.example/acme"] }
hours:
  zone: Europe/Tallinn
  weekly: ["Mon-Thu 09:00-17:00", "Fri 09:00-14:00"]
  exceptions: { "2026-12-24": [], "2026-02-23": { name: Short day, hours: ["09:00-14:00"] } }
`;

test('a file sets up a workspace, and says what it did', async () => {
  const applied = await apply(everything);
  expect(applied.ok && applied.changes.map(({ section, subject, action }) => `${action} ${section} ${subject}`)).toEqual([
    'add squads Billing',
    'add squads Checkout',
    'change people people',
    'add customers Acme GmbH',
    'change hours hours',
  ]);
  expect(await squadsOf(fresh.db.read, workspaceId)).toMatchObject([
    {
      key: 'billing',
      channelId: channelIdOf('billing-squad'),
      pms: [idOf('priya')],
      keywords: ['invoice', 'vat', 'refund'],
      members: [idOf('cy'), idOf('bo')],
      manager: idOf('ty'),
      restrictedChannelId: channelIdOf('billing-private'),
      oneWayThreads: true,
      zone: 'Europe/Tallinn',
      weeklyDigest: false,
    },
    { key: 'checkout', pms: [], members: [], manager: null, oneWayThreads: false, zone: null, weeklyDigest: true },
  ]);
  expect(await rightsOf(fresh.db.read, workspaceId)).toEqual({ admins: [idOf('bo')], supportEngineers: [idOf('sam')] });
  expect((await auditLog(fresh.db.read, workspaceId, { limit: 10 })).entries.map(({ actor, action }) => `${actor} ${action}`)).toEqual([
    'cli hours.changed',
    'cli customer.added',
    'cli people.changed',
    'cli squad.added',
    'cli squad.added',
  ]);
});

test('what is exported and applied changes nothing, and exports the same', async () => {
  await apply(everything);
  const before = await exported();
  expect(await apply(before)).toEqual({ ok: true, changes: [] });
  expect(await exported()).toBe(before);
  expect(before).toContain('pms: [ "@priya" ]');
  expect(before).toContain('members: [ "@cy", "@bo" ]');
});

test('an untouched workspace too', async () => {
  const before = await exported();
  expect(await apply(before)).toEqual({ ok: true, changes: [] });
  expect(await exported()).toBe(before);
});

test('what is absent stays, null goes back to the default', async () => {
  await apply(everything);
  expect(
    await apply(
      'squads:\n  - { name: BILLING, manager: null, members: null, zone: null }\npeople: { admins: null }\nhours: { weekly: null }\n',
    ),
  ).toMatchObject({
    ok: true,
    changes: [
      {
        subject: 'Billing',
        before: { name: 'Billing', members: ['@cy', '@bo'], manager: '@ty', zone: 'Europe/Tallinn' },
        after: { name: 'BILLING', members: [], manager: null, zone: null },
      },
      { section: 'people', before: { admins: ['@bo'] }, after: { admins: [] } },
      { section: 'hours', before: { weekly: ['Mon-Thu 09:00-17:00', 'Fri 09:00-14:00'] }, after: { weekly: ['Mon-Fri 09:00-17:00'] } },
    ],
  });
  expect(await squadsOf(fresh.db.read, workspaceId)).toMatchObject([
    { name: 'BILLING', pms: [idOf('priya')], members: [], manager: null },
    { name: 'Checkout' },
  ]);
  expect(await rightsOf(fresh.db.read, workspaceId)).toEqual({ admins: [], supportEngineers: [idOf('sam')] });
});

test('an exception is added, changed and taken back by its date', async () => {
  await apply(everything);
  await apply('hours:\n  exceptions: { "2026-12-24": null, "2026-12-31": ["09:00-12:00"] }\n');
  expect((await businessHours(fresh.db.read, workspaceId)).exceptions).toEqual([
    { date: '2026-02-23', name: 'Short day', hours: [['09:00', '14:00']] },
    { date: '2026-12-31', hours: [['09:00', '12:00']] },
  ]);
});

test('a dry run shows the difference and changes nothing', async () => {
  const before = await exported();
  const shown = await apply(everything, true);
  expect(shown).toMatchObject({ ok: true });
  expect(await exported()).toBe(before);
  expect(await apply(everything)).toEqual(shown);
});

test('with one mistake nothing is applied', async () => {
  const before = await exported();
  expect(await problems(`${everything.replace('"@ty"', '"@nobody"')}`)).toEqual([
    '7 squads[0].manager: Slack knows nobody called @nobody.',
  ]);
  expect(await exported()).toBe(before);
  expect((await auditLog(fresh.db.read, workspaceId, { limit: 1 })).entries).toEqual([]);
});

test('what cannot be is told at its line', async () => {
  const text = `squads:
  - name: Billing
    channel: "#nowhere"
    members: ["@bo", "@zoe"]
    manager: "@wes"
  - name: Checkout
    channel: "#old"
  - name: Secret
    channel: "#secret"
  - name: Search
  - name: search!
    channel: "#checkout-squad"
people:
  admins: ["@kai", "@wes"]
customers:
  - { name: Acme }
  - { name: ACME }
hours:
  zone: Europe/Talinn
  weekly: ["Mon-Fri 09:00-17:00"]
  exceptions:
    "2026-02-30": []
`;
  expect(await problems(text)).toEqual([
    '3 squads[0].channel: There is no channel #nowhere that Backline can see. If it is private, type “/invite @Backline” there first.',
    '4 squads[0].members[1]: Zoe is a guest. Only full members can be named.',
    '5 squads[0].manager: Wes is deactivated.',
    '7 squads[1].channel: #old is archived. Choose another one, or unarchive it first.',
    '9 squads[2].channel: Backline is not in this private channel: type “/invite @Backline” there, then save again.',
    '10 squads[3].channel: A new squad needs a channel, like "#billing-squad".',
    '10 squads[3].name: There is a squad “search!” already.',
    '11 squads[4].name: There is a squad “Search” already.',
    '14 people.admins[1]: Wes is deactivated.',
    '17 customers[1].name: This customer is named twice.',
    '19 hours.zone: There is no time zone “Europe/Talinn”. Say it like Europe/Tallinn.',
  ]);
  expect(await problems('hours:\n  weekly: [Mon 9-12, Mon 11-14]\n')).toEqual([
    '2 hours.weekly: Mon 09:00-12:00 and Mon 11:00-14:00 overlap.',
  ]);
  expect(await problems('hours:\n  weekly: [Mon 9-12, whenever]\n')).toEqual([
    '2 hours.weekly[1]: “whenever” has no hours. Say it like Mon-Fri 09:00-17:00.',
  ]);
  expect(await problems('hours:\n  weekly: []\n')).toEqual([
    '2 hours.weekly: This calendar is never open. Give at least one day hours, like Mon-Fri 09:00-17:00.',
  ]);
  expect(await problems('hours:\n  exceptions:\n    "2026-02-30": []\n')).toEqual([
    '3 hours.exceptions["2026-02-30"]: There is no date “2026-02-30”. Say it like 2026-12-24.',
  ]);
});

test('two squads may change places in one file', async () => {
  await apply(everything);
  expect(
    await problems('squads:\n  - { name: Billing, channel: "#checkout-squad" }\n  - { name: Checkout, channel: "#billing-squad" }\n'),
  ).toEqual([]);
  expect(await squadsOf(fresh.db.read, workspaceId)).toMatchObject([
    { channelId: channelIdOf('checkout-squad') },
    { channelId: channelIdOf('billing-squad') },
  ]);
});

test('somebody who left since does not stand in the way of a new keyword', async () => {
  await apply(everything);
  await writeTx(fresh.db, (tx) =>
    tx.person.update({ where: { workspaceId_userId: { workspaceId, userId: idOf('cy') } }, data: { isDeleted: true } }),
  );
  expect(await problems('squads:\n  - { name: Billing, keywords: [vat] }\n')).toEqual([]);
  expect(await problems('squads:\n  - { name: Billing, members: ["@cy"] }\n')).toEqual(['2 squads[0].members: Cy is deactivated.']);
  expect(await problems(await exported())).toEqual([]);
});

test('squads: null removes them all, unless one still has work', async () => {
  await apply(everything);
  const [billing] = await squadsOf(fresh.db.read, workspaceId);
  await writeTx(fresh.db, (tx) =>
    tx.escalation.create({
      data: {
        workspaceId,
        number: 1,
        squadId: billing?.id ?? '',
        channelId: channelIdOf('billing-squad'),
        title: 'VAT twice',
        tried: '',
        expected: '',
        links: [],
        raisedBy: idOf('bo'),
        raisedAt: monday,
        levelAt: monday,
        lastActivityAt: monday,
      },
    }),
  );
  expect(await problems('squads: null\n')).toEqual(['1 squads: Billing has 1 open escalation and stays until they are resolved.']);
  await writeTx(fresh.db, (tx) => tx.escalation.updateMany({ data: { state: 'closed' } }));
  expect(await problems('squads: null\n')).toEqual([]);
  expect(await squadsOf(fresh.db.read, workspaceId)).toEqual([]);
});

test('without a word about hours: the working week of the admin who was greeted; a squad has them on its own clock', async () => {
  expect(await businessHours(fresh.db.read, workspaceId)).toEqual({ zone: 'UTC', weekly: ['Mon-Fri 09:00-17:00'], exceptions: [] });
  await writeTx(fresh.db, (tx) => tx.workspace.update({ where: { id: workspaceId }, data: { greetedAdmin: idOf('kai') } }));
  expect((await workingCalendar(fresh.db.read, workspaceId)).timeZone).toBe('Europe/Tallinn');
  expect((await workingCalendar(fresh.db.read, workspaceId, { zone: 'America/New_York' })).timeZone).toBe('America/New_York');
});

test('a person or channel whose name is not theirs alone is written by id', async () => {
  await knownPeople(fresh.db, { bo2: { name: 'bo' } });
  await apply('people: { admins: [U01BO] }');
  expect(await exported()).toContain(`admins: [ ${idOf('bo')} ]`);
});
