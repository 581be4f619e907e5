import type { Trouble } from '../../delivery/trouble';
import type { Draw, DrawContext, Words } from '../../delivery/words';
import { troubleMessage } from './trouble';
import { welcomeMessage } from './welcome';

const welcome: Draw = async ({ workspaceId }, { read }) =>
  welcomeMessage(await read.squad.count({ where: { workspaceId, removedAt: null } }));

const trouble: Draw = async ({ workspaceId, data }, { read }) => {
  const { lane, error } = data as unknown as Trouble;
  const waiting = await read.delivery.count({ where: { workspaceId, lane, state: 'dead' } });
  return troubleMessage({ lane, error, waiting, place: await placeName(read, workspaceId, lane) });
};

async function placeName(read: DrawContext['read'], workspaceId: string, lane: string): Promise<string | null> {
  const channel = await read.channel.findUnique({
    where: { workspaceId_channelId: { workspaceId, channelId: lane } },
    select: { name: true },
  });
  if (channel) return `#${channel.name}`;
  const person = await read.person.findUnique({
    where: { workspaceId_userId: { workspaceId, userId: lane } },
    select: { displayName: true },
  });
  return person?.displayName ?? null;
}

export const settingsWords: Pick<Words, 'workspace.welcome' | 'workspace.trouble'> = {
  'workspace.welcome': welcome,
  'workspace.trouble': trouble,
};
