import { writeTx } from '../../../../src/database';
import { askForInformation, claimEscalation, type EscalationRecord } from '../../../../src/domain/escalations/store';
import { billing, cardTs, idOf, makeWorld, message, now, rootTs, support, tsOf, type World, workspaceId } from './world';

let world: World;
let escalation: EscalationRecord;

beforeEach(async () => {
  world = await makeWorld();
  escalation = await world.raise();
});
afterEach(() => world.drop());

const copies = () => world.shown('escalation.copy');
const row = (ts: string) => world.db.read.threadMessage.findFirst({ where: { ts } });
const fromBo = (n: number, text: string) => message(n, { author: idOf('bo'), authorName: 'Bo', text });
const underCard = { channelId: billing, rootTs: cardTs };
const attached = () => world.attach(escalation, [message(0), message(1)]);

describe('an origin thread', () => {
  test('is copied under the card, reply by reply, each once', async () => {
    await attached();
    for (const reply of [message(2), message(3), message(2)]) await world.said(reply);
    expect(await copies()).toEqual(['Ana via #support: Message 2', 'Ana via #support: Message 3']);
    expect((await world.owed('escalation.copy'))[0]).toMatchObject({
      lane: billing,
      threadKey: `escalation.card:${escalation.id}`,
      threadTs: null,
    });
  });

  test('a reply before the transcript comes after it', async () => {
    await world.said(message(2));
    expect(await copies()).toEqual([]);
    await world.attach(escalation, [message(0), message(1)]);
    expect(await world.shown('escalation.transcript')).toEqual(['From #support: Ana: Message 0\nAna: Message 1']);
    expect(await copies()).toEqual(['Ana via #support: Message 2']);
    const [transcript] = await world.owed('escalation.transcript');
    expect((await world.owed('escalation.copy'))[0]?.position).toBeGreaterThan(transcript?.position ?? Number.NaN);
  });

  test('what was said while it was read stands in the transcript or after it, never in both', async () => {
    await world.said(message(1));
    await world.said(message(2));
    await world.attach(escalation, [message(0), message(1)]);
    await world.said(message(1));
    expect(await world.shown('escalation.transcript')).toEqual(['From #support: Ana: Message 0\nAna: Message 1']);
    expect(await copies()).toEqual(['Ana via #support: Message 2']);
  });

  test('an edit before the copy is what is copied; the late post changes nothing', async () => {
    await attached();
    const edit = message(2, { text: 'Mended', eventTs: tsOf(9), editedAt: now });
    await world.said(edit, { edited: true });
    await world.said(message(2));
    expect(await copies()).toEqual(['Ana via #support: Mended']);
    expect(await row(tsOf(2))).toMatchObject({ editedAt: now, eventTs: tsOf(9) });
  });

  test('a delete before both leaves nothing to copy', async () => {
    await attached();
    await world.deleted(tsOf(2), tsOf(9));
    await world.said(message(2, { text: 'Mended', eventTs: tsOf(8) }), { edited: true });
    await world.said(message(2));
    expect(await copies()).toEqual([]);
    expect(await row(tsOf(2))).toMatchObject({ text: '', authorName: '' });
  });

  test('an edit redraws the copy, once for what it says; a delete takes it away and blanks what was kept', async () => {
    await attached();
    const reply = message(2, { files: [{ name: 'a.txt', url: 'https://f/1' }] });
    await world.said(reply);
    const revision = async () => (await world.owed('escalation.copy'))[0]?.revision;
    await world.said({ ...reply, eventTs: tsOf(8) }, { edited: true });
    expect(await revision()).toBe(0);
    await world.said({ ...reply, text: 'Mended', eventTs: tsOf(9) }, { edited: true });
    expect(await revision()).toBe(1);
    await world.said({ ...reply, text: 'Mended', files: [], eventTs: tsOf(10) }, { edited: true });
    expect(await revision()).toBe(2);

    await world.deleted(reply.ts, tsOf(11));
    expect(await revision()).toBe(3);
    expect(await copies()).toEqual([null]);
    expect(await row(reply.ts)).toMatchObject({ text: '', files: [], author: idOf('ana') });
  });

  test('its root is deleted: only the root goes from the transcript, and nothing is replayed', async () => {
    await attached();
    await world.said(message(2));
    await world.deleted(rootTs, tsOf(9));
    expect(await world.shown('escalation.transcript')).toEqual(['From #support: Ana: Message 1']);
    expect(await world.owed('escalation.transcript')).toMatchObject([{ dirty: true }]);
    await world.said(message(3));
    expect(await copies()).toEqual(['Ana via #support: Message 2', 'Ana via #support: Message 3']);
  });

  test('what had been left out of the transcript stays out, also when it is edited', async () => {
    await world.attach(escalation, [message(0), message(5)], 4);
    await world.said(message(3, { text: 'Old news', eventTs: tsOf(9) }), { edited: true });
    expect(await copies()).toEqual([]);
  });

  test('of a direct message only the chosen one is copied; its own edit still shows', async () => {
    const direct = await world.raise({ channelId: 'D0ANABO', kind: 'direct', inThread: false, consented: true });
    await world.attach(direct, [message(0)]);
    const there = { channelId: 'D0ANABO' };
    await world.said(message(1), there);
    await world.said(message(0, { text: 'Mended', eventTs: tsOf(9) }), { ...there, edited: true });
    expect(await copies()).toEqual([]);
    expect((await world.shown('escalation.transcript')).at(-1)).toContain('Mended');
  });

  test('of 45 messages makes three transcript messages, and an edit redraws what holds it', async () => {
    await world.attach(
      escalation,
      Array.from({ length: 45 }, (_, n) => message(n)),
      200,
    );
    const pages = await world.owed('escalation.transcript');
    expect(pages.map(({ data }) => (data as { messages: string[] }).messages.length)).toEqual([20, 20, 5]);
    expect(pages.map(({ data }) => (data as { earlier: number }).earlier)).toEqual([200, 0, 0]);
    await world.said(message(44, { text: 'Mended', eventTs: tsOf(60) }), { edited: true });
    expect((await world.shown('escalation.transcript'))[2]).toContain('Mended');
    expect((await world.owed('escalation.transcript'))[2]?.dirty).toBe(true);
  });

  test('that is escalated again keeps both transcripts true', async () => {
    await attached();
    const { id } = escalation;
    await writeTx(world.db, async (tx) => {
      await tx.escalation.update({ where: { id }, data: { state: 'closed', closedAt: now } });
      await tx.originThread.updateMany({ where: { escalationId: id }, data: { openKey: null } });
    });
    const again = await world.raise();
    await world.attach(again, [message(0), message(1)]);
    await world.said(message(1, { text: 'Mended', eventTs: tsOf(9) }), { edited: true });
    expect(await world.shown('escalation.transcript')).toEqual(Array(2).fill('From #support: Ana: Message 0\nAna: Mended'));
    expect((await world.owed('escalation.transcript')).map(({ dirty }) => dirty)).toEqual([true, true]);
  });
});

