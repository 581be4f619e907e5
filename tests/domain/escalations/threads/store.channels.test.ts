import { writeTx } from '../../../../src/database';
import type { EscalationRecord } from '../../../../src/domain/escalations/store';
import { agreeAgain, type ChannelChange, channelChanged } from '../../../../src/domain/escalations/threads';
import type { Place } from '../../../../src/domain/places';
import { threadWords } from '../../../../src/views/threads';
import { billing, cardTs, idOf, makeWorld, message, now, rootTs, support, tsOf, type World, workspaceId } from './world';

let world: World;
let escalation: EscalationRecord;

beforeEach(async () => {
  world = await makeWorld();
  escalation = await world.raise();
  await world.attach(escalation, [message(0), message(1)]);
  await world.cardStands(escalation);
});
afterEach(() => world.drop());

const publicPlace: Place = { kind: 'public', readers: 5, outsiders: false, agentsPlace: true };
const privatePlace: Place = { ...publicPlace, kind: 'private' };
const externalPlace: Place = { kind: 'external', readers: 9, outsiders: true, agentsPlace: false };

const changed = (change: ChannelChange, place: Place | null = null, cause = change) =>
  writeTx(world.db, (tx) => channelChanged(tx, { workspaceId, channelId: support, change, place, cause }, now));
const agree = (person: string, place: Place) =>
  writeTx(world.db, (tx) => agreeAgain(tx, { workspaceId, threadId: threadId(), person: idOf(person), place }, now));
const threadId = () => escalation.threads[0]?.id ?? '';
const thread = () => world.db.read.originThread.findUniqueOrThrow({ where: { id: threadId() } });
const copies = () => world.shown('escalation.copy');
const news = () => world.shown('escalation.thread_line');
const bo = (n: number, text: string) => message(n, { author: idOf('bo'), authorName: 'Bo', text });
const underCard = { channelId: billing, rootTs: cardTs };
const statuses = () => world.db.read.delivery.findMany({ where: { kind: 'escalation.status' }, orderBy: { id: 'asc' } });

describe('a channel that turns private', () => {
  beforeEach(() => changed('turned_private'));

  test('is not copied any more, tells the squad, and asks the agent, each once', async () => {
    await changed('turned_private', null, 'again' as ChannelChange);
    await world.said(message(2));
    expect(await copies()).toEqual([]);
    expect(await world.db.read.threadMessage.count()).toBe(2);
    expect(await news()).toEqual(['#support is private now: what is written there is not copied any more until Ana agrees.']);
    const [asked] = await world.owed('escalation.consent');
    expect(asked).toMatchObject({ lane: idOf('ana'), subject: threadId() });
  });

  test('keeps what was copied, lets no edit out, and still takes back what is deleted', async () => {
    await world.said(message(1, { text: 'Secret', eventTs: tsOf(9) }), { edited: true });
    const [transcript] = await world.owed('escalation.transcript');
    const standing = transcript && { ...transcript, ts: '1.1' };
    const drawn = standing && (await threadWords['escalation.transcript'](standing, { read: world.db.read, now }));
    expect(drawn).toMatchObject({ text: 'From a private channel: Ana: Message 0\nAna: Message 1' });

    await world.deleted(tsOf(1), tsOf(10));
    const after = standing && (await threadWords['escalation.transcript'](standing, { read: world.db.read, now }));
    expect(after).toMatchObject({ text: 'From a private channel: Ana: Message 0' });
  });

  test('holds back what had not left yet', async () => {
    expect(await world.shown('escalation.transcript')).toEqual([null]);
  });

  test('is copied again once its agent, and nobody else, agrees', async () => {
    expect(await agree('cy', privatePlace)).toBe('not_agent');
    expect(await thread()).toMatchObject({ kind: 'private', consentAt: null });
    expect(await agree('ana', privatePlace)).toBe('done');
    expect(await agree('ana', privatePlace)).toBe('over');

    await world.said(message(3));
    await world.said(bo(4, 'Thanks'), underCard);
    expect(await copies()).toEqual(['Ana via a private channel: Message 3', 'Bo via #billing-squad: Thanks']);
    expect((await news()).at(-1)).toBe('Ana agreed: what is written in a private channel is copied again.');
  });
});

describe('a channel that is shared with another company', () => {
  beforeEach(async () => {
    await world.said(bo(2, 'Not out yet'), underCard);
    await changed('shared');
  });

  test('hears nothing from the squad from then on, not even what was owed', async () => {
    await world.said(bo(3, 'Reissue it'), underCard);
    await world.said(message(4));
    expect(await copies()).toEqual([null]);
    expect(await thread()).toMatchObject({ kind: 'external', inThread: false, twoWay: false, consentAt: null });
    expect((await news())[0]).toContain('is shared with another company now');
  });

  test('its status card goes to the agent’s direct messages', async () => {
    const [old, fresh] = await statuses();
    expect(old).toMatchObject({ lane: support, key: `escalation.status:${threadId()}:until:shared`, dirty: true });
    expect(fresh).toMatchObject({
      lane: idOf('ana'),
      key: `escalation.status:${threadId()}`,
      subject: escalation.id,
      data: { thread: threadId() },
    });
  });

  test('is copied to the squad after a yes, and stays one-way', async () => {
    expect(await agree('ana', externalPlace)).toBe('done');
    await world.said(message(5));
    await world.said(bo(6, 'Reissue it'), underCard);
    expect(await copies()).toEqual(['Ana via a shared channel: Message 5', null]);
  });
});

describe.each(['archived', 'removed'] as const)('a channel where Backline is not heard any more (%s)', (change) => {
  beforeEach(() => changed(change));

  test('gets nothing posted, and the agent is reached in direct messages', async () => {
    await world.said(bo(3, 'Reissue it'), underCard);
    expect(await copies()).toEqual([]);
    expect(await news()).toHaveLength(1);
    expect((await statuses()).map(({ lane }) => lane)).toEqual([support, idOf('ana')]);
  });

  test('is as it was once it is back', async () => {
    await changed('back', publicPlace);
    await world.said(bo(3, 'Reissue it'), underCard);
    expect(await copies()).toEqual(['Bo via #billing-squad: Reissue it']);
    expect((await news()).at(-1)).toBe('Backline is heard in #support again: what is written there is copied.');
    expect(await thread()).toMatchObject({ inThread: true, twoWay: true });
  });
});

test('a closed escalation hears nothing of its channel', async () => {
  await writeTx(world.db, (tx) => tx.originThread.updateMany({ where: { rootTs }, data: { openKey: null } }));
  await changed('shared');
  expect(await world.owed('escalation.thread_line')).toEqual([]);
  expect(await agree('ana', privatePlace)).toBe('over');
});
