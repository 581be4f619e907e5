import { writeTx } from '../../src/database';
import { type Raising, raiseEscalation } from '../../src/domain/escalations/store';
import { squadByKey } from '../../src/domain/squads/store';
import type { Severity } from '../../src/generated/sqlite/enums';
import { startTeam, type Team } from '../support/team';
import { channel, expectNoComplaints, home, raise, record } from './escalations/scene';

let team: Team;
beforeEach(async () => {
  team = await startTeam();
});
afterEach(() => team.stop());

const workspaceId = 'T01TALLWICK';

/** Many at once, without a form for each. */
async function raiseMany(count: number, more: Partial<Raising> & { squad?: string } = {}): Promise<void> {
  const { squad = 'billing', ...rest } = more;
  const { db } = team.database;
  const found = await squadByKey(db.read, workspaceId, squad);
  for (let number = 0; number < count; number += 1) {
    const raising: Raising = {
      workspaceId,
      person: 'U01ANA',
      source: `view:V${squad}${number}`,
      formId: null,
      title: `Question ${number + 1}`,
      squadId: found?.id ?? '',
      severity: (number % 2 ? 's3' : 's2') as Severity,
      customer: number % 3 ? '' : 'Acme GmbH',
      tried: 'All',
      expected: 'An answer',
      links: [],
      restricted: false,
      origin: null,
      ...rest,
    };
    await raiseEscalation(db, raising, team.sandbox.clock.now());
  }
}

async function choose(key: string, label: string, option: string): Promise<string> {
  const person = team.as(key);
  await person.type(label, option, { in: 'home' });
  await team.settled();
  return person.text(await person.home());
}

test('what waits for somebody comes first, and is done right there', async () => {
  const card = await raise(team);
  const [ana, bo] = [team.as('ana'), team.as('bo')];
  expect(await home(team, 'bo')).toMatch(
    /Needs you\n\*ESC-1\* S3 Billing needs an owner: Invoice shows VAT twice[\s\S]*\[Claim\] \[Not me\] \[Open\]/,
  );

  await bo.click('Claim', { in: 'home', row: 'needs an owner' });
  await team.settled();
  expect(await record(team)).toMatchObject({ owner: bo.id });
  expect(bo.text(await bo.home())).toMatch(/Nothing waits for you\.[\s\S]*My escalations \(1\)\n\*ESC-1\* S3 Billing · Claimed by Bo/);

  await bo.click('Needs info', { in: card });
  await bo.fill({ Question: 'Which plan?', 'Who has to answer': 'The agent' });
  await bo.submit();
  await team.settled();
  expect(await home(team, 'ana')).toMatch(/\*ESC-1\* Bo asks: Which plan\?\n\[Open thread\] \[Answered\] \[Waiting on customer\]/);
  await ana.click('Answered', { in: 'home' });
  await team.settled();

  await bo.click('Resolve', { in: card });
  await bo.fill({ Reason: 'Question answered', Answer: 'Reissue from the invoice page' });
  await bo.submit();
  await team.settled();
  expect(ana.text(await ana.home())).toMatch(/\*ESC-1\* answered: Reissue from the invoice page\n\[That solves it\] \[Reopen\]/);
  await ana.click('That solves it', { in: 'home' });
  await team.settled();
  expect(await record(team)).toMatchObject({ state: 'closed' });
  expect(ana.text(await ana.home())).toContain('My escalations (0)');
  expectNoComplaints(team);
});

test('a page that somebody looks at is drawn again when something on it changes', async () => {
  await home(team, 'bo');
  await home(team, 'ana');
  await raise(team);
  const [bo, ana] = [team.as('bo'), team.as('ana')];
  const seen = (key: string) => team.as(key).text(team.sandbox.home(team.as(key).id) ?? { text: '', ts: '' });
  expect(seen('bo')).toContain('Squad queue (1)');
  expect(seen('ana')).toContain('My escalations (1)');
  expect([bo.id, ana.id]).toEqual(['U01BO', 'U01ANA']);
});

