import type { Lookup } from '../domain/settings/lookup';
import { knownHere } from '../domain/settings/lookup';
import type { Person } from '../generated/sqlite/client';
import { createSlack, type Slack } from '../slack';
import { SlackUnavailable } from '../slack/unavailable';
import { BadInput } from './bad-input';
import type { Cli } from './context';

/** The workspace that `--workspace` names, else the only one. */
export async function chosenWorkspace(cli: Cli, id: string | undefined): Promise<string> {
  if (id === undefined) return cli.workspaceId();
  const { read } = await cli.database();
  const workspace = await read.workspace.findUnique({ where: { id }, select: { id: true } });
  if (!workspace) throw new BadInput('--workspace', `No workspace ${id} has connected to this database.`);
  return workspace.id;
}

/** Slack, when the environment holds a token for it; the sandbox has none to give. */
export async function slackOf(cli: Cli, workspaceId: string): Promise<Slack | null> {
  const config = cli.config();
  if (config.mode === 'sandbox') return null;
  const db = await cli.database();
  const { url, botUserId, botId } = await db.read.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const clock = { now: cli.now, onMove: () => () => {} };
  return createSlack({ db, clock, token: config.botToken, apiUrl: config.apiUrl, workspaceId, url, botUserId, botId });
}

/** Asks Slack for people and channels; what it cannot tell is looked for among those that Backline has met. */
export async function lookupFor(cli: Cli, workspaceId: string, slack: Slack | null): Promise<Lookup> {
  const known = knownHere((await cli.database()).read, workspaceId);
  if (!slack) return known;
  return {
    person: (written) => elseKnown<Person>(slack.people.find(written), () => known.person(written)),
    channel: (written) => elseKnown(slack.channels.find(written), () => known.channel(written)),
  };
}

async function elseKnown<T>(asked: Promise<T | null>, known: () => Promise<T | null>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof SlackUnavailable) return known();
    throw error;
  }
}
