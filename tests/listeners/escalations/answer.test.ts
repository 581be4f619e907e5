import type { MessageRef, SeenMessage } from '../../../sandbox/api';
import { startTeam, type Team } from '../../support/team';
import { cardOf, channel, expectNoComplaints, hours, raise, record, said, told, vat } from './scene';

let team: Team;
let card: SeenMessage & MessageRef;
beforeEach(async () => {
  team = await startTeam();
  card = await raise(team);
});
afterEach(() => team.stop());

const shown = () => team.as('bo').text({ channel: card.channel, ts: card.ts });
const inThread = () => said(team, team.as('ana'), vat(team));

async function claim() {
  await team.as('bo').click('Claim', { in: card });
  await team.settled();
}

async function ask(of = 'The agent') {
  const bo = team.as('bo');
  await bo.click('Needs info', { in: card });
  await bo.fill({ Question: 'Which plan did they leave?', 'Who has to answer': of });
  await bo.submit();
  await team.settled();
  return team.as('ana').find('Which plan did they leave?', { channel: vat(team).channel, thread: vat(team).ts });
}

async function resolve(answer: string, key = 'bo') {
  const engineer = team.as(key);
  await engineer.click('Resolve', { in: card });
  await engineer.fill({ Reason: 'Bug fixed', Answer: answer });
  await engineer.submit();
  await team.settled();
}

describe('a question', () => {
  test('mentions the agent in their place, and the card waits', async () => {
    await claim();
    const question = await ask();
    expect(team.as('ana').text(question)).toMatch(
      /<@U01ANA> Bo asks: Which plan did they leave\?[\s\S]*\[Answered\] \[Waiting on customer\]/,
    );
    expect(shown()).toMatch(
      /Waiting on agent since[\s\S]*Bo has it · turn: agent[\s\S]*Bo asks:\* Which plan[\s\S]*\[Carry on\] \[Resolve\]/,
    );
    expectNoComplaints(team);
  });

  test('the asker has it, if nobody did', async () => {
    await ask();
    expect(await record(team)).toMatchObject({ state: 'waiting', owner: team.as('bo').id });
    expect(await team.database.db.read.page.findFirst()).toMatchObject({ outcome: 'claimed' });
  });

  test('“will check” holds the line, the order number answers, and the owner is told', async () => {
    await claim();
    await ask();
    const ana = team.as('ana');
    await ana.reply(vat(team), 'Thanks, will check with the customer');
    await team.settled();
    expect(await record(team)).toMatchObject({ state: 'waiting', turn: 'agent' });
    await ana.reply(vat(team), 'They left Starter, order 20931');
    await team.settled();
    expect(await record(team)).toMatchObject({ state: 'claimed', turn: 'squad', question: null });
    expect(told(team, 'bo').join('\n')).toContain(
      'Ana answered your question on ESC-1: Invoice shows VAT twice after a plan change. It is your turn.',
    );
    expect(said(team, team.as('bo'), card).join('\n')).toContain('They left Starter, order 20931');
  });

  test('Answered gives the turn back, and the question keeps no button', async () => {
    await claim();
    await team.as('ana').click('Answered', { in: await ask() });
    await team.settled();
    expect(await record(team)).toMatchObject({ state: 'claimed', turn: 'squad' });
    expect(inThread().join('\n')).toMatch(/Bo asked: Which plan did they leave\?\nESC-1 · Ana has answered/);
    expect(inThread().join('\n')).not.toContain('[Answered]');
  });

  test('Waiting on customer, and back', async () => {
    await claim();
    const question = await ask();
    await team.as('ana').click('Waiting on customer', { in: question });
    await team.settled();
    expect(await record(team)).toMatchObject({ state: 'waiting', turn: 'customer' });
    expect(shown()).toContain('Waiting on customer since');
    expect(said(team, team.as('bo'), card)).toContain('Ana is waiting on the customer.');
    await team.as('ana').click('Waiting on me', { in: question });
    await team.settled();
    expect(await record(team)).toMatchObject({ turn: 'agent' });
  });

  test('of the customer goes through the agent', async () => {
    const question = await ask('The customer, through the agent');
    expect(team.as('ana').text(question)).toContain('Bo asks the customer: Which plan did they leave?');
    expect(await record(team)).toMatchObject({ turn: 'customer' });
  });

  test('Carry on takes the turn back, and a late Answered is told so', async () => {
    await claim();
    const question = await ask();
    await team.as('bo').click('Carry on', { in: card });
    await team.as('ana').click('Answered', { in: question }); // before it is drawn again
    await team.settled();
    expect(inThread()).toContain('Bo carries on without waiting for the answer.');
    expect(team.as('ana').text({ channel: question.channel, ts: question.ts })).toMatch(/Bo carries on without an answer$/);
    expect(inThread().join('\n')).toMatch(/Nothing is asked any more: it is with the squad again\. Bo claimed this at 08:0\d\./);
  });

  test('somebody else’s button is not theirs', async () => {
    const question = await ask();
    await team.as('luis').click('Answered', { in: question });
    await team.settled();
    expect(said(team, team.as('luis'), vat(team)).join('\n')).toContain('Only the person who asked can do this.');
    expect(await record(team)).toMatchObject({ state: 'waiting' });
  });
});

