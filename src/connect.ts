import { type Database, writeTx } from './database';
import { mayPass, Refusal } from './refusal';
import { createClient } from './slack/client';
import { type Failure, failureName } from './slack/outcome';

/** What Slack says of the token that we were given. */
export interface Connection {
  workspaceId: string;
  name: string;
  url: string;
  botUserId: string;
  botId: string;
}

/** Asks Slack who we are. Throws a `Refusal`, with the mend, when the token is no good, and one that may pass when Slack is out of reach. */
export async function whoAmI(token: string, apiUrl: string): Promise<Connection> {
  const outcome = await createClient({ token, apiUrl }).call('auth.test');
  if (outcome.is === 'ok') {
    const { team_id = '', team = '', url = '', user_id = '', bot_id = '' } = outcome.answer;
    return { workspaceId: team_id, name: team, url, botUserId: user_id, botId: bot_id };
  }
  if (outcome.is === 'refused') throw new Refusal(tokenRefused(outcome.error));
  throw new Refusal(`Slack could not be reached (${failureName(outcome)}). ${reach}`, mayPass);
}

/** When Slack refuses our sockets by name, no waiting helps. */
export function refuseAppToken(failure: Failure): void {
  if (failure.is === 'refused') throw new Refusal(appTokenRefused(failure.error));
}

const reach = 'Check the network and SLACK_API_URL, then start again.';
const appTokenRefused = (error: string) =>
  `SLACK_APP_TOKEN: refused by Slack (${error}). Turn Socket Mode on, and copy an app-level token (xapp-…) with connections:write from the app's page, Basic Information.`;
const tokenRefused = (error: string) =>
  `SLACK_BOT_TOKEN: refused by Slack (${error}). Copy the Bot User OAuth Token (xoxb-…) from the app's page, OAuth & Permissions.`;

/** Keeps the workspace's record true to what Slack says, at every start. */
export async function rememberWorkspace(db: Database, connection: Connection, now: Date): Promise<void> {
  const { workspaceId: id, ...columns } = connection;
  await writeTx(db, (tx) => tx.workspace.upsert({ where: { id }, create: { id, ...columns, connectedAt: now }, update: columns }));
}
