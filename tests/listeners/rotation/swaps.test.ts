import { writeTx } from '../../../src/database';
import { recordChange } from '../../../src/domain/rotation/records/changes';
import { lockRotation } from '../../../src/domain/rotation/records/lock';
import { republish } from '../../../src/domain/rotation/records/publish';
import { makeRotation } from '../../support/rotations';
import { startTeam, type Team } from '../../support/team';
import { channel, expectNoComplaints, made, monday, named, rota } from './scene';

let team: Team;
const hour = 3_600_000;

/** Ivo, Jess, Ken, Elif, Finn, Gabe: a week each from Monday 2 March 2026, 09:00 in Lisbon. It is that Monday, 10:00. */
beforeEach(async () => {
  team = await startTeam({ now: monday });
  await made(team, { fill: { 'People, in order': ['ivo', 'jess', 'ken', 'elif', 'finn', 'gabe'], Hours: 'Mon-Fri 09:00-17:00' } });
});
afterEach(() => team.stop());

const squad = () => channel(team, 'integrations-squad');
const dm = (key: string) => team.sandbox.dm(team.as(key).id);
const card = (words: string | RegExp = /asks for cover/, reader = 'ken') => team.as(reader).find(words, { channel: squad() });
const inDm = (key: string, words: string | RegExp) => team.as(key).find(words, { channel: dm(key) });

const told = (key: string): string[] => {
  const person = team.as(key);
  return team.sandbox.messages(person.id, dm(key)).map((one) => person.text(one));
};

/** From Home: `Swap`, what differs from the plain case, `Ask`. */
async function asks(key: string, fill: Record<string, string> = {}): Promise<void> {
  const person = team.as(key);
  await person.click('Swap', { in: await rota(team, key) });
  await person.fill(fill);
  await person.submit();
  await team.settled();
}

async function click(key: string, label: string, where: Awaited<ReturnType<typeof card>>): Promise<void> {
  await team.as(key).click(label, { in: where });
  await team.settled();
}

/** What somebody who pressed was answered beside the card. */
function answered(key: string): string {
  const person = team.as(key);
  const answer = team.sandbox.messages(person.id, squad()).findLast(({ ephemeral }) => ephemeral);
  return answer ? person.text(answer) : '';
}

const weekOf = async (day: string): Promise<string[]> => {
  const rows = await team.database.db.read.shift.findMany({
    where: {
      start: { gte: new Date(`${day}T00:00Z`), lt: new Date(+new Date(`${day}T00:00Z`) + 5 * 24 * hour) },
      state: { not: 'cancelled' },
    },
    orderBy: { start: 'asc' },
  });
  return rows.map(({ userId }) => userId.slice(3).toLowerCase());
};

const whole = (key: string): string[] => Array.from({ length: 5 }, () => key);

test('two clicks from a shift on App Home ask everyone who can, and the card says what, how long, and who is free', async () => {
  const jess = team.as('jess');
  await team.homeOf('jess');
  await jess.click('Rotation', { in: 'home' });
  await team.settled();
  await jess.click('Swap…', { in: 'home', row: 'Mon 9 Mar' });
  await jess.submit();
  await team.settled();
  expect(jess.text(await card())).toBe(
    [
      'Jess asks for cover on Integrations, Mon 9 Mar 09:00 – Mon 16 Mar 09:00 Lisbon, 40 hours on. In return: nothing, just cover. Free and least loaded: Elif, Finn.',
      '[Take it] [Take part…] [Withdraw]',
    ].join('\n'),
  );
  expectNoComplaints(team);
});

test('two take one shift and one gets it', async () => {
  await asks('jess');
  const asked = await card();
  await Promise.all(['elif', 'finn'].map((key) => team.as(key).click('Take it', { in: asked })));
  await team.settled();
  const [winner = ''] = await weekOf('2026-03-09');
  expect(['elif', 'finn']).toContain(winner);
  expect(await weekOf('2026-03-09')).toEqual(whole(winner));
  const [name, loser] = winner === 'elif' ? ['Elif', 'finn'] : ['Finn', 'elif'];
  expect(answered(loser)).toBe(`${name} took it just before you.`);
  expect(team.as('ken').text(await card())).toContain(`${name} took it.`);
  expect(team.as('ken').text(await card())).not.toContain('[Take it]');
  expect(told('jess')).toEqual([`${name} took your shift on Integrations, Mon 9 Mar 09:00 – Mon 16 Mar 09:00 Lisbon.`]);
  expect(told(winner)[0]).toContain('You took Integrations, Mon 9 Mar 09:00 – Mon 16 Mar 09:00 Lisbon from Jess.');
  expectNoComplaints(team);
});

