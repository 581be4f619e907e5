import type { App } from '@slack/bolt';
import type { View } from '@slack/types';
import { person, type Sandbox } from '../../sandbox';
import { appOn, call, channelOf, done, manifest, sandboxWith, stopAll } from './support';

afterEach(stopAll);

const plain = (text: string) => ({ type: 'plain_text' as const, text });

function modal(title: string, more: Partial<View> = {}): View {
  return {
    type: 'modal',
    callback_id: 'm',
    title: plain(title),
    submit: plain('Send'),
    blocks: [
      { type: 'input', block_id: 'word', optional: true, label: plain('Word'), element: { type: 'plain_text_input', action_id: 'a' } },
      { type: 'actions', block_id: 'more', elements: [{ type: 'button', action_id: 'deeper', text: plain('Deeper') }] },
    ],
    ...more,
  } as View;
}

interface Arranged {
  sandbox: Sandbox;
  ana: string;
  room: string;
  /** Trigger ids and response addresses of the interactions so far. */
  triggers: string[];
  urls: string[];
}

async function arranged(listen: (app: App) => void = () => {}): Promise<Arranged> {
  const sandbox = await sandboxWith({
    manifest: manifest({ features: { shortcuts: [{ name: 'New escalation', type: 'global', callback_id: 'new', description: 'x' }] } }),
  });
  const world = { sandbox, ana: sandbox.people.ana ?? '', room: '', triggers: [] as string[], urls: [] as string[] };
  await appOn(sandbox, (app) => {
    listen(app);
    app.use(async ({ body, next }) => {
      if ('trigger_id' in body) world.triggers.push(String(body.trigger_id));
      if ('response_url' in body) world.urls.push(String(body.response_url));
      await next();
    });
    app.command('/escalate', async ({ ack }) => ack());
    app.action(/.*/, async ({ ack }) => ack());
    app.shortcut(/.*/, async ({ ack }) => ack());
    app.view(/.*/, async ({ ack }) => ack());
  });
  return { ...world, room: await channelOf(sandbox, 'room', [world.ana]) };
}

const last = <T>(list: readonly T[]): T => list[list.length - 1] as T;

async function opened({ sandbox, ana, room, triggers }: Arranged, view: View): Promise<{ id: string; hash: string }> {
  await person(sandbox, ana).command('/escalate', room);
  return (await done<{ view: { id: string; hash: string } }>(sandbox, 'views.open', { trigger_id: last(triggers), view })).view;
}

test('a trigger opens one view, and none once the world has moved on', async () => {
  const world = await arranged();
  const { sandbox, ana, room, triggers } = world;
  await opened(world, modal('One'));
  expect(await call(sandbox, 'views.open', { trigger_id: last(triggers), view: modal('Two') })).toMatchObject({
    error: 'exchanged_trigger_id',
  });

  await person(sandbox, ana).command('/escalate', room);
  await sandbox.clock.advance(3_001);
  expect(await call(sandbox, 'views.open', { trigger_id: last(triggers), view: modal('Three') })).toMatchObject({
    error: 'expired_trigger_id',
  });
});

test('three modals lie on each other, a fourth does not; closing shows the one below', async () => {
  const world = await arranged();
  const { sandbox, ana, triggers } = world;
  const me = person(sandbox, ana);
  await opened(world, modal('One'));
  for (const title of ['Two', 'Three']) {
    await me.click('Deeper', { in: 'modal' });
    await done(sandbox, 'views.push', { trigger_id: last(triggers), view: modal(title) });
  }
  await me.click('Deeper', { in: 'modal' });
  expect(await call(sandbox, 'views.push', { trigger_id: last(triggers), view: modal('Four') })).toMatchObject({
    error: 'push_limit_reached',
  });

  expect(sandbox.modals(ana).map(({ title }) => title?.text)).toEqual(['One', 'Two', 'Three']);
  await me.close();
  expect((await me.modal()).title?.text).toBe('Two');
});

test('an update keeps what was typed, and loses against a newer one', async () => {
  const world = await arranged();
  const { sandbox, ana } = world;
  const me = person(sandbox, ana);
  const { id, hash } = await opened(world, modal('One'));
  await me.fill({ Word: 'kept' });

  await done(sandbox, 'views.update', { view_id: id, hash, view: modal('Two') });
  expect(await me.modal()).toMatchObject({ title: { text: 'Two' }, state: { values: { word: { a: { value: 'kept' } } } } });
  expect(await call(sandbox, 'views.update', { view_id: id, hash, view: modal('Three') })).toMatchObject({ error: 'hash_conflict' });
});

test('an external id names one view at a time', async () => {
  const world = await arranged();
  const { sandbox, triggers, ana } = world;
  await opened(world, modal('One', { external_id: 'mine' } as Partial<View>));
  await person(sandbox, ana).click('Deeper', { in: 'modal' });
  const push = { trigger_id: last(triggers), view: modal('Two', { external_id: 'mine' } as Partial<View>) };
  expect(await call(sandbox, 'views.push', push)).toMatchObject({ error: 'duplicate_external_id' });
  await done(sandbox, 'views.update', { external_id: 'mine', view: modal('Three') });
  expect(sandbox.modals(ana).map(({ title }) => title?.text)).toEqual(['Three']);
});

