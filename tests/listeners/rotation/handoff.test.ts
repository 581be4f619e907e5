import { writeTx } from '../../../src/database';
import { writeNote } from '../../../src/domain/rotation/clock/note';
import type { TurnsDraft } from '../../../src/domain/rotation/records/store';
import { createRotation } from '../../../src/domain/rotation/records/store';
import { startTeam, type Team } from '../../support/team';
import { channel, hours, minutes, raise, record, told } from '../escalations/scene';
import { expectNoComplaints, rota, said } from './scene';

let team: Team;
afterEach(() => team.stop());

// Tuesday 24 November 2026, 10:00 in Tallinn. Bo is on until 11:00; then it is Dana's day.
beforeEach(async () => {
  team = await startTeam({ now: new Date('2026-11-24T08:00:00Z') });
});

const id = (key: string) => team.as(key).id;

/** Turns of a day for Billing, from 11:00 to 11:00 in Tallinn. */
async function daily(order: (string | string[])[] = ['bo', 'dana', 'cy'], more: object = {}): Promise<void> {
  const { db } = team.database;
  const squad = await db.read.squad.findFirstOrThrow({ where: { name: 'Billing' } });
  const layers = [
    {
      name: 'Billing',
      unit: 'day',
      every: 1,
      anchor: '2026-11-23T11:00',
      order: order.map((one) => (typeof one === 'string' ? id(one) : one.map(id))),
      ...more,
    },
  ];
  const definition = { zone: 'Europe/Tallinn', layers } as unknown as TurnsDraft;
  const { workspaceId } = squad;
  const draft = {
    workspaceId,
    squadId: squad.id,
    name: 'Payments',
    channelId: squad.channelId,
    kind: 'turns' as const,
    definition,
  };
  const now = team.backline.deps.clock.now();
  await writeTx(db, (tx) => createRotation(tx, { ...draft, members: order.flat().map(id), by: id('priya') }, now));
  await team.settled();
}

const announced = () =>
  team.sandbox
    .messages(id('cy'), channel(team, 'billing-squad'))
    .map((one) => team.as('cy').text(one))
    .filter((text) => text.startsWith('On support for'));

const messages = (key: string, words: string) => told(team, key).filter((text) => text.includes(words));
const handoffOf = (key: string) => team.as(key).find('Handoff · ', { channel: team.sandbox.dm(id(key)) });

