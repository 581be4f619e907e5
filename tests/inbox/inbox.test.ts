import { connect, writeTx } from '../../src/database';
import { handleWaiting, type InboxDeps } from '../../src/inbox/handle';
import { openMailbox } from '../../src/inbox/store';
import type { EventHandler } from '../../src/listeners/registry';
import { createLog } from '../../src/log';
import { type FreshDatabase, freshDatabase } from '../support/database';

const log = createLog({ level: 'silent', format: 'json' });
const noon = new Date('2026-11-24T12:00:00Z');
const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000);

let database: FreshDatabase;

beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

const envelope = (eventId: string, event: Record<string, unknown> = {}) => ({
  type: 'event_callback',
  team_id: 'T1',
  event_id: eventId,
  event_time: 1_764_000_000,
  event: { type: 'message', channel: 'C1', text: eventId, ...event },
});

/** Counts in the database what was done, so that a rolled back effect does not count. */
const noting: EventHandler =
  async ({ workspaceId, eventId, event }, now) =>
  async (tx) => {
    await tx.auditEntry.create({ data: { workspaceId, at: now, actor: 'system', action: String(event.text), subject: eventId } });
  };

const inbox = (owner: string, ...handlers: EventHandler[]): InboxDeps => ({
  db: database.db,
  log,
  owner,
  events: new Map([['message', handlers]]),
});
const noted = async () => (await database.db.read.auditEntry.findMany({ orderBy: { id: 'asc' } })).map(({ subject }) => subject);

test('events that come four times each, mixed, are stored once and handled in the order of their channel', async () => {
  const mailbox = openMailbox(database.db);
  const ids = Array.from({ length: 30 }, (_, n) => `Ev${String(n).padStart(2, '0')}`);
  await Promise.all([...ids, ...ids, ...ids, ...ids].map((id) => mailbox.store(envelope(id), noon)));

  expect(await handleWaiting(inbox('one', noting), () => noon)).toBe(30);
  expect(await noted()).toEqual(ids);
});

test('two processes that get copies of the same events at the same time both store them, once', async () => {
  const other = await connect(database.url);
  const [here, there] = [openMailbox(database.db), openMailbox(other)];
  const ids = Array.from({ length: 40 }, (_, n) => `Ev${n}`);

  await Promise.all(ids.flatMap((id) => [here.store(envelope(id), noon), there.store(envelope(id), noon)]));

  await other.close();
  expect(await database.db.read.inboxEvent.count()).toBe(40);
});

test('an event that comes again after it was handled does nothing, and what people wrote does not stay behind', async () => {
  const mailbox = openMailbox(database.db);
  await mailbox.store(envelope('Ev1', { text: 'a secret' }), noon);
  await handleWaiting(inbox('one', noting), () => noon);
  await mailbox.store(envelope('Ev1', { text: 'a secret' }), later(60));

  expect(await handleWaiting(inbox('one', noting), () => later(60))).toBe(0);
  const rows = await database.db.read.inboxEvent.findMany();
  expect(rows.map(({ state, payload }) => ({ state, payload }))).toEqual([{ state: 'done', payload: {} }]);
});

test('two workers on the same events: each event has its effect once', async () => {
  const mailbox = openMailbox(database.db);
  await Promise.all(Array.from({ length: 40 }, (_, n) => mailbox.store(envelope(`Ev${n}`, { channel: `C${n % 5}` }), noon)));

  await Promise.all([handleWaiting(inbox('one', noting), () => noon), handleWaiting(inbox('two', noting), () => noon)]);
  expect((await noted()).length).toBe(40);
  expect(new Set(await noted()).size).toBe(40);
});

/** Fails for the event called Bad while `broken` says so, after the first handler wrote. */
const failingBad =
  (broken: () => boolean): EventHandler =>
  async ({ eventId }) => {
    if (eventId !== 'Bad' || !broken()) return null;
    return async () => {
      throw new Error('the effect fails after the first handler wrote');
    };
  };

test('an event whose handler fails leaves no trace and is tried again; those behind it in its channel wait, others do not', async () => {
  const mailbox = openMailbox(database.db);
  for (const [id, channel] of Object.entries({ First: 'C1', Bad: 'C1', Behind: 'C1', Elsewhere: 'C2' })) {
    await mailbox.store(envelope(id, { channel }), noon);
  }
  let broken = true;
  const deps = inbox(
    'one',
    noting,
    failingBad(() => broken),
  );

  expect(await handleWaiting(deps, () => noon)).toBe(2);
  expect((await noted()).sort()).toEqual(['Elsewhere', 'First']);
  expect(await database.db.read.inboxEvent.findFirst({ where: { eventId: 'Behind' } })).toMatchObject({
    attempts: 0,
    notBefore: null,
    leaseOwner: null,
    leaseUntil: null,
  });

  broken = false;
  await mailbox.store(envelope('New'), noon);
  expect(await handleWaiting(deps, () => noon)).toBe(0);
  expect(await handleWaiting(deps, () => later(2))).toBe(3);
  expect((await noted()).slice(2)).toEqual(['Bad', 'Behind', 'New']);
});

