import type { Deps } from '../../deps';
import type { Reader } from '../../domain/people/store';
import { findPlace } from '../../domain/places';
import { SlackUnavailable } from '../../slack/unavailable';
import type { FormSquad } from '../../views/escalations/form';

/** The squad chosen as the form speaks of it, from what is known of its channels. */
export async function formSquad(read: Reader, workspaceId: string, squadId: string | null): Promise<FormSquad | null> {
  const squad = squadId && (await read.squad.findFirst({ where: { id: squadId, workspaceId, removedAt: null } }));
  if (!squad) return null;

  const { id, name, channelId, restrictedChannelId } = squad;
  const channels = await read.channel.findMany({
    where: { workspaceId, channelId: { in: [channelId, restrictedChannelId ?? channelId] } },
  });
  const called = (wanted: string | null) => channels.find((channel) => channel.channelId === wanted);
  const channel = called(channelId);
  const restricted = called(restrictedChannelId);
  return {
    id,
    name,
    channel: channel ? { name: `#${channel.name}`, readers: channel.memberCount } : null,
    restrictedChannel: restricted ? `#${restricted.name}` : restrictedChannelId && 'its restricted channel',
  };
}

/** The same with how many people can read there now: asked of Slack where it is not known. */
export async function formSquadNow(deps: Deps, workspaceId: string, squadId: string | null): Promise<FormSquad | null> {
  const squad = squadId && (await deps.db.read.squad.findFirst({ where: { id: squadId, workspaceId } }));
  if (!squad) return null;
  const readers = await readersOf(deps, workspaceId, squad.channelId);
  if (squad.restrictedChannelId) await readersOf(deps, workspaceId, squad.restrictedChannelId);

  const facts = await formSquad(deps.db.read, workspaceId, squad.id);
  return facts?.channel && readers !== null ? { ...facts, channel: { ...facts.channel, readers } } : facts;
}

async function readersOf({ db, slack, log }: Deps, workspaceId: string, channelId: string): Promise<number | null> {
  try {
    return (await findPlace({ read: db.read, slack: slack(workspaceId) }, channelId))?.readers ?? null;
  } catch (error) {
    if (!(error instanceof SlackUnavailable)) throw error;
    log.warn({ err: error }, 'who can read a squad’s channel is not known now');
    return null;
  }
}
