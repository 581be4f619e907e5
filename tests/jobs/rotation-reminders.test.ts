import { writeTx } from '../../src/database';
import { hourMs } from '../../src/domain/calendar/zone';
import { makeRotation } from '../support/rotations';
import { startTeam, type Team } from '../support/team';

let team: Team;
beforeEach(async () => {
  team = await startTeam();
});
afterEach(() => team.stop());

/** Everything Backline has said to somebody in direct messages since it was asked last. */
async function saidTo(key: string): Promise<string[]> {
  const rows = await team.database.db.read.delivery.findMany({
    where: { lane: team.as(key).id, state: 'sent', kind: { startsWith: 'rota.' } },
    orderBy: { id: 'asc' },
  });
  const found = await Promise.all(rows.map(({ sentChannel, ts }) => team.as(key).text({ channel: sentChannel ?? '', ts: ts ?? '' })));
  return found;
}

const goTo = (text: string) => team.advance(new Date(text).getTime() - team.sandbox.clock.now().getTime());
const reminders = async (key: string) => (await saidTo(key)).filter((text) => /You are on Payments/.test(text));

test('who is on next is reminded a week before, the evening before and 15 minutes before, each once', async () => {
  await makeRotation(team);
  await goTo('2026-11-29T09:59:00Z');
  expect(await reminders('cy')).toEqual([]);
  await goTo('2026-11-29T10:00:00Z');
  expect(await reminders('cy')).toEqual([expect.stringContaining('You are on Payments from tomorrow 15:00 until 7 December.')]);
  await team.restart();
  await team.settled();
  expect(await reminders('cy')).toHaveLength(1);
  await goTo('2026-11-30T06:45:00Z');
  expect((await reminders('cy')).at(-1)).toContain('have not said yet that you are in');
  await goTo('2026-11-30T09:00:00Z');
  expect((await reminders('dana')).at(-1)).toContain('You are on Payments in a week: from Mon 7 December 07:00');
});

test("“I'm in” is taken, and nobody is asked again", async () => {
  await makeRotation(team);
  await goTo('2026-11-29T10:00:00Z');
  const cy = team.as('cy');
  const asked = await team.database.db.read.delivery.findFirstOrThrow({ where: { kind: 'rota.reminder', lane: cy.id, state: 'sent' } });
  await cy.click("I'm in", { in: { channel: asked.sentChannel ?? '', ts: asked.ts ?? '' } });
  await team.settled();
  expect(await team.database.db.read.shift.count({ where: { userId: cy.id, confirmedAt: { not: null } } })).toBe(1);
  await goTo('2026-11-30T06:45:00Z');
  expect((await reminders('cy')).at(-1)).toContain('You are on Payments in 15 minutes');
});

test('a shift that was moved away is not reminded of', async () => {
  const { id } = await makeRotation(team);
  await writeTx(team.database.db, (tx) =>
    tx.rotationChange.create({
      data: {
        ...{ workspaceId: team.backline.connection.workspaceId, rotationId: id, kind: 'replace', source: 'lead', by: 'UKAI' },
        ...{ from: team.as('cy').id, to: team.as('dana').id, acceptedAt: team.sandbox.clock.now() },
        ...{ start: new Date('2026-11-30T07:00:00Z'), end: new Date('2026-12-07T07:00:00Z') },
      },
    }),
  );
  await goTo('2026-11-27T03:00:00Z');
  await goTo('2026-11-29T10:00:00Z');
  expect(await reminders('cy')).toEqual([]);
  await goTo('2026-11-29T18:00:00Z');
  expect([(await reminders('cy')).length, (await reminders('dana')).length]).toEqual([0, 1]);
});

