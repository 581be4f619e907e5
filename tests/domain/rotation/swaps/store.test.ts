import { connect, writeTx } from '../../../../src/database';
import { recordChange } from '../../../../src/domain/rotation/records/changes';
import { lockRotation } from '../../../../src/domain/rotation/records/lock';
import { republish } from '../../../../src/domain/rotation/records/publish';
import type { RotationRecord } from '../../../../src/domain/rotation/records/rotation';
import { dueSwaps, endRings, tendSwap } from '../../../../src/domain/rotation/swaps/clock';
import {
  acceptOffer,
  acceptRing,
  approveSwap,
  askEveryone,
  askToMend,
  cannotTake,
  declineOffer,
  declineRing,
  giveBack,
  offerShift,
  refuseSwap,
  requestSwap,
  type SwapRecord,
  takeBack,
  takePart,
  takeSwap,
  withdrawSwap,
} from '../../../../src/domain/rotation/swaps/store';
import { knownChannels } from '../../settings/facts';
import { act, ana, at, ben, cy, dee, eli, lea, monday, type Scene, scene, secondRotation, week, workspaceId } from './scene';

const sure = { isSure: true };
const soon = (minutes: number) => new Date(monday.getTime() + minutes * 60_000);

let s: Scene;
afterEach(() => s.drop());

async function tend(now: Date): Promise<void> {
  await endRings(s.db, now);
  for (const due of await dueSwaps(s.db.read, now)) await tendSwap(s.db, due, now);
}

const shiftOf = async (userId: string, start: Date) => (await s.db.read.shift.findFirstOrThrow({ where: { userId, start } })).id;

