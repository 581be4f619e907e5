import { startTeam, type Team } from '../../support/team';
import { turnPrivate } from '../../support/turn-private';
import { answers, cardOf, channel, expectNoComplaints, home, record, said, threadSaying, told } from './scene';

let team: Team;
beforeEach(async () => {
  team = await startTeam();
});
afterEach(() => team.stop());

/** A message in a private place, and Backline invited there or not. */
async function privateThread(invited: boolean) {
  const luis = team.as('luis');
  const leads = channel(team, 'support-leads');
  const root = await luis.post(leads, 'Acme threatens to leave over invoice 8812');
  await luis.reply(root, 'Their contract ends in March');
  if (invited) await team.sandbox.act(luis.id, { do: 'invite', channel: leads, user: team.sandbox.app.botUserId });
  await team.settled();
  return root;
}

const anywhere = (words: string) => JSON.stringify(team.sandbox.messages(team.as('bo').id, channel(team, 'billing-squad'))).includes(words);

test('a private thread is copied only after yes', async () => {
  const luis = team.as('luis');
  const root = await privateThread(true);
  await luis.shortcut('Escalate this thread', root);
  await team.settled();
  await luis.type('Squad', 'Billing');
  await team.settled();
  expect(luis.text(await luis.modal())).toContain('to #billing-squad, where 9 people can read it');

  await luis.fill(answers);
  expect(await luis.trySubmit()).toEqual({ 'Copy this private thread': 'Please complete this required field.' });
  await team.settled();
  expect(await team.database.db.read.escalation.count()).toBe(0);
  expect(anywhere('Acme threatens')).toBe(false);

  await luis.fill({ 'Copy this private thread': 'to #billing-squad' });
  await luis.submit();
  await team.settled();
  const card = await cardOf(team);
  expect(said(team, team.as('bo'), card).join('\n')).toContain('Their contract ends in March');
  expect(team.as('bo').text(card)).toContain('Luis in <https://tallwick.slack.com/archives/');
  expect(team.as('bo').text(card)).not.toContain('support-leads');
  expect(await team.database.db.read.originThread.findFirst()).toMatchObject({ kind: 'private', consentBy: luis.id });
  expectNoComplaints(team);
});

test('a yes to one squad is none to another', async () => {
  const luis = team.as('luis');
  await luis.shortcut('Escalate this thread', await privateThread(true));
  await team.settled();
  await luis.type('Squad', 'Billing');
  await team.settled();
  await luis.fill({ 'Copy this private thread': 'to #billing-squad' });
  await luis.type('Squad', 'Checkout');
  await team.settled();
  await luis.fill({ ...answers, Squad: 'Checkout' });
  expect(await luis.trySubmit()).toEqual({ 'Copy this private thread': 'Please complete this required field.' });
});

test('where Backline is not, only the chosen message is copied, and the form says so', async () => {
  const luis = team.as('luis');
  await luis.shortcut('Escalate this thread', await privateThread(false));
  await team.settled();
  expect(luis.text(await luis.modal())).toContain('type `/invite @Backline` there, or only this message is copied');
  await luis.fill(answers);
  await luis.fill({ 'Copy this private thread': 'to ' });
  await luis.submit();
  await team.settled();
  const copied = said(team, team.as('bo'), await cardOf(team)).join('\n');
  expect(copied).toContain('Acme threatens to leave');
  expect(copied).not.toContain('Their contract ends');
  expect(told(team, 'luis')[0]).toContain('[S3] ESC-1');
});

test('of a direct message only the chosen message is copied', async () => {
  const ana = team.as('ana');
  const dm = channel(team, 'ana-sam');
  const first = await ana.post(dm, 'Between us: Acme is furious');
  const second = await ana.post(dm, 'Invoice 8812 is wrong again');
  await ana.shortcut('Escalate this thread', second);
  await team.settled();
  expect(ana.text(await ana.modal())).toContain('Of a direct message only the chosen message is copied.');
  await ana.fill(answers);
  expect(await ana.trySubmit()).toEqual({ 'Copy this direct message': 'Please complete this required field.' });
  await ana.fill({ 'Copy this direct message': 'to ' });
  await ana.submit();
  await team.settled();
  const copied = said(team, team.as('bo'), await cardOf(team)).join('\n');
  expect(copied).toContain('Invoice 8812 is wrong again');
  expect(copied).not.toContain('furious');
  expect(first.channel).toBe(dm);
});

test('a private message named by its link asks for a yes before anything leaves', async () => {
  const luis = team.as('luis');
  const root = await privateThread(true);
  await luis.command('/escalate Acme threatens to leave', channel(team, 'support'));
  await luis.fill({ ...answers, 'Slack thread': `https://tallwick.slack.com/archives/${root.channel}/p${root.ts.replace('.', '')}` });
  await luis.sees('Copy this private thread', { in: 'modal' });
  expect(await luis.trySubmit()).toHaveProperty('Copy this private thread');
  expect(await team.database.db.read.escalation.count()).toBe(0);

  await luis.fill({ 'Copy this private thread': 'to ' });
  await luis.submit();
  await team.settled();
  expect(await record(team)).toMatchObject({ title: 'Acme threatens to leave' });
});

