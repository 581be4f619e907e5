import type { EventWeather, Fault } from '../sandbox';
import { diceFor } from './dice';

// What goes wrong and when, as functions of the seed. The interleaving of real processes is not theirs to decide.

export const points = ['migration-begun', 'migration-applied', 'after-claim', 'before-call', 'after-accepted', 'before-mark'] as const;
export type Point = (typeof points)[number];

/**
 * How a worker ends: at the nth passing of a named point, so long after it began, or after so much traffic since it was connected. Traffic
 * and not time, so that a busy machine has slower runs and not emptier ones.
 */
export type Death = { at: Point; passing: number } | { at: 'random'; afterMs: number } | { at: 'random'; afterTraffic: number };

const working = points.filter((point) => !point.startsWith('migration'));

export function deathOf(seed: number, index: number): Death {
  if (index === 0) return { at: 'migration-begun', passing: 1 };
  if (index === 1) return { at: 'migration-applied', passing: 1 };

  const dice = diceFor(seed, `death ${index}`);
  if (dice.chance(0.05)) return { at: 'random', afterMs: dice.between(0, 1_000) };
  if (dice.chance(0.35)) return { at: 'random', afterTraffic: dice.between(0, 80) };
  return { at: dice.pick(working), passing: dice.between(1, 8) };
}

/** How long a call may take in a run; a hang takes longer. */
export const callMs = 1_500;
const hangMs = 2_500;

const kinds: Record<string, Pick<Fault, 'what' | 'when'>> = {
  '429 Retry-After 1': { what: { kind: 'rate_limit', retryAfterSeconds: 1 } },
  '429 without': { what: { kind: 'rate_limit', retryAfterSeconds: null } },
  '500 before': { what: { kind: 'http', status: 500 } },
  '502 after': { what: { kind: 'http', status: 502 }, when: 'after' },
  'hang before': { what: { kind: 'hang', ms: hangMs } },
  'hang after': { what: { kind: 'hang', ms: hangMs }, when: 'after' },
  'reset before': { what: { kind: 'reset' } },
  'reset after': { what: { kind: 'reset' }, when: 'after' },
  'truncated after': { what: { kind: 'truncate' }, when: 'after' },
  'fatal_error before': { what: { kind: 'error', error: 'fatal_error' } },
  'fatal_error after': { what: { kind: 'error', error: 'fatal_error' }, when: 'after' },
};

/** A 429 that does not say for how long rests a lane for half a minute: it comes more rarely. */
const often = Object.keys(kinds).filter((kind) => kind !== '429 without');

/** The more often here, the more often hit. */
const methods = [
  ...Array<string>(12).fill('chat.postMessage'),
  ...Array<string>(4).fill('chat.update'),
  'chat.delete',
  'chat.postEphemeral',
  'conversations.history',
  'conversations.replies',
  'conversations.replies',
  'conversations.open',
  'views.open',
  'views.update',
  'users.info',
];

export interface Hit {
  afterMs: number;
  kind: string;
  fault: Fault;
}

/** The nth fault that Slack has, so long after the one before. */
export function hitOf(seed: number, index: number): Hit {
  const dice = diceFor(seed, `hit ${index}`);
  const kind = dice.chance(0.03) ? '429 without' : dice.pick(often);
  return {
    afterMs: dice.between(50, 500),
    kind,
    fault: { ...(kinds[kind] as Pick<Fault, 'what' | 'when'>), method: dice.pick(methods), times: 1 },
  };
}

/** Events from one to four times, shuffled, late. */
export function weatherOf(seed: number, index: number): { forMs: number; weather: EventWeather } {
  const dice = diceFor(seed, `weather ${index}`);
  const weather: EventWeather = {
    copies: [1, dice.between(1, 4)],
    delayMs: [0, dice.pick([0, 100, 1_500])],
    shuffleWithinMs: dice.pick([0, 50, 400]),
  };
  return { forMs: dice.between(1_000, 3_000), weather };
}

export type Upset = 'drop sockets' | 'recycle sockets' | 'database';

/** What else happens, so long after the one before. */
export function upsetOf(seed: number, index: number): { afterMs: number; upset: Upset } {
  const dice = diceFor(seed, `upset ${index}`);
  return { afterMs: dice.between(3_000, 8_000), upset: dice.pick(['drop sockets', 'recycle sockets', 'database', 'database']) };
}