describe('another app', () => {
  const alert = (n: number) => message(n, { author: 'B9', authorName: 'Alerts', isBot: true, text: `Alert ${n}` });

  test('is copied, at most 20 messages a minute, then paused with one line until it rests', async () => {
    await attached();
    for (let n = 2; n < 27; n += 1) await world.said(alert(n));
    expect(await world.owed('escalation.copy')).toHaveLength(20);
    expect(await world.shown('escalation.thread_line')).toEqual([
      'Another app posts more than 20 messages a minute in #support: its messages are not copied until it rests.',
    ]);

    await world.said(message(27));
    await world.said(alert(120));
    expect((await copies()).slice(-2)).toEqual(['Ana via #support: Message 27', 'Alerts via #support: Alert 120']);

    for (let n = 121; n < 142; n += 1) await world.said(alert(n));
    expect(await world.owed('escalation.thread_line')).toHaveLength(2);
  });
});

describe('a squad thread', () => {
  beforeEach(async () => {
    await attached();
    await world.cardStands(escalation);
  });

  test('reaches the first origin thread', async () => {
    await world.said(fromBo(5, 'Reissue it'), underCard);
    expect(await copies()).toEqual(['Bo via #billing-squad: Reissue it']);
    expect((await world.owed('escalation.copy'))[0]).toMatchObject({ lane: support, threadTs: rootTs, threadKey: null });
  });

  test('keeps inside what starts with a lock, until the lock is taken away', async () => {
    const locked = fromBo(5, '🔒 They owe us');
    await world.said(locked, underCard);
    expect(await world.owed('escalation.copy')).toEqual([]);
    await world.said({ ...locked, text: 'Reissue it', eventTs: tsOf(9) }, { ...underCard, edited: true });
    expect(await copies()).toEqual(['Bo via #billing-squad: Reissue it']);
    await world.said({ ...locked, text: ':lock: Reissue it', eventTs: tsOf(10) }, { ...underCard, edited: true });
    expect(await copies()).toEqual([null]);
  });

  test('stays with a squad that wants one-way threads, also what was owed when it began to', async () => {
    await world.said(fromBo(5, 'Reissue it'), underCard);
    await writeTx(world.db, (tx) => tx.squad.update({ where: { id: world.squadId }, data: { oneWayThreads: true } }));
    await world.said(fromBo(6, 'Or not'), underCard);
    expect(await copies()).toEqual([null]);
  });

  test('an edit of what was written while threads were one-way brings nothing up', async () => {
    const oneWay = (oneWayThreads: boolean) =>
      writeTx(world.db, (tx) => tx.squad.update({ where: { id: world.squadId }, data: { oneWayThreads } }));
    await oneWay(true);
    const old = fromBo(5, 'They owe us');
    await world.said(old, underCard);
    await oneWay(false);
    await world.said({ ...old, text: 'They owed us', eventTs: tsOf(9) }, { ...underCard, edited: true });
    await world.said({ ...old, text: 'They owed us, once', eventTs: tsOf(10) }, { ...underCard, edited: true });
    expect(await world.owed('escalation.copy')).toEqual([]);
  });

  test('a member of the squad who writes there is heard, though it reaches nobody', async () => {
    await world.said(fromBo(5, ':lock: Hm'), underCard);
    const events = await world.db.read.escalationEvent.findMany({ where: { type: 'squad_replied' } });
    expect(events).toMatchObject([{ person: idOf('bo'), data: { thread: null }, sourceKey: `message:${billing}:${tsOf(5)}` }]);
  });
});

