import { writeTx } from '../../../../src/database';
import { absencesOf } from '../../../../src/domain/calendar/absences';
import { settleAll } from '../../../../src/domain/rotation/away/leaving';
import { whoWouldMove } from '../../../../src/domain/rotation/away/preview';
import { comeBack, goAway } from '../../../../src/domain/rotation/away/store';
import { publishRotation } from '../../../../src/domain/rotation/records/publish';
import type { RotationRecord } from '../../../../src/domain/rotation/records/rotation';
import { cannotTake, requestSwap, takeSwap } from '../../../../src/domain/rotation/swaps/store';
import { type FreshDatabase, freshDatabase } from '../../../support/database';
import { knownChannels, knownPeople, knownWorkspace, workspaceId } from '../../settings/facts';
import { ana, at, away, ben, cy, dee, inTx, monday, owed, record, savedId, shown, weekly } from './support';

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
  await knownWorkspace(fresh.db);
  await knownPeople(fresh.db, { ana: {}, ben: {}, cy: {}, dee: {} });
  await knownChannels(fresh.db, { 'billing-squad': {} });
});
afterEach(() => fresh.drop());

const weeks = ['ANA 03-02 03-09', 'BEN 03-09 03-16', 'CY 03-16 03-23', 'ANA 03-23 03-30', 'BEN 03-30 04-06', 'CY 04-06 04-13'];
const requests = () => fresh.db.read.swapRequest.findMany({ orderBy: { start: 'asc' } });

test('who is away for a week exchanges it for the next turn of somebody who is free, and both hear of it', async () => {
  const rotation = await weekly(fresh);
  expect(await shown(fresh, rotation, 6)).toEqual(weeks);
  await away(fresh, ana, '2026-03-23T00:00Z', '2026-03-30T00:00Z');
  expect(await shown(fresh, rotation, 6)).toEqual([...weeks.slice(0, 3), 'BEN 03-23 03-30', 'ANA 03-30 04-06', ...weeks.slice(5)]);
  expect(await owed(fresh, 'rota.moved')).toMatchObject([
    { lane: ana, data: { won: [{ start: Date.parse('2026-03-30T08:00Z') }], why: { is: 'away', user: ana } } },
    { lane: ben, data: { lost: [{ start: Date.parse('2026-03-30T08:00Z') }], why: { is: 'away', user: ana } } },
  ]);
  expect(await requests()).toEqual([]);
});

test('it is settled in every rotation in the same transaction, once', async () => {
  const one = await weekly(fresh);
  const other = await weekly(fresh, { name: 'Refunds', order: [cy, ana] });
  const went = await away(fresh, ana, '2026-03-23T00:00Z', '2026-03-31T00:00Z');
  expect((await shown(fresh, one, 5))[3]).toBe('BEN 03-23 03-30');
  // She is busy elsewhere then or not: Cy serves, who is free.
  expect(await fresh.db.read.shift.count({ where: { userId: ana, start: { lt: at('2026-03-31') }, end: { gt: at('2026-03-23') } } })).toBe(
    await fresh.db.read.shift.count({ where: { userId: ana, start: at('2026-03-30T08:00Z'), rotationId: one.id } }),
  );
  expect(await fresh.db.read.rotationChange.count({ where: { absenceId: savedId(went), rotationId: other.id } })).toBeGreaterThan(0);
  const before = await fresh.db.read.rotationChange.count();
  expect(await away(fresh, ana, '2026-03-24T00:00Z', '2026-03-29T00:00Z')).toEqual({ is: 'away_already' });
  expect(await fresh.db.read.rotationChange.count()).toBe(before);
});

test('what is forgiven is given away and not made up', async () => {
  const rotation = await weekly(fresh);
  await away(fresh, ana, '2026-03-23T00:00Z', '2026-03-30T00:00Z', { forgiven: true });
  expect(await shown(fresh, rotation, 6)).toEqual(
    [...weeks.slice(0, 3), 'CY 03-23 03-30', ...weeks.slice(4)].map((one, at) =>
      at === 3 ? expect.stringMatching(/^(BEN|CY) 03-23/) : one,
    ),
  );
  // Who is free of a turn and has come by none has seen it when they said so.
  expect((await owed(fresh, 'rota.moved')).map(({ lane }) => lane)).not.toContain(ana);
});

