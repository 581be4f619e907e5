import { Scene, stopScenes } from './scene';

let scene: Scene;
afterAll(stopScenes);

const settled = () => scene.team.settled();

describe('a thread of support and a squad', () => {
  beforeAll(async () => {
    scene = await Scene.start({ before: ['It is customer 8812'] });
  });
  beforeEach(() => scene.mark());
  afterEach(() => expect(scene.team.sandbox.complaints()).toEqual([]));

  test('each reads what the other writes, under its author’s name and picture', async () => {
    await scene.as('ana').reply(scene.root, 'They wrote again');
    await scene.as('bo').reply(scene.card, 'Looking at it');
    await settled();
    expect(scene.copiesInSquad()).toEqual(['Ana via #support: They wrote again']);
    expect(scene.copiesInOrigin()).toEqual(['Bo via #billing-squad: Looking at it']);
    expect(scene.squadThread().at(-1)).toMatchObject({
      text: 'Ana via #support: They wrote again',
      icons: { image_72: expect.stringContaining(scene.as('ana').id) },
    });
  });

  test('what stood there before is one transcript, which an edit redraws', async () => {
    const transcript = () => scene.squadThread().filter(({ text }) => text.startsWith('From #support'));
    expect(transcript().map(({ text }) => text)).toEqual(['From #support: Ana: The invoice shows VAT twice\nAna: It is customer 8812']);
    const [reply] = scene.originThread();
    await scene.as('ana').edit({ channel: scene.root.channel, ts: reply?.ts ?? '' }, 'It is customer 8813');
    await settled();
    expect(transcript().map(({ text }) => text)).toEqual(['From #support: Ana: The invoice shows VAT twice\nAna: It is customer 8813']);
  });

  test('a reply is edited, then deleted, after its copy', async () => {
    const reply = await scene.as('ana').reply(scene.root, 'They wrote agian');
    await settled();
    await scene.as('ana').edit(reply, 'They wrote again');
    await settled();
    expect(scene.copiesInSquad()).toEqual(['Ana via #support: They wrote again (edited)']);
    await scene.as('ana').delete(reply);
    await settled();
    expect(scene.copiesInSquad()).toEqual([]);
    expect(await scene.team.database.db.read.threadMessage.findFirst({ where: { ts: reply.ts } })).toMatchObject({ text: '' });
  });

  test('a reply is edited, then deleted, before its copy', async () => {
    scene.team.sandbox.clearLog();
    const edited = await scene.as('ana').reply(scene.root, 'They wrote agian');
    await scene.as('ana').edit(edited, 'They wrote again');
    const deleted = await scene.as('ana').reply(scene.root, 'Never mind');
    await scene.as('ana').delete(deleted);
    await settled();
    expect(scene.copiesInSquad()).toEqual(['Ana via #support: They wrote again (edited)']);
    const posts = scene.team.sandbox.log.filter(
      ({ name, request }) => name === 'chat.postMessage' && request.username === 'Ana via #support',
    );
    expect(posts).toHaveLength(1);
  });

  test('ten edits in two seconds are one post and at most two redraws', async () => {
    const reply = await scene.as('ana').reply(scene.root, 'Draft');
    await settled();
    scene.team.sandbox.clearLog();
    for (let n = 1; n <= 10; n += 1) await scene.as('ana').edit(reply, `Draft ${n}`);
    await settled();
    expect(scene.copiesInSquad()).toEqual(['Ana via #support: Draft 10 (edited)']);
    expect(scene.team.sandbox.log.filter(({ name }) => name === 'chat.update').length).toBeLessThanOrEqual(2);
  });

  test('a file is linked, not copied', async () => {
    const { id } = scene.as('ana');
    const files = [{ name: 'invoice.txt', content: 'VAT VAT' }];
    await scene.team.sandbox.act(id, { do: 'post', channel: scene.root.channel, thread: scene.root.ts, text: '', files });
    await settled();
    expect(scene.copiesInSquad()).toEqual([expect.stringMatching(/^Ana via #support: _sent a file_\n📎 <http\S+\|invoice\.txt>$/)]);
    expect(scene.squadThread().at(-1)?.files).toBeUndefined();
  });

  test('another app’s alert is copied, our own never', async () => {
    const { root, team } = scene;
    await team.sandbox.make({ make: 'app_message', channel: root.channel, thread: root.ts, text: 'Payments are slow', appName: 'Lamp' });
    await settled();
    expect(scene.copiesInSquad()).toEqual(['Lamp via #support: Payments are slow']);
    expect(scene.copiesInOrigin()).toEqual([]);
    await scene.as('bo').click('Claim', { in: scene.card });
    await settled();
    expect(scene.copiesInSquad()).toHaveLength(1);
    expect(scene.saidInOrigin().length).toBeGreaterThan(1);
  });

  test('what starts with a lock stays with the squad', async () => {
    await scene.as('bo').reply(scene.card, '🔒 They never paid');
    await scene.as('bo').reply(scene.card, ':lock: Really');
    await settled();
    expect(scene.copiesInOrigin()).toEqual([]);
  });

  test('a copy calls nobody, escapes nothing twice, and shortens what is too long', async () => {
    await scene.as('ana').reply(scene.root, `<!channel> <@${scene.as('cy').id}> a &lt;b&gt; &amp; c`);
    await scene.as('ana').reply(scene.root, 'word '.repeat(7_900));
    await settled();
    const [first, second] = scene.copiesInSquad();
    expect(first).toBe('Ana via #support: @\u200Bchannel @Cy a &lt;b&gt; &amp; c');
    expect(second).toMatch(/… <https:\S+\|Read all of it>$/);
  });

  test('everything told twice and shuffled, nothing is said twice', async () => {
    scene.team.sandbox.weather({ copies: [1, 4], shuffleWithinMs: 20 });
    const ana = scene.as('ana');
    const replies = [];
    for (const text of ['One', 'Two', 'Three', 'Four']) replies.push(await ana.reply(scene.root, text));
    await ana.edit(replies[1] ?? scene.root, 'Two, mended');
    await ana.delete(replies[2] ?? scene.root);
    await scene.as('bo').reply(scene.card, 'Looking at it');
    await settled();
    scene.team.sandbox.weather({ copies: 1, shuffleWithinMs: 0 });
    expect(scene.copiesInSquad().sort()).toEqual([
      'Ana via #support: Four',
      'Ana via #support: One',
      'Ana via #support: Two, mended (edited)',
    ]);
    expect(scene.copiesInOrigin()).toEqual(['Bo via #billing-squad: Looking at it']);
  });

  test('messages elsewhere in the channel are nobody’s business', async () => {
    await scene.as('ana').post(scene.root.channel, 'Who brings cake?');
    const other = await scene.as('sam').post(scene.root.channel, 'Another question');
    await scene.as('ana').reply(other, 'Another answer');
    await settled();
    expect(scene.copiesInSquad()).toEqual([]);
  });

  test('the root is deleted and nothing is replayed', async () => {
    await scene.as('ana').reply(scene.root, 'They wrote again');
    await settled();
    await scene.as('ana').delete(scene.root);
    await settled();
    await scene.as('ana').reply(scene.root, 'And again');
    await settled();
    const transcript = scene.squadThread().filter(({ text }) => text.startsWith('From #support'));
    expect(transcript.map(({ text }) => text)).toEqual(['From #support: Ana: It is customer 8813']);
    expect(scene.copiesInSquad()).toEqual(['Ana via #support: They wrote again', 'Ana via #support: And again']);
  });
});

test('a question to the agent: neither an engineer who looks in nor "will check" answers it; the plan itself does', async () => {
  scene = await Scene.start();
  const state = async () => (await scene.team.database.db.read.escalation.findFirstOrThrow()).state;
  await scene.as('bo').click('Needs info', { in: scene.card });
  await scene.as('bo').fill({ Question: 'Which plan did they leave?' });
  await scene.as('bo').submit();
  await settled();
  await scene.team.advance(1_000);

  await scene.as('cy').reply(scene.root, 'The yearly plan, I guess');
  await scene.as('ana').reply(scene.root, 'Thanks, will check with the customer');
  await settled();
  expect(await state()).toBe('waiting');
  await scene.as('luis').reply(scene.root, 'They left the yearly plan');
  await settled();
  expect(await state()).toBe('claimed');
  expect(scene.copiesInSquad()).toEqual([
    'Cy via #support: The yearly plan, I guess',
    'Ana via #support: Thanks, will check with the customer',
    'Luis via #support: They left the yearly plan',
  ]);
});

test('a question from no thread: what the agent writes under the status card reaches the squad', async () => {
  scene = await Scene.start();
  const ana = scene.as('ana');
  await ana.command('/escalate billing: Refund without an invoice', scene.root.channel);
  await settled();
  await ana.fill({ 'What was tried': 'Nothing yet', 'Expected answer': 'May we?' });
  await ana.submit();
  await settled();
  const status = await ana.find('ESC-2', { channel: scene.team.sandbox.dm(ana.id) });
  const card = await scene.as('bo').find('ESC-2', { channel: scene.card.channel });
  await ana.reply(status, 'It is about 40 euros');
  await settled();
  const thread = scene.team.sandbox.messages(scene.as('bo').id, card.channel, card.ts);
  expect(thread.at(-1)?.text).toBe('Ana via a direct message: It is about 40 euros');
});
