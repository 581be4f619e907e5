import type { Fault } from '../../sandbox';
import { writeTx } from '../../src/database';
import type { KillPoint } from '../../src/delivery/deliver';
import { mortal, seeded } from './mortal';
import { openYard, type Yard } from './yard';

let yard: Yard;
afterEach(() => yard.stop());

const points: KillPoint[] = ['after-claim', 'before-call', 'after-accepted', 'before-mark'];

describe.each(points)('a process that dies %s', (fatal) => {
  test('leaves everything to its successor, who says it once', async () => {
    yard = await openYard();
    await yard.owes(
      { subject: 'card', kind: 'escalation.card', key: 'card' },
      { subject: 'reply', threadKey: 'card' },
      { subject: 'next' },
    );
    const { killPoint, died } = mortal((point) => point === fatal);
    void yard.engine({ killPoint }).deliverDue();
    await died;
    await yard.bury();
    await yard.engine().deliverDue();

    expect(yard.texts()).toEqual(['card', 'next']);
    expect(yard.texts(yard.channel, (await yard.row('card')).ts ?? '')).toEqual(['card', 'reply']);
    expect(await undelivered()).toEqual([]);
  });

  test('while it redraws a card leaves the card true', async () => {
    yard = await openYard();
    await yard.owes({ subject: 'card', kind: 'escalation.card' });
    await yard.engine().deliverDue();
    await yard.changed('card', { text: 'claimed' });
    const { killPoint, died } = mortal((point) => point === fatal);
    void yard.engine({ killPoint }).deliverDue();
    await died;
    await yard.bury();
    await yard.engine().deliverDue();
    expect(yard.texts()).toEqual(['claimed']);
    expect((await yard.row('card')).dirty).toBe(false);
  });
});

test('what had nothing to say keeps its place, though a process dies and it has something to say again', async () => {
  yard = await openYard();
  yard.book.set('claimed by Dana', null);
  await yard.owes({ subject: 'claimed by Dana' }, { subject: 'claimed by Bo' });
  const { killPoint, died } = mortal((point) => point === 'before-mark');
  void yard.engine({ killPoint }).deliverDue();
  await died;
  await yard.bury();
  yard.book.delete('claimed by Dana');
  await yard.engine().deliverDue();
  expect(yard.texts()).toEqual(['claimed by Dana', 'claimed by Bo']);
});

test('a process that was stopped has let go of what it had not called, and finished what it had', async () => {
  yard = await openYard();
  await yard.owes({ subject: 'one' }, { subject: 'two' });
  let stopped: Promise<void> | undefined;
  const engine = yard.engine({
    killPoint: (point) => {
      if (point === 'before-call') stopped ??= engine.stop();
    },
  });
  await engine.deliverDue();
  await stopped;
  expect(yard.texts()).toEqual(['one']);
  expect(await yard.row('two')).toMatchObject({ state: 'pending', inDoubt: false, leaseOwner: null, attempts: 0, firstAttemptAt: null });
});

test('after a restore from backup everything is looked for before it is said', async () => {
  yard = await openYard();
  const engine = yard.engine();
  await yard.owes({ subject: 'said' }, { subject: 'unsaid' });
  await engine.deliverDue();
  await yard.slack.delivery.call('chat.delete', { channel: yard.channel, ts: (await yard.row('unsaid')).ts ?? '' });
  // The backup is from before either was said.
  await writeTx(yard.database.db, (tx) =>
    tx.delivery.updateMany({ data: { state: 'pending', ts: null, sentChannel: null, sentAt: null, firstAttemptAt: null } }),
  );
  await yard.pass(6 * 3_600_000);
  await yard.owes({ subject: 'new' });
  await yard.pass(1);
  await yard.engine({ restored: true }).deliverDue();
  expect(yard.texts()).toEqual(['said', 'unsaid', 'new']);
});

