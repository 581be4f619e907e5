import type { KillPoint } from '../../src/delivery/deliver';

/** A process that may die at a kill point: from then on nothing of it moves, as if it were gone. */
export interface Mortal {
  killPoint(point: KillPoint): Promise<void>;
  died: Promise<KillPoint>;
}

/** `fate` is asked at every point that is passed. */
export function mortal(fate: (point: KillPoint) => boolean): Mortal {
  let die: (point: KillPoint) => void;
  const died = new Promise<KillPoint>((resolve) => {
    die = resolve;
  });
  let isDead = false;
  return {
    died,
    async killPoint(point) {
      if (!isDead && fate(point)) {
        isDead = true;
        die(point);
      }
      if (isDead) await new Promise<never>(() => {});
    },
  };
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