test('a member of whom Slack does not tell who they are is taken for no guest: their page comes as soon as it does', async () => {
  const ana = team.as('ana');
  await writeTx(team.database.db, (tx) => tx.person.deleteMany({ where: { userId: ana.id } }));
  team.sandbox.inject({ method: 'users.info', times: 2, what: { kind: 'http', status: 503 } });
  expect(await home(team, 'ana')).toContain('My escalations (0)');
  const pages = team.sandbox.log.filter(({ name }) => name === 'views.publish').map(({ request }) => JSON.stringify(request.view));
  expect(pages[0]).toContain('Slack did not answer just now. Your page comes up here in a moment');
  expect(pages.join()).not.toContain('guests and people of other companies');
});

test('who passed a page, and who was asked beside the one who took it, see it go', async () => {
  const card = await raise(team);
  for (const key of ['bo', 'cy']) await home(team, key);
  const seen = (key: string) => team.as(key).text(team.sandbox.home(team.as(key).id) ?? { text: '', ts: '' });
  expect(seen('bo')).toContain('needs an owner');
  // Long after they looked they watch no queue: their pages alone concern them.
  await writeTx(team.database.db, (tx) => tx.homePage.updateMany({ data: { openedAt: new Date(0), squadId: null } }));
  await team.as('bo').click('Not me', { in: await team.as('bo').find('needs an owner', { channel: team.sandbox.dm(team.as('bo').id) }) });
  await team.settled();
  expect(seen('bo')).toContain('Nothing waits for you.');
  expect(seen('cy')).toContain('needs an owner');

  await team.as('sam').click('Claim', { in: card });
  await team.settled();
  expect(seen('cy')).toContain('Nothing waits for you.');
});

test('of more than anybody has open the newest are shown', async () => {
  const { db } = team.database;
  const squad = await squadByKey(db.read, workspaceId, 'billing');
  const at = team.sandbox.clock.now();
  const texts = { title: 'Question', tried: 'All', expected: 'An answer', links: [], raisedBy: 'U01ANA' };
  const of = { workspaceId, squadId: squad?.id ?? '', channelId: squad?.channelId ?? '', raisedAt: at, levelAt: at, lastActivityAt: at };
  const data = Array.from({ length: 205 }, (_, index) => ({ ...texts, ...of, number: index + 1 }));
  await writeTx(db, (tx) => tx.escalation.createMany({ data }));
  expect(await home(team, 'ana')).toMatch(/My escalations \(200\)\n\*ESC-205\*/);
});

test('who is on duty stands there, of one’s own squads', async () => {
  expect(await home(team, 'bo')).toContain('On duty now\n*Billing*  Bo');
  expect(await home(team, 'kai')).toMatch(/\*Billing\* {2}Bo[\s\S]*\*Checkout\* {2}Elif[\s\S]*\*Integrations\* {2}Ivo/);
});

test('admins see Settings, others do not', async () => {
  expect(await home(team, 'kai')).toContain('[New escalation] [Escalations] [Rotation] [Settings]');
  expect(await home(team, 'ana')).toMatch(/^\[New escalation\] \[Escalations\] \[Rotation\]\n/);
});

