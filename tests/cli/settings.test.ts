import { writeTx } from '../../src/database';
import { createRotation } from '../../src/domain/rotation/records/store';
import { idOf, knownChannels, knownPeople, knownWorkspace, monday, workspaceId } from '../domain/settings/facts';
import { type FreshDatabase, freshDatabase } from '../support/database';
import { backline } from '../support/terminal';

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
  await knownWorkspace(fresh.db);
  await knownPeople(fresh.db, { kai: { isAdmin: true }, bo: {}, cy: {}, zoe: { isGuest: true } });
  await knownChannels(fresh.db, { 'billing-squad': { members: ['bo', 'cy'] } });
});
afterEach(() => fresh.drop());

const type = (line: string, input = '') => backline(line.split(' '), { env: { DATABASE_URL: fresh.url }, input, now: () => monday });

const billing = `squads:
  - { name: Billing, channel: "#billing-squad", members: ["@bo", "@cy"], keywords: [vat] }
hours: { zone: Europe/Tallinn, exceptions: { "2026-12-24": [] } }
`;

test('a dry run shows what a file would do, and applying it does that', async () => {
  const dry = await type('settings apply - --dry-run', billing);
  expect(dry).toEqual({
    exitCode: 0,
    err: '',
    out: [
      'add squads: Billing',
      '  channel: #billing-squad',
      '  keywords: vat',
      '  members: @bo, @cy',
      '  weeklyDigest: true',
      'change hours',
      '  zone: UTC → Europe/Tallinn',
      '  exceptions: none → 2026-12-24 closed',
      'Nothing was changed. Without --dry-run it would be.',
      '',
    ].join('\n'),
  });
  expect((await type('settings export')).out).toContain('squads: []');

  expect((await type('settings apply -', billing)).out).toContain('2 changes made.');
  expect((await type('settings apply -', billing)).out).toBe('Nothing to change: it is all as the file says.\n');
});

test('what is exported applies without a change', async () => {
  await type('settings apply -', billing);
  const { out } = await type('settings export');
  expect(out).toContain('- name: Billing');
  expect(JSON.parse((await type('settings apply - --json', out)).out)).toEqual({ dryRun: false, changes: [] });
});

test('mistakes are named by line and field, and nothing is applied', async () => {
  const wrong = billing.replace('"@cy"', '"@zoe"').replace('"2026-12-24"', '"2026-12-32"');
  expect(await type('settings apply -', wrong)).toEqual({
    exitCode: 2,
    out: '',
    err: [
      '-:2: squads[0].members[1]: Zoe is a guest. Only full members can be named.',
      '-:3: hours.exceptions["2026-12-32"]: There is no date “2026-12-32”. Say it like 2026-12-24.',
      '',
    ].join('\n'),
  });
  expect((await type('settings export')).out).toContain('squads: []');

  const { exitCode, err } = await type('settings apply - --json', 'broadcasts: []');
  expect(exitCode).toBe(2);
  expect(JSON.parse(err)).toMatchObject({
    error: 'invalid_input',
    mistakes: [{ line: 1, field: 'broadcasts', problem: 'This is not available in this version of Backline. Leave it out.' }],
  });
});

test('a file that is not there is said to be so', async () => {
  expect(await type('settings apply nowhere.yml')).toMatchObject({ exitCode: 2, err: 'file: nowhere.yml cannot be read (ENOENT).\n' });
});

test('of several workspaces one is named', async () => {
  await writeTx(fresh.db, (tx) =>
    tx.workspace.create({
      data: { id: 'T2', name: 'Other', url: 'https://other.slack.com/', botUserId: 'U', botId: 'B', connectedAt: monday },
    }),
  );
  expect((await type('settings export')).exitCode).toBe(2);
  expect(await type(`settings export --workspace ${workspaceId}`)).toMatchObject({ exitCode: 0 });
  expect(await type('settings export --workspace T404')).toMatchObject({
    exitCode: 2,
    err: '--workspace: No workspace T404 has connected to this database.\n',
  });
});

