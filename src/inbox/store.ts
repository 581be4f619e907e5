import { z } from 'zod';
import { type Database, isTransient, isUniqueViolation, json, type Transaction, writeTx } from '../database';
import { deadline } from '../deadline';
import type { Prisma } from '../generated/sqlite/client';

/** The envelope of the Events API, as far as we read it. */
const Envelope = z.object({
  type: z.literal('event_callback'),
  team_id: z.string().min(1),
  authorizations: z.array(z.looseObject({ team_id: z.string().min(1).nullish() })).nullish(),
  event_id: z.string().min(1),
  event_time: z.number().optional(),
  event: z.looseObject({ type: z.string().min(1) }),
});

interface Waiting {
  body: z.infer<typeof Envelope>;
  receivedAt: Date;
  stored: () => void;
  failed: (error: unknown) => void;
}

export interface Mailbox {
  /** Resolves when the event is in the database: only then may it be acknowledged. Known ids are stored once. */
  store(body: unknown, receivedAt: Date): Promise<void>;
  /** Resolves when nothing is being stored, or after a tenth of a second: what arrives goes before what is handled, for Slack waits for it. */
  calm(): Promise<void>;
}

const calmAtMostMs = 100;

/** Events that arrive while others are being written share the next transaction: a burst costs a few commits, not one each. */
export function openMailbox(db: Database): Mailbox {
  const waiting: Waiting[] = [];
  let writing = false;
  const uponCalm: (() => void)[] = [];

  async function write(): Promise<void> {
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, 200);
      await writeBatch(batch);
    }
    writing = false;
    for (const resolve of uponCalm.splice(0)) resolve();
  }

  /** One that the database will not have must not take the others with it: they are stored one by one then. */
  async function writeBatch(batch: Waiting[]): Promise<void> {
    try {
      await insertOnce(db, rowsOf(batch));
      for (const { stored } of batch) stored();
    } catch (error) {
      if (batch.length > 1 && !isTransient(error)) for (const one of batch) await writeBatch([one]);
      else for (const { failed } of batch) failed(error);
    }
  }

  return {
    store(body, receivedAt) {
      const parsed = Envelope.parse(body);
      return new Promise((stored, failed) => {
        waiting.push({ body: parsed, receivedAt, stored, failed });
        if (!writing) void write();
      });
    },
    async calm() {
      if (writing) await deadline(calmAtMostMs).within(new Promise<void>((resolve) => uponCalm.push(resolve)));
    },
  };
}

type Row = Prisma.InboxEventCreateManyInput;

const rowsOf = (batch: Waiting[]): Row[] =>
  batch.map(({ body, receivedAt }) => ({
    workspaceId: workspaceOf(body),
    eventId: body.event_id,
    type: body.event.type,
    lane: laneOf(body),
    payload: json(body.event),
    eventAt: body.event_time ? new Date(body.event_time * 1000) : receivedAt,
    receivedAt,
  }));

/** Whose app hears it: in a channel shared with another company `team_id` is where it was said. */
const workspaceOf = ({ team_id, authorizations }: Waiting['body']): string => authorizations?.[0]?.team_id ?? team_id;

/** Another process may be storing a copy of the same event: whoever comes second looks again, and finds it. */
async function insertOnce(db: Database, rows: Row[]): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await writeTx(db, (tx) => insertNew(tx, rows));
    } catch (error) {
      if (!isUniqueViolation(error) || tries >= mostTries) throw error;
    }
  }
}

const mostTries = 5;

async function insertNew(tx: Transaction, rows: Row[]): Promise<void> {
  const known = await tx.inboxEvent.findMany({
    where: { eventId: { in: rows.map((row) => row.eventId) } },
    select: { workspaceId: true, eventId: true },
  });
  const seen = new Set(known.map(({ workspaceId, eventId }) => `${workspaceId} ${eventId}`));
  const fresh = rows.filter(({ workspaceId, eventId }) => !seen.has(`${workspaceId} ${eventId}`) && seen.add(`${workspaceId} ${eventId}`));
  if (fresh.length > 0) await tx.inboxEvent.createMany({ data: fresh });
}

/** What must be handled one after the other: events of a channel, else of a person, else nothing. */
function laneOf({ event, event_id }: Waiting['body']): string {
  const item = event.item as { channel?: unknown } | undefined;
  const place = event.channel ?? event.channel_id ?? item?.channel ?? event.user;
  if (typeof place === 'string') return place;
  if (place && typeof place === 'object' && 'id' in place) return String(place.id);
  return event_id;
}
