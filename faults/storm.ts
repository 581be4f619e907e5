import { setTimeout as pause } from 'node:timers/promises';
import type { Sandbox } from '../sandbox';
import { type Dice, diceFor } from './dice';
import { hitOf, upsetOf, weatherOf } from './plan';
import type { Store } from './stores/store';

/** What went wrong around the workers, by kind. */
export interface Storm {
  counts: Map<string, number>;
  /** Clears up: resolves when nothing is going wrong any more. */
  end(): Promise<void>;
}

export function brewStorm(sandbox: Sandbox, store: Store, seed: number): Storm {
  const over = new AbortController();
  const counts = new Map<string, number>();
  const count = (kind: string) => counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const dice = diceFor(seed, 'upset');
  const hitsIn = hitCounter();
  let injected = 0;

  const going = [
    again(over, async (index) => {
      const { afterMs, kind, fault } = hitOf(seed, index);
      await rest(afterMs, over);
      if (injected - hitsIn(sandbox) >= mostWaiting) return;
      sandbox.inject(fault);
      injected += 1;
      count(kind);
    }),
    again(over, async (index) => {
      const { forMs, weather } = weatherOf(seed, index);
      sandbox.weather(weather);
      await rest(forMs, over);
    }),
    again(over, async (index) => {
      const { afterMs, upset } = upsetOf(seed, index);
      await rest(afterMs, over);
      count(await upsetBy(upset, sandbox, store, dice));
    }),
  ];

  return {
    counts,
    async end() {
      over.abort();
      await Promise.all(going);
      sandbox.clearFaults();
      sandbox.weather({});
    },
  };
}

/** So many faults may wait for their call: they would pile up while nobody calls. */
const mostWaiting = 4;

/** Counts on from where it stopped: the traffic is long. */
function hitCounter(): (sandbox: Sandbox) => number {
  let seen = 0;
  let hits = 0;
  return ({ log }) => {
    for (; seen < log.length; seen += 1) if (log[seen]?.fault) hits += 1;
    return hits;
  };
}

async function again({ signal }: AbortController, once: (index: number) => Promise<void>): Promise<void> {
  for (let index = 0; !signal.aborted; index += 1) {
    await once(index).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}

const rest = (ms: number, { signal }: AbortController) => pause(ms, undefined, { signal });

async function upsetBy(upset: ReturnType<typeof upsetOf>['upset'], sandbox: Sandbox, store: Store, dice: Dice): Promise<string> {
  if (upset === 'database') return store.upset(dice);
  sandbox.dropSockets({ warn: upset === 'recycle sockets' });
  return upset;
}
