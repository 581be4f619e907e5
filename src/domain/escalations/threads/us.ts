import type { Database } from '../../../database';
import type { Us } from './raw';

/** Backline as Slack knows it in this workspace. */
export async function usIn(read: Database['read'], workspaceId: string): Promise<Us> {
  return read.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { botUserId: true, botId: true, appId: true } });
}