describe('a week that is asked for', () => {
  beforeEach(async () => {
    s = await scene();
  });

  test('is on record with a card in the channel, and changes nobody', async () => {
    const before = await s.rows();
    const request = await s.ask({ asker: ben, ...week(1), note: 'Wedding' });
    expect(request).toMatchObject({ state: 'open', asker: ben, askedBy: ben, cause: 'person', note: 'Wedding' });
    expect(await s.rows()).toEqual(before);
    expect(await s.owed(s.rotation.channelId)).toEqual(['rota.swap everyone']);
  });

  test('is asked for once, however often the form arrives', async () => {
    const place = { workspaceId, rotationId: s.rotation.id, source: 'view:V1' };
    const draft = { asker: ben, askedBy: ben, asked: null, inReturn: null, note: null, ...week(1) };
    expect((await requestSwap(s.db, place, draft, monday)).is).toBe('saved');
    expect((await requestSwap(s.db, place, draft, monday)).is).toBe('saved_before');
    expect(await s.db.read.swapRequest.count()).toBe(1);
  });

  test.each<[string, object, object]>([
    ['somebody who is not on then', { asker: cy }, { why: 'not_open' }],
    ['somebody else, by no lead', { asker: ben, askedBy: cy }, { why: 'not_lead' }],
    ['what has begun', { asker: ana, ...week(0) }, { why: 'started' }],
    ['of oneself', { asker: ben, asked: ben }, { why: 'own', about: 'person' }],
    ['of a stranger', { asker: ben, asked: lea }, { why: 'not_a_member', about: 'person' }],
  ])('is refused for %s', async (_, draft, expected) => {
    const place = { workspaceId, rotationId: s.rotation.id, source: 'view:V1' };
    const whole = { askedBy: ben, asked: null, inReturn: null, note: null, ...week(1), ...draft } as Parameters<typeof requestSwap>[2];
    const askedBy = (draft as { askedBy?: string; asker: string }).askedBy ?? whole.asker;
    expect(await requestSwap(s.db, place, { ...whole, askedBy }, monday)).toMatchObject({ is: 'refused', ...expected });
  });

  test('is asked for once at a time, and five at most', async () => {
    const long = await Promise.all([1, 6].map(async (n) => s.ask({ asker: ben, ...week(n) })));
    expect(long).toHaveLength(2);
    await expect(s.ask({ asker: ben, ...week(1) })).rejects.toThrow('asked_already');
    const hour = (n: number) => ({ start: at(`2026-03-16T0${n}:00`), end: at(`2026-03-16T0${n + 1}:00`) });
    await withdrawSwap(s.db, act(ben, long[0] as { id: string }), monday);
    for (const n of [0, 1, 2, 3]) await s.ask({ asker: ben, ...hour(n) });
    await expect(s.ask({ asker: ben, ...hour(4) })).rejects.toThrow('too_many');
  });

  test('is taken: the taker is on, both are told, and it is one change of the plan', async () => {
    const request = await s.ask({ asker: ben, ...week(1) });
    expect(await takeSwap(s.db, act(dee, request), sure, soon(5))).toMatchObject({ is: 'done', request: { state: 'done', taker: dee } });
    expect((await s.rows())[1]).toBe('dee 2026-03-09T09:00 2026-03-16T09:00');
    expect(await s.owed(ben)).toEqual(['rota.swap_told taken']);
    expect(await s.owed(dee)).toEqual(['rota.swap taker']);
    const [change] = await s.db.read.rotationChange.findMany();
    expect(change).toMatchObject({ kind: 'replace', from: ben, to: dee, source: 'swap', swapId: request.id });
    const { reasons } = await s.db.read.shift.findFirstOrThrow({ where: { userId: dee, start: week(1).start } });
    expect(reasons).toEqual([
      { why: 'holder', member: ben },
      { why: 'swapped', from: ben },
    ]);
  });

  test('pressed twice by a redelivery, it is taken once', async () => {
    const request = await s.ask({ asker: ben, ...week(1) });
    const press = act(dee, request);
    expect((await takeSwap(s.db, press, sure, soon(5))).is).toBe('done');
    expect((await takeSwap(s.db, press, sure, soon(5))).is).toBe('repeated');
    expect(await s.db.read.rotationChange.count()).toBe(1);
  });

  test('two take one shift at the same instant and one gets it', async () => {
    const request = await s.ask({ asker: ben, ...week(1) });
    const other = await connect(s.url);
    const answers = await Promise.all([
      takeSwap(s.db, act(dee, request), sure, soon(5)),
      takeSwap(other, act(eli, request), sure, soon(5)),
    ]);
    await other.close();
    expect(answers.map((one) => (one.is === 'refused' ? one.why : one.is)).sort()).toEqual(['done', 'taken']);
    const { taker } = await s.db.read.swapRequest.findUniqueOrThrow({ where: { id: request.id } });
    expect((await s.rows()).filter((row) => row.includes('2026-03-09T09:00 2026'))).toEqual([
      `${(taker ?? '').slice(3).toLowerCase()} 2026-03-09T09:00 2026-03-16T09:00`,
    ]);
    expect(await s.db.read.rotationChange.count()).toBe(1);
  });

  test('a part is taken, the rest stays open, and the middle leaves two rests', async () => {
    const request = await s.ask({ asker: ben, ...week(1) });
    const part = { start: at('2026-03-11T09:00'), end: at('2026-03-12T09:00') };
    expect((await takePart(s.db, act(dee, request), part, sure, soon(5))).is).toBe('done');
    const all = await s.db.read.swapRequest.findMany({ orderBy: { start: 'asc' } });
    expect(all.map(({ state, start, end, taker, partOf }) => ({ state, start, end, taker, partOf }))).toEqual([
      { state: 'open', start: week(1).start, end: part.start, taker: null, partOf: null },
      { state: 'done', ...part, taker: dee, partOf: request.id },
      { state: 'open', start: part.end, end: week(1).end, taker: null, partOf: request.id },
    ]);
    expect((await s.rows()).slice(1, 4)).toEqual([
      'ben 2026-03-09T09:00 2026-03-11T09:00',
      'dee 2026-03-11T09:00 2026-03-12T09:00',
      'ben 2026-03-12T09:00 2026-03-16T09:00',
    ]);
  });

  test.each<[string, string, string]>([
    ['before it', '2026-03-08T09:00', '2026-03-10T09:00'],
    ['after it', '2026-03-15T09:00', '2026-03-17T09:00'],
    ['backwards', '2026-03-12T09:00', '2026-03-11T09:00'],
  ])('a part that reaches %s is none', async (_, start, end) => {
    const request = await s.ask({ asker: ben, ...week(1) });
    const part = { start: at(start), end: at(end) };
    expect(await takePart(s.db, act(dee, request), part, sure, soon(5))).toMatchObject({ is: 'refused', why: 'outside' });
  });

  test('any of theirs: an offer settles it, and both change places', async () => {
    const request = await s.ask({ asker: ben, ...week(1), inReturn: 'any' });
    const mine = await shiftOf(dee, week(3).start);
    expect(await offerShift(s.db, act(dee, request), mine, sure, soon(5))).toMatchObject({ is: 'done', request: { state: 'done' } });
    expect((await s.rows()).slice(1, 4)).toEqual([
      'dee 2026-03-09T09:00 2026-03-16T09:00',
      'cy 2026-03-16T09:00 2026-03-23T09:00',
      'ben 2026-03-23T09:00 2026-03-30T09:00',
    ]);
  });

  test('ask me: the asker declines one offer and accepts another', async () => {
    const request = await s.ask({ asker: ben, ...week(1), inReturn: 'ask' });
    const before = await s.rows();
    await offerShift(s.db, act(dee, request), await shiftOf(dee, week(3).start), sure, soon(5));
    expect(await s.state(request.id)).toBe('offered');
    expect(await s.rows()).toEqual(before);
    expect(await acceptOffer(s.db, act(dee, request), soon(6))).toMatchObject({ is: 'refused', why: 'not_asker' });
    expect((await declineOffer(s.db, act(ben, request), soon(6))).is).toBe('done');
    expect(await s.owed(dee)).toEqual(['rota.swap_told offer_declined']);
    await offerShift(s.db, act(eli, request), await shiftOf(eli, week(4).start), sure, soon(7));
    expect((await acceptOffer(s.db, act(ben, request), soon(8))).is).toBe('done');
    expect((await s.rows())[1]).toBe('eli 2026-03-09T09:00 2026-03-16T09:00');
    expect(await s.owed(ben)).toEqual(['rota.swap offer', 'rota.swap offer']);
    expect(await s.owed(eli)).toEqual(['rota.swap taker']);
  });

  test('one person is asked, cannot, and then everyone is asked', async () => {
    const request = await s.ask({ asker: ben, ...week(1), asked: cy });
    expect(await s.owed(cy)).toEqual(['rota.swap asked']);
    expect(await s.owed(s.rotation.channelId)).toEqual([]);
    expect(await cannotTake(s.db, act(dee, request), soon(1))).toMatchObject({ is: 'refused', why: 'not_asked' });
    expect((await cannotTake(s.db, act(cy, request), soon(1))).is).toBe('done');
    expect(await s.state(request.id)).toBe('declined');
    expect(await takeSwap(s.db, act(dee, request), sure, soon(2))).toMatchObject({ is: 'refused', why: 'over' });
    expect((await askEveryone(s.db, act(ben, request), soon(3))).is).toBe('done');
    expect(await s.owed(s.rotation.channelId)).toEqual(['rota.swap everyone']);
    expect((await takeSwap(s.db, act(dee, request), sure, soon(4))).is).toBe('done');
  });

  test('what was wanted of one person is not wanted of everyone: the asker looks at what is offered', async () => {
    const span = { start: week(2).start.toISOString(), end: week(2).end.toISOString() };
    const request = await s.ask({ asker: ben, ...week(1), asked: cy, inReturn: [span] });
    await askEveryone(s.db, act(ben, request), soon(1));
    await offerShift(s.db, act(eli, request), await shiftOf(eli, week(4).start), sure, soon(2));
    expect(await s.state(request.id)).toBe('offered');
  });

  test('one shift of the one person is wanted: taking it hands that over', async () => {
    const span = { start: week(2).start.toISOString(), end: week(2).end.toISOString() };
    const request = await s.ask({ asker: ben, ...week(1), asked: cy, inReturn: [span] });
    expect((await takeSwap(s.db, act(cy, request), sure, soon(1))).is).toBe('done');
    expect((await s.rows()).slice(1, 3)).toEqual(['cy 2026-03-09T09:00 2026-03-16T09:00', 'ben 2026-03-16T09:00 2026-03-23T09:00']);
  });

  test('short rest is asked about once more', async () => {
    await s.drop();
    s = await scene();
    const version = await s.db.read.rotationVersion.findFirstOrThrow();
    const definition = { ...(version.definition as object), rest: 11 };
    await writeTx(s.db, (tx) => tx.rotationVersion.updateMany({ data: { definition } }));
    const request = await s.ask({ asker: ben, ...week(1) });
    expect((await takeSwap(s.db, act(cy, request), { isSure: false }, soon(1))).is).toBe('unsure');
    expect(await s.state(request.id)).toBe('open');
    expect((await takeSwap(s.db, act(cy, request), sure, soon(1))).is).toBe('done');
  });

  test.each<[string, string, object]>([
    ['its asker', ben, { why: 'own' }],
    ['somebody who is no member', lea, { why: 'not_a_member' }],
  ])('is not taken by %s', async (_, person, expected) => {
    const request = await s.ask({ asker: ben, ...week(1) });
    expect(await takeSwap(s.db, act(person, request), sure, soon(1))).toMatchObject({ is: 'refused', ...expected });
    expect(await s.state(request.id)).toBe('open');
  });

  test('is given back within ten minutes alone, and the asker is on again', async () => {
    const before = await s.rows();
    const request = await s.ask({ asker: ben, ...week(1) });
    await takeSwap(s.db, act(dee, request), sure, soon(1));
    expect(await giveBack(s.db, act(cy, request), soon(5))).toMatchObject({ is: 'refused', why: 'not_taker' });
    expect((await giveBack(s.db, act(dee, request), soon(11))).is).toBe('done');
    expect(await s.rows()).toEqual(before);
    expect(await s.state(request.id)).toBe('open');
    expect(await s.owed(ben)).toEqual(['rota.swap_told taken', 'rota.swap_told given_back']);
  });

  test('is given back later when the asker takes it back', async () => {
    const before = await s.rows();
    const request = await s.ask({ asker: ben, ...week(1) });
    await takeSwap(s.db, act(dee, request), sure, soon(1));
    expect(await takeBack(s.db, act(ben, request), soon(5))).toMatchObject({ is: 'refused', why: 'over' });
    await giveBack(s.db, act(dee, request), soon(12));
    expect((await s.rows())[1]).toBe('dee 2026-03-09T09:00 2026-03-16T09:00');
    expect((await takeBack(s.db, act(ben, request), soon(30))).is).toBe('done');
    expect(await s.rows()).toEqual(before);
    expect(await s.owed(dee)).toEqual(['rota.swap taker', 'rota.swap_told taken_back']);
  });

  test('what was handed on since is not given back', async () => {
    const request = await s.ask({ asker: ben, ...week(1) });
    await takeSwap(s.db, act(dee, request), sure, soon(1));
    const again = await s.ask({ asker: dee, ...week(1) }, soon(2));
    await takeSwap(s.db, act(eli, again), sure, soon(3));
    expect((await s.rows())[1]).toBe('eli 2026-03-09T09:00 2026-03-16T09:00');
    expect(await giveBack(s.db, act(dee, request), soon(4))).toMatchObject({ is: 'refused', why: 'moved_on' });
    expect((await giveBack(s.db, act(eli, again), soon(5))).is).toBe('done');
    expect((await giveBack(s.db, act(dee, request), soon(6))).is).toBe('done');
    expect((await s.rows())[1]).toBe('ben 2026-03-09T09:00 2026-03-16T09:00');
  });

  test('is withdrawn by its asker alone', async () => {
    const request = await s.ask({ asker: ben, ...week(1) });
    expect(await withdrawSwap(s.db, act(cy, request), soon(1))).toMatchObject({ is: 'refused', why: 'not_asker' });
    expect((await withdrawSwap(s.db, act(ben, request), soon(1))).is).toBe('done');
    expect(await takeSwap(s.db, act(cy, request), sure, soon(2))).toMatchObject({ is: 'refused', why: 'over' });
  });

  test('expires when it begins, and its asker stays on', async () => {
    const before = await s.rows();
    const request = await s.ask({ asker: ben, ...week(1) });
    expect(await takeSwap(s.db, act(dee, request), sure, week(1).start)).toMatchObject({ is: 'refused', why: 'started' });
    await tend(week(1).start);
    expect(await s.state(request.id)).toBe('expired');
    expect(await s.owed(ben)).toContain('rota.swap_told expired');
    expect(await s.rows()).toEqual(before);
  });

  test('is void when its asker is not on then any more', async () => {
    const request = await s.ask({ asker: ben, ...week(1) });
    await writeTx(s.db, async (tx) => {
      const rotation = (await lockRotation(tx, workspaceId, s.rotation.id)) as RotationRecord;
      await recordChange(tx, rotation, { kind: 'replace', from: ben, to: eli, ...week(1), source: 'lead', by: lea }, soon(1));
      await republish(tx, rotation, soon(1));
    });
    expect(await takeSwap(s.db, act(dee, request), sure, soon(1))).toMatchObject({ is: 'refused', why: 'not_open' });
    await tend(soon(2));
    expect(await s.state(request.id)).toBe('void');
    expect(await s.owed(ben)).toEqual(['rota.swap_told void']);
  });

  test('what nobody takes is said to the asker and the leads at each mark once', async () => {
    const request = await s.ask({ asker: cy, ...week(2) });
    for (const time of [
      '2026-03-08T10:00',
      '2026-03-09T09:00',
      '2026-03-09T09:30',
      '2026-03-13T09:00',
      '2026-03-15T22:00',
      '2026-03-15T23:00',
    ])
      await tend(at(time));
    const said = await s.db.read.delivery.findMany({ where: { kind: 'rota.untaken' }, orderBy: { key: 'asc' } });
    expect(said.map(({ key }) => key.replace(request.id, 'ID'))).toEqual(
      ['12h', '3d', '7d'].flatMap((mark) => [`rota.untaken:ID:${mark}:${cy}`, `rota.untaken:ID:${mark}:${lea}`]),
    );
  });
});