test('half a shift is taken, half stays open', async () => {
  await asks('jess');
  const finn = team.as('finn');
  await finn.click('Take part…', { in: await card() });
  await finn.fill({ Until: '2026-03-11', 'Until, time': '17:00' });
  await finn.submit();
  await team.settled();
  expect(await weekOf('2026-03-09')).toEqual(['finn', 'finn', 'finn', 'jess', 'jess']);
  const text = finn.text(await card());
  expect(text).toContain('Jess asks for cover on Integrations, Wed 11 Mar 17:00 – Mon 16 Mar 09:00 Lisbon, 16 hours on.');
  expect(text).toContain('Finn took Mon 9 Mar 09:00 – Wed 11 Mar 17:00 Lisbon.');
  expect(text).toContain('[Take it]');
  expect(told('jess')[0]).toContain(
    'Finn took your shift on Integrations, Mon 9 Mar 09:00 – Wed 11 Mar 17:00 Lisbon. The rest stays open.',
  );
  await click('gabe', 'Take it', await card());
  expect(await weekOf('2026-03-09')).toEqual(['finn', 'finn', 'finn', 'gabe', 'gabe']);
  expectNoComplaints(team);
});

test('a part that does not lie within it is refused beside its field', async () => {
  await asks('jess');
  const finn = team.as('finn');
  await finn.click('Take part…', { in: await card() });
  await finn.fill({ Until: '2026-03-21' });
  expect(await finn.trySubmit()).toEqual({ From: 'Choose a part that lies within the shift, and ends after it starts.' });
  await finn.fill({ Until: '2026-03-12' });
  await finn.submit();
  await team.settled();
  expect(await weekOf('2026-03-09')).toEqual(['finn', 'finn', 'finn', 'jess', 'jess']);
});

test('three who could not pair are freed by a ring', async () => {
  await asks('jess', { Ask: 'One person', Person: 'ken', 'In return': 'Integrations · Mon 16 Mar' });
  await asks('ken', { Ask: 'One person', Person: 'elif', 'In return': 'Integrations · Mon 23 Mar' });
  await asks('elif', { Ask: 'One person', Person: 'jess', 'In return': 'Integrations · Mon 9 Mar' });
  const ring = await inDm('jess', 'This ring frees all three');
  expect(team.as('jess').text(ring)).toContain(
    'This ring frees all three: Elif takes your Integrations, Mon 9 Mar 09:00 – Mon 16 Mar 09:00 Lisbon, and you take Mon 16 Mar 09:00 – Mon 23 Mar 09:00 Lisbon from Ken.',
  );
  for (const key of ['jess', 'ken', 'elif']) {
    expect(await weekOf('2026-03-09')).toEqual(whole('jess'));
    await click(key, 'Accept', await inDm(key, 'This ring frees all three'));
  }
  expect(await weekOf('2026-03-09')).toEqual(whole('elif'));
  expect(await weekOf('2026-03-16')).toEqual(whole('jess'));
  expect(await weekOf('2026-03-23')).toEqual(whole('ken'));
  expect(team.as('ken').text(await inDm('ken', 'This ring frees all three'))).toContain('All have accepted.');
  expect(told('jess').join('\n')).toContain('All in the ring have accepted: Elif takes Integrations, Mon 9 Mar');
  expectNoComplaints(team);
});

test('a ring of which one withdraws is off, and the others are told that their requests stay', async () => {
  await asks('jess', { Ask: 'One person', Person: 'ken', 'In return': 'Integrations · Mon 16 Mar' });
  await asks('ken', { Ask: 'One person', Person: 'jess', 'In return': 'Integrations · Mon 9 Mar' });
  await click('jess', 'Accept', await inDm('jess', 'This ring frees both of you'));
  await click('ken', 'Withdraw', await inDm('ken', /Ken asks for cover/));
  expect(told('jess').join('\n')).toContain('Ken has withdrawn, so this ring is off. Your request for Integrations, Mon 9 Mar');
  expect(team.as('jess').text(await inDm('jess', 'This ring frees both of you'))).not.toContain('[Accept]');
  expect(await weekOf('2026-03-09')).toEqual(whole('jess'));
  expectNoComplaints(team);
});

