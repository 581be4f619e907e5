import { writeTx } from '../../../src/database';
import { removeSquad, squadByKey } from '../../../src/domain/squads/store';
import { startTeam, type Team } from '../../support/team';
import { answers, cardOf, channel, expectNoComplaints, home, hours, raise, record, said, told, vat } from './scene';

let team: Team;
beforeEach(async () => {
  team = await startTeam();
});
afterEach(() => team.stop());

test('the engineer on duty is told once, by message and mention', async () => {
  const card = await raise(team);
  await team.settled(); // twice, to see that it is said once
  expect(team.as('bo').text(card)).toContain('[S3] ESC-1');
  expect(told(team, 'bo').filter((text) => text.includes('Bo, ESC-1 (S3) needs an owner by'))).toHaveLength(1);
  expect(said(team, team.as('bo'), card).filter((text) => text.includes('<@U01BO>, ESC-1 (S3) needs an owner by'))).toHaveLength(1);
  expect(told(team, 'cy')).toEqual([]);
  expectNoComplaints(team);
});

test('the agent reads who has been asked, and a status card under their thread', async () => {
  const ana = team.as('ana');
  await ana.shortcut('Escalate this thread', vat(team));
  await team.settled();
  expect(ana.text(await ana.modal())).toContain(
    '#support · “Invoice shows VAT twice after a plan change” · Ana, 6 messages will be copied to the squad’s channel',
  );
  await ana.fill(answers);
  await team.settled();
  expect(ana.text(await ana.modal())).toContain('will be copied to #billing-squad');
  await ana.submit();
  await team.settled();
  expect(ana.text(await ana.modal())).toContain('*ESC-1 is with Billing.* Bo has been asked to take it.');
  expect(said(team, ana, vat(team)).at(-1)).toContain('ESC-1');
  expect(said(team, team.as('bo'), await cardOf(team)).join('\n')).toContain('Reissued once, same result: the second tax line is back');
  expectNoComplaints(team);
});

test('/escalate fills the form from what follows it, and a message link is the thread', async () => {
  const ana = team.as('ana');
  const { channel: support, ts } = vat(team);
  const link = `https://tallwick.slack.com/archives/${support}/p${ts.replace('.', '')}`;
  await ana.command(`/escalate billing: s2 Tax wrong https://z.co/8 ${link}`, support);
  await team.settled();
  const form = await ana.modal();
  expect(ana.text(form)).toContain('6 messages will be copied to #billing-squad');
  expect(ana.text(form)).toContain('First reply in 1 h of Billing’s hours');
  await ana.fill({ 'What was tried': 'Nothing', 'Expected answer': 'Why?' });
  await ana.submit();
  await team.settled();
  expect(await record(team)).toMatchObject({ title: 'Tax wrong', severity: 's2', links: ['https://z.co/8'], raisedBy: ana.id });
  const thread = await team.database.db.read.originThread.findFirst();
  expect(thread).toMatchObject({ channelId: support, rootTs: ts, kind: 'public', inThread: true });
});

test('a reply leads to the root of its thread, which gives the title and the links', async () => {
  const ana = team.as('ana');
  const root = vat(team);
  const [, , reply] = team.sandbox.messages(ana.id, root.channel, root.ts);
  await ana.shortcut('Escalate this thread', { channel: root.channel, ts: reply?.ts ?? '' });
  await team.settled();
  await ana.fill(answers);
  await ana.submit();
  await team.settled();
  expect(await record(team)).toMatchObject({
    title: 'Invoice shows VAT twice after a plan change',
    links: ['https://help.tallwick.example/tickets/8812'],
  });
  expect(await team.database.db.read.originThread.findFirst()).toMatchObject({ rootTs: root.ts });
});

test('without a thread the agent is talked to in direct messages', async () => {
  const card = await raise(team, { thread: null });
  expect(team.as('bo').text(card)).toContain('Billing · Ana');
  expect(told(team, 'ana')[0]).toContain('[S3] ESC-1');
  await team.as('bo').click('Claim', { in: card });
  await team.settled();
  expect(told(team, 'ana')).toContain('Bo is on it.');
});