test('the queue goes page by page, from a key', async () => {
  await raiseMany(23);
  const bo = team.as('bo');
  expect(await home(team, 'bo')).toMatch(/Squad queue \(23\)[\s\S]*\*ESC-1\*[\s\S]*\*ESC-10\*[\s\S]*1–10 of 23\n\[Next\]/);
  await bo.click('Next', { in: 'home', row: '1–10 of 23' });
  await team.settled();
  expect(bo.text(await bo.home())).toMatch(/\*ESC-11\*[\s\S]*\*ESC-20\*[\s\S]*11–20 of 23\n\[Previous\] \[Next\]/);
  await bo.click('Next', { in: 'home', row: '11–20 of 23' });
  await team.settled();
  expect(bo.text(await bo.home())).toMatch(/\*ESC-21\*[\s\S]*\*ESC-23\*[\s\S]*21–23 of 23\n\[Previous\]/);
  await bo.click('Previous', { in: 'home', row: '21–23 of 23' });
  await team.settled();
  expect(bo.text(await bo.home())).toMatch(/\*ESC-11\*[\s\S]*11–20 of 23/);
  expect((await bo.home()).blocks.length).toBeLessThanOrEqual(100);
  expectNoComplaints(team);
});

test('filters narrow the queue, and stay when it is drawn again', async () => {
  await raiseMany(4);
  await raiseMany(1, { squad: 'checkout', title: 'Card declined' });
  await home(team, 'bo');
  expect(await choose('bo', 'Severity', 'S2 High')).toContain('Squad queue (2)');
  expect(await choose('bo', 'Sort', 'Newest first')).toMatch(/\*ESC-3\*[\s\S]*\*ESC-1\*/);
  expect(await choose('bo', 'State', 'Claimed')).toContain('Nothing here with these filters.');
  expect(await choose('bo', 'Squad', 'Checkout')).toContain('Squad queue (0)');
  expect(await choose('bo', 'State', 'Open')).toMatch(/Squad queue \(1\)[\s\S]*Card declined/);
  expect(await home(team, 'bo')).toContain('Card declined');
  await team.as('bo').click('Escalations', { in: 'home' });
  await team.settled();
  expect(team.as('bo').text(await team.as('bo').home())).toContain('Squad queue (4)');
});

test('Open shows everything, and every button that this person may use', async () => {
  const card = await raise(team, { fill: { Customer: 'Acme GmbH', Links: 'https://acme.zendesk.com/agent/tickets/8812' } });
  const [bo, ana] = [team.as('bo'), team.as('ana')];
  await home(team, 'bo');
  await bo.click('Open', { in: 'home', row: 'Open since' });
  await team.settled();
  const details = bo.text(await bo.modal());
  expect(details).toMatch(
    /ESC-1[\s\S]*Acme GmbH · Ana in[\s\S]*\[Claim\] \[Needs info\] \[Resolve\] \[Open the card\][\s\S]*Reissued once[\s\S]*May we refund[\s\S]*Zendesk 8812[\s\S]*Ana raised it[\s\S]*Bo was asked to take it/,
  );

  await bo.click('Claim', { in: 'modal' });
  await team.settled();
  expect(bo.text(await bo.modal())).toMatch(/Claimed by Bo[\s\S]*\[Needs info\] \[Resolve\]/);
  await bo.click('Resolve', { in: 'modal' });
  await bo.fill({ Reason: 'Bug fixed', Answer: 'Done' });
  await bo.submit();
  await team.settled();
  expect(bo.text(await bo.modal())).toMatch(/Resolved by Bo[\s\S]*\[Reopen\]/);

  await home(team, 'ana');
  await ana.click('Open', { in: 'home', row: 'Resolved' });
  await team.settled();
  expect(ana.text(await ana.modal())).toMatch(/\[That solves it\] \[Reopen\] \[Open the card\]/);
  expect(card.channel).toBe(channel(team, 'billing-squad'));
  expectNoComplaints(team);
});

test('in the modal who was slower reads who was faster', async () => {
  const card = await raise(team);
  const [bo, cy] = [team.as('bo'), team.as('cy')];
  await home(team, 'cy');
  await cy.click('Open', { in: 'home', row: 'Open since' });
  await bo.click('Claim', { in: card });
  await cy.click('Claim', { in: 'modal' });
  await team.settled();
  expect(cy.text(await cy.modal())).toMatch(/Bo claimed this at 16:0\d\.[\s\S]*Claimed by Bo/);
});