test('over three weeks an absence is forgiven, whatever was said', async () => {
  await weekly(fresh);
  await away(fresh, ana, '2026-03-23T00:00Z', '2026-04-14T00:00Z');
  const [absence] = await absencesOf(fresh.db.read, workspaceId, ana, { start: monday });
  expect(absence?.forgiven).toBe(true);
});

test('within two weeks nobody is moved: one person is asked, and everyone a day later', async () => {
  const rotation = await weekly(fresh);
  await away(fresh, ben, '2026-03-09T00:00Z', '2026-03-16T00:00Z');
  expect(await shown(fresh, rotation, 6)).toEqual(weeks);
  expect(await owed(fresh, 'rota.moved')).toEqual([]);
  expect(await requests()).toMatchObject([
    {
      ...{ asker: ben, asked: cy, askedBy: 'backline', cause: 'absence', state: 'open' },
      ...{ start: at('2026-03-09T09:00Z'), end: at('2026-03-16T09:00Z'), opensAt: at('2026-03-03T10:00Z') },
      inReturn: [{ start: '2026-03-16T09:00:00.000Z', end: '2026-03-23T09:00:00.000Z' }],
    },
  ]);
});

test('what begins within a day is asked of everyone at once, and leads are told whom they may put on', async () => {
  await weekly(fresh, { layer: { unit: 'day' } });
  await away(fresh, ben, '2026-03-03T00:00Z', '2026-03-04T08:00Z');
  expect(await requests()).toMatchObject([{ asker: ben, asked: null, opensAt: null, inReturn: null }]);
  expect(await owed(fresh, 'rota.away')).toMatchObject([{ lane: dee, data: { is: 'short', person: ben, asked: cy } }]);
});

test('who is on now hears until when, and leads whom to put on', async () => {
  await weekly(fresh);
  const now = at('2026-03-04T12:00Z');
  await away(fresh, ana, '2026-03-04T11:00Z', '2026-03-07T00:00Z', { now });
  expect(await owed(fresh, 'rota.away')).toMatchObject([
    { lane: ana, data: { is: 'on', person: ana, end: Date.parse('2026-03-07T00:00Z') } },
    { lane: dee, data: { is: 'short', person: ana, start: now.getTime(), asked: expect.stringMatching(/BEN|CY/) } },
  ]);
  expect(await requests()).toEqual([]);
});

test('all away: the turn is open until the first of them is back', async () => {
  const rotation = await weekly(fresh);
  for (const user of [ben, cy]) await away(fresh, user, '2026-03-20T00:00Z', '2026-04-20T00:00Z');
  await away(fresh, ana, '2026-03-23T00:00Z', '2026-04-20T00:00Z');
  const spans = (await shown(fresh, rotation, 5)).map((row) => row.slice(-11));
  expect(spans).toEqual(['03-02 03-09', '03-09 03-16', '03-16 03-23', '04-20 04-20', '04-20 04-27']);
});

test('one of a pair is taken off while the other stays, also tomorrow', async () => {
  const rotation = await weekly(fresh, {
    order: [
      [ana, ben],
      [cy, dee],
    ],
  });
  await away(fresh, ana, '2026-03-05T00:00Z', '2026-03-06T00:00Z');
  expect(await requests()).toEqual([]);
  const rows = await fresh.db.read.shift.findMany({ where: { rotationId: rotation.id, userId: ana }, orderBy: { start: 'asc' }, take: 2 });
  expect(rows.map(({ start, end }) => [start, end])).toEqual([
    [monday, at('2026-03-05T00:00Z')],
    [at('2026-03-06T00:00Z'), at('2026-03-09T09:00Z')],
  ]);
});

test('taken back, everything is as it was, and nobody is asked any more', async () => {
  const rotation = await weekly(fresh);
  const later = savedId(await away(fresh, ana, '2026-03-23T00:00Z', '2026-03-30T00:00Z'));
  const soon = savedId(await away(fresh, ben, '2026-03-09T00:00Z', '2026-03-16T00:00Z'));
  expect(await inTx(fresh, (tx) => comeBack(tx, workspaceId, later, monday))).toMatchObject({ stays: [] });
  expect(await inTx(fresh, (tx) => comeBack(tx, workspaceId, soon, monday))).toMatchObject({ stays: [] });
  expect(await shown(fresh, rotation, 6)).toEqual(weeks);
  expect(await requests()).toMatchObject([{ state: 'withdrawn' }]);
  expect(await inTx(fresh, (tx) => comeBack(tx, workspaceId, later, monday))).toBeNull();
});