test('a form that is sent twice is one escalation', async () => {
  const ana = team.as('ana');
  await ana.shortcut('Escalate this thread', vat(team));
  await team.settled();
  await ana.fill(answers);
  const submission = () => team.sandbox.act(ana.id, { do: 'submit' });
  await Promise.all([submission(), submission()]);
  await team.settled();
  expect(await team.database.db.read.escalation.count()).toBe(1);
  expect(
    team.sandbox.messages(team.as('bo').id, channel(team, 'billing-squad')).filter(({ text }) => text.startsWith('ESC-')),
  ).toHaveLength(1);
});

test('two agents, one thread, one escalation', async () => {
  const [ana, luis] = [team.as('ana'), team.as('luis')];
  for (const agent of [ana, luis]) await agent.shortcut('Escalate this thread', vat(team));
  await team.settled();
  for (const agent of [ana, luis]) await agent.fill(answers);
  await ana.submit();
  await luis.submit();
  await team.settled();
  expect(luis.text(await luis.modal())).toMatch(/Already escalated[\s\S]*This thread is ESC-1 already\*, with Billing\. Open\./);
  expect(await team.database.db.read.escalation.count()).toBe(1);

  await luis.close();
  await luis.shortcut('Escalate this thread', vat(team));
  await team.settled();
  expect(luis.text(await luis.modal())).toMatch(/Already escalated[\s\S]*\[Open the card\]/);
});

test('a thread that is answered already can be reopened from what is shown instead of the form', async () => {
  const card = await raise(team);
  const [ana, bo] = [team.as('ana'), team.as('bo')];
  await bo.click('Resolve', { in: card });
  await bo.fill({ Reason: 'Bug fixed', Answer: 'Reissue it.' });
  await bo.submit();
  await team.settled();
  await ana.shortcut('Escalate this thread', vat(team));
  await team.settled();
  expect(ana.text(await ana.modal())).toMatch(/This thread is ESC-1 already[\s\S]*Resolved by Bo[\s\S]*\[Open the card\] \[Reopen\]/);
  await ana.click('Reopen', { in: 'modal' });
  await ana.fill({ Why: 'It came back', 'What happens now': 'Twice again' });
  await ana.submit();
  await team.settled();
  expect(await record(team)).toMatchObject({ state: 'claimed', owner: bo.id, reopens: 1 });
  expectNoComplaints(team);
});

test('what comes late does not undo what was chosen meanwhile', async () => {
  const ana = team.as('ana');
  const root = vat(team);
  const [, reply] = team.sandbox.messages(ana.id, root.channel, root.ts);
  team.sandbox.inject({ method: 'conversations.replies', times: 1, what: { kind: 'hang', ms: 400 } }); // and no answer in the end
  const opening = ana.shortcut('Escalate this thread', { channel: root.channel, ts: reply?.ts ?? '' });
  expect(ana.text(await ana.modal())).toContain('Reading the thread …');
  await ana.type('Squad', 'Checkout');
  await ana.type('What was tried', 'Reissued once');
  await opening;
  await team.settled();
  const whole = ana.text(await ana.modal());
  expect(whole).toContain('Slack did not let the thread be read just now. It will be copied as soon as it can be.');
  expect(whole).toMatch(/Checkout\nSeverity\nFirst reply in 4 h of Checkout’s hours/);
  await ana.fill({ Title: 'VAT twice', 'Expected answer': 'Why?' });
  await ana.submit();
  await team.settled();
  const squad = await team.database.db.read.squad.findFirst({ where: { key: 'checkout' } });
  expect(await record(team)).toMatchObject({ squadId: squad?.id, tried: 'Reissued once', title: 'VAT twice' });
  const card = await cardOf(team, 'checkout-squad', 'elif');
  expect(said(team, team.as('elif'), card).join('\n')).toContain('Only on the PDF, or did we really charge it twice?');
});