describe('an answer', () => {
  test('stands in the agent’s place, and closes it when it solves it', async () => {
    await claim();
    await resolve('Reissue it from the invoice page.');
    const ana = team.as('ana');
    const answer = await ana.find('Reissue it from the invoice page.', { channel: vat(team).channel, thread: vat(team).ts });
    expect(ana.text(answer)).toMatch(/<@U01ANA> Bo has answered ESC-1: Reissue it[\s\S]*Bug fixed[\s\S]*\[That solves it\] \[Reopen\]/);
    await ana.click('That solves it', { in: answer });
    await team.settled();
    expect(await record(team)).toMatchObject({ state: 'closed', closedHow: 'accepted', handledBy: 'squad' });
    expect(shown()).toContain('that solved it');
    expect(inThread().join('\n')).toContain('Ana: That solves it.');
    expect(await team.database.db.read.originThread.findFirst()).toMatchObject({ openKey: null, outcome: 'accepted' });
    expectNoComplaints(team);
  });

  test('starts from the owner’s last message that reached the agent', async () => {
    await claim();
    await team.as('bo').reply(card, 'It is fixed: reissue the invoice.');
    await team.as('bo').reply(card, ':lock: between us, what a mess');
    await team.settled();
    await team.as('bo').click('Resolve', { in: card });
    expect(JSON.stringify((await team.as('bo').modal()).blocks)).toContain('"initial_value":"It is fixed: reissue the invoice."');
    await team.as('bo').close();
    await team.as('sam').click('Resolve', { in: card });
    expect(JSON.stringify((await team.as('sam').modal()).blocks)).toContain(
      '"initial_option":{"text":{"type":"plain_text","text":"Support engineer"',
    );
  });

  test('that does not solve it is reopened: Bo has it again, and is told why', async () => {
    await claim();
    await resolve('Reissue it.');
    const ana = team.as('ana');
    await ana.click('Reopen', { in: await ana.find('Reissue it.', { channel: vat(team).channel, thread: vat(team).ts }) });
    await ana.fill({ Why: 'It does not work', 'What happens now': 'Still two tax lines' });
    await ana.submit();
    await team.settled();
    expect(await record(team)).toMatchObject({ state: 'claimed', owner: team.as('bo').id, reopens: 1, answer: null });
    expect(told(team, 'bo').join('\n')).toContain(
      'Ana reopened ESC-1: Invoice shows VAT twice after a plan change. It does not work: Still two tax lines',
    );
    expect(said(team, team.as('bo'), card).join('\n')).toContain('Ana reopened ESC-1: It does not work. Still two tax lines');

    await resolve('Now it is right.');
    expect(inThread().filter((text) => text.includes('Now it is right.'))).toHaveLength(1);
  });

  test('reopened by the squad, the agent is told', async () => {
    await claim();
    await resolve('Reissue it.');
    const cy = team.as('cy');
    await cy.click('Reopen', { in: card });
    await cy.fill({ Why: 'It came back', 'What happens now': 'The job failed again' });
    await cy.submit();
    await team.settled();
    expect(inThread()).toContain('Cy reopened ESC-1: It came back. The job failed again');
  });

  test('after two working days of silence it is closed, unconfirmed, once', async () => {
    await claim();
    await resolve('Reissue it.'); // Tuesday 10:00
    await team.advance(2 * 24 * hours - 60_000);
    expect(await record(team)).toMatchObject({ state: 'resolved' });
    await team.advance(2 * 60_000);
    await team.settled();
    expect(await record(team)).toMatchObject({ state: 'closed', closedHow: 'unconfirmed', nextCheckAt: null });
    expect(shown()).toMatch(/Closed [^\n]* · unconfirmed · Bug fixed[\s\S]*\[Reopen\]/);
    expect(await team.database.db.read.escalationEvent.count({ where: { type: 'closed' } })).toBe(1);
  });

  test('a closed one is reopened within 7 days, not later', async () => {
    await resolve('Reissue it.');
    await team.advance(2 * 24 * hours);
    await team.advance(7 * 24 * hours + 60_000);
    const bo = team.as('bo');
    await bo.click('Reopen', { in: card });
    await team.settled();
    expect(
      team.sandbox
        .messages(bo.id, card.channel)
        .map(({ text }) => text)
        .join('\n'),
    ).toMatch(/ESC-1 was closed on Nov 26 at 10:0\d, more than 7 days ago\. Please escalate the thread again\./);
    expect(team.sandbox.modals(bo.id)).toEqual([]);
  });

  test('a thread that was escalated again goes on there', async () => {
    await resolve('Reissue it.');
    const ana = team.as('ana');
    const answer = await ana.find('Reissue it.', { channel: vat(team).channel, thread: vat(team).ts });
    await team.advance(3 * 24 * hours);
    await raise(team);
    await ana.click('Reopen', { in: answer });
    await ana.fill({ Why: 'It came back', 'What happens now': 'Again' });
    await ana.submit();
    expect(ana.text(await ana.modal())).toContain('This thread has been escalated again since: go on with ESC-2.');
  });

  test('two resolve at once: the second reads who was faster, and the agent one answer', async () => {
    await claim();
    const [bo, cy] = [team.as('bo'), team.as('cy')];
    for (const engineer of [bo, cy]) {
      await engineer.click('Resolve', { in: card });
      await engineer.fill({ Reason: 'Bug fixed', Answer: `By ${engineer.id}` });
    }
    await bo.submit();
    await cy.submit();
    expect(cy.text(await cy.modal())).toMatch(/Bo resolved this at 16:0\d\./);
    await team.settled();
    expect(inThread().filter((text) => text.includes('has answered ESC-1'))).toHaveLength(1);
  });
});

test('the process dies between record and card, and nothing is lost or said twice', async () => {
  const ana = team.as('ana');
  await ana.command('/escalate billing: Second one', channel(team, 'support'));
  await team.settled();
  await ana.fill({ 'What was tried': 'Nothing', 'Expected answer': 'Why?' });
  await ana.submit(); // nothing is delivered by itself: the process ends here
  await team.restart();
  await team.settled();
  await team.restart();
  await team.settled();
  const cards = team.sandbox.messages(team.as('bo').id, channel(team, 'billing-squad')).filter(({ text }) => text.startsWith('ESC-2'));
  expect(cards).toHaveLength(1);
  expect(told(team, 'bo').filter((text) => text.includes('Bo, ESC-2'))).toHaveLength(1);
  expect((await cardOf(team)).text).toContain('ESC-2');
});
