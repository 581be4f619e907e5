import fc from 'fast-check';
import { writeTx } from '../../../../src/database';
import { threadWords } from '../../../../src/views/threads';
import { billing, idOf, makeWorld, message, now, tsOf, type World } from './world';

// However late, often and shuffled Slack tells of a thread, the same copies stand in the end.

const texts = fc.constantFrom('Reissue it', 'Reissue it, please', '🔒 They owe us', 'ok', 'Which plan?');

interface Told {
  side: 'origin' | 'squad';
  /** Position of its message in the thread. */
  n: number;
  /** Order of the event. */
  at: number;
  is: 'posted' | 'edited' | 'deleted';
  text: string;
}

const story = fc
  .array(
    fc.record({
      side: fc.constantFrom('origin' as const, 'squad' as const),
      versions: fc.array(texts, { minLength: 1, maxLength: 3 }),
      deleted: fc.boolean(),
    }),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((messages) =>
    messages.flatMap(({ side, versions, deleted }, index) => {
      const n = 10 + index;
      const told = versions.map(
        (text, version): Told => ({ side, n, at: n + version * 20, is: version === 0 ? 'posted' : 'edited', text }),
      );
      return deleted ? [...told, { side, n, at: n + versions.length * 20, is: 'deleted' as const, text: '' }] : told;
    }),
  );

/** What should stand in the end, thought out from the story alone: of each message its last words, unless it is gone or locked. */
function expected(told: Told[]): string[] {
  const numbers = [...new Set(told.map(({ n }) => n))];
  return numbers.flatMap((n) => {
    const last = told.filter((one) => one.n === n).reduce((a, b) => (b.at > a.at ? b : a));
    if (last.is === 'deleted' || (last.side === 'squad' && last.text.startsWith('🔒'))) return [];
    return [`${last.side === 'squad' ? 'Bo via #billing-squad' : 'Ana via #support'}: ${last.text}`];
  });
}

let world: World;
let threads = 0;

beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

test('a thread’s events in any order, each once or more often, end in the same copies', async () => {
  const run = fc.asyncProperty(
    story.chain((told) =>
      fc.record({
        told: fc.constant(told),
        heard: fc
          .tuple(
            fc.shuffledSubarray(told, { minLength: told.length, maxLength: told.length }),
            fc.array(fc.constantFrom(...told), { maxLength: 4 }),
          )
          .chain(([once, again]) => fc.shuffledSubarray([...once, ...again], { minLength: once.length + again.length })),
        readAfter: fc.nat({ max: told.length }),
      }),
    ),
    async ({ told, heard, readAfter }) => {
      expect(await copiesOf(heard, readAfter)).toEqual(expected(told));
    },
  );
  await fc.assert(run, { numRuns: 15 });
}, 60_000);

test('told all at once, by as many workers, they end in the same copies', async () => {
  for (const told of fc.sample(story, { numRuns: 3, seed: 7 })) {
    expect(await copiesOf([...told, ...told], 0, true)).toEqual(expected(told));
  }
}, 60_000);

/** Tells the events to a thread of its own, which is read after so many of them; answers the copies that stand in the end. */
async function copiesOf(heard: Told[], readAfter: number, atOnce = false): Promise<string[]> {
  threads += 1;
  const thread = threads;
  const channelId = `C9THREAD${thread}`;
  const { db } = world;
  await writeTx(db, (tx) =>
    tx.channel.create({ data: { workspaceId: 'T01TALLWICK', channelId, name: 'support', isMember: true, refreshedAt: now } }),
  );
  const escalation = await world.raise({ channelId });
  const card = { ts: `${2_000_000_000 + thread}.000100`, sentChannel: billing, state: 'sent' as const };
  await writeTx(db, (tx) => tx.delivery.updateMany({ where: { kind: 'escalation.card', subject: escalation.id }, data: card }));

  if (atOnce)
    await Promise.all([world.attach(escalation, [message(0)]), ...heard.map((one) => tell(one, { thread, channelId, cardTs: card.ts }))]);
  else
    await oneByOne(
      heard,
      readAfter,
      () => world.attach(escalation, [message(0)]),
      (one) => tell(one, { thread, channelId, cardTs: card.ts }),
    );

  const rows = await db.read.threadMessage.findMany({ where: { escalationId: escalation.id, transcript: false }, orderBy: { ts: 'asc' } });
  const shown: string[] = [];
  for (const { id } of rows) {
    const copy = await db.read.delivery.findFirst({ where: { kind: 'escalation.copy', subject: id } });
    const drawn = copy && (await threadWords['escalation.copy'](copy, { read: db.read, now }));
    if (drawn && 'text' in drawn) shown.push(drawn.text);
  }
  return shown;
}

async function oneByOne(heard: Told[], readAfter: number, attach: () => Promise<void>, hear: (one: Told) => Promise<void>): Promise<void> {
  for (const [index, one] of heard.entries()) {
    if (index === readAfter) await attach();
    await hear(one);
  }
  if (readAfter >= heard.length) await attach();
}

interface Place {
  thread: number;
  channelId: string;
  cardTs: string;
}

/** Squad messages are told of the squad's channel, whose timestamps are its own for each thread. */
async function tell({ side, n, at, is, text }: Told, { thread, channelId, cardTs }: Place): Promise<void> {
  const ts = side === 'squad' ? `${tsOf(n).slice(0, -6)}${String(thread).padStart(6, '0')}` : tsOf(n);
  const eventTs = is === 'posted' ? ts : tsOf(at);
  const where = side === 'squad' ? { channelId: billing, rootTs: cardTs } : { channelId, rootTs: tsOf(0) };
  if (is === 'deleted') return world.deleted(ts, eventTs, where);
  const author = side === 'squad' ? { author: idOf('bo'), authorName: 'Bo' } : {};
  await world.said(message(n, { ...author, ts, eventTs, text, editedAt: is === 'edited' ? now : null }), {
    ...where,
    edited: is === 'edited',
  });
}
