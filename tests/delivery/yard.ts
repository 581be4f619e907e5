import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type ChannelId, type Manifest, type Sandbox, type SandboxOptions, type SeenMessage, startSandbox } from '../../sandbox';
import type { Clock } from '../../src/clock';
import { writeTx } from '../../src/database';
import { type Delivery, type DeliveryDeps, startDelivery } from '../../src/delivery/deliver';
import { type DeliveryKind, kinds } from '../../src/delivery/kinds';
import { type Debt, owe, redraw } from '../../src/delivery/owe';
import type { Draw, Drawn, Words } from '../../src/delivery/words';
import type { Delivery as Row } from '../../src/generated/sqlite/client';
import { createLog } from '../../src/log';
import { createSlack, type Slack } from '../../src/slack';
import { type FreshDatabase, freshDatabase } from '../support/database';

export const manifest = parse(readFileSync(join(__dirname, '../../manifest.yml'), 'utf8')) as Manifest;

/** A small Slack, a database, and words that a test writes into a book: what the delivery engine stands between. */
export interface Yard {
  sandbox: Sandbox;
  database: FreshDatabase;
  slack: Slack;
  /** A channel with Backline in it, made for this yard. */
  channel: ChannelId;
  /** What a subject says now. What is not in the book says its own name. */
  book: Map<string, Drawn | (() => Drawn)>;
  engine(options?: Partial<DeliveryDeps>): Delivery;
  owes(...debts: Owed[]): Promise<void>;
  /** The record of this subject has changed. */
  changed(subject: string, drawn: Drawn): Promise<void>;
  row(subject: string): Promise<Row>;
  /** Messages of the channel as the admin sees them. */
  seen(channel?: ChannelId, thread?: string): SeenMessage[];
  /** What Backline said there, in a channel or in anybody's direct messages. */
  seenBy(channel: ChannelId, thread?: string): SeenMessage[];
  texts(channel?: ChannelId, thread?: string): string[];
  calls(method: string): Record<string, unknown>[];
  /** Stands still but for `pass`, so that no slow machine changes a test's story. Slack's own runs on. */
  clock: Clock;
  pass(ms: number): Promise<void>;
  /** A process has died: what it had begun comes to its end, and the leases it left behind run out. */
  bury(): Promise<void>;
  stop(): Promise<void>;
}

export type Owed = Partial<Debt> & { subject: string };

export const silent = createLog({ level: process.env.TEST_LOG ?? 'silent', format: 'json' });

export interface YardOptions extends Partial<SandboxOptions> {
  /** How long an answer of Slack is waited for: long enough for a loaded machine, unless the test is about waiting. */
  timeoutMs?: number;
}

export async function openYard({ timeoutMs = 5_000, ...options }: YardOptions = {}): Promise<Yard> {
  const sandbox = await startSandbox({ manifest, world: 'bare', seed: 1, now: new Date('2026-11-24T08:00:00Z'), ...options });
  const database = await freshDatabase();
  const { db } = database;
  let now = sandbox.clock.now().getTime();
  const clock: Clock = { now: () => new Date(now), onMove: () => () => {} };
  const { kai, ana } = sandbox.people as { kai: string; ana: string };
  const { teamId, botToken, botUserId, botId } = sandbox.app;
  const workspace = {
    id: teamId,
    name: 'Bare',
    url: 'https://bare.slack.com/',
    botUserId,
    botId,
    greetedAdmin: kai,
    connectedAt: clock.now(),
  };
  await writeTx(db, (tx) => tx.workspace.create({ data: workspace }));

  const book: Yard['book'] = new Map();
  const draw: Draw = async (row) => entry(book, row);
  const words = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, draw])) as Words;
  const slack = createSlack({
    db,
    clock,
    token: botToken,
    apiUrl: sandbox.apiUrl,
    workspaceId: teamId,
    url: workspace.url,
    botUserId,
    botId,
    timeoutMs: { interactive: timeoutMs, delivery: timeoutMs },
  });
  const channel = await sandbox.make({ make: 'channel', name: 'billing-squad', members: [kai, ana], botIsMember: true });
  sandbox.clearLog();

  const seen: Yard['seen'] = (where = channel, thread) =>
    sandbox.messages(kai, where, thread).filter(({ subtype }) => !subtype || subtype === 'bot_message');
  return {
    sandbox,
    database,
    slack,
    channel,
    book,
    engine: (more) =>
      startDelivery({ db, clock, log: silent, slack: () => slack, words, owner: randomUUID(), paceMs: 0, callMs: timeoutMs, ...more }),
    owes: (...debts) =>
      writeTx(db, (tx) =>
        owe(
          tx,
          debts.map((debt) => completed(debt, teamId, channel)),
          clock.now(),
        ),
      ),
    async changed(subject, drawn) {
      book.set(subject, drawn);
      await writeTx(db, (tx) => redraw(tx, subject));
    },
    row: (subject) => db.read.delivery.findFirstOrThrow({ where: { subject } }),
    seen,
    seenBy: (where, thread) => {
      const people = [kai, ana].filter((person) => where !== sandbox.dm(person === kai ? ana : kai));
      return sandbox.messages(people[0] as string, where, thread).filter(({ metadata }) => metadata);
    },
    texts: (where, thread) => seen(where, thread).map(({ text }) => text),
    calls: (method) => sandbox.log.filter(({ way, name }) => way === 'call' && name === method).map(({ request }) => request),
    clock,
    async pass(ms) {
      now += ms;
      await sandbox.clock.advance(ms);
    },
    async bury() {
      await sandbox.quiet();
      // On SQLite transactions queue, so this waits for the last one of the dead; the leases fall with the next start.
      await writeTx(db, async (tx) => {
        if (db.provider === 'postgres') await tx.$executeRaw`UPDATE "Delivery" SET "leaseUntil" = "leaseUntil" - interval '1 hour'`;
      });
    },
    async stop() {
      await sandbox.stop();
      await database.drop();
    },
  };
}

function entry(book: Yard['book'], row: Row): Drawn {
  const said = book.get(row.subject);
  if (said === undefined) return { text: row.subject };
  return typeof said === 'function' ? said() : said;
}

function completed({ kind = 'escalation.line', ...debt }: Owed, workspaceId: string, lane: string): Debt {
  return { workspaceId, lane, kind: kind as DeliveryKind, key: `${kind}:${debt.subject}`, ...debt };
}

/** For what happens by itself. */
export async function until(isSo: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + 10_000;
  while (!isSo()) {
    if (performance.now() > giveUpAt) throw new Error('It did not happen');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
