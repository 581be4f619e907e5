/** A small real Bolt app that shows one of everything the page can draw, and answers every gesture in a way that can be seen. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { KnownBlock, View } from '@slack/types';
import { parse } from 'yaml';
import { type Manifest, type Sandbox, startSandbox } from '../../../sandbox';
import { fieldsOfEveryKind, messageOfEveryKind, secondStep } from './gallery-blocks';

const TEXT = readFileSync(join(__dirname, '../../../manifest.yml'), 'utf8');

/** The repository's manifest with the gallery's own doors beside. */
function galleryManifest(): Manifest {
  const manifest = parse(TEXT) as Manifest;
  const features = manifest.features as { shortcuts: unknown[]; slash_commands: unknown[] };
  features.shortcuts = [
    { name: 'Open the gallery form', type: 'message', callback_id: 'gallery_form', description: 'Every field' },
    { name: 'Start from anywhere', type: 'global', callback_id: 'gallery_anywhere', description: 'A form' },
  ];
  features.slash_commands = [
    { command: '/gallery', description: 'Post one of everything', usage_hint: '[words]', should_escape: true },
    { command: '/late', description: 'Is never acknowledged' },
  ];
  return manifest;
}

export interface Gallery {
  sandbox: Sandbox;
  app: App;
  stop(): Promise<void>;
}

export async function startGallery(now: Date): Promise<Gallery> {
  const sandbox = await startSandbox({ manifest: galleryManifest(), world: 'story', now });
  const clientOptions = { slackApiUrl: sandbox.apiUrl };
  const receiver = new SocketModeReceiver({
    appToken: sandbox.app.appToken,
    installerOptions: { clientOptions },
    logLevel: LogLevel.ERROR,
  });
  const app = new App({
    token: sandbox.app.botToken,
    receiver,
    clientOptions: { ...clientOptions },
    logLevel: LogLevel.ERROR,
    deferInitialization: true,
  });
  await app.init();
  answerCommands(app);
  answerButtons(app);
  answerForms(app, sandbox);
  await app.start();
  return {
    sandbox,
    app,
    async stop() {
      await app.stop();
      await sandbox.stop();
    },
  };
}

function answerCommands(app: App): void {
  app.command('/gallery', async ({ ack, command }) => {
    await ack();
    await app.client.chat.postMessage({
      channel: command.channel_id,
      text: `Gallery: ${command.text}`,
      blocks: messageOfEveryKind(command.text),
    });
  });
  app.command('/late', () => new Promise<void>(() => {}));
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab === 'home') await app.client.views.publish({ user_id: event.user, view: homeView() });
  });
}

function answerButtons(app: App): void {
  app.action('whisper', async ({ ack, body }) => {
    await ack();
    const channel = body.channel?.id ?? '';
    await app.client.chat.postEphemeral({ channel, user: body.user.id, text: 'This is for your eyes :eyes:' });
  });
  app.action('redraw', async ({ ack, body }) => {
    await ack();
    if (body.type !== 'block_actions' || !body.message) return;
    await app.client.chat.update({
      channel: body.channel?.id ?? '',
      ts: body.message.ts,
      text: 'Redrawn',
      blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'It was *redrawn*.' } }],
    });
  });
  app.action('unanswered', () => new Promise<void>(() => {}));
  app.action(/^(?!whisper|redraw|unanswered|title)/, async ({ ack, action, body }) => {
    await ack();
    if (body.type !== 'block_actions' || !body.channel) return;
    const { type, action_id: id, ...rest } = action as unknown as Record<string, unknown>;
    const chosen = JSON.stringify(
      Object.fromEntries(Object.entries(rest).filter(([key]) => key.startsWith('selected') || key === 'value')),
    );
    await app.client.chat.postEphemeral({ channel: body.channel.id, user: body.user.id, text: `You used ${id} (${type}): ${chosen}` });
  });
}

function answerForms(app: App, sandbox: Sandbox): void {
  const open = (trigger_id: string) => app.client.views.open({ trigger_id, view: formView() });
  app.shortcut('gallery_form', async ({ ack, body }) => {
    await ack();
    await open(body.trigger_id);
  });
  app.shortcut('gallery_anywhere', async ({ ack, body }) => {
    await ack();
    await open(body.trigger_id);
  });
  app.options('squad', async ({ ack, payload }) => {
    const words = payload.value.toLowerCase();
    const found = ['Billing', 'Checkout', 'Integrations'].filter((name) => name.toLowerCase().includes(words));
    await ack({ options: found.map((name) => ({ text: { type: 'plain_text', text: name }, value: name.toLowerCase() })) });
  });
  app.action('title', async ({ ack, body, action }) => {
    await ack();
    if (body.type !== 'block_actions' || !body.view) return;
    const typed = 'value' in action ? String(action.value ?? '') : '';
    await app.client.views.update({ view_id: body.view.id, view: formView(typed) });
  });
  app.view('gallery_form', async ({ ack, view }) => {
    const title = view.state.values.title_block?.title?.value ?? '';
    if (title.includes('wrong')) return ack({ response_action: 'errors', errors: { title_block: 'Say it in other words' } });
    if (title.includes('silence')) return;
    await ack({ response_action: 'push', view: secondStep(view.state.values) });
  });
  app.view('gallery_second', async ({ ack, body }) => {
    await ack({ response_action: 'clear' });
    await app.client.chat.postMessage({ channel: sandbox.dm(body.user.id), text: 'The form arrived.' });
  });
}

function formView(typed?: string): View {
  const echo: KnownBlock[] = typed
    ? [{ type: 'context', block_id: 'echo', elements: [{ type: 'mrkdwn', text: `Looking for answers to _${typed}_` }] }]
    : [];
  const [first, ...others] = fieldsOfEveryKind();
  return {
    type: 'modal',
    callback_id: 'gallery_form',
    title: { type: 'plain_text', text: 'Every field' },
    submit: { type: 'plain_text', text: 'Go on' },
    close: { type: 'plain_text', text: 'Cancel' },
    notify_on_close: true,
    blocks: [...(first ? [first] : []), ...echo, ...others],
  };
}

function homeView(): View {
  return {
    type: 'home',
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: 'Needs you :wave:' } },
      {
        type: 'section',
        text: { type: 'mrkdwn', text: '*ESC-142* Invoice shows VAT twice\nBo asks: which plan did they leave?' },
        accessory: { type: 'button', action_id: 'open', text: { type: 'plain_text', text: 'Open thread' } },
      },
      { type: 'divider' },
      ...messageOfEveryKind('at home').slice(-1),
      ...fieldsOfEveryKind().slice(0, 2),
    ],
  };
}