describe('where leads approve', () => {
  beforeEach(async () => {
    s = await scene({ options: { leadsApprove: true } });
  });

  test('it is agreed on first, and changes nobody until a lead on neither side approves', async () => {
    const before = await s.rows();
    const request = await s.ask({ asker: ben, ...week(1) });
    await takeSwap(s.db, act(dee, request), sure, soon(1));
    expect(await s.state(request.id)).toBe('agreed');
    expect(await s.rows()).toEqual(before);
    expect(await s.owed(lea)).toEqual(['rota.approval']);
    expect(await approveSwap(s.db, act(dee, request), soon(2))).toMatchObject({ is: 'refused', why: 'not_lead' });
    expect((await approveSwap(s.db, act(lea, request), soon(2))).is).toBe('done');
    expect((await s.rows())[1]).toBe('dee 2026-03-09T09:00 2026-03-16T09:00');
    expect(await s.owed(ben)).toEqual(['rota.swap_told agreed', 'rota.swap_told approved']);
    expect(await s.owed(dee)).toEqual(['rota.swap taker', 'rota.swap_told approved']);
  });

  test('refused, the asker stays on and it is open again', async () => {
    const before = await s.rows();
    const request = await s.ask({ asker: ben, ...week(1) });
    await takeSwap(s.db, act(dee, request), sure, soon(1));
    expect((await refuseSwap(s.db, act(lea, request), 'Dee is new.', soon(2))).is).toBe('done');
    expect(await s.rows()).toEqual(before);
    expect(await s.state(request.id)).toBe('open');
    expect((await takeSwap(s.db, act(eli, request), sure, soon(3))).is).toBe('done');
  });

  test('nobody refuses until 12 hours before: it is done', async () => {
    const request = await s.ask({ asker: ben, ...week(1) });
    await takeSwap(s.db, act(dee, request), sure, soon(1));
    await tend(at('2026-03-08T20:59'));
    expect(await s.state(request.id)).toBe('agreed');
    await tend(at('2026-03-08T21:00'));
    expect(await s.state(request.id)).toBe('done');
    expect((await s.rows())[1]).toBe('dee 2026-03-09T09:00 2026-03-16T09:00');
  });
});

