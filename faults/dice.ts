import { seededRandom } from '../sandbox/random';

/** Chance that can be replayed. */
export interface Dice {
  chance(probability: number): boolean;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
}

/** Dice of their own for each name: how often one part of a run throws changes nothing for another. */
export function diceFor(seed: number, name: string): Dice {
  const random = seededRandom(mixed(seed, name));
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  return {
    chance: (probability) => random() < probability,
    between,
    pick: (list) => {
      if (list.length === 0) throw new Error('There is nothing to pick from');
      return list[between(0, list.length - 1)] as (typeof list)[number];
    },
  };
}

/** FNV-1a. */
function mixed(seed: number, name: string): number {
  let hash = 0x811c9dc5;
  for (const char of `${seed} ${name}`) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
  return hash;
}
