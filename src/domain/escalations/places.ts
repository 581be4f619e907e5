import type { Debt } from '../../delivery/owe';
import type { Escalation, OriginThread } from '../../generated/sqlite/client';
import { cardKey, statusKey } from './keys';

type Place = Pick<Debt, 'workspaceId' | 'lane' | 'threadKey' | 'threadTs'>;

/** Where Backline talks to the agent of this thread: in the thread itself, else under the status card in the agent's direct messages. */
export function agentPlace({ workspaceId, id, inThread, channelId, rootTs, agent }: OriginThread): Place {
  if (inThread && channelId && rootTs) return { workspaceId, lane: channelId, threadTs: rootTs };
  return { workspaceId, lane: agent, threadKey: statusKey(id) };
}

/** Where the agent's status card stands. */
export function statusPlace(thread: OriginThread): Place {
  const { threadKey: _, ...place } = agentPlace(thread);
  return place;
}

/** The thread under the card. */
export function squadThread({ workspaceId, id, channelId }: Escalation): Place {
  return { workspaceId, lane: channelId, threadKey: cardKey(id) };
}
