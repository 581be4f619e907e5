import { writeTx } from '../../../src/database';
import { startTeam, type Team } from '../../support/team';
import { cardOf, channel, expectNoComplaints, hours, minutes, raise, record, said, told, vat } from './scene';

let team: Team;
afterEach(() => team.stop());

describe('while everybody is at work', () => {
  beforeEach(async () => {
    team = await startTeam();
  });

  test('two engineers press Claim, one is told who was faster', async () => {
    const card = await raise(team);
    const [bo, cy] = [team.as('bo'), team.as('cy')];
    await Promise.all([bo.click('Claim', { in: card }), cy.click('Claim', { in: card })]);
    await team.settled();
    const owner = (await record(team)).owner as string;
    const [winner, loser] = owner === bo.id ? [bo, cy] : [cy, bo];
    const name = owner === bo.id ? 'Bo' : 'Cy';
    const time = loser === cy ? '16:0\\d' : '10:0\\d'; // Cy reads it in Manila
    expect(
      team.sandbox
        .messages(loser.id, card.channel)
        .map(({ text }) => text)
        .join('\n'),
    ).toMatch(new RegExp(`${name} claimed this at ${time}\\.`));
    expect(
      team.sandbox
        .messages(winner.id, card.channel)
        .map(({ text }) => text)
        .join('\n'),
    ).not.toContain('claimed this at');
    expect(said(team, team.as('ana'), vat(team)).filter((text) => text === `${name} is on it.`)).toHaveLength(1);
    expectNoComplaints(team);
  });

  test('a claim after it was resolved is told who resolved it', async () => {
    const card = await raise(team);
    const [bo, cy] = [team.as('bo'), team.as('cy')];
    const page = await bo.find('needs an owner', { channel: team.sandbox.dm(bo.id) });
    await cy.click('Resolve', { in: card });
    await cy.fill({ Reason: 'Question answered', Answer: 'Yes.' });
    await cy.submit();
    await bo.click('Claim', { in: page }); // before it is drawn again
    await team.settled();
    expect(told(team, 'bo').join('\n')).toMatch(/Cy resolved this at 10:0\d\. Press “Reopen” if there is more to it\./);
    expect(bo.text({ channel: page.channel, ts: page.ts })).toMatch(/It is resolved\.\n\[Open the card\]$/);
  });

  test('who does not belong to the squad is told so, and nothing changes', async () => {
    const card = await raise(team);
    const luis = team.as('luis');
    await luis.click('Claim', { in: card });
    await luis.click('Resolve', { in: card });
    await team.settled();
    const read = team.sandbox.messages(luis.id, card.channel).map(({ text }) => text);
    expect(read.filter((text) => text.startsWith('Only Billing can do this.'))).toHaveLength(2);
    expect(team.sandbox.modals(luis.id)).toEqual([]);
    expect(await record(team)).toMatchObject({ state: 'open', owner: null });
  });

  test('what asks first opens at once, whatever Slack would have to be asked; of a stranger it is asked', async () => {
    const card = await raise(team);
    const bo = team.as('bo');
    const forget = (how: 'old' | 'gone') =>
      writeTx(team.database.db, async (tx) => {
        const where = { userId: bo.id };
        if (how === 'old') await tx.person.updateMany({ where, data: { refreshedAt: new Date(0) } });
        else await tx.person.deleteMany({ where });
      });
    const calls = () => team.sandbox.log.filter(({ way }) => way === 'call').map(({ name }) => name);
    await forget('old');
    team.sandbox.clearLog();
    await bo.click('Resolve', { in: card });
    expect(calls()[0]).toBe('views.open');
    await bo.close();

    await forget('gone');
    team.sandbox.clearLog();
    await bo.click('Resolve', { in: card });
    expect(calls().slice(0, 2)).toEqual(['users.info', 'views.open']);
    expect(bo.text(await bo.modal())).toContain('Resolve ESC-1');
  });

  test('what did not open in time says so where it was pressed, else in a direct message', async () => {
    const card = await raise(team);
    const bo = team.as('bo');
    const tooLate = () => team.sandbox.inject({ method: 'views.*', times: 1, what: { kind: 'error', error: 'expired_trigger_id' } });
    tooLate();
    await bo.click('Needs info', { in: card });
    await team.settled();
    const read = team.sandbox.messages(bo.id, card.channel).filter(({ ephemeral }) => ephemeral);
    expect(read.map(({ text }) => text)).toEqual(['That took too long. Press it again.']);

    await team.homeOf('bo');
    tooLate();
    await bo.click('Open', { in: 'home', row: 'needs an owner' });
    await team.settled();
    expect(told(team, 'bo').join('\n')).toContain('ESC-1: what you pressed did not open. That took too long. Press it again.');

    tooLate();
    await bo.shortcut('Escalate this thread', vat(team));
    await team.settled();
    expect(told(team, 'bo')).toContain('That took too long. Press it again.');
    await bo.shortcut('Escalate this thread', vat(team));
    expect(bo.text(await bo.modal())).toContain('Already escalated');
  });

  test('support engineers and admins may act everywhere', async () => {
    const card = await raise(team);
    await team.as('sam').click('Claim', { in: card });
    await team.settled();
    expect(await record(team)).toMatchObject({ owner: team.as('sam').id });
  });

  test('the page is claimed in direct messages, and keeps no button', async () => {
    await raise(team);
    const bo = team.as('bo');
    await bo.click('Claim', { in: await bo.find('needs an owner', { channel: team.sandbox.dm(bo.id) }) });
    await team.settled();
    const page = told(team, 'bo').join('\n');
    expect(page).toContain('You have it.');
    expect(page).not.toContain('[Claim]');
    expect(await team.database.db.read.page.findFirst()).toMatchObject({ person: bo.id, outcome: 'claimed' });
  });

  test('Not me: the next person is asked at once', async () => {
    await raise(team);
    const bo = team.as('bo');
    await bo.click('Not me', { in: await bo.find('needs an owner', { channel: team.sandbox.dm(bo.id) }) });
    await team.settled();
    expect(told(team, 'bo').join('\n')).toContain('Cy is asked instead.');
    expect(told(team, 'cy').join('\n')).toContain('Cy, ESC-1 (S3) needs an owner');
    const pages = await team.database.db.read.page.findMany({ orderBy: { level: 'asc' } });
    expect(pages).toMatchObject([
      { person: bo.id, outcome: 'passed', reason: 'not_me', level: 1 },
      { person: team.as('cy').id, outcome: 'asked', level: 2 },
    ]);
  });

  test('nobody claims: one after the other is asked, then manager and admin are told, once', async () => {
    await raise(team, { fill: { Severity: 'S1 Critical' } });
    await team.advance(5 * minutes);
    expect(told(team, 'cy').join('\n')).toContain('Cy, ESC-1 (S1) needs an owner');
    expect(told(team, 'dana')).toEqual([]);
    await team.advance(5 * minutes);
    expect(told(team, 'dana').join('\n')).toContain('Dana, ESC-1 (S1) needs an owner');
    expect(told(team, 'ty')).toEqual([]);
    await team.advance(5 * minutes);
    await team.advance(24 * hours);
    for (const key of ['ty', 'kai'])
      expect(told(team, key).filter((text) => text.includes('Nobody in Billing has claimed ESC-1 (S1)'))).toHaveLength(1);
    expect(told(team, 'bo').filter((text) => text.includes('Dana is asked instead.'))).toHaveLength(1);
    expect(await record(team)).toMatchObject({ level: 3, nextCheckAt: null });
  });

  test('after a claim nobody else is asked', async () => {
    const card = await raise(team, { fill: { Severity: 'S1 Critical' } });
    await team.as('bo').click('Claim', { in: card });
    await team.advance(24 * hours);
    expect(told(team, 'cy')).toEqual([]);
  });

  test('released: a new round begins with the first one', async () => {
    const card = await raise(team);
    const bo = team.as('bo');
    await bo.click('Claim', { in: card });
    await team.settled();
    await choose('Release', 'bo');
    expect(await record(team)).toMatchObject({ state: 'open', owner: null, round: 2, level: 1 });
    expect(told(team, 'bo').filter((text) => text.startsWith('Bo, ESC-1 (S3) needs an owner'))).toHaveLength(1);
    expect(told(team, 'bo').join('\n')).toContain('You have been asked again since.');
  });

  test('taken over: the former owner is told, the menu says More… again', async () => {
    const card = await raise(team);
    await team.as('bo').click('Claim', { in: card });
    await team.settled();
    const before = blockOfMenu();
    await choose('Take over', 'cy');
    expect(await record(team)).toMatchObject({ owner: team.as('cy').id });
    expect(told(team, 'bo').join('\n')).toContain('Cy took over from you ESC-1: Invoice shows VAT twice');
    expect(blockOfMenu()).not.toBe(before);
  });

  test('an engineer who is deactivated is not asked', async () => {
    await team.sandbox.change(team.as('bo').id, { deleted: true });
    await team.settled();
    await raise(team);
    expect(told(team, 'cy').join('\n')).toContain('Cy, ESC-1 (S3) needs an owner');
  });

  test('an owner who is deactivated has it no more: the next is asked, the manager is told', async () => {
    const card = await raise(team);
    await team.as('bo').click('Claim', { in: card });
    await team.settled();
    await team.sandbox.change(team.as('bo').id, { deleted: true });
    await team.settled();
    expect(await record(team)).toMatchObject({ state: 'open', owner: null, round: 2 });
    expect(told(team, 'ty').join('\n')).toContain('Bo can no longer act for Billing and has left ESC-1');
    expect(told(team, 'cy').join('\n')).toContain('Cy, ESC-1 (S3) needs an owner');
  });
});

