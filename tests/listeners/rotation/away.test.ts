import type { RotationRecord } from '../../../src/domain/rotation/records/rotation';
import { awayHandlers } from '../../../src/listeners/rotation/away';
import { makeRotation } from '../../support/rotations';
import { startTeam, type Team } from '../../support/team';
import { told } from '../escalations/scene';
import { expectNoComplaints } from './scene';

const hour = 3_600_000;

let team: Team;
beforeEach(async () => {
  team = await startTeam();
});
afterEach(() => team.stop());

const db = () => team.database.db;

/** Weeks from Monday 09:00 in Tallinn: Ana until 30 November, then Bo, then Cy. */
const weeks = (options = {}) => makeRotation(team, { people: ['ana', 'bo', 'cy'], options });

async function form(key: string) {
  const person = team.as(key);
  await team.sandbox.act(person.id, { do: 'open_home' });
  await team.settled();
  await person.click('Rotation', { in: 'home' });
  await team.settled();
  await person.click('Away', { in: 'home' });
  await person.modal();
  return person;
}

/** As a person does: each choice draws the form anew. */
async function say(key: string, answers: Record<string, string>) {
  const person = await form(key);
  for (const [label, answer] of Object.entries(answers)) await person.type(label, answer);
  await team.settled();
  return person;
}

async function shown({ id: rotationId }: RotationRecord): Promise<string[]> {
  const rows = await db().read.shift.findMany({ where: { rotationId, state: { not: 'cancelled' } }, orderBy: { start: 'asc' }, take: 6 });
  return rows.map(({ userId, start }) => `${userId.slice(3).toLowerCase()} ${start.toISOString().slice(5, 10)}`);
}

test('Ana is away, Ben moves up, Ana takes his week, and only they hear of it', async () => {
  const rotation = await weeks();
  expect((await shown(rotation)).slice(3, 5)).toEqual(['ana 12-14', 'bo 12-21']);

  const ana = await say('ana', { 'First day': '2026-12-14', 'Last day': '2026-12-20' });
  const before = ana.text(await ana.modal());
  expect(before).toContain('Who would be moved');
  expect(before).toContain('Bo: 21–28 Dec → 14–21 Dec');
  expect(before).toContain('Ana: 14–21 Dec → 21–28 Dec');
  expect(await db().read.absence.count()).toBe(0);

  await ana.submit();
  await team.settled();
  expect((await shown(rotation)).slice(3, 5)).toEqual(['bo 12-14', 'ana 12-21']);
  expect(told(team, 'bo').join('\n')).toContain('Your turn moved: 14–21 December instead of 21–28, because Ana is away.');
  expect(told(team, 'ana').join('\n')).toContain('Your turn moved: 21–28 December instead of 14–21, because you are away.');
  for (const other of ['cy', 'priya', 'dana']) expect(told(team, other).join('\n')).not.toContain('moved');

  const bo = team.as('bo');
  const notice = await bo.find('Your turn moved', { channel: team.sandbox.dm(bo.id) });
  await bo.click('Why me?', { in: notice });
  expect(bo.text(await bo.modal())).toContain('Ana');
  expectNoComplaints(team);
});

