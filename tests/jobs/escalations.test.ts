import { checkEscalations } from '../../src/jobs/escalations';
import { cardOf, channel, hours, minutes, raise, record, said, told, vat } from '../listeners/escalations/scene';
import { startTeam, type Team } from '../support/team';

let team: Team;
beforeEach(async () => {
  team = await startTeam();
});
afterEach(() => team.stop());

const look = () => checkEscalations(team.backline.deps, team.sandbox.clock.now());

test('two processes that look at the same moment ask one person', async () => {
  await raise(team, { fill: { Severity: 'S1 Critical' } });
  await team.sandbox.clock.advance(5 * minutes);
  await Promise.all([look(), look(), look()]);
  await team.settled();
  expect(told(team, 'cy').filter((text) => text.includes('needs an owner'))).toHaveLength(1);
  expect(told(team, 'dana')).toEqual([]);
  expect((await record(team)).level).toBe(2);
});

test('an hour of downtime delays the next page, and does not wake everybody at once', async () => {
  await raise(team, { fill: { Severity: 'S1 Critical' } });
  await team.advance(1 * hours);
  expect(told(team, 'cy').join('\n')).toContain('needs an owner');
  expect(told(team, 'dana')).toEqual([]);
  await team.advance(5 * minutes);
  expect(told(team, 'dana').join('\n')).toContain('needs an owner');
});

test('one that cannot be looked at holds no other up', async () => {
  await raise(team, { fill: { Severity: 'S1 Critical' } });
  const ana = team.as('ana');
  await ana.command('/escalate billing: s1 Second', channel(team, 'support'));
  await ana.fill({ 'What was tried': 'Nothing', 'Expected answer': 'Why?' });
  await ana.submit();
  await team.settled();

  const { deps } = team.backline;
  const [first] = await deps.db.read.escalation.findMany({ orderBy: { number: 'asc' } });
  await team.sandbox.clock.advance(5 * minutes);
  const failing = { ...deps, db: { ...deps.db, read: failsFor(deps.db.read, first?.id ?? '') } };
  await checkEscalations(failing, team.sandbox.clock.now());
  const levels = await deps.db.read.escalation.findMany({ orderBy: { number: 'asc' }, select: { number: true, level: true } });
  expect(levels).toEqual([
    { number: 1, level: 1 },
    { number: 2, level: 2 },
  ]);

  await team.settled(); // and looks at the first one again
  expect((await record(team)).level).toBe(2);
});

/** The database as it answers when one row is broken. */
function failsFor(read: Team['database']['db']['read'], id: string): Team['database']['db']['read'] {
  return new Proxy(read, {
    get(target, name) {
      if (name !== 'escalation') return Reflect.get(target, name);
      const findFirst: typeof target.escalation.findFirst = ((args: { where?: { id?: string } }) =>
        args.where?.id === id ? Promise.reject(new Error('broken')) : target.escalation.findFirst(args)) as never;
      return { findMany: target.escalation.findMany.bind(target.escalation), findFirst };
    },
  });
}

test('what could not be delivered stands on the card, and is sent again by Resend', async () => {
  const card = await raise(team);
  const bo = team.as('bo');
  await bo.click('Claim', { in: card });
  team.sandbox.inject({
    method: 'chat.postMessage',
    channel: vat(team).channel,
    times: 1,
    what: { kind: 'error', error: 'restricted_action' },
  });
  await team.settled();
  expect(bo.text({ channel: card.channel, ts: card.ts })).toContain('1 message could not be delivered\n[Resend]');
  expect(said(team, team.as('ana'), vat(team))).not.toContain('Bo is on it.');

  await team.as('luis').click('Resend', { in: card });
  await team.settled();
  expect(said(team, team.as('ana'), vat(team))).not.toContain('Bo is on it.');

  await bo.click('Resend', { in: card });
  await team.settled();
  expect(said(team, team.as('ana'), vat(team))).toContain('Bo is on it.');
  expect(bo.text(await cardOf(team))).not.toContain('could not be delivered');
});