test('an event that goes on failing is passed after its fifth attempt, and holds its channel no longer', async () => {
  const mailbox = openMailbox(database.db);
  for (const id of ['Bad', 'Behind']) await mailbox.store(envelope(id), noon);
  const deps = inbox(
    'one',
    noting,
    failingBad(() => true),
  );

  for (const seconds of [0, 1, 3, 7]) expect(await handleWaiting(deps, () => later(seconds))).toBe(0);
  expect(await handleWaiting(deps, () => later(15))).toBe(1);
  await mailbox.store(envelope('New'), noon);
  expect(await handleWaiting(deps, () => later(16))).toBe(1);
  expect(await noted()).toEqual(['Behind', 'New']);
});

test('a wait or a lease that was written before the clock was set back is void', async () => {
  const mailbox = openMailbox(database.db);
  for (const id of ['Postponed', 'Leased']) await mailbox.store(envelope(id), noon);
  const until = later(7 * 86_400);
  await writeTx(database.db, async (tx) => {
    await tx.inboxEvent.updateMany({ where: { eventId: 'Postponed' }, data: { notBefore: until } });
    await tx.inboxEvent.updateMany({ where: { eventId: 'Leased' }, data: { leaseOwner: 'dead', leaseUntil: until } });
  });

  expect(await handleWaiting(inbox('one', noting), () => noon)).toBe(2);
  expect(await noted()).toEqual(['Postponed', 'Leased']);
});

test('what another process has in hand holds what comes after it in its channel (PostgreSQL), until its lease is over', async () => {
  const mailbox = openMailbox(database.db);
  for (const [id, channel] of Object.entries({ Taken: 'C1', After: 'C1', Elsewhere: 'C2' }))
    await mailbox.store(envelope(id, { channel }), noon);
  await writeTx(database.db, (tx) =>
    tx.inboxEvent.updateMany({ where: { eventId: 'Taken' }, data: { leaseOwner: 'other', leaseUntil: later(60) } }),
  );

  await handleWaiting(inbox('one', noting), () => later(30));
  if (database.db.provider === 'postgres') expect(await noted()).toEqual(['Elsewhere']);
  await handleWaiting(inbox('one', noting), () => later(60));
  const inOrder = (await noted()).filter((id) => id !== 'Elsewhere');
  expect(inOrder).toEqual(['Taken', 'After']);
});

test('four workers on one busy channel: each event once, and in order', async () => {
  const mailbox = openMailbox(database.db);
  const ids = Array.from({ length: 40 }, (_, n) => `Ev${String(n).padStart(2, '0')}`);
  const workers = ['one', 'two', 'three', 'four'].map((owner) => inbox(owner, noting));
  for (const id of ids) {
    await mailbox.store(envelope(id), noon);
    if (id.endsWith('5')) await Promise.all(workers.map((deps) => handleWaiting(deps, () => noon)));
  }
  await Promise.all(workers.map((deps) => handleWaiting(deps, () => noon)));
  await handleWaiting(workers[0] as InboxDeps, () => noon);
  expect(await noted()).toEqual(ids);
});

test('a process that ends stops between two events, and gives back what it had claimed', async () => {
  const mailbox = openMailbox(database.db);
  for (const id of ['Ev1', 'Ev2', 'Ev3']) await mailbox.store(envelope(id), noon);
  let leaving = false;
  const asking: EventHandler = async () => {
    leaving = true;
    return null;
  };
  const deps = { ...inbox('one', noting, asking), leaving: () => leaving };

  expect(await handleWaiting(deps, () => noon)).toBe(1);
  expect(await noted()).toEqual(['Ev1']);
  expect(await database.db.read.inboxEvent.count({ where: { leaseOwner: { not: null } } })).toBe(0);
  expect(await handleWaiting(inbox('two', noting), () => noon)).toBe(2);
});

test('what a worker claimed and did not finish is done by another: at once on SQLite, where it must have died, else when its lease is over', async () => {
  await openMailbox(database.db).store(envelope('Ev1'), noon);
  await writeTx(database.db, (tx) => tx.inboxEvent.updateMany({ data: { leaseOwner: 'dead', leaseUntil: later(60) } }));

  expect(await handleWaiting(inbox('two', noting), () => later(30))).toBe(database.db.provider === 'sqlite' ? 1 : 0);
  await handleWaiting(inbox('two', noting), () => later(61));
  expect(await noted()).toEqual(['Ev1']);
});

test('an event that always fails is given up after a day of trying, and stays to be seen', async () => {
  await openMailbox(database.db).store(envelope('Bad'), noon);
  const failing: EventHandler = async () => {
    throw new Error('never works');
  };
  for (let hours = 0; hours < 60; hours += 1) await handleWaiting(inbox('one', failing), () => later(hours * 3600));

  const [row] = await database.db.read.inboxEvent.findMany();
  expect(row).toMatchObject({ state: 'dead', attempts: 14, lastError: 'Error: never works' });
});

test('an event that cannot be stored is not acknowledged: the promise that the acknowledgement waits for fails', async () => {
  const mailbox = openMailbox(database.db);
  await expect(async () => mailbox.store({ type: 'event_callback', team_id: 'T1' }, noon)).rejects.toThrow(/event_id/);
});

test('an event that the database refuses does not keep the others of its burst from being stored', async () => {
  const mailbox = openMailbox(database.db);
  const impossible = { ...envelope('Bad'), event_time: Number.MAX_VALUE };
  const outcomes = await Promise.allSettled(
    [envelope('First'), envelope('Second'), impossible, envelope('Third')].map((event) => mailbox.store(event, noon)),
  );

  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  await handleWaiting(inbox('one', noting), () => noon);
  expect(await noted()).toEqual(['First', 'Second', 'Third']);
});