describe('rings', () => {
  beforeEach(async () => {
    s = await scene();
  });

  const spans = (...weeks: number[]) => weeks.map((n) => ({ start: week(n).start.toISOString(), end: week(n).end.toISOString() }));

  /** Ben gives week 1 and takes 2, Cy gives 2 and takes 3, Dee gives 3 and takes 1. */
  async function threeAsk() {
    const first = await s.ask({ asker: ben, ...week(1), asked: cy, inReturn: spans(2) });
    const second = await s.ask({ asker: cy, ...week(2), asked: dee, inReturn: spans(3) });
    const third = await s.ask({ asker: dee, ...week(3), asked: ben, inReturn: spans(1) });
    const ring = await s.db.read.swapRing.findFirstOrThrow({ include: { seats: true } });
    return { first, second, third, ring };
  }

  let presses = 0;
  const press = (person: string, ring: { id: string }) => ({ workspaceId, ringId: ring.id, person, source: `action:ring${++presses}` });

  test('three requests that free each other are proposed at once, and done when all accept', async () => {
    const { first, second, third, ring } = await threeAsk();
    expect(ring).toMatchObject({ state: 'proposed', endsAt: at('2026-03-04T10:00') });
    const before = await s.rows();
    expect(await acceptRing(s.db, press(ben, ring), soon(1))).toEqual({ is: 'done', state: 'proposed' });
    expect(await acceptRing(s.db, press(eli, ring), soon(1))).toEqual({ is: 'refused', why: 'not_in_ring' });
    expect(await acceptRing(s.db, press(cy, ring), soon(2))).toEqual({ is: 'done', state: 'proposed' });
    expect(await s.rows()).toEqual(before);
    expect(await acceptRing(s.db, press(dee, ring), soon(3))).toEqual({ is: 'done', state: 'done' });
    expect((await s.rows()).slice(1, 4)).toEqual([
      'dee 2026-03-09T09:00 2026-03-16T09:00',
      'ben 2026-03-16T09:00 2026-03-23T09:00',
      'cy 2026-03-23T09:00 2026-03-30T09:00',
    ]);
    for (const { id } of [first, second, third]) expect(await s.state(id)).toBe('done');
    expect(await giveBack(s.db, act(dee, first), soon(4))).toMatchObject({ is: 'refused', why: 'by_ring' });
  });

  test('a ring of which one withdraws is off, the others are told, and it is not proposed again', async () => {
    const { first, ring } = await threeAsk();
    await acceptRing(s.db, press(cy, ring), soon(1));
    await withdrawSwap(s.db, act(ben, first), soon(2));
    expect((await s.db.read.swapRing.findUniqueOrThrow({ where: { id: ring.id } })).state).toBe('dissolved');
    expect(await s.owed(cy)).toContain('rota.swap_told ring_off');
    expect(await s.owed(dee)).toContain('rota.swap_told ring_off');
    expect(await acceptRing(s.db, press(dee, ring), soon(3))).toEqual({ is: 'refused', why: 'over' });
  });

  test('declined once, the same ring is never proposed again', async () => {
    const { ring } = await threeAsk();
    expect(await declineRing(s.db, press(cy, ring), soon(1))).toEqual({ is: 'done', state: 'dissolved' });
    await s.ask({ asker: eli, ...week(4), inReturn: 'ask' }, soon(2));
    expect(await s.db.read.swapRing.count()).toBe(1);
  });

  test('a request of it that somebody takes ends it; so does time', async () => {
    const { first, ring } = await threeAsk();
    await takeSwap(s.db, act(eli, first), sure, soon(1));
    expect(await s.db.read.swapRing.findUniqueOrThrow({ where: { id: ring.id } })).toMatchObject({ state: 'dissolved', reason: 'settled' });
    await s.drop();
    s = await scene();
    const other = (await threeAsk()).ring;
    await tend(at('2026-03-04T10:00'));
    expect(await s.db.read.swapRing.findUniqueOrThrow({ where: { id: other.id } })).toMatchObject({ state: 'dissolved', reason: 'time' });
  });

  test('the last yes looks once more: who is away meanwhile is moved nowhere', async () => {
    const { ring } = await threeAsk();
    await acceptRing(s.db, press(ben, ring), soon(1));
    await acceptRing(s.db, press(cy, ring), soon(1));
    const away = { workspaceId, userId: ben, by: ben, recordedAt: soon(2), start: at('2026-03-17T00:00'), end: at('2026-03-18T00:00') };
    await writeTx(s.db, (tx) => tx.absence.create({ data: away }));
    const before = await s.rows();
    expect(await acceptRing(s.db, press(dee, ring), soon(3))).toEqual({ is: 'done', state: 'dissolved' });
    expect(await s.rows()).toEqual(before);
  });
});