test('an absence tomorrow moves nobody without a yes', async () => {
  const rotation = await makeRotation(team, { people: ['ana', 'bo', 'cy'], unit: 'day' });
  const before = await shown(rotation);
  const bo = await say('bo', { 'First day': '2026-11-26', 'Last day': '2026-11-27' });
  const text = bo.text(await bo.modal());
  expect(text).toContain('nobody is moved without a yes');
  await bo.submit();
  await team.settled();
  expect(await shown(rotation)).toEqual(before);
  expect(await db().read.rotationChange.count()).toBe(0);
  const requests = await db().read.swapRequest.findMany();
  expect(requests.length).toBeGreaterThan(0);
  expect(requests.every(({ asker, cause, state }) => asker === bo.id && cause === 'absence' && state === 'open')).toBe(true);

  const [request] = requests;
  const key = Object.keys(team.sandbox.people).find((one) => team.sandbox.people[one] === request?.asked) ?? '';
  const asked = team.as(key);
  const card = await asked.find('Bo is away', { channel: team.sandbox.dm(asked.id) });
  await asked.click('Take it', { in: card });
  await team.settled();
  expect(await db().read.swapRequest.findUnique({ where: { id: request?.id ?? '' } })).toMatchObject({ state: 'done', taker: asked.id });
  const then = await db().read.shift.findFirst({
    where: { rotationId: rotation.id, start: { lte: request?.start }, end: { gt: request?.start }, state: 'planned' },
  });
  expect(then?.userId).toBe(asked.id);
  expectNoComplaints(team);
});

test('away in the midst of a shift: they read until when, and a lead puts Bo on', async () => {
  const rotation = await weeks();
  const ana = await say('ana', { 'First day': '2026-11-24', 'Last day': '2026-11-25', From: '07:30' });
  expect(ana.text(await ana.modal())).toContain('the leads are told at once');
  await ana.submit();
  await team.settled();
  const dm = team.sandbox.dm(ana.id);
  const running = await ana.find('You are on until', { channel: dm });
  await ana.click('Find cover', { in: running });
  expect(ana.text(await ana.modal())).toContain('Swap a shift');
  await ana.close();

  const priya = team.as('priya');
  const notice = await priya.find('Ana is away, and on Payments until', { channel: team.sandbox.dm(priya.id) });
  const label = /\[(Put \w+ on)\]/.exec(priya.text(notice))?.[1] ?? '';
  await priya.click(label, { in: notice });
  await team.settled();
  const on = await db().read.shift.findMany({
    where: { rotationId: rotation.id, start: { lte: team.sandbox.clock.now() } },
    orderBy: { start: 'asc' },
  });
  expect(on.at(-1)?.userId).not.toBe(ana.id);
  expectNoComplaints(team);
});

test('all are away: that nobody would be on is said before it is saved', async () => {
  await weeks();
  for (const key of ['bo', 'cy']) {
    await (await say(key, { 'First day': '2026-12-12', 'Last day': '2027-01-30' })).submit();
    await team.settled();
  }
  const ana = await say('ana', { 'First day': '2026-12-13', 'Last day': '2026-12-27' });
  expect(ana.text(await ana.modal())).toContain('nobody would be on: 14–21 December');
  expectNoComplaints(team);
});

test('what cannot be is said beside its field, and a lead speaks for their people only', async () => {
  await weeks();
  const ana = await form('ana');
  await ana.fill({ 'First day': '2026-12-20', 'Last day': '2026-12-14' });
  expect(await ana.trySubmit()).toEqual({ 'Last day': 'The last day comes after the first one.' });
  await ana.fill({ 'First day': '2026-11-02', 'Last day': '2026-11-03' });
  expect(Object.keys(await ana.trySubmit())).toEqual(['Last day']);
  await ana.fill({ 'First day': '2026-12-14', 'Last day': '2031-12-14' });
  expect((await ana.trySubmit())['Last day']).toContain('At most 3 years');
  expect(ana.text(await ana.modal())).not.toContain('Who\n');
  await ana.close();

  const priya = await say('priya', {
    Who: 'ana',
    'First day': '2026-12-14',
    'Last day': '2026-12-20',
    'Nothing to make up': 'Nothing to make up',
  });
  expect(priya.text(await priya.modal())).toContain('Who would be moved');
  await priya.submit();
  await team.settled();
  expect(await db().read.absence.findMany()).toMatchObject([{ userId: ana.id, by: priya.id, forgiven: true }]);
  expect(told(team, 'ana').join('\n')).toContain('You are off 14–21 December, because you are away.');

  const again = await say('priya', { Who: 'elif', 'First day': '2026-12-14', 'Last day': '2026-12-20' });
  expect((await again.trySubmit()).Who).toContain('Only leads');
  expect(await db().read.absence.count()).toBe(1);
});