describe('a question to the agent', () => {
  const asked = new Date(now.getTime() + 60_000);
  const act = (source: string) => ({ workspaceId, escalationId: escalation.id, person: idOf('bo'), source });
  const later = (seconds: number, over: Parameters<typeof message>[1] = {}) =>
    message(0, { ts: `${Math.floor(asked.getTime() / 1000) + seconds}.000100`, ...over });
  const state = async () => (await world.db.read.escalation.findUniqueOrThrow({ where: { id: escalation.id } })).state;

  beforeEach(async () => {
    await attached();
    await claimEscalation(world.db, act('claim'), now);
    await askForInformation(world.db, act('ask'), { of: 'agent', question: 'Which plan?' }, asked);
  });

  test.each([
    ['a reply by the agent answers it', later(5, { text: 'The yearly one' }), 'claimed'],
    ['a reply by anybody of the agent’s side answers it', later(5, { author: 'U01ELSE', text: 'The yearly one' }), 'claimed'],
    ['"will check" does not', later(5, { text: 'Thanks, will check with the customer' }), 'waiting'],
    ['what was written before it does not, however late it is told', later(-5, { text: 'The yearly one' }), 'waiting'],
    ['an engineer who writes there does not', later(5, { author: idOf('bo'), text: 'The yearly one?' }), 'waiting'],
    ['another app does not', later(5, { author: 'B9', isBot: true, text: 'Plan: yearly' }), 'waiting'],
  ])('%s', async (_, source, expected) => {
    await world.said(source);
    expect(await state()).toBe(expected);
  });
});