test('the audit log tells who changed what', async () => {
  expect((await type('audit')).out).toBe('Nothing was changed yet.\n');
  await type('settings apply -', billing);
  await type('settings apply -', 'squads: [{ name: Billing, keywords: [vat, tax] }]');
  expect((await type('audit')).out).toBe(
    [
      '2026-02-23T08:00:00Z  cli  squad.changed  Billing  keywords: vat → vat, tax',
      '2026-02-23T08:00:00Z  cli  hours.changed  hours  zone: UTC → Europe/Tallinn; exceptions: none → date 2026-12-24, hours closed',
      '2026-02-23T08:00:00Z  cli  squad.added  Billing',
      '',
    ].join('\n'),
  );
  await type('settings apply -', 'people: { admins: ["@bo"] }');
  expect((await type('audit --limit 1')).out).toContain('people.changed  people  admins: none → @bo');
  await type('settings apply -', 'squads: [{ name: Billing, keywords: [vat, tax, fee] }]');
  const entries = JSON.parse((await type('audit --json --limit 1')).out);
  expect(entries).toEqual([
    {
      at: '2026-02-23T08:00:00Z',
      actor: 'cli',
      action: 'squad.changed',
      subject: 'Billing',
      before: { keywords: ['vat', 'tax'] },
      after: { keywords: ['vat', 'tax', 'fee'] },
    },
  ]);
  expect((await type('audit --limit 1')).out).toContain('… and older ones: --limit 2');
  expect((await type('audit --limit none')).exitCode).toBe(2);
});

test('the doctor finds the gap before the page does', async () => {
  expect(await type('doctor --offline')).toMatchObject({
    exitCode: 1,
    out: expect.stringContaining('warning  squad_channel   workspace: There is no squad yet'),
  });
  await type('settings apply -', billing);
  await writeTx(fresh.db, async (tx) => {
    await tx.jobRun.create({ data: { job: 'check-escalations', startedAt: monday } });
    await tx.channel.updateMany({ data: { isMember: false } });
  });
  const { exitCode, out } = await type('doctor --json --offline');
  expect(exitCode).toBe(1);
  const report = JSON.parse(out);
  expect(report).toMatchObject({ ok: false, checkedAt: '2026-02-23T08:00:00Z' });
  expect(report.checks[0]).toEqual({
    check: 'squad_channel',
    subject: 'billing',
    level: 'error',
    found: 'Backline is not in #billing-squad',
    mend: '/invite @Backline there',
  });

  await writeTx(fresh.db, (tx) => tx.channel.updateMany({ data: { isMember: true } }));
  const { out: mended } = await type('doctor --offline');
  expect(mended).toContain('ok       squad_channel   billing: #billing-squad is there');
  expect(mended).toContain('→ /rota → New rotation');

  await withRotation();
  expect(await type('doctor --offline')).toMatchObject({ exitCode: 0, out: expect.stringMatching(/All is well\.\n$/) });
});

test('online, the doctor says that no running Backline answers', async () => {
  const { out } = await backline(['doctor', '--json'], { env: { DATABASE_URL: fresh.url, PORT: '1' }, now: () => monday });
  expect(JSON.parse(out).checks).toContainEqual({
    check: 'socket',
    subject: 'workspace',
    level: 'warning',
    found: 'No running Backline answers',
    mend: 'Start it: npm start',
  });
});

async function withRotation(): Promise<void> {
  const { id: squadId, channelId } = await fresh.db.read.squad.findFirstOrThrow();
  const order = ['bo', 'cy'].map(idOf);
  const layers = [{ name: 'Billing', unit: 'week', every: 1, anchor: '2026-02-23T09:00', order }];
  const draft = { workspaceId, squadId, name: 'Billing', kind: 'turns' as const, channelId, members: order, by: idOf('kai') };
  await writeTx(fresh.db, (tx) =>
    createRotation(tx, { ...draft, definition: { zone: 'Europe/Tallinn', layers } as never }, new Date('2026-02-23T07:00:00Z')),
  );
}
