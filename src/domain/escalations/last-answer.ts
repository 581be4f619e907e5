import type { Reader } from '../people/store';
import { plain } from './plain';
import { copyKey } from './threads';

/** How far back it is looked for: what was said before that is no answer to take over unseen. */
const latest = 20;

/** The owner's last message that reached the agent, as plain text: what an answer starts from. */
export async function lastAnswer(read: Reader, workspaceId: string, escalationId: string): Promise<string> {
  const escalation = await read.escalation.findFirst({ where: { id: escalationId, workspaceId }, select: { owner: true } });
  if (!escalation?.owner) return '';
  const said = await read.threadMessage.findMany({
    where: { escalationId, side: 'squad', author: escalation.owner, deletedAt: null },
    orderBy: { ts: 'desc' },
    take: latest,
    select: { id: true, text: true },
  });
  const copies = await read.delivery.findMany({
    where: { workspaceId, key: { in: said.map(({ id }) => copyKey(id)) }, state: 'sent' },
    select: { key: true },
  });
  const reached = new Set(copies.map(({ key }) => key));
  const last = said.find(({ id }) => reached.has(copyKey(id)));
  return last ? last.text.split('\n').map(plain).join('\n').trim() : '';
}