test.each([1, 2, 3, 4, 5, 6])(
  'faults, crashes and restarts, seed %i: nothing lost, nothing twice, order kept',
  async (seed) => {
    yard = await openYard({ seed });
    const random = seeded(seed);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const { ana, kai } = yard.sandbox.people as { ana: string; kai: string };
    const made = await Promise.all(
      ['a', 'b', 'c'].map((name) => yard.sandbox.make({ make: 'channel', name, members: [ana, kai], botIsMember: true })),
    );
    const lanes = [...made, ana, kai];
    for (const fault of weather) yard.sandbox.inject({ ...fault, probability: 0.06 });

    const cards: { key: string; lane: string; version: number }[] = [];
    let count = 0;
    const somethingHappens = async () => {
      const card = random() < 0.5 ? pick(cards.length > 0 ? cards : [undefined]) : undefined;
      const subject = `${count++}`;
      if (card && random() < 0.5) {
        card.version += 1;
        await yard.changed(card.key, { text: `${card.key}, version ${card.version}` });
      } else if (card) await yard.owes({ subject, lane: card.lane, threadKey: card.key });
      else if (random() < 0.4) {
        cards.push({ key: subject, lane: pick(lanes), version: 0 });
        await yard.owes({ subject, key: subject, kind: 'escalation.card', lane: cards.at(-1)?.lane });
      } else await yard.owes({ subject, lane: pick(lanes), kind: pick(['escalation.line', 'escalation.question'] as const) });
    };

    let deaths = 0;
    for (let round = 0; round < 30; round += 1) {
      for (let n = 0; n < 4; n += 1) await somethingHappens();
      // At a passing that nearly every round reaches: how many die must not hang on how the calls interleave.
      let left = random() < 0.5 ? 1 + Math.floor(random() * 4) : Number.POSITIVE_INFINITY;
      const { killPoint, died } = mortal(() => --left <= 0);
      const engine = yard.engine({ killPoint });
      const end = await Promise.race([engine.deliverDue(), died]);
      if (typeof end === 'string') {
        deaths += 1;
        await yard.bury();
      } else await engine.stop();
      await yard.pass(random() * 5_000);
    }
    yard.sandbox.clearFaults();
    const last = yard.engine();
    for (let n = 0; n < 12 && (await undelivered()).length > 0; n += 1) {
      await last.deliverDue();
      await yard.pass(60_000);
    }

    expect(deaths).toBeGreaterThan(5);
    expect(await undelivered()).toEqual([]);
    await expectOnceAndInOrder(cards);
  },
  120_000,
);

const weather: Fault[] = [
  { method: 'chat.*', when: 'before', what: { kind: 'http', status: 500 } },
  { method: 'chat.*', when: 'after', what: { kind: 'http', status: 502 } },
  { method: 'chat.*', when: 'before', what: { kind: 'reset' } },
  { method: 'chat.*', when: 'after', what: { kind: 'reset' } },
  { method: 'chat.*', when: 'after', what: { kind: 'truncate' } },
  { method: 'chat.*', when: 'after', what: { kind: 'error', error: 'fatal_error' } },
  { method: 'chat.*', what: { kind: 'rate_limit', retryAfterSeconds: 1 } },
  { method: 'conversations.*', when: 'before', what: { kind: 'http', status: 503 } },
  { method: 'conversations.*', what: { kind: 'rate_limit', retryAfterSeconds: null } },
];

async function undelivered(): Promise<unknown[]> {
  const rows = await yard.database.db.read.delivery.findMany({ where: { OR: [{ state: { not: 'sent' } }, { dirty: true }] } });
  return rows.map(({ key, state, dirty, lastError }) => ({ key, state, dirty, lastError }));
}

/** The history that Slack shows is what is judged. */
async function expectOnceAndInOrder(cards: { key: string; version: number }[]): Promise<void> {
  const rows = await yard.database.db.read.delivery.findMany({ orderBy: { position: 'asc' } });
  const lanes = new Map<string, { where: string; keys: string[] }>();
  for (const { lane, sentChannel, threadKey, key } of rows) {
    const thread = threadKey ? `${lane} ${threadKey}` : lane;
    const known = lanes.get(thread) ?? { where: sentChannel ?? '', keys: [] };
    lanes.set(thread, { ...known, keys: [...known.keys, key] });
  }

  for (const [thread, { where, keys }] of lanes) {
    const root = rows.find(({ key, lane }) => `${lane} ${key}` === thread);
    const messages = root ? yard.seenBy(where, root.ts ?? '').slice(1) : yard.seenBy(where);
    expect(messages.map(({ metadata }) => metadata?.event_payload.key)).toEqual(keys);
  }
  for (const { key, version } of cards) {
    if (version === 0) continue;
    const { ts, sentChannel } = rows.find((row) => row.key === key) as (typeof rows)[number];
    expect(yard.seenBy(sentChannel ?? '').find((message) => message.ts === ts)?.text).toBe(`${key}, version ${version}`);
  }
}