describe('asked for by a lead', () => {
  beforeEach(async () => {
    s = await scene();
  });

  const mending = (proposal: Parameters<typeof askToMend>[2], now: Date) =>
    writeTx(s.db, async (tx) => askToMend(tx, (await lockRotation(tx, workspaceId, s.rotation.id)) as RotationRecord, proposal, now));

  test('a gap: who takes it is added, and after a day everyone is asked', async () => {
    await writeTx(s.db, async (tx) => {
      const rotation = (await lockRotation(tx, workspaceId, s.rotation.id)) as RotationRecord;
      const off = { kind: 'remove', from: cy, to: null, ...week(2), source: 'lead', by: lea } as const;
      await recordChange(tx, rotation, off, monday);
      await republish(tx, rotation, monday);
    });
    const proposal = { instead: null, proposed: dee, askedBy: lea, ...week(2) };
    const asked = await mending(proposal, soon(1));
    if (asked.is !== 'saved') throw new Error(asked.is);
    expect(await mending(proposal, soon(2))).toMatchObject({ why: 'asked_already' });
    expect(await s.owed(dee)).toEqual(['rota.swap asked']);
    await tend(soon(24 * 60 + 1));
    expect(await s.owed(s.rotation.channelId)).toEqual(['rota.swap everyone']);
    expect((await takeSwap(s.db, act(eli, asked.request), sure, soon(24 * 60 + 2))).is).toBe('done');
    expect((await s.rows())[2]).toBe('eli 2026-03-16T09:00 2026-03-23T09:00');
    expect(await s.db.read.rotationChange.findFirst({ where: { kind: 'add' } })).toMatchObject({ to: eli, source: 'swap' });
    expect((await giveBack(s.db, act(eli, asked.request), soon(24 * 60 + 3))).is).toBe('done');
    expect((await s.rows())[2]).not.toContain('2026-03-16T09:00 2026-03-23');
  });

  test('a gap that somebody else has filled is taken by nobody, and over', async () => {
    const change = async (kind: 'remove' | 'add', now: Date) =>
      writeTx(s.db, async (tx) => {
        const rotation = (await lockRotation(tx, workspaceId, s.rotation.id)) as RotationRecord;
        const sides = kind === 'remove' ? { from: cy, to: null } : { from: null, to: eli };
        await recordChange(tx, rotation, { kind, ...sides, ...week(2), source: 'lead', by: lea }, now);
        await republish(tx, rotation, now);
      });
    await change('remove', monday);
    const asked = await mending({ instead: null, proposed: dee, askedBy: lea, ...week(2) }, soon(1));
    if (asked.is !== 'saved') throw new Error(asked.is);
    await tend(soon(2));
    expect(await s.state(asked.request.id)).toBe('open');
    await change('add', soon(3));
    expect(await takeSwap(s.db, act(dee, asked.request), sure, soon(4))).toMatchObject({ is: 'refused', why: 'filled' });
    await tend(soon(5));
    expect(await s.state(asked.request.id)).toBe('void');
  });

  test('a gap that runs is asked for from a later hour on, of everyone; one that ends before that is not', async () => {
    await writeTx(s.db, async (tx) => {
      const rotation = (await lockRotation(tx, workspaceId, s.rotation.id)) as RotationRecord;
      await recordChange(tx, rotation, { kind: 'remove', from: ana, to: null, ...week(0), source: 'lead', by: lea }, monday);
      await republish(tx, rotation, monday);
    });
    const gap = { instead: null, proposed: dee, askedBy: lea, end: week(0).end };
    expect(await mending({ ...gap, start: week(0).start }, soon(30))).toMatchObject({ is: 'refused', why: 'started' });
    expect(await mending({ ...gap, start: at('2026-03-02T11:00'), end: at('2026-03-02T10:45') }, soon(30))).toMatchObject({
      ...{ is: 'refused', why: 'outside' },
    });
    const asked = await mending({ ...gap, start: at('2026-03-02T11:00') }, soon(30));
    expect(asked).toMatchObject({ is: 'saved', request: { asked: null, start: at('2026-03-02T11:00') } });
    if (asked.is !== 'saved') throw new Error(asked.is);
    expect((await takeSwap(s.db, act(dee, asked.request), sure, soon(31))).is).toBe('done');
    expect((await s.rows()).slice(0, 2)).toContain('dee 2026-03-02T11:00 2026-03-09T09:00');
  });

  test('somebody’s shift that starts within a day: everyone at once, and the other leads hear', async () => {
    const now = at('2026-03-08T12:00');
    const asked = await mending({ instead: ben, proposed: cy, askedBy: lea, ...week(1) }, now);
    expect(asked).toMatchObject({ is: 'saved', request: { asked: null, opensAt: null, asker: ben, askedBy: lea, cause: 'lead' } });
    expect(await s.owed(s.rotation.channelId)).toEqual(['rota.swap everyone']);
  });
});

