/** Waiting for something to appear, woken by every change of the world. */
import type { Sandbox } from '../api';

const PATIENCE_MS = 3_000;

/** What `look` finds now or within three seconds; undefined when it never does. What it throws is thrown. */
export function within<T>(sandbox: Sandbox, look: () => T | undefined): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    let stopWatching = () => {};
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      stopWatching();
      settle();
    };
    const attempt = () => {
      try {
        const found = look();
        if (found !== undefined) finish(() => resolve(found));
      } catch (problem) {
        finish(() => reject(problem));
      }
    };
    const timer = setTimeout(() => finish(() => resolve(undefined)), PATIENCE_MS);
    stopWatching = sandbox.onChange(() => setImmediate(attempt));
    attempt();
  });
}
