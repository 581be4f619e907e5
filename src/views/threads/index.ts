import type { Draw, DrawContext, ReactionWish, Words } from '../../delivery/words';
import { nameOf } from '../../domain/escalations/keys';
import { reopenDays } from '../../domain/escalations/rules';
import { comesBack, copyKey, mayLeave, staysInside, type ThreadNews, type TranscriptData } from '../../domain/escalations/threads';
import type { Delivery } from '../../generated/sqlite/client';
import { closedReplyMessage } from './closed-reply';
import { copyMessage } from './copy';
import { channelOf, personName, placeName, quotesOf, type Shown, threadFacts } from './facts';
import { consentMessage, newsMessage } from './news';
import { transcriptMessage } from './transcript';

type Read = DrawContext['read'];

export const threadWords: Pick<
  Words,
  | 'escalation.transcript'
  | 'escalation.copy'
  | 'escalation.warned'
  | 'escalation.closed_reply'
  | 'escalation.thread_line'
  | 'escalation.consent'
> = {
  'escalation.transcript': drawTranscript,
  'escalation.copy': drawCopy,
  'escalation.warned': drawWarned,
  'escalation.closed_reply': drawClosedReply,
  'escalation.thread_line': drawNews,
  'escalation.consent': drawConsent,
};

async function drawTranscript({ subject, data, ts }: Delivery, { read }: DrawContext): Promise<ReturnType<typeof transcriptMessage>> {
  const facts = await threadFacts(read, subject);
  if (!facts || (ts === null && !mayLeave(facts.thread))) return null;

  const { messages, earlier } = data as unknown as TranscriptData;
  const found = await read.threadMessage.findMany({ where: { id: { in: messages }, deletedAt: null }, include: { thread: true } });
  const inOrder = found.sort((a, b) => messages.indexOf(a.id) - messages.indexOf(b.id));
  return transcriptMessage({ from: facts.from, link: facts.link, earlier, quotes: await quotesOf(read, inOrder) });
}

async function drawCopy({ subject, ts }: Delivery, { read }: DrawContext): ReturnType<Draw> {
  const row = await read.threadMessage.findUnique({ where: { id: subject }, include: { thread: true } });
  if (!row || row.deletedAt || (row.side === 'squad' && staysInside(row.text))) return null;
  // What stands there already was allowed to leave when it did.
  if (ts === null && !(await mayStillLeave(read, row))) return null;

  const [quote] = await quotesOf(read, [row]);
  return quote ? copyMessage(quote, await viaOf(read, row)) : null;
}

async function mayStillLeave(read: Read, row: Shown): Promise<boolean> {
  if (row.side === 'origin') return row.thread !== null && (row.thread.channelId !== row.channelId || mayLeave(row.thread));
  const first = await read.originThread.findFirst({ where: { escalationId: row.escalationId }, orderBy: { position: 'asc' } });
  const squad = await squadOf(read, row.escalationId);
  return first !== null && squad !== null && comesBack(first, squad);
}

async function squadOf(read: Read, escalationId: string) {
  const escalation = await read.escalation.findUnique({ where: { id: escalationId }, select: { squadId: true } });
  return escalation && read.squad.findUnique({ where: { id: escalation.squadId } });
}

/** The squad's channel is named to those who can see it; a private one goes by the squad's name. */
async function viaOf(read: Read, row: Shown): Promise<string> {
  if (row.side === 'origin') return placeName(read, row.workspaceId, row.channelId);
  const channel = await channelOf(read, row.workspaceId, row.channelId);
  if (channel && !channel.isPrivate) return `#${channel.name}`;
  return (await squadOf(read, row.escalationId))?.name ?? 'the squad';
}

/** ⚠️ stands as long as the copy is undeliverable. */
async function drawWarned({ subject }: Delivery, { read }: DrawContext): Promise<ReactionWish | null> {
  const row = await read.threadMessage.findUnique({ where: { id: subject } });
  if (!row || row.deletedAt) return null;
  const { workspaceId, channelId, ts } = row;
  const copy = await read.delivery.findUnique({
    where: { workspaceId_key: { workspaceId, key: copyKey(row.id) } },
    select: { state: true },
  });
  return { reaction: 'warning', on: { channel: channelId, ts }, present: copy?.state === 'dead' };
}

const day = 86_400_000;

async function drawClosedReply({ subject }: Delivery, { read, now }: DrawContext): ReturnType<Draw> {
  const escalation = await read.escalation.findUnique({ where: { id: subject } });
  if (escalation?.state !== 'closed' || !escalation.closedAt) return null;
  if (now.getTime() - escalation.closedAt.getTime() > reopenDays * day) return null;
  const squad = await read.squad.findUnique({ where: { id: escalation.squadId } });
  return closedReplyMessage({ escalationId: escalation.id, name: nameOf(escalation), squad: squad?.name ?? 'the squad' });
}

async function drawNews({ subject, data }: Delivery, { read }: DrawContext): ReturnType<Draw> {
  const facts = await newsFacts(read, subject);
  return facts && newsMessage((data as unknown as { news: ThreadNews }).news, facts);
}

async function drawConsent({ subject }: Delivery, { read }: DrawContext): ReturnType<Draw> {
  const facts = await newsFacts(read, subject);
  if (!facts?.thread.openKey || mayLeave(facts.thread)) return null;
  const { workspaceId, channelId } = facts.thread.escalation;
  const channel = await channelOf(read, workspaceId, channelId);
  const to = await placeName(read, workspaceId, channelId);
  return consentMessage({
    ...facts,
    shared: facts.thread.kind === 'external',
    threadId: subject,
    to,
    readers: channel?.memberCount ?? 0,
  });
}

async function newsFacts(read: Read, threadId: string) {
  const facts = await threadFacts(read, threadId);
  if (!facts) return null;
  const { thread } = facts;
  return { ...facts, name: nameOf(thread.escalation), agent: await personName(read, thread.workspaceId, thread.agent) };
}