describe('more than one look holds', () => {
  beforeEach(async () => {
    s = await scene();
  });

  /** Requests of Ben that nobody looks after here: on record alone. */
  const copies = (request: SwapRecord, count: number) => {
    const { id: _, inReturn: __, ...same } = request;
    return writeTx(s.db, (tx) =>
      tx.swapRequest.createMany({ data: Array.from({ length: count }, () => ({ ...same, inReturn: undefined })) }),
    );
  };

  test('what is due of later requests is done too', async () => {
    await copies(await s.ask({ asker: ben, ...week(1) }), 520);
    const later = await s.ask({ asker: cy, asked: dee, ...week(2) });
    await writeTx(s.db, (tx) => tx.swapRequest.update({ where: { id: later.id }, data: { opensAt: soon(1) } }));
    expect(await dueSwaps(s.db.read, soon(2))).toEqual([{ workspaceId, id: later.id, due: 'open', mark: null }]);
  });
});

describe('a channel in which nobody can speak', () => {
  test('the card of a request goes to the leads', async () => {
    s = await scene();
    await knownChannels(s.db, { 'billing-squad': { isArchived: true } });
    const request = await s.ask({ asker: ben, ...week(1) });
    expect(await s.owed(s.rotation.channelId)).toEqual([]);
    expect(await s.owed(lea)).toEqual(['rota.swap everyone']);
    await askEveryone(s.db, act(ben, request), soon(1));
    expect(await s.owed(lea)).toEqual(['rota.swap everyone']);
  });

  test('and who leads and is asked has a card of each', async () => {
    s = await scene({ options: { leads: [dee] } });
    await knownChannels(s.db, { 'billing-squad': { isArchived: true } });
    const request = await s.ask({ asker: ben, asked: dee, ...week(1) });
    await askEveryone(s.db, act(ben, request), soon(1));
    expect(await s.owed(dee)).toEqual(['rota.swap asked', 'rota.swap everyone']);
  });
});