test('raised at 22:00, paged when Billing opens', async () => {
  team = await startTeam({ now: new Date('2026-11-24T20:00:00Z') });
  const ana = team.as('ana');
  await raise(team);
  expect(told(team, 'bo')).toEqual([]);
  expect(team.as('bo').text(await cardOf(team))).toContain('ESC-1');
  await team.sandbox.clock.moveTo(new Date('2026-11-25T06:59:00Z'));
  await team.settled();
  expect(told(team, 'bo')).toEqual([]);
  await team.sandbox.clock.moveTo(new Date('2026-11-25T07:00:30Z'));
  await team.settled();
  expect(told(team, 'bo').join('\n')).toContain('Bo, ESC-1 (S3) needs an owner');
  expect(ana.id).toBe('U01ANA');
});

test('the agent reads when somebody will be asked, in both zones', async () => {
  team = await startTeam({ now: new Date('2026-11-24T20:00:00Z') });
  const ana = team.as('ana');
  await ana.command('/escalate billing: Tax wrong', channel(team, 'support'));
  await team.settled();
  await ana.fill({ 'What was tried': 'Nothing', 'Expected answer': 'Why?' });
  await ana.submit();
  await team.settled();
  expect(ana.text(await ana.modal())).toContain(
    'Somebody is asked to take it when Billing opens, on Nov 25 at 09:00 (Europe/Tallinn), on Nov 25 at 07:00 your time.',
  );
});

async function choose(option: string, key: string): Promise<void> {
  const person = team.as(key);
  const card = await cardOf(team);
  const menu = menuIn(card.blocks);
  const chosen = menu.element.options.find(({ text }) => text.text === option);
  const done = await team.sandbox.act(person.id, {
    do: 'action',
    where: { in: 'message', message: { channel: card.channel, ts: card.ts } },
    blockId: menu.blockId,
    actionId: 'more_escalation',
    value: { selected_option: chosen },
  });
  expect(done.ok).toBe(true);
  await team.settled();
}

interface Menu {
  block_id: string;
  elements?: { action_id: string; options: { text: { text: string }; value: string }[] }[];
}

function menuIn(blocks: unknown[] = []) {
  for (const block of blocks as Menu[]) {
    const element = block.elements?.find(({ action_id }) => action_id === 'more_escalation');
    if (element) return { blockId: block.block_id, element };
  }
  throw new Error('There is no More… on the card');
}

function blockOfMenu(): string {
  const [card] = team.sandbox
    .messages(team.as('bo').id, channel(team, 'billing-squad'))
    .filter(({ text }) => text.startsWith('ESC-1'))
    .slice(-1);
  return menuIn(card?.blocks).blockId;
}
