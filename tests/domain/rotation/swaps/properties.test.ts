import fc from 'fast-check';
import { dueSwaps, tendSwap } from '../../../../src/domain/rotation/swaps/clock';
import {
  acceptOffer,
  approveSwap,
  askEveryone,
  cannotTake,
  declineOffer,
  giveBack,
  offerShift,
  refuseSwap,
  takeBack,
  takePart,
  takeSwap,
  withdrawSwap,
} from '../../../../src/domain/rotation/swaps/store';
import { act, ana, ben, cy, dee, eli, lea, monday, reload, type Scene, scene, week } from './scene';

const people = [ana, ben, cy, dee, eli];
const who = fc.constantFrom(...people, lea);
const minutes = fc.integer({ min: 0, max: 30 });
const ask = fc.record({
  do: fc.constant('ask' as const),
  /** Of the one whose week it is, by plan. */
  week: fc.integer({ min: 1, max: 6 }),
  asked: fc.option(fc.constantFrom(...people)),
  inReturn: fc.constantFrom(null, 'any' as const, 'ask' as const),
  minutes,
});

const deed = <D extends string>(...names: D[]) => fc.record({ do: fc.constantFrom(...names), person: who, request: fc.nat(5), minutes });

interface Step {
  do: string;
  minutes: number;
  person?: string;
  request?: number;
}

/** Nobody takes anything in these. */
const harmless = deed('cannot', 'everyone', 'withdraw', 'decline', 'offer_asked', 'give_back', 'take_back', 'refuse', 'tend');
const settling = deed('take', 'take', 'part', 'accept', 'approve', 'offer');

let s: Scene;
let now: Date;

async function run(step: Step): Promise<void> {
  now = new Date(now.getTime() + step.minutes * 60_000);
  if (step.do === 'ask') {
    const { week: n, asked, inReturn } = step as unknown as { week: number; asked: string | null; inReturn: null };
    await s.ask({ asker: people[n % people.length] ?? ana, asked, inReturn, ...week(n) }, now).catch((error: Error) => {
      if (!/refused/.test(error.message)) throw error;
    });
    return;
  }
  if (step.do === 'tend') {
    for (const due of await dueSwaps(s.db.read, now)) await tendSwap(s.db, due, now);
    return;
  }
  const requests = await s.db.read.swapRequest.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
  const request = requests[(step.request ?? 0) % Math.max(1, requests.length)];
  if (!request) return;
  await deeds[step.do]?.(step.person ?? ana, request);
}

type Request = Awaited<ReturnType<Scene['db']['read']['swapRequest']['findMany']>>[0];
const sure = { isSure: true };

async function offered(person: string, request: Request): Promise<void> {
  const mine = await s.db.read.shift.findFirst({
    where: { userId: person, state: 'planned', start: { gt: now } },
    orderBy: { start: 'desc' },
  });
  if (mine) await offerShift(s.db, act(person, request), mine.id, sure, now);
}

const deeds: Record<string, (person: string, request: Request) => Promise<unknown>> = {
  cannot: (person, request) => cannotTake(s.db, act(person, request), now),
  everyone: (person, request) => askEveryone(s.db, act(person, request), now),
  withdraw: (person, request) => withdrawSwap(s.db, act(person, request), now),
  decline: (person, request) => declineOffer(s.db, act(person, request), now),
  offer_asked: async (person, request) => (request.inReturn === 'ask' ? offered(person, request) : undefined),
  give_back: (person, request) => giveBack(s.db, act(person, request), now),
  take_back: (person, request) => takeBack(s.db, act(person, request), now),
  refuse: (person, request) => refuseSwap(s.db, act(person, request), 'No.', now),
  take: (person, request) => takeSwap(s.db, act(person, request), sure, now),
  accept: (_, request) => acceptOffer(s.db, act(request.asker, request), now),
  approve: (_, request) => approveSwap(s.db, act(lea, request), now),
  offer: offered,
  part: (person, request) => {
    const half = new Date((request.start.getTime() + request.end.getTime()) / 2);
    return takePart(s.db, act(person, request), { start: request.start, end: half }, sure, now);
  },
};

/** Who is on when, by the hour: ids of rows do not matter here. */
async function onByHour(): Promise<Map<number, string>> {
  const rows = await s.db.read.shift.findMany({ where: { state: { in: ['planned', 'on'] } } });
  const hours = rows.flatMap(({ userId, start, end }) =>
    Array.from({ length: (+end - +start) / 3_600_000 }, (_, n): [number, string] => [+start + n * 3_600_000, userId]),
  );
  const on = new Map<number, string>();
  for (const [hour, user] of hours) on.set(hour, [on.get(hour), user].filter(Boolean).join('+'));
  return on;
}

/** A database for each run. */
jest.setTimeout(120_000);
const few = { seed: 20260302, numRuns: 6 };

async function inScene(leadsApprove: boolean, steps: Step[], check: () => Promise<void>): Promise<void> {
  s = await scene({ options: { leadsApprove } });
  now = monday;
  try {
    for (const step of steps) await run(step);
    await check();
  } finally {
    await s.drop();
  }
}

test('an untaken request never changes who is on, whatever else is done about it', async () => {
  s = await scene();
  const before = await onByHour();
  await s.drop();
  await fc.assert(
    fc.asyncProperty(fc.noBias(fc.array(fc.oneof(ask, harmless), { minLength: 6, maxLength: 14 })), (steps) =>
      inScene(false, steps, async () => {
        expect(await onByHour()).toEqual(before);
        expect(await s.db.read.rotationChange.count()).toBe(0);
      }),
    ),
    few,
  );
});

const asked = ([null, 'any', 'ask'] as const).map((inReturn, index) => ({ do: 'ask', week: index + 1, asked: null, inReturn, minutes: 1 }));
let taken = 0;

test('only what is done moves anybody: there is always exactly one person on, and who it is follows from the requests that are done', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.noBias(fc.boolean()),
      fc.noBias(fc.array(fc.oneof(settling, settling, settling, ask, harmless), { minLength: 10, maxLength: 18 })),
      async (leadsApprove, steps) => {
        await inScene(leadsApprove, [...asked, ...steps], async () => {
          const on = await onByHour();
          expect([...on.values()].filter((users) => users.includes('+'))).toEqual([]);
          const done = await s.db.read.swapRequest.findMany({ where: { state: 'done' }, select: { id: true } });
          taken += done.length;
          const changes = await s.db.read.rotationChange.findMany({ where: { withdrawnAt: null } });
          expect(new Set(changes.map(({ swapId }) => swapId))).toEqual(new Set(done.map(({ id }) => id)));
          const { publishedUntil } = await reload(s);
          expect(on.size).toBeGreaterThanOrEqual((Number(publishedUntil) - +monday) / 3_600_000 - 7 * 24);
        });
      },
    ),
    few,
  );
  expect(taken).toBeGreaterThan(5);
});