test('of somebody unknown Slack is asked before anybody is told that they may not; what they typed stays', async () => {
  const ana = team.as('ana');
  await ana.command('/escalate Invoice shows VAT twice', channel(team, 'support'));
  await ana.fill(answers);
  await team.settled();
  await writeTx(team.database.db, (tx) => tx.person.deleteMany({ where: { userId: ana.id } }));
  team.sandbox.inject({ method: 'users.info', times: 1, what: { kind: 'http', status: 503 } });
  await ana.submit();
  expect(ana.text(await ana.modal())).toMatch(
    /Slack did not answer just now\. Nothing is lost: press Escalate again\.[\s\S]*Reissued once/,
  );
  await ana.submit();
  expect(ana.text(await ana.modal())).toContain('*ESC-1 is with Billing.*');
});

test('a squad’s thread is no origin', async () => {
  const card = await raise(team);
  const bo = team.as('bo');
  await bo.shortcut('Escalate this thread', card);
  await team.settled();
  expect(bo.text(await bo.modal())).toContain('This thread belongs to an escalation already');
});

describe(':sos: on a message', () => {
  test('offers the form to who reacted, alone and once', async () => {
    const ana = team.as('ana');
    const root = vat(team);
    await ana.react(root, 'sos');
    await team.settled();
    const offer = await ana.find('Escalate this thread?', { channel: root.channel, thread: root.ts });
    expect(said(team, team.as('luis'), root).join('\n')).not.toContain('Escalate this thread?');

    await ana.click('Fill in', { in: offer });
    await team.settled();
    await ana.fill(answers);
    await ana.submit();
    await team.settled();
    expect(await record(team)).toMatchObject({ title: 'Invoice shows VAT twice after a plan change' });

    const [, reply] = team.sandbox.messages(ana.id, root.channel, root.ts);
    await ana.react({ channel: root.channel, ts: reply?.ts ?? '' }, 'sos');
    await team.settled();
    expect(said(team, ana, root).join('\n')).not.toContain('Escalate this thread?');
  });

  test('goes away with Not now', async () => {
    const ana = team.as('ana');
    const root = vat(team);
    await ana.react(root, 'sos');
    await team.settled();
    await ana.click('Not now', { in: await ana.find('Escalate this thread?', { channel: root.channel, thread: root.ts }) });
    await team.settled();
    expect(said(team, ana, root).join('\n')).not.toContain('Escalate this thread?');
    expect(team.sandbox.modals(ana.id)).toEqual([]);
  });
});

describe('what was typed is not lost', () => {
  test('a form that is closed waits on App Home, and its person is told so', async () => {
    const ana = team.as('ana');
    await ana.shortcut('Escalate this thread', vat(team));
    await team.settled();
    await ana.type('What was tried', 'Reissued once');
    await ana.close();
    await team.settled();
    expect(told(team, 'ana').join('\n')).toContain('Your escalation “Invoice shows VAT twice after a plan change” is not sent yet.');

    expect(await home(team, 'ana')).toContain('[Continue your draft]');
    await ana.click('Continue your draft', { in: 'home' });
    await team.settled();
    const form = await ana.modal();
    expect(JSON.stringify(form.blocks)).toContain('Reissued once');
    expect(ana.text(form)).toContain('6 messages will be copied');
    await ana.fill({ Squad: 'Billing', 'Expected answer': 'Refund?' });
    await ana.submit();
    await team.settled();
    expect(await record(team)).toMatchObject({ tried: 'Reissued once' });
    expect(await home(team, 'ana')).not.toContain('Continue your draft');
  });

  test('a form that nobody typed in is forgotten without a word', async () => {
    const ana = team.as('ana');
    await ana.shortcut('Escalate this thread', vat(team));
    await team.settled();
    await ana.close();
    await team.settled();
    expect(told(team, 'ana')).toEqual([]);
    expect(await home(team, 'ana')).not.toContain('Continue your draft');
  });

  test('an expired trigger keeps the draft, and its person is told', async () => {
    const ana = team.as('ana');
    team.sandbox.inject({ method: 'views.open', times: 1, what: { kind: 'error', error: 'expired_trigger_id' } });
    await ana.command('/escalate billing: s2 Tax wrong https://z.co/8', channel(team, 'support'));
    await team.settled();
    expect(team.sandbox.modals(ana.id)).toEqual([]);
    const message = await ana.find('Your escalation “Tax wrong” is not sent yet.', { channel: team.sandbox.dm(ana.id) });
    await ana.click('Continue your draft', { in: message });
    await team.settled();
    expect(ana.text(await ana.modal())).toContain('First reply in 1 h of Billing’s hours');
    expect(JSON.stringify((await ana.modal()).blocks)).toContain('Tax wrong');
  });

  test('after 24 hours it is not offered any more', async () => {
    const ana = team.as('ana');
    await ana.command('/escalate Tax wrong', channel(team, 'support'));
    await ana.type('What was tried', 'Nothing');
    await ana.close();
    await team.settled();
    const message = await ana.find('is not sent yet', { channel: team.sandbox.dm(ana.id) });
    await team.advance(24 * hours + 1);
    expect(await home(team, 'ana')).not.toContain('Continue your draft');
    await ana.click('Continue your draft', { in: message });
    expect(ana.text(await ana.modal())).toContain('There is nothing to continue: this draft was sent already, or has been forgotten.');
  });
});

