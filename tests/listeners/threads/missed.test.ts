import { catchingUp } from '../../../src/jobs/catch-up';
import type { Team } from '../../support/team';
import { turnPrivate } from '../../support/turn-private';
import { Scene, stopScenes } from './scene';

const minute = 60_000;

let scene: Scene;
afterAll(stopScenes);

const settled = () => scene.team.settled();
const looks = () => scene.team.sandbox.log.filter(({ name }) => name === 'conversations.replies').length;

/** Longer than Slack tries to tell us of anything. */
async function away(happens: () => Promise<void>): Promise<void> {
  await scene.team.restart(async () => {
    await happens();
    await scene.team.sandbox.clock.advance(10 * minute);
  });
  await settled();
}

describe('what was said while Backline was away for longer than Slack tries to tell it', () => {
  beforeAll(async () => {
    scene = await Scene.start({ before: ['It is customer 8812'] });
  });
  beforeEach(() => scene.mark());
  afterEach(() => expect(scene.team.sandbox.complaints()).toEqual([]));

  test('is copied both ways, once, and counts as an answer', async () => {
    await away(async () => {
      await scene.as('ana').reply(scene.root, 'They wrote again');
      await scene.as('bo').reply(scene.card, 'Looking at it');
      await scene.as('bo').reply(scene.card, '🔒 They never paid');
    });
    const tries = scene.team.sandbox.log.filter(
      ({ way, request }) => way === 'event' && JSON.stringify(request).includes('They wrote again'),
    );
    expect(tries.map(({ response }) => response)).toEqual([{ error: 'no_connection' }]);
    expect(scene.copiesInSquad()).toEqual(['Ana via #support: They wrote again']);
    expect(scene.copiesInOrigin()).toEqual(['Bo via #billing-squad: Looking at it']);

    await away(async () => {});
    expect(scene.copiesInSquad()).toHaveLength(1);
    expect(scene.copiesInOrigin()).toHaveLength(1);
  });

  test('edits are followed', async () => {
    const reply = await scene.as('ana').reply(scene.root, 'They wrote agian');
    await settled();
    await away(async () => {
      await scene.as('ana').edit(reply, 'They wrote again');
    });
    expect(scene.copiesInSquad()).toEqual(['Ana via #support: They wrote again (edited)']);
  });

  test('deletions are followed both ways, and nothing of the text is kept', async () => {
    const stays = await scene.as('ana').reply(scene.root, 'They wrote again');
    const goes = await scene.as('ana').reply(scene.root, 'Their card is 4111 1111');
    const answer = await scene.as('bo').reply(scene.card, 'Looking at it');
    await settled();
    expect(scene.copiesInSquad()).toHaveLength(2);
    await away(async () => {
      await scene.as('ana').delete(goes);
      await scene.as('bo').delete(answer);
    });
    expect(scene.copiesInSquad()).toEqual(['Ana via #support: They wrote again']);
    expect(scene.copiesInOrigin()).toEqual([]);
    const kept = await scene.team.backline.deps.db.read.threadMessage.findMany({
      where: { ts: { in: [stays.ts, goes.ts] } },
      orderBy: { ts: 'asc' },
    });
    expect(kept.map(({ text, deletedAt }) => [text, deletedAt !== null])).toEqual([
      ['They wrote again', false],
      ['', true],
    ]);
  });

  test('nothing is looked for while everything is heard', async () => {
    scene.team.sandbox.clearLog();
    await scene.team.advance(5 * minute);
    expect(looks()).toBe(0);
  });

  test('a connection that was lost by all is reason enough to look', async () => {
    scene.team.sandbox.clearLog();
    scene.team.sandbox.dropSockets({ warn: false });
    await scene.team.sandbox.quiet();
    await connected();
    await scene.team.advance(minute);
    expect(looks()).toBeGreaterThan(0);
    expect(scene.copiesInSquad()).toEqual([]);
  });

  test.each([
    ['nothing is read up while nobody is connected', false, false, 0],
    ['nothing is read up after a restore from backup, for its copies are there already', true, true, 0],
    ['everything is read up by a process that has just begun: both threads', true, false, 2],
  ])('%s', async (_, connected, restored, times) => {
    const { backline, sandbox } = scene.team;
    sandbox.clearLog();
    await catchingUp(backline.deps, { isConnected: () => connected, leaving: () => false, restored }).job.run(sandbox.clock.now());
    expect(looks()).toBe(times);
  });

  test('a thread that cannot be read now is read at a later look', async () => {
    scene.team.sandbox.inject({ method: 'conversations.replies', what: { kind: 'rate_limit', retryAfterSeconds: 30 }, times: 1 });
    await away(async () => {
      await scene.as('ana').reply(scene.root, 'Are you there?');
    });
    scene.team.sandbox.clearFaults();
    await scene.team.advance(minute);
    expect(scene.copiesInSquad()).toEqual(['Ana via #support: Are you there?']);
  });
});

