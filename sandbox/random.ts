/** A seeded generator of numbers in [0, 1): mulberry32. The same seed gives the same sequence. */
export type Random = () => number;

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A fixed number, or a whole number drawn from a range with both ends included. */
export function draw(random: Random, wanted: number | [number, number]): number {
  if (typeof wanted === 'number') return wanted;

  const [low, high] = wanted;
  return low + Math.floor(random() * (high - low + 1));
}

export function shuffled<T>(random: Random, items: readonly T[]): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const taken = result[last] as T;
    result[last] = result[other] as T;
    result[other] = taken;
  }
  return result;
}