describe('where leads approve', () => {
  beforeEach(async () => {
    const { rotation } = team.database.db.read;
    const { id, options } = await rotation.findFirstOrThrow();
    const approving = { ...(options as object), leads: [team.as('lena').id], leadsApprove: true };
    await writeTx(team.database.db, (tx) => tx.rotation.update({ where: { id }, data: { options: approving } }));
  });

  test('a lead refuses and the asker stays on', async () => {
    await asks('jess');
    await click('elif', 'Take it', await card());
    expect(await weekOf('2026-03-09')).toEqual(whole('jess'));
    expect(team.as('ken').text(await card())).toContain('Elif takes it as soon as a lead approves.');
    const lena = team.as('lena');
    const approval = await inDm('lena', 'Elif takes Integrations');
    expect(lena.text(approval)).toContain('Without an answer it is done on Sun 8 Mar 21:00 (Lisbon).');
    await lena.click('Refuse', { in: approval });
    await lena.fill({ Reason: 'Elif is new here' });
    await lena.submit();
    await team.settled();
    expect(await weekOf('2026-03-09')).toEqual(whole('jess'));
    expect(told('jess').at(-1)).toContain('Lena refused that Elif takes Integrations');
    expect(told('jess').at(-1)).toContain('“Elif is new here” You stay on. It is open again.');
    expect(told('elif').at(-1)).toContain('Jess stays on. It is open again.');
    expect(team.as('ken').text(await card())).toContain('[Take it]');
    expectNoComplaints(team);
  });

  test('a lead approves: it is done, and all are told', async () => {
    await asks('jess');
    await click('elif', 'Take it', await card());
    await click('lena', 'Approve', await inDm('lena', 'Elif takes Integrations'));
    expect(await weekOf('2026-03-09')).toEqual(whole('elif'));
    expect(told('jess').at(-1)).toContain('Lena approved: Elif takes Integrations');
    expect(told('lena').join('\n')).toContain('Approved.');
    expectNoComplaints(team);
  });
});

test('a taken shift is given back', async () => {
  await asks('jess');
  await click('elif', 'Take it', await card());
  await click('elif', 'Give it back', await inDm('elif', 'You took Integrations'));
  expect(await weekOf('2026-03-09')).toEqual(whole('jess'));
  expect(told('jess').at(-1)).toContain('Elif gave Integrations, Mon 9 Mar 09:00 – Mon 16 Mar 09:00 Lisbon back. You are on then again');
  await click('finn', 'Take it', await card());
  expect(await weekOf('2026-03-09')).toEqual(whole('finn'));
  await team.advance(hour);
  await click('finn', 'Give it back', await inDm('finn', 'You took Integrations'));
  expect(await weekOf('2026-03-09')).toEqual(whole('finn'));
  await click('jess', 'Take it back', await inDm('jess', 'Finn would like to give'));
  expect(await weekOf('2026-03-09')).toEqual(whole('jess'));
  expect(told('finn').at(-1)).toContain('Jess took Integrations');
  expectNoComplaints(team);
});

test('a swapped shift is swapped again', async () => {
  await asks('jess');
  await click('elif', 'Take it', await card());
  await asks('elif', { 'Your shift': 'Integrations · Mon 9 Mar' });
  expect(team.as('ken').text(await card())).toContain('Elif asks for cover on Integrations, Mon 9 Mar 09:00 – Mon 16 Mar 09:00 Lisbon');
  await click('gabe', 'Take it', await card());
  expect(await weekOf('2026-03-09')).toEqual(whole('gabe'));
  await click('elif', 'Give it back', await inDm('elif', 'You took Integrations'));
  expect(
    team.as('elif').text(team.sandbox.messages(team.as('elif').id, dm('elif')).findLast(({ ephemeral }) => ephemeral) ?? fail()),
  ).toContain('It was handed on since, so it cannot be given back.');
  expect(await weekOf('2026-03-09')).toEqual(whole('gabe'));
  expectNoComplaints(team);
});

const fail = (): never => {
  throw new Error('Nothing was answered');
};

test('a swap whose shift has begun is over, and its asker stays on', async () => {
  await asks('jess');
  const asked = await card();
  await team.advance(4 * 24 * hour);
  await team.advance(3 * 24 * hour);
  expect(team.as('ken').text(await card())).toContain('Nobody took it in time: Jess stays on.');
  expect(told('jess').join('\n')).toContain('Nobody has taken your shift of 9 March yet. Elif and Finn are free.');
  expect(told('jess').join('\n')).toContain('Nobody took Integrations, Mon 9 Mar 09:00 – Mon 16 Mar 09:00 Lisbon in time. You stay on.');
  await expect(team.as('elif').click('Take it', { in: asked })).rejects.toThrow();
  expect(await weekOf('2026-03-09')).toEqual(whole('jess'));
});

