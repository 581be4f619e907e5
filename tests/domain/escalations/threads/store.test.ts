import { writeTx } from '../../../../src/database';
import { attachLater, type EscalationRecord } from '../../../../src/domain/escalations/store';
import { copiesDied, resendCopies, standsUnderCard } from '../../../../src/domain/escalations/threads';
import { countUndelivered } from '../../../../src/domain/escalations/undelivered';
import { threadWords } from '../../../../src/views/threads';
import { billing, cardTs, idOf, makeWorld, message, now, rootTs, support, tsOf, type World, workspaceId } from './world';

let world: World;
let escalation: EscalationRecord;

beforeEach(async () => {
  world = await makeWorld();
  escalation = await world.raise();
  await world.attach(escalation, [message(0), message(1)]);
  await world.cardStands(escalation);
  await world.said(message(2));
});
afterEach(() => world.drop());

const die = (kind: string) =>
  writeTx(world.db, async (tx) => {
    await tx.delivery.updateMany({ where: { kind }, data: { state: 'dead', attempts: 3, lastError: 'msg_too_long' } });
    await copiesDied(tx, await tx.delivery.findMany({ where: { kind } }), now);
  });
const warnings = async () => {
  const rows = await world.owed('escalation.warned');
  return Promise.all(rows.map((row) => threadWords['escalation.warned'](row, { read: world.db.read, now })));
};
const card = () => world.db.read.delivery.findFirstOrThrow({ where: { kind: 'escalation.card' } });

test('a thread that cannot be read is copied from then on, with what was said before that was known', async () => {
  const other = await world.raise({ rootTs: '1763970000.000200' });
  const [thread] = other.threads;
  const later = `${Math.floor(now.getTime() / 1000) + 5}.000100`;
  const here = { rootTs: '1763970000.000200' };
  await world.said(message(3, { text: 'Edited, and older than the escalation', eventTs: later }), { ...here, edited: true });
  await world.said(message(0, { ts: later, text: 'Said meanwhile', postedAt: new Date(now.getTime() + 5_000) }), here);
  const before = (await world.owed('escalation.copy')).length;
  await attachLater(world.db, { workspaceId, escalationId: other.id, threadId: thread?.id ?? '' }, null, now);
  await attachLater(world.db, { workspaceId, escalationId: other.id, threadId: thread?.id ?? '' }, null, now); // twice: once
  expect((await world.owed('escalation.copy')).length).toBe(before + 1);
  expect((await world.shown('escalation.copy')).at(-1)).toContain('Said meanwhile');
});

test('a copy that Slack will not take puts ⚠️ on its source, and its card counts it', async () => {
  await die('escalation.copy');
  expect(await warnings()).toEqual([{ reaction: 'warning', on: { channel: support, ts: tsOf(2) }, present: true }]);
  expect(await card()).toMatchObject({ dirty: true });
});

test('Resend tries all of them again and takes ⚠️ away; when they die again it comes back', async () => {
  await die('escalation.copy');
  await die('escalation.transcript');
  const again = () => writeTx(world.db, (tx) => resendCopies(tx, escalation.id));
  expect(await again()).toBe(2);
  expect(await again()).toBe(0);
  expect(await world.owed('escalation.copy')).toMatchObject([{ state: 'pending', attempts: 0, lastError: null }]);
  expect(await warnings()).toMatchObject([{ present: false }]);
  expect(await world.owed('escalation.warned')).toMatchObject([{ dirty: true }]);

  await die('escalation.copy');
  expect(await warnings()).toMatchObject([{ present: true }]);
});

test('its card counts what of it was not delivered, and nothing of another one', async () => {
  const other = await world.raise({ rootTs: '1763970000.000300' });
  expect(await countUndelivered(world.db.read, escalation)).toBe(0);
  await writeTx(world.db, (tx) =>
    tx.delivery.updateMany({ where: { OR: [{ kind: 'escalation.status' }, { kind: 'escalation.copy' }] }, data: { state: 'dead' } }),
  );
  expect(await countUndelivered(world.db.read, escalation)).toBe(2);
  expect(await countUndelivered(world.db.read, other)).toBe(1);
});

test('where outsiders read along nothing is put on their messages', async () => {
  await writeTx(world.db, (tx) => tx.originThread.updateMany({ data: { inThread: false } }));
  await die('escalation.copy');
  expect(await warnings()).toEqual([]);
});

test('a message that was deleted meanwhile is not warned about', async () => {
  await die('escalation.copy');
  await world.deleted(tsOf(2), tsOf(9));
  expect(await warnings()).toEqual([null]);
});

test('a squad message that cannot reach the thread is warned about in the squad’s channel', async () => {
  await world.said(message(5, { author: idOf('bo'), text: 'Reissue it' }), { channelId: billing, rootTs: cardTs });
  await die('escalation.copy');
  expect(await warnings()).toContainEqual({ reaction: 'warning', on: { channel: billing, ts: tsOf(5) }, present: true });
});

test('a thread under one of our cards is no origin, also when its form was sent before that was looked up', async () => {
  await expect(world.raise({ channelId: billing, rootTs: cardTs })).rejects.toThrow('under_card');
  const stands = (channelId: string, ts: string) => standsUnderCard(world.db.read, workspaceId, channelId, ts);
  expect(await stands(billing, cardTs)).toBe(true);
  expect(await stands(support, rootTs)).toBe(false);
});