test('what begins soon stays moved when somebody is back, and it is said', async () => {
  const rotation = await weekly(fresh);
  const id = savedId(await away(fresh, ana, '2026-03-23T00:00Z', '2026-03-30T00:00Z'));
  const back = await inTx(fresh, (tx) => comeBack(tx, workspaceId, id, at('2026-03-17T10:00Z')));
  expect(back?.stays).toMatchObject([{ rotation: 'Payments', start: at('2026-03-23T09:00Z') }, { start: at('2026-03-30T08:00Z') }]);
  expect((await shown(fresh, rotation, 5)).slice(3)).toEqual(['BEN 03-23 03-30', 'ANA 03-30 04-06']);
});

test('back in the midst of it: an exchange that has begun is not halved', async () => {
  const rotation = await weekly(fresh);
  const id = savedId(await away(fresh, ana, '2026-03-23T00:00Z', '2026-03-30T00:00Z'));
  const now = at('2026-03-26T10:00Z');
  const back = await inTx(fresh, (tx) => comeBack(tx, workspaceId, id, now));
  expect(back?.absence.end).toEqual(now);
  expect((await shown(fresh, rotation, 5)).slice(3)).toEqual(['BEN 03-23 03-30', 'ANA 03-30 04-06']);
});

test('turns that are published later are settled then, and undone with their absence', async () => {
  const rotation = await weekly(fresh);
  const id = savedId(await away(fresh, ana, '2026-05-04T00:00Z', '2026-05-11T00:00Z'));
  expect(await fresh.db.read.rotationChange.count()).toBe(0);
  const now = at('2026-03-30T10:00Z');
  await publishRotation(fresh.db, workspaceId, rotation.id, now);
  expect(await fresh.db.read.rotationChange.count({ where: { absenceId: id, withdrawnAt: null } })).toBe(2);
  await inTx(fresh, (tx) => comeBack(tx, workspaceId, id, now));
  expect(await fresh.db.read.rotationChange.count({ where: { withdrawnAt: null } })).toBe(0);
});

test('two say the same at once: it is recorded and settled once', async () => {
  const rotation = await weekly(fresh);
  const draft = { workspaceId, userId: ana, start: at('2026-03-23T00:00Z'), end: at('2026-03-30T00:00Z'), forgiven: false };
  const both = await Promise.all([ana, dee].map((by) => writeTx(fresh.db, (tx) => goAway(tx, { ...draft, by }, monday))));
  expect(both.map(({ is }) => is).sort()).toEqual(['away_already', 'saved']);
  expect(await fresh.db.read.rotationChange.count({ where: { rotationId: rotation.id } })).toBe(2);
});

test('two who are away at the same time each know of the other', async () => {
  await weekly(fresh, { order: [ana, ben, cy] });
  const span = ['2026-03-23T00:00Z', '2026-04-06T00:00Z'] as const;
  await Promise.all([away(fresh, ana, ...span), away(fresh, ben, ...span)]);
  const rows = await fresh.db.read.shift.findMany({ where: { state: 'planned', start: { lt: at(span[1]) }, end: { gt: at(span[0]) } } });
  expect(rows.filter(({ userId, end }) => userId !== cy && end > at('2026-03-24') && end < at('2026-04-06T09:00Z'))).toEqual([]);
});

