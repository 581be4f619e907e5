import type { Sandbox } from '../../sandbox';
import type { Chronicle } from './chronicle';
import { type Someone, someoneIn } from './someone';

/** Where the people of a run live. */
export interface Town {
  sandbox: Sandbox;
  chronicle: Chronicle;
  /** By their key in the world. One person does one thing at a time. */
  someone(key: string): Someone;
  /** Nobody begins anything new. */
  closing: boolean;
}

export function foundTown(sandbox: Sandbox, chronicle: Chronicle): Town {
  const known = new Map<string, Someone>();
  return {
    sandbox,
    chronicle,
    closing: false,
    someone(key) {
      const one = known.get(key) ?? someoneIn(sandbox, key);
      known.set(key, one);
      return one;
    },
  };
}

/** How long somebody goes on trying before they give up. */
export const patienceMs = 60_000;

/** Looks again at every change of the world until it finds something; `undefined` when patience is at its end. */
export function lookFor<T>(sandbox: Sandbox, look: () => T | undefined, forMs: number): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    let asked = false;
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      stopWatching();
      settle();
    };
    const attempt = () => {
      asked = false;
      try {
        const found = look();
        if (found !== undefined) finish(() => resolve(found));
      } catch (problem) {
        finish(() => reject(problem));
      }
    };
    // A burst of changes is one look.
    const askOnce = () => {
      if (asked) return;
      asked = true;
      setTimeout(attempt, 20);
    };
    const timer = setTimeout(() => finish(() => resolve(undefined)), forMs);
    const stopWatching = sandbox.onChange(askOnce);
    askOnce();
  });
}