test('the link to a private thread opens it for nobody who is not there, and says no more than of a message that does not exist', async () => {
  const root = await privateThread(true);
  const ana = team.as('ana');
  const linkTo = ({ ts }: { ts: string }, channelId = root.channel) =>
    `https://tallwick.slack.com/archives/${channelId}/p${ts.replace('.', '')}`;
  const cannot = 'Backline cannot read this message. Check the link, or type “/invite @Backline” in its channel.';
  await ana.command(`/escalate ${linkTo(root)}`, channel(team, 'support'));
  await team.settled();
  const shown = ana.text(await ana.modal());
  expect(shown).toContain('This message cannot be read, so it will not be copied.');
  for (const secret of ['Acme threatens', 'support-leads', 'Luis']) expect(shown).not.toContain(secret);

  await ana.fill({ ...answers, Title: 'What is there?' });
  await ana.fill({ 'Copy this private thread': 'to #billing-squad' });
  expect(await ana.trySubmit()).toEqual({ 'Slack thread': cannot });
  await ana.type('Slack thread', linkTo(root, 'C0NOWHERE99'));
  await ana.fill({ 'Copy this private thread': 'to #billing-squad' });
  expect(await ana.trySubmit()).toEqual({ 'Slack thread': cannot });
  await team.settled();
  expect(await team.database.db.read.escalation.count()).toBe(0);
  expect(anywhere('Acme threatens')).toBe(false);

  // As soon as she is in it, the same link is hers.
  await ana.type('Slack thread', linkTo(root));
  await team.sandbox.act(team.as('luis').id, { do: 'invite', channel: root.channel, user: ana.id });
  await team.settled();
  await ana.fill({ 'Copy this private thread': 'to #billing-squad' });
  expect(await ana.trySubmit()).toEqual({});
  await team.settled();
  expect(said(team, team.as('bo'), await cardOf(team)).join('\n')).toContain('Their contract ends in March');
});

test('who is in a private place is not known: nothing is read, nothing is raised, and all that was typed stays', async () => {
  const root = await privateThread(true);
  const luis = team.as('luis');
  await luis.command('/escalate Acme threatens to leave', channel(team, 'support'));
  await luis.fill(answers);
  team.sandbox.inject({ method: 'conversations.info', channel: root.channel, times: 9, what: { kind: 'http', status: 503 } });
  await luis.type('Slack thread', `https://tallwick.slack.com/archives/${root.channel}/p${root.ts.replace('.', '')}`);
  await luis.submit();
  expect(luis.text(await luis.modal())).toMatch(/Slack did not answer just now[\s\S]*Reissued once, same result/);
  expect(await team.database.db.read.escalation.count()).toBe(0);
});

test('a channel that turns private while the form is open asks for a yes before anything leaves', async () => {
  const ana = team.as('ana');
  const refunds = await team.sandbox.make({ make: 'channel', name: 'refunds', botIsMember: true, members: [ana.id, team.as('sam').id] });
  const root = await ana.post(refunds, 'Acme threatens to leave over invoice 8812');
  await team.settled();
  await ana.shortcut('Escalate this thread', root);
  await team.settled();
  await ana.fill(answers);
  expect(ana.text(await ana.modal())).not.toContain('Copy this private thread');

  await turnPrivate(team.sandbox, refunds);
  await team.as('sam').reply(root, 'Between us now');
  await team.settled();
  await ana.submit();
  expect(ana.text(await ana.modal())).toMatch(/This thread is not public\.[\s\S]*Copy this private thread/);
  expect(await team.database.db.read.escalation.count()).toBe(0);
  expect(anywhere('Acme threatens')).toBe(false);

  await ana.fill({ 'Copy this private thread': 'to #billing-squad' });
  await ana.submit();
  await team.settled();
  expect(await team.database.db.read.originThread.findFirst()).toMatchObject({ kind: 'private', consentBy: ana.id });
});

test('a Slack Connect thread hears nothing: the agent is talked to in direct messages', async () => {
  const shared = Object.keys(team.sandbox.channels).find(
    (key) => team.sandbox.channel(team.sandbox.channels[key] as string).is_ext_shared,
  ) as string;
  const hugo = team.as('hugo');
  const root = await hugo.post(channel(team, shared), 'Our invoice 8812 shows the tax twice');
  const before = said(team, hugo, root).length;
  const pat = team.as('pat');
  await pat.react(root, 'sos');
  await team.settled();
  const offer = await pat.find('Escalate', { channel: team.sandbox.dm(pat.id) });
  await pat.click('Fill in', { in: offer });
  await team.settled();
  await pat.fill(answers);
  await pat.fill({ 'Copy this thread, shared with another company,': 'to ' });
  await pat.submit();
  await team.settled();

  const card = await cardOf(team);
  await team.as('bo').click('Claim', { in: card });
  await team.settled();
  expect(said(team, hugo, root)).toHaveLength(before);
  expect(told(team, 'pat').join('\n')).toContain('Bo is on it.');
  expect(said(team, team.as('bo'), card).join('\n')).not.toContain('hugo.brandt@acme.example');
});

test('a private squad’s queue is for its channel alone', async () => {
  await team.sandbox.act(team.as('kai').id, { do: 'open_home' });
  const ana = team.as('ana');
  await ana.command('/escalate Chargeback of Acme', channel(team, 'support'));
  await ana.type('Squad', 'Billing');
  await team.settled();
  await ana.fill({ ...answers, Restricted: 'goes to #billing-private' });
  await ana.submit();
  await team.settled();
  expect(await home(team, 'ana')).toContain('Chargeback of Acme'); // it is hers
  expect(await home(team, 'tomas')).not.toContain('Chargeback of Acme');
  expect(threadSaying(team, 'Chargeback', 'billing-private', 'bo').ts).toBeTruthy();
});
