import type { Clock } from '../src/clock';

/** The world's clock, as far as a process of its own can have it: the computer's, so many milliseconds apart. */
export function movableClock(): Clock & { move(offsetMs: number): void } {
  let apartMs = 0;
  const listeners = new Set<() => void>();
  return {
    now: () => new Date(Date.now() + apartMs),
    onMove(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    move(offsetMs) {
      apartMs = offsetMs;
      for (const listener of listeners) listener();
    },
  };
}