const refunds = ({ sandbox, as }: Team) =>
  sandbox.make({ make: 'channel', name: 'refunds', botIsMember: true, members: [as('ana').id, as('sam').id] });

describe('what must not be copied any more', () => {
  const silent = async (change: (channel: string) => Promise<void>) => {
    scene = await Scene.start({ channel: refunds });
    scene.mark();
    await away(async () => {
      await change(scene.root.channel);
      await scene.as('ana').reply(scene.root, 'From Ana');
      await scene.as('bo').reply(scene.card, 'From Bo');
    });
    return { squad: scene.copiesInSquad(), origin: scene.copiesInOrigin() };
  };

  test('stays when the channel has become private: its agent is asked first', async () => {
    const { squad } = await silent((channel) => turnPrivate(scene.team.sandbox, channel));
    expect(squad).toEqual([]);
    const asked = await scene.as('ana').find('Copied on, it goes to', { channel: scene.team.sandbox.dm(scene.as('ana').id) });
    expect(asked.text).toContain('private');
  });

  test('stays, both ways, when another company came into the channel: its agent is asked first', async () => {
    const told = await silent(async (channel) => scene.team.sandbox.changeChannel(channel, { shareWith: 'T01ACME' }));
    expect(told).toEqual({ squad: [], origin: [] });
    expect(scene.squadThread().at(-1)?.text).toContain('is shared with another company now');
    const ana = scene.as('ana');
    const asked = await ana.find('Copied on, it goes to', { channel: scene.team.sandbox.dm(ana.id) });
    await ana.click('Copy this private thread', { in: asked });
    await settled();
    await away(async () => {});
    expect(scene.copiesInSquad()).toEqual([]);
  });

  test('was said while it was closed', async () => {
    scene = await Scene.start();
    const { ana, bo } = { ana: scene.as('ana'), bo: scene.as('bo') };
    await bo.click('Claim', { in: scene.card });
    await settled();
    await bo.click('Resolve', { in: scene.card });
    await bo.fill({ Reason: 'Question answered', Answer: 'Yes' });
    await bo.submit();
    await settled();
    const resolved = scene.saidInOrigin().at(-1);
    await ana.click('That solves it', { in: { channel: scene.root.channel, ts: resolved?.ts ?? '' } });
    await settled();
    scene.mark();
    await ana.reply(scene.root, 'Thank you');
    await settled();
    await away(async () => {});
    expect(scene.copiesInSquad()).toEqual([]);
  });
});

describe('an escalation without a thread', () => {
  test('what its agent wrote under the status card in direct messages is read up too', async () => {
    scene = await Scene.start();
    const { sandbox } = scene.team;
    const ana = scene.as('ana');
    await sandbox.act(ana.id, { do: 'command', channel: sandbox.channels.support ?? '', command: '/escalate', text: 's2 Card declined' });
    await scene.team.settled();
    await ana.fill({ Squad: 'Billing', 'What was tried': 'Two cards', 'Expected answer': 'What to tell them' });
    await ana.submit();
    await scene.team.settled();
    await ana.close();
    const status = await ana.find(/Card declined/, { channel: sandbox.dm(ana.id) });
    const card = await scene.as('bo').find(/Card declined/, { channel: scene.card.channel });

    await away(async () => {
      await ana.reply(status, 'They tried a third one');
    });
    await scene.as('bo').find('They tried a third one', { channel: card.channel, thread: card.ts });
  });
});

async function connected(): Promise<void> {
  for (let turns = 0; turns < 1_000_000 && !scene.team.backline.connected(); turns += 1) await new Promise(setImmediate);
}