test('`/rota away` opens the same form; guests read whom it is for', async () => {
  await weeks();
  const support = team.sandbox.channels.support ?? '';
  const ana = team.as('ana');
  await ana.command('/rota away', support);
  expect(ana.text(await ana.modal())).toContain('Choose the days');
  const zoe = team.as('zoe');
  await zoe.command('/rota away', team.sandbox.channels.translations ?? '');
  expect(zoe.text(await zoe.modal())).toContain('Only for people of this workspace.');
  expectNoComplaints(team);
});

test('an absence is taken back where it was said, and pressing twice does it once', async () => {
  const rotation = await weeks();
  const before = await shown(rotation);
  await (await say('ana', { 'First day': '2026-12-14', 'Last day': '2026-12-20' })).submit();
  await team.settled();
  const ana = await form('ana');
  expect(ana.text(await ana.modal())).toContain('Mon 14 December – Sun 20 December');
  await ana.click('Withdraw', { in: 'modal' });
  await team.settled();
  expect(ana.text(await ana.modal())).toContain('Withdrawn.');
  expect(await shown(rotation)).toEqual(before);
  expect(told(team, 'bo').at(-1)).toContain('because Ana is back');
  expectNoComplaints(team);
});

test('the same form submitted twice, also at the same time, is one absence and moves once', async () => {
  const rotation = await weeks();
  const { deps, connection } = team.backline;
  const view = {
    id: 'V1',
    private_metadata: JSON.stringify({ who: team.as('ana').id }),
    state: { values: { first: { f: { selected_date: '2026-12-14' } }, last: { l: { selected_date: '2026-12-20' } } } },
  };
  const answers: unknown[] = [];
  const submit = async () => {
    const body = { team: { id: connection.workspaceId }, user: { id: team.as('ana').id }, view };
    await awayHandlers(deps).views?.rota_away?.({ body, ack: async (answer: unknown) => answers.push(answer) } as never);
  };
  await Promise.all([submit(), submit()]);
  await submit();
  await team.settled();
  expect(answers).toEqual([undefined, undefined, undefined]);
  expect(await db().read.absence.count()).toBe(1);
  expect(await db().read.rotationChange.count({ where: { rotationId: rotation.id } })).toBe(2);
  expect(told(team, 'bo').filter((text) => text.includes('Your turn moved'))).toHaveLength(1);
});

test('somebody is deactivated in mid-shift', async () => {
  const rotation = await weeks();
  await team.advance(hour);
  await team.sandbox.change(team.as('ana').id, { deleted: true });
  await team.settled();
  const rows = await shown(rotation);
  expect(rows.slice(0, 3)).toEqual(['ana 11-24', 'bo 11-24', 'cy 11-30']);
  expect(told(team, 'bo').join('\n')).toContain('because Ana has left');
  expect(told(team, 'priya').join('\n')).toContain('Ana was deactivated in Slack, and is off Payments. Bo is on now');
});

test('a leaver’s past stays', async () => {
  const rotation = await makeRotation(team, { people: ['ana', 'bo', 'cy'], unit: 'day' });
  await team.advance(50 * hour);
  const past = async () =>
    (
      await db().read.shift.findMany({
        where: { rotationId: rotation.id, end: { lte: team.sandbox.clock.now() } },
        orderBy: { start: 'asc' },
      })
    ).map(({ userId, start, end, state }) => [userId, start, end, state]);
  const before = await past();
  expect(before.length).toBeGreaterThanOrEqual(2);
  await team.sandbox.change(team.as('bo').id, { is_restricted: true });
  await team.settled();
  expect((await past()).slice(0, before.length)).toEqual(before);
  const ahead = await db().read.shift.count({ where: { rotationId: rotation.id, userId: team.as('bo').id, state: 'planned' } });
  expect(ahead).toBe(0);
});
