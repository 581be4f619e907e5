import { startTeam, type Team } from '../support/team';
import { backline } from '../support/terminal';

let team: Team;
beforeAll(async () => {
  team = await startTeam({ settings: false });
});
afterAll(() => team.stop());

const type = (line: string, input = '') => {
  const { botToken, appToken } = team.sandbox.app;
  const env = {
    DATABASE_URL: team.database.url,
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_API_URL: team.sandbox.apiUrl,
    PORT: '1',
  };
  return backline(line.split(' '), { env, input, now: () => team.sandbox.clock.now() });
};

test('with a token, whom a file names is asked of Slack, also people whom Backline has never met', async () => {
  const { exitCode, out, err } = await type(
    'settings apply -',
    'squads: [{ name: Product, channel: "#product", members: ["@hana", "olga@tallwick.example"] }]',
  );
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
  expect(out).toContain('members: @hana, @olga');
  expect(team.sandbox.channel(team.sandbox.channels.product as string)).toMatchObject({ is_member: true });
});

test('the doctor asks Slack who we are, and tells when the token is no good', async () => {
  const { checks } = JSON.parse((await type('doctor --json')).out);
  expect(checks).toContainEqual(expect.objectContaining({ check: 'token', level: 'ok' }));
  expect(checks).toContainEqual(
    expect.objectContaining({ check: 'scopes', level: 'ok', found: expect.stringMatching(/^All \d+ scopes are granted$/) }),
  );
  team.sandbox.inject({ method: 'auth.test', what: { kind: 'error', error: 'token_revoked' } });
  const { exitCode, out } = await type('doctor');
  expect(exitCode).toBe(1);
  expect(out).toContain('ERROR    token           workspace: Slack refuses the bot token (token_revoked)');
});