test('the handoff shows the promise due at 11:30', async () => {
  await daily();
  await team.advance(30 * minutes);
  await raise(team, { fill: { Severity: 'S2 High' } }); // at 10:30, with an hour for the first reply
  const bo = team.as('bo');
  await bo.click('Claim', { in: await bo.find('needs an owner', { channel: team.sandbox.dm(bo.id) }) });
  await team.advance(15 * minutes);
  const ending = await bo.find('Your shift ends at 11:00. 1 open.', { channel: team.sandbox.dm(bo.id) });
  await bo.click('Add a note', { in: ending });
  await bo.fill({ Note: 'Billing deploys are frozen until <Thursday>.' });
  await bo.submit();
  await team.advance(15 * minutes);

  const dana = team.as('dana');
  const card = await handoffOf('dana');
  expect(card.text).toBe('You have Payments from Bo: 1 open, 1 promised for 09:30. Please accept until 09:30.'); // she reads it in Lisbon
  const text = dana.text(card);
  expect(text).toContain('Handoff · Payments · Tue 24 Nov 11:00 Tallinn (09:00 Lisbon, yours)');
  expect(text).toMatch(/From Bo to you, until Wed 25 Nov 11:00 · since Tue 24 Nov 10:00 1 came, 0 closed, 0 at night/);
  expect(text).toMatch(/Open 1: .*#1 Invoice shows VAT twice after a plan change.* · waits for us, answer promised 09:30/);
  expect(text).toContain('Bo: “Billing deploys are frozen until &lt;Thursday&gt;.”');
  expect(text).toContain('[Accept handoff]');
  expect(text).toContain('[Find cover]');

  await dana.click('Accept handoff', { in: card });
  await team.settled();
  expect(await record(team)).toMatchObject({ owner: dana.id, state: 'claimed' });
  const after = dana.text(await handoffOf('dana'));
  expect(after).toContain('Accepted 09:0');
  expect(after).not.toContain('[Accept handoff]');
  expect(messages('bo', 'Dana accepted Payments at 11:0')).toHaveLength(1);
  expect(announced()).toEqual([
    expect.stringMatching(/^On support for Payments now: <@U01BO>, until Tue 24 November 11:00 \(Tallinn\)\. Next: Dana\.$/),
    expect.stringMatching(/^On support for Payments now: <@U01DANA>, until Wed 25 November 11:00 \(Tallinn\)\. Next: Cy\.$/),
  ]);
  expectNoComplaints(team);
});

test('the list is live until it is accepted, and frozen then', async () => {
  await daily();
  await team.advance(hours);
  const dana = team.as('dana');
  expect(dana.text(await handoffOf('dana'))).toContain('Nothing is open.');
  await raise(team);
  expect(dana.text(await handoffOf('dana'))).toContain('Open 1: ');
  await dana.click('Accept handoff', { in: await handoffOf('dana') });
  await team.settled();
  await dana.click('Resolve', { in: await dana.find(/ESC-1/, { channel: channel(team, 'billing-squad') }) });
  await dana.fill({ Reason: 'Question answered', Answer: 'Yes.' });
  await dana.submit();
  await team.settled();
  expect(dana.text(await handoffOf('dana'))).toContain('Open 1: ');
});

test('what Bo keeps stays with Bo, and what is waiting goes on waiting', async () => {
  await daily();
  await raise(team);
  const bo = team.as('bo');
  await bo.click('Claim', { in: await bo.find('needs an owner', { channel: team.sandbox.dm(bo.id) }) });
  await team.settled();
  await team.as('tomas').command('/escalate Second', channel(team, 'support'));
  await team.settled();
  await team.as('tomas').fill({ Squad: 'Billing', 'What was tried': 'All.', 'Expected answer': 'One?' });
  await team.as('tomas').submit();
  await team.settled();
  const second = await bo.find(/ESC-2/, { channel: channel(team, 'billing-squad') });
  await bo.click('Needs info', { in: second });
  await bo.fill({ Question: 'Which invoice?' });
  await bo.submit();
  await team.advance(45 * minutes);
  const ending = await bo.find('Your shift ends at 11:00. 2 open.', { channel: team.sandbox.dm(bo.id) });
  await bo.click('Keep', { in: ending, row: '#1' });
  await team.settled();
  expect(bo.text(await bo.find('Your shift ends at 11:00.', { channel: team.sandbox.dm(bo.id) }))).toContain(
    '1 of yours stays with you, 1 goes with the handoff.',
  );
  await team.advance(15 * minutes);
  const dana = team.as('dana');
  expect(dana.text(await handoffOf('dana'))).toMatch(/#1.* · stays with Bo/);
  await dana.click('Accept handoff', { in: await handoffOf('dana') });
  await team.settled();
  expect(await record(team, 1)).toMatchObject({ owner: bo.id, state: 'claimed' });
  expect(await record(team, 2)).toMatchObject({ owner: dana.id, state: 'waiting', turn: 'agent' });
  expectNoComplaints(team);
});

test('the incoming engineer never accepts: both are paged, the lead hears', async () => {
  await daily();
  await team.advance(hours);
  await team.advance(5 * minutes);
  await raise(team, { fill: { Severity: 'S1 Critical' } });
  expect(messages('dana', 'needs an owner')).toHaveLength(1);
  await team.advance(5 * minutes);
  expect(messages('bo', 'ESC-1')).toHaveLength(1); // while it waits, who goes is asked too
  await team.advance(5 * minutes);
  expect(messages('dana', 'Payments waits for you since 09:00')).toHaveLength(1);
  await team.advance(15 * minutes);
  const lead = team.as('priya');
  const overdue = () => lead.find('Dana has not accepted Payments since 09:00.', { channel: team.sandbox.dm(lead.id) });
  const text = lead.text(await overdue());
  expect(text).toContain('Bo stays on with them.');
  expect(text).toContain('[Put Cy on]');
  expect(text).toContain('[Accept for Dana]');
  expect(messages('bo', 'You stay on with them')).toHaveLength(1);
  expect(await said(team, 'cy', 'now', 'billing-squad')).toMatch(/Bo/);

  await lead.click('Accept for Dana', { in: await overdue() });
  await team.settled();
  expect(lead.text(await overdue())).toMatch(/Priya accepted for them 09:\d\d\./);
  expect(messages('dana', 'Priya accepted Payments for you')).toHaveLength(1);
  expectNoComplaints(team);
});

test('a lead puts somebody else on, and the work comes from whom it is with', async () => {
  await daily();
  await team.advance(hours);
  await team.advance(31 * minutes);
  const lead = team.as('priya');
  const overdue = () => lead.find('has not accepted Payments', { channel: team.sandbox.dm(lead.id) });
  await lead.click('Put Cy on', { in: await overdue() });
  await team.settled();
  expect(lead.text(await overdue())).toContain('Cy is on instead.');
  expect(team.as('cy').text(await handoffOf('cy'))).toContain('From Bo to you');
  expect(messages('dana', 'Priya put Cy on for Payments instead of you.')).toHaveLength(1);
  expect(announced().at(-1)).toMatch(/^On support for Payments now: <@U01CY>/);
  expectNoComplaints(team);
});

test('who never accepted says whether they were there, or a lead does', async () => {
  await daily();
  await team.advance(hours);
  await team.advance(31 * minutes);
  await team.advance(23 * hours + 30 * minutes);
  const dana = team.as('dana');
  const asked = await dana.find('You never accepted Payments of Tue 24 Nov 11:00.', { channel: team.sandbox.dm(dana.id) });
  const lead = team.as('priya');
  await lead.click('Was not there', { in: await lead.find('Dana never accepted Payments', { channel: team.sandbox.dm(lead.id) }) });
  await team.settled();
  expect(messages('priya', 'Noted: Dana was not there.')).toHaveLength(1);
  expect(messages('dana', 'Priya noted that you were not there: Payments, Tue 24 Nov 11:00 – Wed 25 Nov 11:00 Tallinn.')).toHaveLength(1);
  await dana.click('I missed it', { in: asked });
  await team.settled();
  expect(messages('dana', 'That is noted already.')).toHaveLength(1);
  const members = await team.database.db.read.rotationMember.findMany();
  expect(members.reduce((sum, { balance }) => sum + balance, 0)).toBe(0);
  expectNoComplaints(team);
});

test('who missed a shift says so where their shifts are listed', async () => {
  await daily();
  await team.advance(hours);
  const bo = team.as('bo');
  const mine = await rota(team, 'bo', 'mine', 'billing-squad');
  expect(bo.text(mine)).toMatch(/The last 7 days[\s\S]*Tue 24 Nov 10:00–11:00 Tallinn/);
  await bo.click('I missed it', { in: mine });
  await team.settled();
  const read = team.sandbox.messages(bo.id, channel(team, 'billing-squad')).map(({ text }) => text);
  expect(read).toContain('Noted, thank you. It does not count as served, so you are next again.');
  const members = await team.database.db.read.rotationMember.findMany();
  expect(members.map(({ balance }) => balance)).toEqual([0, 0, 0]);
});

test('all shifts of the last 7 days are found, by their person and by leads', async () => {
  await daily(['bo', 'dana'], { unit: 'hour', every: 1, anchor: '2026-11-23T11:00' });
  await team.restart(() => team.sandbox.clock.advance(4 * 24 * hours));
  await team.settled();
  const [bo, lead] = [team.as('bo'), team.as('priya')];
  const mine = await rota(team, 'bo', 'mine', 'billing-squad');
  expect(bo.text(mine)).toMatch(/The last 7 days\W+the last 6 of 4[89]/);
  await bo.click('More', { in: mine });
  await team.settled();
  expect(bo.text(await bo.modal()).match(/\[I missed it\]/g)).toHaveLength(40);
  await bo.click('Next', { in: 'modal' });
  await team.settled();
  await pressOldest('bo', 'I missed it', /41–4[89] of 4[89]/);
  expect(bo.text(await bo.modal())).toContain('Noted, thank you.');

  await team.sandbox.act(lead.id, { do: 'open_home' });
  await team.settled();
  await lead.click('Rotation', { in: 'home' });
  await team.settled();
  await lead.click('Open', { in: 'home', row: 'Payments' });
  await team.settled();
  expect(lead.text(await lead.modal())).toMatch(/The last 7 days\W+the last 6 of 9\d/);
  await lead.click('More', { in: 'modal' });
  await team.settled();
  for (let page = 0; page < 2; page += 1) {
    await lead.click('Next', { in: 'modal' });
    await team.settled();
  }
  await pressOldest('priya', 'Was not there', /81–9\d of 9\d/);
  expect(lead.text(await lead.modal())).toContain('was not there. They are told.');
  expect(await team.database.db.read.shift.count({ where: { state: 'missed' } })).toBe(2);
  expectNoComplaints(team);
});

/** In a list whose last page is shown. */
async function pressOldest(key: string, label: string, pages: RegExp): Promise<void> {
  const person = team.as(key);
  const text = person.text(await person.modal());
  expect(text).toMatch(pages);
  const row = text.match(/\w{3} \d+ Nov \d\d:\d\d–\d\d:\d\d/g)?.at(-1);
  await person.click(label, { in: 'modal', row });
  await team.settled();
}

test('who may not, and who was slower, is told kindly', async () => {
  await daily(['bo', ['dana', 'cy']]);
  await team.advance(hours);
  const [dana, cy] = [team.as('dana'), team.as('cy')];
  const [hers, theirs] = [await handoffOf('dana'), await handoffOf('cy')];
  await Promise.all([dana.click('Accept handoff', { in: hers }), cy.click('Accept handoff', { in: theirs })]);
  await team.settled();
  const handoff = await team.database.db.read.handoff.findFirstOrThrow({ orderBy: { at: 'desc' } });
  const slower = handoff.acceptedBy === dana.id ? 'cy' : 'dana';
  expect(messages(slower, `${slower === 'cy' ? 'Dana' : 'Cy'} took it just before you.`)).toHaveLength(1);
  const bo = team.as('bo');
  const kept = await writeTx(team.database.db, (tx) =>
    writeNote(tx, { workspaceId: handoff.workspaceId, handoffId: handoff.id, person: bo.id }, 'Too late'),
  );
  expect(kept).toMatchObject({ why: 'over' });
});

test('what the incoming person cannot read is a number, a clock and a side', async () => {
  await daily();
  await raise(team, { fill: { Severity: 'S2 High' } });
  const { db } = team.database;
  await writeTx(db, (tx) => tx.escalation.updateMany({ data: { restricted: true, channelId: channel(team, 'billing-private') } }));
  await writeTx(db, (tx) => tx.channelMember.deleteMany({ where: { channelId: channel(team, 'billing-private'), userId: id('dana') } }));
  await team.advance(hours);
  const text = team.as('dana').text(await handoffOf('dana'));
  expect(text).toMatch(/Open 1: #1 · waits for us, nobody has it, answer was promised 09:0\d/);
  expect(text).not.toContain('Invoice');
});

test('Backline was down over a handoff', async () => {
  await daily();
  await team.restart(() => team.sandbox.clock.advance(27 * hours));
  await team.settled();
  // Dana came on the 24th, Cy on the 25th: only the present is said, with true times.
  expect(announced().slice(1)).toEqual([
    expect.stringMatching(/^On support for Payments now: <@U01CY>, until Thu 26 November 11:00 \(Tallinn\)\. Next: Bo\.$/),
  ]);
  expect(messages('dana', 'Handoff · Payments')).toEqual([]);
  expect(messages('cy', 'Handoff · Payments')).toEqual([expect.stringContaining('From Dana to you')]);
  const handoffs = await team.database.db.read.handoff.findMany({ orderBy: { at: 'asc' } });
  expect(handoffs.slice(1).map(({ at, state }) => [at.toISOString(), state])).toEqual([
    ['2026-11-24T09:00:00.000Z', 'lapsed'],
    ['2026-11-25T09:00:00.000Z', 'waiting'],
  ]);
  const served = await team.database.db.read.shift.findMany({ where: { state: 'served' }, orderBy: { start: 'asc' } });
  expect(served.map(({ end }) => end.toISOString())).toEqual(['2026-11-24T09:00:00.000Z', '2026-11-25T09:00:00.000Z']);
});

test('where nobody can speak in the channel, the leads hear who is on', async () => {
  await daily();
  await team.sandbox.act(id('kai'), { do: 'archive', channel: channel(team, 'billing-squad') });
  await team.settled();
  await team.advance(hours);
  expect(messages('priya', 'On support for Payments now: <@U01DANA>')).toHaveLength(1);
  expect(messages('dana', 'Handoff · Payments')).toHaveLength(1);
});

test('turns of a few hours are said on weekdays at nine', async () => {
  await daily(['bo', 'dana'], { unit: 'hour', every: 8, anchor: '2026-11-23T11:00' });
  expect(announced()).toHaveLength(1); // it is past nine
  await team.advance(2 * hours);
  expect(announced()).toHaveLength(1);
  await team.advance(22 * hours);
  expect(announced()).toHaveLength(2);
});

test('the night the clocks change, the handoff is at its hour and said once', async () => {
  await team.stop();
  team = await startTeam({ now: new Date('2026-10-24T07:30:00Z') }); // Saturday, 10:30 in Tallinn
  await daily(['bo', 'dana', 'cy'], { anchor: '2026-10-23T11:00' });
  for (let look = 0; look < 10; look += 1) await team.advance(5 * hours);
  const handoffs = await team.database.db.read.handoff.findMany({ orderBy: { at: 'asc' } });
  // 11:00 is 08:00Z on Saturday, and 09:00Z once summer time is over.
  expect(handoffs.map(({ at }) => at.toISOString().slice(0, 16)).slice(1)).toEqual([
    '2026-10-24T08:00',
    '2026-10-25T09:00',
    '2026-10-26T09:00',
  ]);
  expect(announced()).toEqual([
    expect.stringContaining('<@U01BO>, until Sat 24 October 11:00'),
    expect.stringContaining('<@U01DANA>, until Sun 25 October 11:00'),
    expect.stringContaining('<@U01CY>, until Mon 26 October 11:00'),
    expect.stringContaining('<@U01BO>, until Tue 27 October 11:00'),
  ]);
  const [dana] = await team.database.db.read.ledgerEntry.findMany({ where: { kind: 'served', userId: id('dana') } });
  expect(dana?.minutes).toBe(25 * 60);
});
