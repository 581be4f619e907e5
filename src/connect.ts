import type { Deps } from './deps';
import { type Database, writeTx } from './database';
import { createClient } from "./slack/client";

/** What Slack says of the token that we were given. */
export interface Connection {
  workspaceId: string;
  name: string;
  url: string;
  botUserId: string;
  botId: string;
}

export class ConnectionRefused extends Error {}

/** Asks Slack who we are. Throws `ConnectionRefused`, with the mend, when the token is no good. */
export async function whoAmI(client: SlackClient): Promise<Connection> {
  const outcome = await client.call('auth.test', {});
  if (outcome.is === 'ok') {
    const { team_id, team, url, user_id, bot_id } = outcome.answer as Record<string, string>;
    return { workspaceId: String(team_id), name: String(team), url: String(url), botUserId: String(user_id), botId: String(bot_id) };
  }
  if (outcome.is === 'refused') {
    throw new ConnectionRefused(`SLACK_BOT_TOKEN was refused by Slack (${outcome.error}). Copy the Bot User OAuth Token (xoxb-…) from the app's page, OAuth & Permissions.`);
  }
  throw new ConnectionRefused(`Slack could not be reached (${outcome.is === 'limited' ? 'rate limited' : outcome.error}). Check the network and SLACK_API_URL, then start again.`);
}

/** Keeps the workspace's record true to what Slack says, at every start. */
export async function rememberWorkspace(db: Database, connection: Connection, now: Date): Promise<void> {
  const { workspaceId: id, ...columns } = connection;
  await writeTx(db, (tx) => tx.workspace.upsert({ where: { id }, create: { id, ...columns, connectedAt: now }, update: columns }));
}

/** The person to greet in a workspace that has no squad yet: its primary owner, else an owner, else an admin. */
export async function adminToGreet({ db, slack }: Deps, workspaceId: string): Promise<string | null> {
  const workspace = await db.read.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  if (workspace.greetedAdmin || (await db.read.squad.count({ where: { workspaceId } })) > 0) return null;

  const outcome = await slack(workspaceId).client.call('users.list', { limit: 1000 });
  if (outcome.is !== 'ok') return null;
  const members = outcome.answer.members as { id: string; deleted?: boolean; is_admin?: boolean; is_owner?: boolean; is_primary_owner?: boolean }[];
  const active = members.filter(({ deleted }) => !deleted);
  const admin = active.find((user) => user.is_primary_owner) ?? active.find((user) => user.is_owner) ?? active.find((user) => user.is_admin);
  return admin?.id ?? null;
}