describe('two rotations', () => {
  test('one person takes a shift of each for the same hours at the same instant: one is theirs', async () => {
    s = await scene();
    const other = await secondRotation(s, [eli, ana, cy, dee]);
    const requests = [await s.ask({ asker: ben, ...week(1) }), await s.ask({ asker: ana, ...week(1) }, monday, other)];
    const second = await connect(s.url);
    const answers = await Promise.all(
      requests.map((request, index) => takeSwap(index === 0 ? s.db : second, act(dee, request), sure, soon(5))),
    );
    await second.close();
    expect(answers.map((one) => (one.is === 'refused' ? one.why : one.is)).sort()).toEqual(['busy', 'done']);
    expect(await s.db.read.shift.count({ where: { userId: dee, start: week(1).start, state: 'planned' } })).toBe(1);
  });
});

describe('who looks at App Home', () => {
  const page = async (userId: string) => (await s.db.read.homePage.findFirst({ where: { userId } }))?.stale;

  beforeEach(async () => {
    s = await scene();
    await writeTx(s.db, (tx) =>
      tx.homePage.createMany({
        data: [ana, ben, cy, dee].map((userId) => ({ workspaceId, userId, stale: false, openedAt: monday, choices: {} })),
      }),
    );
  });

  const drawn = () => writeTx(s.db, (tx) => tx.homePage.updateMany({ data: { stale: false } }));

  test('sees what they are asked, and that they are not asked any more', async () => {
    const request = await s.ask({ asker: ben, asked: dee, ...week(1) });
    expect([await page(dee), await page(cy)]).toEqual([true, false]);
    await drawn();
    await askEveryone(s.db, act(ben, request), soon(1));
    expect([await page(dee), await page(cy)]).toEqual([true, false]);
  });

  test('sees a ring that waits for them, and when it is off', async () => {
    await s.ask({ asker: ben, ...week(1), inReturn: 'any' });
    await drawn();
    await s.ask({ asker: cy, ...week(2), inReturn: 'any' });
    expect([await page(ben), await page(cy), await page(dee)]).toEqual([true, true, false]);
    await drawn();
    const { id: ringId } = await s.db.read.swapRing.findFirstOrThrow();
    const ring = (person: string) => ({ workspaceId, ringId, person, source: `action:ring:${person}` });
    await acceptRing(s.db, ring(ben), soon(2));
    expect(await page(ben)).toBe(true);
    await drawn();
    await declineRing(s.db, ring(cy), soon(3));
    expect([await page(ben), await page(cy)]).toEqual([true, true]);
  });
});