describe('a closed escalation', () => {
  const offers = () => world.owed('escalation.closed_reply');
  const close = async (over: object = {}) => {
    await writeTx(world.db, async (tx) => {
      await tx.escalation.update({ where: { id: escalation.id }, data: { state: 'closed', closedAt: now } });
      await tx.originThread.updateMany({ where: { escalationId: escalation.id }, data: { openKey: null, ...over } });
    });
  };

  beforeEach(async () => {
    await attached();
    await world.cardStands(escalation);
  });

  test('copies nothing more; who writes sees Reopen, alone and once', async () => {
    await close();
    for (const n of [5, 6]) await world.said(message(n));
    await world.said(message(7, { author: idOf('cy') }));
    expect(await world.owed('escalation.copy')).toEqual([]);
    expect(await offers()).toMatchObject([
      { lane: support, threadTs: rootTs, onlyFor: idOf('ana') },
      { lane: support, threadTs: rootTs, onlyFor: idOf('cy') },
    ]);
    expect((await world.shown('escalation.closed_reply'))[0]).toBe(
      'ESC-1 is closed, so this was not passed on to Billing. Is there more to it?',
    );
  });

  test('offers the same under its card, and nothing to other apps or for an edit', async () => {
    await close();
    await world.said(fromBo(5, 'Hm'), underCard);
    await world.said(message(6, { isBot: true, author: 'B9' }));
    await world.said(message(7, { eventTs: tsOf(9) }), { edited: true });
    expect(await offers()).toMatchObject([{ lane: billing, threadKey: `escalation.card:${escalation.id}`, onlyFor: idOf('bo') }]);
  });

  test('says nothing where outsiders read along: the agent is told in direct messages', async () => {
    await close({ inThread: false });
    await world.said(message(5, { author: idOf('cy') }));
    await world.said(message(6));
    expect(await offers()).toMatchObject([{ lane: idOf('ana'), threadTs: null, onlyFor: null }]);
  });

  test('still loses what its author deletes', async () => {
    await close();
    await world.deleted(tsOf(1), tsOf(9));
    expect(await world.shown('escalation.transcript')).toEqual(['From #support: Ana: Message 0']);
  });

  test('that is open again is not offered any more', async () => {
    await close();
    await world.said(message(5));
    await writeTx(world.db, (tx) => tx.escalation.update({ where: { id: escalation.id }, data: { state: 'claimed' } }));
    expect(await world.shown('escalation.closed_reply')).toEqual([null]);
  });
});

test('the agent’s direct messages under the status card reach the squad; other people’s threads there are nobody’s', async () => {
  const alone = await world.raise(null);
  const [thread] = alone.threads;
  const sent = { state: 'sent', ts: tsOf(500), sentChannel: 'D0ANA' } as const;
  await writeTx(world.db, (tx) => tx.delivery.updateMany({ where: { key: `escalation.status:${thread?.id}` }, data: sent }));

  const there = { channelId: 'D0ANA', rootTs: tsOf(500) };
  await world.said(message(501, { text: 'The yearly one' }), there);
  await world.said(message(502, { text: 'Hello' }), { ...there, rootTs: tsOf(502) });
  expect(await copies()).toEqual(['Ana via a direct message: The yearly one']);
  expect((await world.owed('escalation.copy'))[0]).toMatchObject({ lane: billing, threadKey: `escalation.card:${alone.id}` });
});