describe('what is wrong stands beside its field', () => {
  test.each([
    [
      'a link of another workspace',
      { 'Slack thread': 'https://elsewhere.slack.com/archives/C01SUPPORT/p1764000000000100' },
      { 'Slack thread': expect.stringContaining('not a link to a message of this workspace') },
    ],
    ['no link at all', { 'Slack thread': 'the thread of this morning' }, { 'Slack thread': expect.stringContaining('Copy link') }],
    [
      'a message that is not there',
      { 'Slack thread': 'https://tallwick.slack.com/archives/C01SUPPORT/p1764000000000100' },
      { 'Slack thread': expect.stringContaining('cannot read this message') },
    ],
    ['a link that is none', { Links: 'zendesk 8812' }, { Links: '“zendesk” is not a link. Put one on each line, starting with https://.' }],
    ['nothing but blanks', { 'What was tried': '   ', Title: ' ' }, { Title: expect.any(String), 'What was tried': expect.any(String) }],
  ])('%s', async (_, fill, errors) => {
    const ana = team.as('ana');
    await ana.command('/escalate Tax wrong', channel(team, 'support'));
    await ana.fill({ ...answers, ...fill });
    expect(await ana.trySubmit()).toEqual(errors);
    await team.settled();
    expect(await team.database.db.read.escalation.count()).toBe(0);
  });

  test('a squad that was removed meanwhile', async () => {
    const ana = team.as('ana');
    await ana.command('/escalate Tax wrong', channel(team, 'support'));
    await ana.fill(answers);
    const { db } = team.database;
    const billing = await squadByKey(db.read, 'T01TALLWICK', 'billing');
    if (billing) await writeTx(db, (tx) => removeSquad(tx, billing, 'U01KAI', new Date()));
    expect(await ana.trySubmit()).toEqual({ Squad: 'This squad was removed meanwhile. Choose another one.' });
  });
});

test('a guest is told to ask a colleague', async () => {
  const zoe = team.as('zoe');
  await zoe.command('/escalate Tax wrong', channel(team, 'translations'));
  await team.settled();
  expect(zoe.text(await zoe.modal())).toContain('Ask a colleague to escalate this');
  expect(await home(team, 'zoe')).toContain('Ask a colleague to escalate');
});

test('in a workspace without a squad the draft is kept, and who can set one up is named', async () => {
  await team.stop();
  team = await startTeam({ settings: false });
  const ana = team.as('ana');
  await home(team, 'kai');
  await ana.command('/escalate Tax wrong', channel(team, 'support'));
  await team.settled();
  expect(ana.text(await ana.modal())).toContain('No squad is set up yet. Kai can add one on App Home, in Settings.');
  await ana.close();
  expect(await home(team, 'ana')).toContain('[Continue your draft]');
});

test('what is typed calls nobody and breaks nothing', async () => {
  const card = await raise(team, {
    thread: null,
    fill: { Title: '<!channel> *bold* & <@U01BO> @here', 'What was tried': 'x & <y>'.repeat(400), Customer: '<!here>' },
  });
  const bo = team.as('bo');
  const shown = `${card.text}\n${JSON.stringify(card.blocks)}`;
  expect(shown).not.toMatch(/<!channel>|<!here>|<@U01BO> @|@here\b/);
  expect(bo.text(card)).toContain('&lt;!channel&gt; *bold* &amp; &lt;@U01BO&gt;');
  expect(bo.text(card)).toContain('…');
  expectNoComplaints(team);
});