describe('a sitting', () => {
  beforeEach(async () => {
    s = await scene({ kind: 'sittings' });
  });

  const tuesday = { start: at('2026-03-10T10:00'), end: at('2026-03-10T10:30') };

  async function seat(userId: string, span: { start: Date; end: Date }, place: number) {
    const row = {
      workspaceId,
      rotationId: s.rotation.id,
      version: 1,
      slot: `2026-W11:${place}:1`,
      userId,
      reasons: [],
      modifiedAt: monday,
    };
    return writeTx(s.db, (tx) => tx.shift.create({ data: { ...row, ...span } }));
  }

  test('is taken: its row bears the other name, and calendars hear of it; given back, the first one again', async () => {
    const row = await seat(ben, tuesday, 2040);
    const request = await s.ask({ asker: ben, ...tuesday });
    expect(await takePart(s.db, act(dee, request), { ...tuesday, end: at('2026-03-10T10:15') }, sure, soon(1))).toMatchObject({
      why: 'sittings_whole',
    });
    expect((await takeSwap(s.db, act(dee, request), sure, soon(1))).is).toBe('done');
    expect(await s.db.read.shift.findUniqueOrThrow({ where: { id: row.id } })).toMatchObject({ userId: dee, sequence: 1 });
    expect(await s.db.read.rotationChange.count()).toBe(0);
    expect((await giveBack(s.db, act(dee, request), soon(2))).is).toBe('done');
    expect(await s.db.read.shift.findUniqueOrThrow({ where: { id: row.id } })).toMatchObject({ userId: ben, sequence: 2 });
  });

  test('is exchanged for another one, and not taken by who sits then', async () => {
    const wednesday = { start: at('2026-03-11T10:00'), end: at('2026-03-11T10:30') };
    await seat(ben, tuesday, 2040);
    await seat(cy, tuesday, 2041);
    const other = await seat(dee, wednesday, 3480);
    const request = await s.ask({ asker: ben, ...tuesday, inReturn: 'any' });
    expect(await takeSwap(s.db, act(cy, request), sure, soon(1))).toMatchObject({ is: 'refused', why: 'on_already' });
    expect((await offerShift(s.db, act(dee, request), other.id, sure, soon(2))).is).toBe('done');
    expect(await s.rows()).toEqual([
      'cy 2026-03-10T10:00 2026-03-10T10:30',
      'dee 2026-03-10T10:00 2026-03-10T10:30',
      'ben 2026-03-11T10:00 2026-03-11T10:30',
    ]);
  });
});