test('what a submission is answered with is what the person sees next', async () => {
  const answers = [
    { response_action: 'update', view: modal('Updated') },
    { response_action: 'push', view: modal('Pushed') },
    {},
    { response_action: 'clear' },
  ];
  const world = await arranged((app) => {
    app.view('m', async ({ ack }) => ack(answers.shift() as never));
  });
  const { sandbox, ana } = world;
  const me = person(sandbox, ana);
  const titles = () => sandbox.modals(ana).map(({ title }) => title?.text);

  await opened(world, modal('One'));
  await me.submit();
  expect(titles()).toEqual(['Updated']);
  await me.submit();
  expect(titles()).toEqual(['Updated', 'Pushed']);
  await me.submit();
  expect(titles()).toEqual(['Updated']);
  await me.submit();
  expect(titles()).toEqual([]);
});

test('an answer with errors for a field that is not there is trouble, and a complaint', async () => {
  const world = await arranged((app) => {
    app.view('m', async ({ ack }) => ack({ response_action: 'errors', errors: { nowhere: 'No' } }));
  });
  await opened(world, modal('One'));
  expect(await world.sandbox.act(world.ana, { do: 'submit' })).toEqual({ ok: false, problem: 'invalid_response_action' });
  expect(world.sandbox.complaints()).toMatchObject([{ way: 'ack', name: 'view_submission' }]);
});

test('closing tells the app only when it asked for it', async () => {
  const closed: string[] = [];
  const world = await arranged((app) => {
    app.view({ type: 'view_closed', callback_id: 'm' }, async ({ ack, body }) => {
      closed.push(`${body.view.title?.text} ${'is_cleared' in body ? body.is_cleared : ''}`);
      await ack();
    });
  });
  const me = person(world.sandbox, world.ana);
  await opened(world, modal('Silent'));
  await me.close();
  await opened(world, modal('Told', { notify_on_close: true } as Partial<View>));
  await me.close();
  await opened(world, modal('All', { notify_on_close: true } as Partial<View>));
  await world.sandbox.act(world.ana, { do: 'close', all: true });
  await world.sandbox.quiet();
  expect(closed).toEqual(['Told false', 'All true']);
});

test('a response address works five times, for thirty minutes', async () => {
  const { sandbox, ana, room, urls } = await arranged();
  const me = person(sandbox, ana);
  await me.command('/escalate', room);
  const url = last(urls);
  const statuses: number[] = [];
  for (let n = 1; n <= 6; n += 1) statuses.push((await respond(url, { text: `${n}` })).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
  expect(sandbox.messages(ana, room)).toMatchObject([1, 2, 3, 4, 5].map((n) => ({ text: `${n}`, ephemeral: true })));

  await me.command('/escalate', room);
  await sandbox.clock.advance(31 * 60_000);
  expect(await (await respond(last(urls), { text: 'late' })).json()).toEqual({ ok: false, error: 'expired_url' });
});

test('through the response address of a button its message is replaced or deleted, an ephemeral one too', async () => {
  const { sandbox, ana, room, urls } = await arranged();
  const me = person(sandbox, ana);
  const blocks = [{ type: 'actions', elements: [{ type: 'button', action_id: 'go', text: plain('Go') }] }];
  const { ts } = await done<{ ts: string }>(sandbox, 'chat.postMessage', { channel: room, text: 'Card', blocks });
  await me.click('Go', { in: { channel: room, ts } });
  await respond(last(urls), { replace_original: true, text: 'Replaced' });
  expect(sandbox.message(ana, { channel: room, ts })?.text).toBe('Replaced');
  await respond(last(urls), { delete_original: true });
  expect(sandbox.message(ana, { channel: room, ts })).toBeNull();

  await done(sandbox, 'chat.postEphemeral', { channel: room, user: ana, text: 'Psst', blocks });
  const [whisper] = sandbox.messages(ana, room);
  await me.click('Go', { in: { channel: room, ts: whisper?.ts ?? '' } });
  await respond(last(urls), { delete_original: true });
  await respond(last(urls), { response_type: 'in_channel', text: 'For all' });
  expect(sandbox.messages(ana, room)).toMatchObject([{ text: 'For all', bot_id: sandbox.app.botId }]);
});

test('what a payload says of a pressed button: who, where, which message, its state', async () => {
  const { sandbox, ana, room } = await arranged();
  const blocks = [
    {
      type: 'section',
      block_id: 's',
      text: plain('Which?'),
      accessory: { type: 'static_select', action_id: 'pick', placeholder: plain('Pick'), options: [{ text: plain('One'), value: '1' }] },
    },
    { type: 'actions', block_id: 'b', elements: [{ type: 'button', action_id: 'go', text: plain('Go'), value: 'v' }] },
  ];
  const { ts } = await done<{ ts: string }>(sandbox, 'chat.postMessage', { channel: room, text: 'Card', blocks });
  await person(sandbox, ana).click('Go', { in: { channel: room, ts } });
  const [entry] = sandbox.log.filter(({ name }) => name === 'block_actions');
  expect(entry?.request).toMatchObject({
    user: { id: ana, username: 'ana' },
    container: { type: 'message', message_ts: ts, channel_id: room, is_ephemeral: false },
    channel: { id: room, name: 'room' },
    message: { ts, text: 'Card' },
    state: { values: { s: { pick: { type: 'static_select', selected_option: null } } } },
    actions: [{ type: 'button', action_id: 'go', block_id: 'b', value: 'v', text: { text: 'Go' } }],
  });
});

test('a global shortcut knows no message and can open a modal', async () => {
  const world = await arranged();
  const { sandbox, ana, triggers } = world;
  await person(sandbox, ana).shortcut('New escalation');
  await done(sandbox, 'views.open', { trigger_id: last(triggers), view: modal('One') });
  expect(sandbox.modals(ana)).toHaveLength(1);
});

function respond(url: string, body: unknown): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
}