test('what is wanted in return is offered: any of theirs is settled by the choice, `Ask me` asks the asker', async () => {
  await asks('jess', { 'In return': 'Any of theirs' });
  const finn = team.as('finn');
  await finn.click('Offer mine…', { in: await card() });
  await finn.submit();
  await team.settled();
  expect(await weekOf('2026-03-09')).toEqual(whole('finn'));
  expect(await weekOf('2026-03-30')).toEqual(whole('jess'));
  expect(team.as('ken').text(await card())).toContain('Finn took it. In return Jess takes Mon 30 Mar 09:00 – Mon 6 Apr 09:00 Lisbon.');

  await asks('ken', { 'In return': 'Ask me' });
  const gabe = team.as('gabe');
  await gabe.click('Offer mine…', { in: await card('Ken asks for cover') });
  await gabe.submit();
  await team.settled();
  expect(await weekOf('2026-03-16')).toEqual(whole('ken'));
  await click('ken', 'Decline', await inDm('ken', 'Gabe offers a shift of theirs'));
  expect(told('gabe').at(-1)).toContain('Ken declined your offer');
  await gabe.click('Offer mine…', { in: await card('Ken asks for cover') });
  await gabe.submit();
  await team.settled();
  await click('ken', 'Accept', await inDm('ken', 'Gabe offers a shift of theirs for yours'));
  expect(await weekOf('2026-03-16')).toEqual(whole('gabe'));
  expectNoComplaints(team);
});

test('one person is asked in a direct message; when they cannot, the asker asks everyone', async () => {
  await asks('jess', { Ask: 'One person', Person: 'elif' });
  expect(team.sandbox.messages(team.as('ken').id, squad()).some((one) => team.as('ken').text(one).includes('asks for cover'))).toBe(false);
  await click('elif', "I can't", await inDm('elif', 'Jess asks for cover'));
  await click('jess', 'Ask everyone', await inDm('jess', "Elif can't take Integrations"));
  await click('finn', 'Take it', await card());
  expect(await weekOf('2026-03-09')).toEqual(whole('finn'));
  expectNoComplaints(team);
});

test('a part of a shift is asked for, and taken; the rest stays as it is', async () => {
  await asks('elif', { 'How much': 'Part of it', Until: '2026-03-23', 'Until, time': '13:00' });
  await click('finn', 'Take it', await card('Elif asks for cover on Integrations, Mon 23 Mar 09:00–13:00 Lisbon, 4 hours on.'));
  expect(await weekOf('2026-03-23')).toEqual(['finn', 'elif', 'elif', 'elif', 'elif', 'elif']);
  expectNoComplaints(team);
});

test('who would have too little rest is asked once more', async () => {
  await makeRotation(team, { name: 'Nights', squad: 'integrations', zone: 'Europe/Lisbon', anchor: '2026-03-02T09:00' });
  const [cy, dana] = [team.as('cy'), team.as('dana')];
  await cy.command('/rota swap Nights', squad());
  await cy.submit();
  await team.settled();
  await dana.click('Take it', { in: await card('Cy asks for cover on Nights') });
  expect(dana.text(await dana.modal())).toContain('Take it all the same?');
  expect(await team.database.db.read.rotationChange.count()).toBe(0);
  await dana.submit();
  await team.settled();
  expect(team.as('ken').text(await card('asks for cover on Nights'))).toContain('Dana took it.');
  expectNoComplaints(team);
});

test('who is no member, and who asks, read kindly why they cannot take it', async () => {
  await asks('jess');
  for (const [key, words] of [
    ['jess', 'This is your own request. Withdraw it if you would rather keep the shift.'],
    ['lena', 'You are not a member of Integrations then. A lead can add you.'],
  ] as const) {
    await click(key, 'Take it', await card());
    expect(answered(key)).toBe(words);
  }
  await click('ken', 'Withdraw', await card());
  expect(answered('ken')).toBe('Only Jess or a lead can do this.');
  await click('jess', 'Withdraw', await card());
  expect(team.as('ken').text(await card())).toContain('Jess has withdrawn it.');
  expectNoComplaints(team);
});

test('clocks change before an asked-for shift: the card says so', async () => {
  await asks('finn');
  expect(team.as('ken').text(await card())).toContain('Before that, clocks change on 29 March.');
});

