import { type Database, writeTx } from '../database';
import type { Deps } from '../deps';
import { welcome } from '../domain/settings/welcome';
import type { Slack } from '../slack';
import { SlackUnavailable } from '../slack/unavailable';

/** In a workspace without a squad the admin is asked to name the first one, once. Throws `SlackUnavailable`: then at the next look. */
export async function greetAdmins({ db, slack }: Deps, now: Date): Promise<void> {
  const strangers = await db.read.workspace.findMany({ where: { greetedAdmin: null }, select: { id: true } });
  for (const { id } of strangers) {
    const admin = await adminToGreet(db.read, slack(id));
    if (admin) await writeTx(db, (tx) => welcome(tx, id, admin, now));
  }
}

/** The primary owner, else an owner, else an admin. */
async function adminToGreet(read: Database['read'], slack: Slack): Promise<string | null> {
  if ((await read.squad.count({ where: { workspaceId: slack.workspaceId } })) > 0) return null;

  const admins = (await everybody(slack)).filter((user) => !user.deleted && !user.is_bot && (user.is_admin || user.is_owner));
  // Their zone is the default of the business hours, and they are asked when nobody else can be.
  for (const user of admins) await slack.people.learn({ ...user });
  const admin = admins.find((user) => user.is_primary_owner) ?? admins.find((user) => user.is_owner) ?? admins[0];
  return admin?.id ?? null;
}

async function everybody({ client }: Slack) {
  const users = [];
  let cursor: string | undefined;
  do {
    const outcome = await client.call('users.list', { limit: 200, ...(cursor && { cursor }) });
    if (outcome.is !== 'ok') throw new SlackUnavailable('users.list', outcome);
    users.push(...(outcome.answer.members ?? []));
    cursor = outcome.answer.response_metadata?.next_cursor || undefined;
  } while (cursor);
  return users;
}