describe('who has asked already, and then is away', () => {
  let rotation: RotationRecord;
  beforeEach(async () => {
    rotation = await weekly(fresh);
  });

  const wholeWeek = ['2026-03-09T00:00Z', '2026-03-16T00:00Z'] as const;
  const tuesday = { start: at('2026-03-10T09:00Z'), end: at('2026-03-10T17:00Z') };

  async function asks(span: { start: Date; end: Date }, asked: string | null) {
    const place = { workspaceId, rotationId: rotation.id, source: 'view:V1' };
    const draft = { asker: ben, askedBy: ben, asked, inReturn: null, note: null, ...span };
    const outcome = await requestSwap(fresh.db, place, draft, monday);
    if (outcome.is !== 'saved') throw new Error(outcome.is);
    return outcome.request;
  }

  const press = (person: string, swapId: string) => ({ workspaceId, swapId, person, source: `action:${person}` });
  const spansOf = async () =>
    (await requests()).map(({ start, end, asked, cause, state }) => [start, end, cause, state, asked === null ? 'everyone' : 'one']);

  test('of an hour of it: the rest is asked for too', async () => {
    await asks(tuesday, null);
    await away(fresh, ben, ...wholeWeek);
    expect(await spansOf()).toEqual([
      [at('2026-03-09T09:00Z'), tuesday.start, 'absence', 'open', 'one'],
      [tuesday.start, tuesday.end, 'person', 'open', 'everyone'],
      [tuesday.end, at('2026-03-16T09:00Z'), 'absence', 'open', 'one'],
    ]);
  });

  test('one person who declined: now everyone is asked', async () => {
    const request = await asks(tuesday, cy);
    await cannotTake(fresh.db, press(cy, request.id), monday);
    await away(fresh, ben, ...wholeWeek);
    expect((await spansOf())[1]).toEqual([tuesday.start, tuesday.end, 'person', 'open', 'everyone']);
    expect(await fresh.db.read.delivery.count({ where: { subject: request.id, lane: rotation.channelId } })).toBe(1);
  });

  test('one person who has not answered yet: everyone a day later, as of any absence', async () => {
    const request = await asks({ start: at('2026-03-09T09:00Z'), end: at('2026-03-16T09:00Z') }, cy);
    await away(fresh, ben, ...wholeWeek);
    expect(await requests()).toMatchObject([{ id: request.id, state: 'open', asked: cy, opensAt: at('2026-03-03T10:00Z') }]);
  });

  test('what is asked for because of it is asked once, however often it is settled', async () => {
    await asks(tuesday, null);
    await away(fresh, ben, ...wholeWeek);
    const before = await spansOf();
    await inTx(fresh, async (tx) => settleAll(tx, await record(fresh, rotation), monday));
    expect(await spansOf()).toEqual(before);
  });

  test('back again: who has agreed to take it, and who was asked, hear that it is over', async () => {
    const options = { ...(rotation.options as object), leadsApprove: true };
    await inTx(fresh, (tx) => tx.rotation.update({ where: { id: rotation.id }, data: { options } }));
    const id = savedId(await away(fresh, ben, ...wholeWeek));
    const [request] = await requests();
    await takeSwap(fresh.db, press(cy, request?.id ?? ''), { isSure: true }, monday);
    expect(await requests()).toMatchObject([{ state: 'agreed', taker: cy }]);
    await inTx(fresh, (tx) => comeBack(tx, workspaceId, id, monday));
    expect(await requests()).toMatchObject([{ state: 'withdrawn' }]);
    expect(await owed(fresh, 'rota.swap_told')).toMatchObject([
      { lane: ben, data: { news: 'agreed' } },
      { lane: cy, data: { news: 'withdrawn' } },
    ]);
  });
});

test('two rotations of one absence never choose the same person for the same hours, and the form says whom', async () => {
  const names = ['One', 'Two'];
  for (const name of names) await weekly(fresh, { name, order: [ana, ben, cy], definition: { rest: 0 } });
  const span = { workspaceId, userId: ana, start: at('2026-03-23T00:00Z'), end: at('2026-03-30T00:00Z'), forgiven: true };
  const shownBefore = await whoWouldMove(fresh.db.read, span, monday);
  await inTx(fresh, (tx) => goAway(tx, { ...span, by: ana }, monday));
  const then = await fresh.db.read.shift.findMany({
    where: { start: { lte: at('2026-03-25') }, end: { gt: at('2026-03-25') }, state: 'planned' },
    orderBy: { rotationId: 'asc' },
  });
  expect(then.map(({ userId }) => userId).sort()).toEqual([ben, cy]);
  const wednesday = at('2026-03-25');
  const takers = shownBefore.map(({ moves }) =>
    moves.flatMap(({ userId, to }) => (to && to.start <= wednesday && wednesday < to.end ? [userId] : [])),
  );
  expect(takers).toEqual(then.map(({ userId }) => [userId]));
});
