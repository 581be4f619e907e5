import type { Transaction } from '../../../database';
import { type Debt, owe } from '../../../delivery/owe';
import type { RotationRecord } from './rotation';

/** Who is on has changed, or may have: the user group and the topic that show it are set where they differ. */
export async function presentDuty(tx: Transaction, rotation: RotationRecord, now: Date): Promise<void> {
  const { workspaceId, channelId, options } = rotation;
  const debts = [
    ...(options.group ? [groupDebt(workspaceId, options.group)] : []),
    ...(options.setTopic || (await isTopicOurs(tx, workspaceId, channelId)) ? [topicDebt(workspaceId, channelId)] : []),
  ];
  if (debts.length > 0) await owe(tx, debts, now);
}

export const groupDebt = (workspaceId: string, groupId: string): Debt => ({
  ...{ workspaceId, key: `rota.group:${groupId}`, kind: 'rota.group', subject: groupId, lane: groupId },
});

const topicKey = (channelId: string): string => `rota.topic:${channelId}`;

export const topicDebt = (workspaceId: string, channelId: string): Debt => ({
  ...{ workspaceId, key: topicKey(channelId), kind: 'rota.topic', subject: channelId, lane: channelId },
});

/** It was set once: when no rotation wants it any more, our part is taken away. */
async function isTopicOurs(tx: Transaction, workspaceId: string, channelId: string): Promise<boolean> {
  return (await tx.delivery.count({ where: { workspaceId, key: topicKey(channelId) } })) > 0;
}