test('a squad whose channel is archived: the person is asked all the same, and the card is drawn when it is mended', async () => {
  const kai = team.as('kai');
  await team.sandbox.act(kai.id, { do: 'archive', channel: channel(team, 'billing-squad') });
  await team.settled();
  const ana = team.as('ana');
  await ana.shortcut('Escalate this thread', vat(team));
  await team.settled();
  await ana.fill(answers);
  await ana.submit();
  await team.settled();
  expect(ana.text(await ana.modal())).toContain('Billing’s channel cannot be reached, an admin was told.');
  expect(told(team, 'bo').join('\n')).toContain('Bo, ESC-1 (S3) needs an owner');

  await team.sandbox.act(kai.id, { do: 'unarchive', channel: channel(team, 'billing-squad') });
  await team.settled();
  const card = await cardOf(team);
  expect(said(team, team.as('bo'), card).join('\n')).toContain('Reissued once, same result: the second tax line');
});

test('a thread somebody escalated while Slack would not give it is read later', async () => {
  const ana = team.as('ana');
  await ana.shortcut('Escalate this thread', vat(team));
  await team.settled();
  await ana.fill(answers);
  team.sandbox.inject({ method: 'conversations.replies', what: { kind: 'rate_limit', retryAfterSeconds: 30 }, times: 1 });
  await ana.submit();
  const card = await cardOf(team).catch(() => null);
  expect(card).toBeNull();
  await team.settled();
  await team.advance(31_000);
  expect(said(team, team.as('bo'), await cardOf(team)).join('\n')).toContain('Only on the PDF, or did we really charge it twice?');
});

test('a draft that was sent after all is not sent again', async () => {
  const ana = team.as('ana');
  await ana.shortcut('Escalate this thread', vat(team));
  await ana.type('What was tried', 'Reissued once');
  await ana.close();
  await team.settled();
  const message = await ana.find('is not sent yet', { channel: team.sandbox.dm(ana.id) });
  await ana.click('Continue your draft', { in: message });
  await ana.fill(answers);
  await ana.submit();
  await team.settled();
  await ana.close();
  await ana.click('Continue your draft', { in: message });
  expect(ana.text(await ana.modal())).toContain('There is nothing to continue');
  expect(await team.database.db.read.escalation.count()).toBe(1);
});

test('of a restricted one, others learn only that it is there', async () => {
  const [ana, luis] = [team.as('ana'), team.as('luis')];
  await ana.shortcut('Escalate this thread', vat(team));
  await team.settled();
  await ana.type('Squad', 'Billing');
  await team.settled();
  await ana.fill({ ...answers, Title: 'Chargeback of Acme', Restricted: 'goes to #billing-private' });
  await ana.submit();
  await team.settled();
  await luis.shortcut('Escalate this thread', vat(team));
  expect(luis.text(await luis.modal())).toContain('Ana has escalated this thread already. Ask them how it stands.');
  expect(luis.text(await luis.modal())).not.toMatch(/ESC-1|Chargeback/);
  expect(said(team, luis, vat(team)).join('\n')).not.toContain('ESC-1');
  expect(told(team, 'ana').join('\n')).toContain('[S3] ESC-1*  Chargeback of Acme');
});

test('restricted ones stand in the restricted channel alone', async () => {
  const ana = team.as('ana');
  await ana.command('/escalate Chargeback of Acme', channel(team, 'support'));
  await ana.type('Squad', 'Billing');
  await team.settled();
  await ana.fill({ ...answers, Restricted: 'goes to #billing-private' });
  await ana.submit();
  await team.settled();
  expect(await record(team)).toMatchObject({ restricted: true, channelId: channel(team, 'billing-private') });
  expect(
    team.sandbox
      .messages(team.as('bo').id, channel(team, 'billing-squad'))
      .map(({ text }) => text)
      .join('\n'),
  ).not.toContain('ESC-1');
  expect(await home(team, 'bo')).toContain('Squad queue (1)');
  expect(await home(team, 'luis')).not.toContain('Chargeback of Acme');
});
