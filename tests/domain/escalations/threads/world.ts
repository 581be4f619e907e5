import { writeTx } from '../../../../src/database';
import { attachLater, type EscalationRecord, type Origin, raiseEscalation } from '../../../../src/domain/escalations/store';
import { keepDeleted, keepSaid, type SourceMessage } from '../../../../src/domain/escalations/threads';
import { instantOf } from '../../../../src/domain/escalations/threads/raw';
import { squadDefaults } from '../../../../src/domain/squads/rules';
import { addSquad } from '../../../../src/domain/squads/store';
import type { Delivery } from '../../../../src/generated/sqlite/client';
import { threadWords } from '../../../../src/views/threads';
import { type FreshDatabase, freshDatabase } from '../../../support/database';
import { channelIdOf, idOf, knownChannels, knownPeople, knownWorkspace, workspaceId } from '../../settings/facts';

export { channelIdOf, idOf, workspaceId };

export const now = new Date('2026-11-24T08:00:00Z');
export const support = channelIdOf('support');
export const billing = channelIdOf('billing-squad');

/** The nth message of a thread, a second after the one before; 0 is its root. */
export const tsOf = (n: number) => `${Math.floor(now.getTime() / 1000) - 1_000 + n}.000100`;
export const rootTs = tsOf(0);
/** Of the squad's card, once it stands. */
export const cardTs = `${Math.floor(now.getTime() / 1000)}.000900`;

export function message(n: number, over: Partial<SourceMessage> = {}): SourceMessage {
  const ts = over.ts ?? tsOf(n);
  return {
    ts,
    author: idOf('ana'),
    authorName: 'Ana',
    authorPicture: null,
    isBot: false,
    text: `Message ${n}`,
    files: [],
    eventTs: ts,
    editedAt: null,
    postedAt: instantOf(ts),
    ...over,
  };
}

export interface World extends FreshDatabase {
  squadId: string;
  raise(origin?: Partial<Origin> | null): Promise<EscalationRecord>;
  /** The thread was read, with these messages in it. */
  attach(escalation: EscalationRecord, messages: SourceMessage[], earlier?: number): Promise<void>;
  /** Slack tells of a message; without more, a reply in the origin thread. */
  said(source: SourceMessage, where?: { channelId?: string; rootTs?: string; edited?: boolean }): Promise<void>;
  deleted(ts: string, eventTs: string, where?: { channelId?: string; rootTs?: string | null }): Promise<void>;
  /** The card stands in Slack. */
  cardStands(escalation: EscalationRecord): Promise<void>;
  owed(kind: string): Promise<Delivery[]>;
  /** What the deliveries of this kind would show now, in order of their lane. */
  shown(
    kind: 'escalation.copy' | 'escalation.transcript' | 'escalation.thread_line' | 'escalation.closed_reply',
  ): Promise<(string | null)[]>;
}

export async function makeWorld(): Promise<World> {
  const fresh = await freshDatabase();
  const { db } = fresh;
  await knownWorkspace(db);
  await knownPeople(db, { ana: {}, bo: {}, cy: {}, kai: { isAdmin: true } });
  await knownChannels(db, { support: { members: ['ana', 'bo', 'cy', 'kai'] }, 'billing-squad': { members: ['bo', 'cy'] } });
  const draft = { ...squadDefaults, name: 'Billing', channelId: billing, members: [idOf('bo'), idOf('cy')] };
  const squad = await writeTx(db, (tx) => addSquad(tx, workspaceId, draft, idOf('kai'), now));

  let raised = 0;
  const owed = (kind: string) => db.read.delivery.findMany({ where: { kind }, orderBy: [{ lane: 'asc' }, { position: 'asc' }] });
  return {
    ...fresh,
    squadId: squad.id,
    owed,
    async raise(origin = {}) {
      const place = { channelId: support, rootTs, kind: 'public', inThread: true, consented: false, ...origin } as const;
      const form = { title: 'VAT twice', squadId: squad.id, severity: 's3', customer: '', tried: '', expected: '', links: [] } as const;
      raised += 1;
      const outcome = await raiseEscalation(
        db,
        {
          ...form,
          links: [],
          workspaceId,
          person: idOf('ana'),
          source: `view:${raised}`,
          formId: null,
          restricted: false,
          origin: origin && place,
        },
        now,
      );
      if (outcome.is !== 'raised') throw new Error(`not raised: ${outcome.is}`);
      return outcome.escalation;
    },
    async attach({ id: escalationId, threads }, messages, earlier = 0) {
      const [thread] = threads;
      if (!thread?.channelId || !thread.rootTs) throw new Error('no thread');
      const gathered = { channelId: thread.channelId, rootTs: thread.rootTs, messages, earlier };
      await attachLater(db, { workspaceId, escalationId, threadId: thread.id }, gathered, now);
    },
    said: (source, { channelId = support, rootTs: root = rootTs, edited = false } = {}) =>
      writeTx(db, (tx) => keepSaid(tx, { workspaceId, channelId, rootTs: root, edited, source }, now)),
    deleted: (ts, eventTs, { channelId = support, rootTs: root = rootTs } = {}) =>
      writeTx(db, (tx) => keepDeleted(tx, { workspaceId, channelId, ts, rootTs: root, eventTs })),
    async cardStands({ id }) {
      const sent = { state: 'sent', ts: cardTs, sentChannel: billing } as const;
      await writeTx(db, (tx) => tx.delivery.updateMany({ where: { kind: 'escalation.card', subject: id }, data: sent }));
    },
    async shown(kind) {
      const rows = await owed(kind);
      const drawn = await Promise.all(rows.map((row) => threadWords[kind](row, { read: db.read, now })));
      return drawn.map((message) => (message && 'text' in message ? message.text : null));
    },
  };
}
