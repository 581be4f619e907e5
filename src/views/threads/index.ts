import type { Draw, DrawContext, ReactionWish, Words } from '../../delivery/words';
import { nameOf } from '../../domain/escalations/keys';
import { reopenDays } from '../../domain/escalations/rules';
import { comesBack, copyKey, mayLeave, type NewsData, staysInside, type TranscriptData } from '../../domain/escalations/threads';
import type { Delivery } from '../../generated/sqlite/client';
import { closedReplyMessage } from './closed-reply';
import { copyMessage } from './copy';
import { channelOf, personName, placeName, quotesOf, readersOf, type Shown, standsInOrigin, threadFacts } from './facts';
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
  return transcriptMessage({
    from: placeName(facts.thread.kind, facts.channel),
    link: facts.link,
    earlier,
    quotes: await quotesOf(read, inOrder),
  });
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
  if (row.side === 'origin') return row.thread !== null && (!standsInOrigin(row) || mayLeave(row.thread));
  const first = await read.originThread.findFirst({ where: { escalationId: row.escalationId }, orderBy: { position: 'asc' } });
  const squad = await squadOf(read, row.escalationId);
  return first !== null && squad !== null && comesBack(first, squad);
}

async function squadOf(read: Read, escalationId: string) {
  const escalation = await read.escalation.findUnique({ where: { id: escalationId }, select: { squadId: true } });
  return escalation && read.squad.findUnique({ where: { id: escalation.squadId } });
}

/** What is private goes by its kind, a private squad's channel by the squad's name. */
async function viaOf(read: Read, row: Shown): Promise<string> {
  const channel = await channelOf(read, row.workspaceId, row.channelId);
  if (row.side === 'origin') return placeName(standsInOrigin(row) ? (row.thread?.kind ?? 'public') : 'direct', channel);
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
  const facts = await threadFacts(read, subject);
  if (!facts) return null;
  const { thread, channel, link } = facts;
  const { news, named } = data as unknown as NewsData;
  const from = placeName(named ? 'public' : thread.kind, channel);
  return newsMessage(news, { from, link, agent: await personName(read, thread.workspaceId, thread.agent) });
}

/** The agent is in the channel that it names, and reads of the squad's channel where the text would go. */
async function drawConsent({ subject }: Delivery, { read }: DrawContext): ReturnType<Draw> {
  const facts = await threadFacts(read, subject);
  if (!facts?.thread.openKey || mayLeave(facts.thread)) return null;
  const { thread, channel, link } = facts;
  const { workspaceId, channelId } = thread.escalation;
  const squads = await channelOf(read, workspaceId, channelId);
  return consentMessage({
    name: nameOf(thread.escalation),
    from: placeName('public', channel),
    link,
    shared: thread.kind === 'external',
    threadId: subject,
    to: placeName('public', squads),
    readers: squads ? await readersOf(read, squads) : 0,
  });
}