test('a gap of the next two weeks is told to the leads once, and one press mends it', async () => {
  const { id } = await makeRotation(team, {
    hours: ['Mon-Fri 09:00-13:00'],
    more: { cover: ['Mon-Fri 09:00-13:00', 'Wed 13:00-17:00'] },
    options: { acceptWithin: 0 },
  });
  await team.advance(5 * 60_000);
  const priya = team.as('priya');
  const told = async () => (await saidTo('priya')).filter((text) => /Nobody is on Payments/.test(text));
  expect(await told()).toEqual([
    expect.stringMatching(/Nobody is on Payments on 25 November 13:00–17:00\. .+ is free\./),
    expect.stringMatching(/Nobody is on Payments on 2 December 13:00–17:00\./),
  ]);
  await team.advance(hourMs);
  expect(await told()).toHaveLength(2);
  const [first] = await team.database.db.read.delivery.findMany({
    where: { kind: 'rota.finding', lane: priya.id },
    orderBy: { id: 'asc' },
  });
  const message = { channel: first?.sentChannel ?? '', ts: first?.ts ?? '' };
  const label = /\[(Put .+? on)\]/.exec(priya.text(message))?.[1] ?? '';
  await priya.click(label, { in: message });
  await team.settled();
  expect(await team.database.db.read.rotationChange.count({ where: { rotationId: id, kind: 'add' } })).toBe(1);
  const shift = await team.database.db.read.shift.findFirstOrThrow({ where: { rotationId: id, start: new Date('2026-11-25T11:00:00Z') } });
  expect(shift.end.toISOString()).toBe('2026-11-25T15:00:00.000Z');
});

test('a gap that was mended and comes back is told once more', async () => {
  const { id } = await makeRotation(team, {
    hours: ['Mon-Fri 09:00-13:00'],
    more: { cover: ['Mon-Fri 09:00-13:00', 'Wed 13:00-17:00'] },
    options: { acceptWithin: 0 },
  });
  const { db } = team.database;
  const told = async () => (await saidTo('priya')).filter((text) => /Nobody is on Payments on 25 November/.test(text)).length;
  await team.advance(5 * 60_000);
  expect(await told()).toBe(1);
  const { workspaceId } = team.backline.connection;
  const change = await writeTx(db, (tx) =>
    tx.rotationChange.create({
      data: {
        ...{
          workspaceId,
          rotationId: id,
          kind: 'add',
          source: 'lead',
          by: 'UKAI',
          to: team.as('cy').id,
          acceptedAt: team.sandbox.clock.now(),
        },
        ...{ start: new Date('2026-11-25T11:00:00Z'), end: new Date('2026-11-25T15:00:00Z') },
      },
    }),
  );
  await team.advance(5 * 60_000);
  await writeTx(db, (tx) => tx.rotationChange.update({ where: { id: change.id }, data: { withdrawnAt: team.sandbox.clock.now() } }));
  await team.advance(5 * 60_000);
  expect(await told()).toBe(2);
});

test('on Monday at nine leads read what else is new, and nothing twice', async () => {
  await makeRotation(team, { options: { acceptWithin: 0 } });
  const weekly = async () => (await saidTo('priya')).filter((text) => /things? to mend/.test(text));
  await goTo('2026-11-30T06:59:00Z');
  expect(await weekly()).toEqual([]);
  await goTo('2026-11-30T07:00:00Z');
  expect(await weekly()).toEqual([expect.stringContaining('Payments runs round the clock with 3 people: 8 are what it takes to last.')]);
  await goTo('2026-12-07T07:00:00Z');
  expect((await weekly()).filter((text) => text.includes('round the clock'))).toHaveLength(1);
});

test('whoever cannot read the channel is named to the leads a day before, once', async () => {
  await makeRotation(team, { people: ['bo', 'gabe'] });
  const told = async () => (await saidTo('priya')).filter((text) => /is not in #billing-squad/.test(text));
  await goTo('2026-11-29T06:59:00Z');
  expect(await told()).toEqual([]);
  await goTo('2026-11-29T07:00:00Z');
  expect(await told()).toEqual([
    expect.stringMatching(/Gabe, who is on Payments from Mon 30 Nov 09:00 \(Tallinn\), is not in #billing-squad/),
  ]);
  await team.advance(60_000);
  expect(await told()).toHaveLength(1);
});

test('who has paused notifications beyond the start is asked first; without an answer the leads hear', async () => {
  await makeRotation(team, { options: { acceptWithin: 0 } });
  await goTo('2026-11-30T06:40:00Z');
  await team.as('cy').snooze(new Date('2026-11-30T09:00:00Z'));
  await goTo('2026-11-30T06:45:00Z');
  expect((await saidTo('cy')).at(-1)).toContain('your notifications are paused beyond that');
  await goTo('2026-11-30T07:00:00Z');
  const told = (await saidTo('priya')).filter((text) => /has paused notifications/.test(text));
  expect(told).toEqual([expect.stringMatching(/Cy, who is on Payments[\s\S]*\[Ask .+\] \[Put .+ on\]/)]);
});
