import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { person, type Sandbox } from '../../sandbox';
import { channelOf, eventsNamed, sandboxWith, stopAll } from './support';

const stopping: (() => unknown)[] = [];

afterEach(async () => {
  for (const stop of stopping.splice(0)) await stop();
  await stopAll();
});

async function arranged(sandbox: Sandbox) {
  const { ana = '' } = sandbox.people;
  return { ana, me: person(sandbox, ana), room: await channelOf(sandbox, 'room', [ana]) };
}

/** Real Bolt behind a request URL; it refuses what is not signed. */
async function httpAppOn(sandbox: Sandbox, listen: (app: App) => void): Promise<string> {
  const receiver = new HTTPReceiver({ signingSecret: sandbox.app.signingSecret, logLevel: LogLevel.ERROR });
  const clientOptions = { slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 } };
  const app = new App({ token: sandbox.app.botToken, receiver, logLevel: LogLevel.ERROR, clientOptions, deferInitialization: true });
  listen(app);
  await app.init();
  const server = (await app.start({ port: 0, host: '127.0.0.1' })) as Server;
  stopping.push(() => app.stop());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
}

/** A receiver that answers each request as the test says. */
async function receiver(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => answer(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stopping.push(
    () => new Promise((resolve) => server.close(resolve)).then(() => server.closeAllConnections()),
    () => server.closeAllConnections(),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
}

test('events, commands and actions reach a real HTTPReceiver, signed, and their acknowledgements count', async () => {
  const sandbox = await sandboxWith();
  const { me, room, ana } = await arranged(sandbox);
  const heard: string[] = [];
  const url = await httpAppOn(sandbox, (app) => {
    app.message(async ({ message }) => void heard.push('text' in message ? (message.text ?? '') : ''));
    app.command('/escalate', async ({ ack, body }) => ack({ text: `You said ${body.text}` }));
    app.shortcut('escalate_this_thread', async ({ ack, body, client }) => {
      await ack();
      const trigger = 'trigger_id' in body ? body.trigger_id : '';
      await client.views.open({
        trigger_id: trigger,
        view: {
          type: 'modal',
          callback_id: 'm',
          title: { type: 'plain_text', text: 'Form' },
          submit: { type: 'plain_text', text: 'Send' },
          blocks: [],
        },
      });
    });
    app.view('m', async ({ ack }) => ack({ response_action: 'clear' }));
  });
  sandbox.deliverTo(url);
  expect(await sandbox.verifyRequestUrl()).toBe(true);

  const message = await me.post(room, 'Over HTTP');
  await me.command('/escalate now', room);
  await me.shortcut('Escalate this thread', message);
  await me.modal();
  await me.submit();
  expect(sandbox.modals(ana)).toEqual([]);
  expect(heard).toEqual(['Over HTTP']);
  expect(sandbox.messages(ana, room).map(({ text }) => text)).toEqual(['Over HTTP', 'You said now']);
  expect(sandbox.complaints()).toEqual([]);
});

test('an event that is not taken is sent again at once, after one and after five minutes, with Slack’s headers', async () => {
  const sandbox = await sandboxWith();
  const { me, room } = await arranged(sandbox);
  const retries: unknown[] = [];
  sandbox.deliverTo(
    await receiver(({ headers }, response) => {
      retries.push([headers['x-slack-retry-num'], headers['x-slack-retry-reason']]);
      response.writeHead(500).end();
    }),
  );
  await me.post(room, 'Take me');
  expect(retries).toEqual([
    [undefined, undefined],
    ['1', 'http_error'],
  ]);
  await sandbox.clock.advance(20_000);
  await sandbox.quiet();
  expect(retries).toHaveLength(2);
  await sandbox.clock.advance(45_000);
  await sandbox.quiet();
  expect(retries[2]).toEqual(['2', 'http_error']);
  await sandbox.clock.advance(300_000);
  await sandbox.quiet();
  expect(retries[3]).toEqual(['3', 'http_error']);
  await sandbox.clock.advance(3_600_000);
  await sandbox.quiet();
  expect(retries).toHaveLength(4);
  const ids = sandbox.log.filter(({ way }) => way === 'event').map(({ request }) => request.event_id);
  expect(new Set(ids).size).toBe(1);
});

test('an app may decline retries', async () => {
  const sandbox = await sandboxWith();
  const { me, room } = await arranged(sandbox);
  sandbox.deliverTo(await receiver((_request, response) => response.writeHead(500, { 'X-Slack-No-Retry': '1' }).end()));
  await me.post(room, 'Once');
  await sandbox.clock.advance(3_600_000);
  await sandbox.quiet();
  expect(eventsNamed(sandbox, 'message')).toHaveLength(1);
});

test('a request URL that does not echo the challenge is not verified', async () => {
  const sandbox = await sandboxWith();
  sandbox.deliverTo(await receiver((_request, response) => response.end('hello')));
  expect(await sandbox.verifyRequestUrl()).toBe(false);
});
