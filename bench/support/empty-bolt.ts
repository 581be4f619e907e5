/** The yardstick: a Bolt app that does nothing but acknowledge. `node empty-bolt.js <listeners>`, with Backline's environment. */
import { App, SocketModeReceiver } from '@slack/bolt';

async function main(): Promise<void> {
  const { SLACK_BOT_TOKEN: token = '', SLACK_APP_TOKEN: appToken = '', SLACK_API_URL: slackApiUrl = '' } = process.env;
  const listeners = Number(process.argv[2] ?? 0);
  const receiver = new SocketModeReceiver({ appToken, installerOptions: { clientOptions: { slackApiUrl } } });
  const app = new App({ token, receiver, clientOptions: { slackApiUrl } });
  for (let index = 0; index < listeners; index += 1) {
    app.action(`nobody_presses_${index}`, async ({ ack }) => ack());
    app.event('app_uninstalled', async () => {});
  }
  app.command('/escalate', async ({ ack }) => ack());
  app.action(/.*/, async ({ ack }) => ack());
  app.event('message', async () => {});
  app.event('app_home_opened', async ({ event, client }) => {
    if (event.tab === 'home') await client.views.publish({ user_id: event.user, view: homeView });
  });
  await app.start();
  console.log('ready');
}

const homeView = {
  type: 'home' as const,
  blocks: [
    {
      type: 'actions' as const,
      elements: [{ type: 'button' as const, action_id: 'new_escalation', text: { type: 'plain_text' as const, text: 'New escalation' } }],
    },
  ],
};

void main();