describe('beside another rotation', () => {
  /** Jess serves in it from Tuesday on: before her week of Integrations. */
  const nights = () =>
    makeRotation(team, {
      ...{ name: 'Nights', squad: 'integrations', zone: 'Europe/Lisbon', people: ['gabe', 'jess', 'ken'], unit: 'day' },
      ...{ anchor: '2026-03-02T20:00', hours: ['Mon-Fri 20:00-22:00'] },
    });

  test('`Swap` on the card of a rotation is about that rotation alone', async () => {
    await nights();
    const jess = team.as('jess');
    await jess.click('Swap', { in: await rota(team, 'jess', 'Integrations') });
    const text = jess.text(await jess.modal());
    expect(text).toContain('Integrations · Mon 9 Mar');
    expect(text).not.toContain('Nights ·');
    expect(text).not.toContain('Whose');
    await jess.submit();
    await team.settled();
    expect(jess.text(await card())).toContain('Jess asks for cover on Integrations, Mon 9 Mar');
    expectNoComplaints(team);
  });
});

describe('a lead who serves in none of it', () => {
  test('asks for cover for somebody else', async () => {
    const lena = team.as('lena');
    const answer = await rota(team, 'lena');
    expect(lena.text(answer)).toContain('[Away]');
    await lena.click('Swap', { in: answer });
    expect(lena.text(await lena.modal())).toContain('Whose');
    await lena.type('Whose', 'jess');
    await team.settled();
    expect(lena.text(await lena.modal())).toContain('Their shift');
    await lena.submit();
    await team.settled();
    expect(team.as('ken').text(await card())).toContain('Lena asks for cover for Jess on Integrations, Mon 9 Mar 09:00');
    expect(await team.database.db.read.swapRequest.findMany()).toMatchObject([
      { asker: team.as('jess').id, askedBy: lena.id, cause: 'lead' },
    ]);
    expectNoComplaints(team);
  });

  test('reads it when that one has no shift', async () => {
    const lena = team.as('lena');
    await lena.click('Swap', { in: await rota(team, 'lena') });
    await lena.type('Whose', 'cy');
    await team.settled();
    const none = 'Cy has no shift ahead here that somebody else could take.';
    expect(lena.text(await lena.modal())).toContain(none);
    expect(await lena.trySubmit()).toEqual({ Whose: none });
    await lena.type('Whose', 'ken');
    await team.settled();
    await lena.submit();
    await team.settled();
    expect(team.as('ken').text(await card())).toContain('Lena asks for cover for Ken on Integrations, Mon 16 Mar 09:00');
    expectNoComplaints(team);
  });
});

test('of more shifts than a list holds each can be asked for', async () => {
  await makeRotation(team, {
    ...{ name: 'Hourly', squad: 'integrations', zone: 'Europe/Lisbon', people: ['jess', 'ken'], unit: 'hour', anchor: '2026-03-02T09:00' },
  });
  const jess = team.as('jess');
  await jess.command('/rota swap Hourly', squad());
  await jess.fill({ 'Your shift': 'Hourly · Fri 27 Mar 12:00' });
  await jess.submit();
  await team.settled();
  expect(team.as('ken').text(await card())).toContain('Jess asks for cover on Hourly, Fri 27 Mar 12:00–13:00 Lisbon');
  expectNoComplaints(team);
});

test('somebody is asked beside a gap that runs: from the next full hour on', async () => {
  const { db } = team.database;
  const { workspaceId } = team.backline.connection;
  const now = team.sandbox.clock.now();
  const span = { start: now, end: new Date('2026-03-02T17:00:00Z') };
  await writeTx(db, async (tx) => {
    const rotation = await lockRotation(tx, workspaceId, (await named(team, 'Integrations')).id);
    if (!rotation) throw new Error('There is no rotation');
    const off = { kind: 'remove', from: team.as('ivo').id, to: null, source: 'lead', by: team.as('lena').id, ...span } as const;
    await recordChange(tx, rotation, off, now);
    await republish(tx, rotation, now);
  });
  await team.advance(hour / 2);
  const lena = team.as('lena');
  const notice = await inDm('lena', 'Nobody is on Integrations');
  const [, name = ''] = /\[Ask (\w+)\]/.exec(lena.text(notice)) ?? [];
  await click('lena', `Ask ${name}`, notice);
  expect(await db.read.swapRequest.findMany()).toMatchObject([
    { state: 'open', start: new Date('2026-03-02T11:00:00Z'), askedBy: lena.id },
  ]);
  expect(told('lena').at(-1)).toContain(`${name} is asked.`);
  expect(team.as('ken').text(await card('Lena asks for somebody on Integrations, where nobody is on, Mon 2 Mar 11:00'))).toContain(
    '[Take it]',
  );
  expectNoComplaints(team);
});
