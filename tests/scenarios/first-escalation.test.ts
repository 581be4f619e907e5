import { startTeam, type Team } from '../support/team';

let team: Team;

beforeAll(async () => {
  team = await startTeam();
});
afterAll(() => team.stop());

test('Ana escalates a thread, Bo claims it, asks back and resolves it; the answer arrives where the question was asked', async () => {
  const { sandbox } = team;
  const [ana, bo] = [team.as('ana'), team.as('bo')];
  const support = sandbox.channels.support as string;
  const billing = sandbox.channels['billing-squad'] as string;
  const root = await ana.find('VAT twice', { channel: support });
  const said = (key: string, place: { channel: string; thread: string }) =>
    sandbox.messages(team.as(key).id, place.channel, place.thread).map((message) => ana.text(message));

  await ana.shortcut('Escalate this thread', root);
  await team.settled();
  await ana.sees('6 messages will be copied', { in: 'modal' });
  await ana.fill({
    Squad: 'Billing',
    Customer: 'Acme GmbH',
    'What was tried': 'Reissued once, same result',
    'Expected answer': 'May we refund the difference today?',
  });
  await ana.submit();
  await team.settled();
  expect(ana.text(await ana.modal())).toMatch(/ESC-1 is with Billing.*Bo/);
  await ana.close();

  const card = await bo.find('ESC-1', { channel: billing });
  const squadThread = { channel: billing, thread: card.ts };
  expect(bo.text(card)).toMatch(/\[S3\] ESC-1.*Invoice shows VAT twice after a plan change[\s\S]*\[Claim\] \[Needs info\] \[Resolve\]/);
  expect(said('bo', squadThread).join()).toContain('Their accountant closes the month tomorrow.');
  await bo.find('needs an owner', { channel: sandbox.dm(bo.id) });
  expect(await team.homeOf('bo')).toContain('ESC-1');

  await bo.click('Claim', { in: card });
  await team.settled();
  await bo.click('Needs info', { in: card });
  await bo.fill({ Question: 'Which plan did they leave?' });
  await bo.submit();
  await team.settled();
  expect(await team.homeOf('ana')).toContain('Which plan did they leave?');

  await ana.reply(root, 'They left Pro for Team on the 3rd');
  await team.settled();
  await bo.find('They left Pro', squadThread);
  expect(bo.text(await bo.find('ESC-1', { channel: billing }))).toContain('Claimed by Bo');

  await bo.reply(card, 'Yes: refund it, I have told finance.');
  await team.settled();
  await ana.find('I have told finance', { channel: support, thread: root.ts });

  await bo.click('Resolve', { in: card });
  await bo.fill({ Reason: 'Bug fixed', Answer: 'Refund it today; the fix is out.' });
  await bo.submit();
  await team.settled();
  const answer = await ana.find('Refund it today', { channel: support, thread: root.ts });
  await ana.click('That solves it', { in: answer });
  await team.settled();

  expect(bo.text(await bo.find('ESC-1', { channel: billing }))).toMatch(/Closed.*that solved it/);
  expect(said('ana', { channel: support, thread: root.ts }).filter((text) => text.includes('Refund it today'))).toHaveLength(1);
  expect(sandbox.complaints()).toEqual([]);
});
