import { isDeepStrictEqual } from 'node:util';

/** The fields that differ, on both sides: an entry tells what changed, not everything there is. */
export function difference<T extends object>(before: T, after: T): { before: Partial<T>; after: Partial<T> } | null {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof T)[];
  const changed = keys.filter((key) => !same(before[key], after[key]));
  if (changed.length === 0) return null;
  const pick = (side: T) => Object.fromEntries(changed.filter((key) => key in side).map((key) => [key, side[key]])) as Partial<T>;
  return { before: pick(before), after: pick(after) };
}

/** As they are kept: a field that is `undefined` is not there, and the database may order keys as it likes. */
const same = (a: unknown, b: unknown) => isDeepStrictEqual(asKept(a), asKept(b));
const asKept = (value: unknown) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
