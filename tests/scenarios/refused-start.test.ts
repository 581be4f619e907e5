import type { Fault } from '../../sandbox';
import type { RunOptions } from '../../src/run';
import { bareWorkspace } from '../support/bare';
import { freePort } from '../support/ports';

const bare = bareWorkspace();

/** Starts Backline, and answers why it would not. */
async function refusal(slack: Partial<RunOptions['slack']>): Promise<{ name: string; message: string; exitCode: number }> {
  return bare.start(slack).then(
    async (running) => {
      await running.stop();
      throw new Error('It started.');
    },
    (error) => error,
  );
}

test('an app-level token that Slack refuses ends the start with its name and the mend, for good', async () => {
  expect(await refusal({ appToken: 'xapp-1-wrong' })).toMatchObject({
    name: 'Refusal',
    exitCode: 78,
    message:
      "SLACK_APP_TOKEN: refused by Slack (invalid_auth). Turn Socket Mode on, and copy an app-level token (xapp-…) with connections:write from the app's page, Basic Information.",
  });
  expect(bare.sandbox.connections()).toBe(0);
});

test('a bot token that Slack refuses ends the start for good', async () => {
  expect(await refusal({ botToken: 'xoxb-wrong' })).toMatchObject({
    exitCode: 78,
    message: expect.stringMatching(/^SLACK_BOT_TOKEN: refused by Slack \(invalid_auth\)/),
  });
});

test.each<[string, Fault['what'], string]>([
  ['answers 503', { kind: 'http', status: 503 }, 'http_503'],
  ['has had too many calls', { kind: 'rate_limit', retryAfterSeconds: 30 }, 'rate limited'],
  ['breaks off', { kind: 'reset' }, 'ECONNRESET'],
])('a Slack that %s at the start is worth another start later', async (_, what, why) => {
  bare.sandbox.inject({ method: 'auth.test', what });
  expect(await refusal({})).toMatchObject({
    name: 'Refusal',
    exitCode: 75,
    message: expect.stringContaining(`could not be reached (${why})`),
  });
});

test('a Slack that cannot be reached at the start is worth another start later', async () => {
  expect(await refusal({ apiUrl: `http://127.0.0.1:${await freePort()}/api/` })).toMatchObject({
    exitCode: 75,
    message: 'Slack could not be reached (ECONNREFUSED). Check the network and SLACK_API_URL, then start again.',
  });
});
