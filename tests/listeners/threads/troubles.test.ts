import { Scene, stopScenes } from './scene';

let scene: Scene;
afterEach(stopScenes);

const settled = () => scene.team.settled();
const signs = () => scene.originThread().map(({ reactions = [] }) => reactions.map(({ name }) => name));

test('a copy that Slack will not take puts ⚠️ on its source, until Resend brings it over', async () => {
  scene = await Scene.start();
  const refusal = { kind: 'error', error: 'restricted_action' } as const;
  scene.team.sandbox.inject({ method: 'chat.postMessage', channel: scene.card.channel, what: refusal });
  await scene.as('ana').reply(scene.root, 'They wrote again');
  await settled();
  expect(scene.copiesInSquad()).toEqual([]);
  expect(signs().at(-1)).toEqual(['warning']);
  await scene.as('bo').sees('1 message could not be delivered', { in: scene.card });

  await scene.as('bo').click('Resend', { in: scene.card });
  await settled();
  expect(scene.copiesInSquad()).toEqual(['Ana via #support: They wrote again']);
  expect(signs().at(-1)).toEqual([]);
});

test('the answer about the card is lost, and who writes under it is heard once it is found', async () => {
  scene = await Scene.start();
  const { sandbox } = scene.team;
  const second = await scene.as('ana').post(scene.root.channel, 'And the credit note, too');
  await settled();
  const hidden = sandbox.channels['billing-squad'] ?? '';
  const lost = { method: 'chat.postMessage', channel: hidden, when: 'after', what: { kind: 'http', status: 502 } } as const;
  const unread = { method: 'conversations.history', channel: hidden, what: { kind: 'http', status: 502 } } as const;

  const ana = scene.as('ana');
  await ana.shortcut('Escalate this thread', second);
  await settled();
  await ana.fill({ Squad: 'Billing', 'What was tried': 'Nothing', 'Expected answer': 'A credit note' });
  await settled();
  sandbox.inject(lost);
  sandbox.inject(unread);
  await ana.submit();
  await settled();

  const card = await scene.as('bo').find('ESC-2', { channel: hidden });
  await scene.as('bo').reply(card, 'Give me the number');
  await settled();
  for (let minute = 0; minute < 4; minute += 1) await scene.team.advance(60_000);
  const told = sandbox.messages(ana.id, second.channel, second.ts).map(({ text }) => text);
  expect(told).toContain('Bo via #billing-squad: Give me the number');
  expect(told.filter((text) => text.includes('Give me'))).toHaveLength(1);
});

test('a message in the thread after closing is not copied; its author alone sees Reopen, once, and it works', async () => {
  scene = await Scene.start();
  await scene.as('bo').click('Resolve', { in: scene.card });
  await scene.as('bo').fill({ Reason: 'Question answered', Answer: 'Reissue it' });
  await scene.as('bo').submit();
  await settled();
  const answer = await scene.as('ana').find('Reissue it', { channel: scene.root.channel, thread: scene.root.ts });
  await scene.as('ana').click('That solves it', { in: answer });
  await settled();

  await scene.as('ana').reply(scene.root, 'It came back');
  await scene.as('ana').reply(scene.root, 'Twice');
  await settled();
  expect(scene.copiesInSquad()).toEqual([]);
  const offers = scene.originThread().filter(({ ephemeral }) => ephemeral);
  expect(offers.map(({ text }) => text)).toEqual(['ESC-1 is closed, so this was not passed on to Billing. Is there more to it?']);
  const luis = scene.team.sandbox.messages(scene.as('luis').id, scene.root.channel, scene.root.ts);
  expect(luis.some(({ ephemeral }) => ephemeral)).toBe(false);

  await scene.as('ana').click('Reopen', { in: { channel: scene.root.channel, ts: offers[0]?.ts ?? '' } });
  expect((await scene.as('ana').modal()).callback_id).toBe('reopen_form');
});

test('what is said while nobody listens is copied when Backline is back', async () => {
  scene = await Scene.start();
  await scene.as('ana').reply(scene.root, 'Still broken');
  await scene.team.restart();
  await scene.as('ana').reply(scene.root, 'Still');
  await settled();
  expect(scene.copiesInSquad()).toEqual(['Ana via #support: Still broken', 'Ana via #support: Still']);
});
