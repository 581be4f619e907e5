/** The fields that differ, on both sides: an entry tells what changed, not everything there is. */
export function difference<T extends object>(before: T, after: T): { before: Partial<T>; after: Partial<T> } | null {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof T)[];
  const changed = keys.filter((key) => !same(before[key], after[key]));
  if (changed.length === 0) return null;
  const pick = (side: T) => Object.fromEntries(changed.filter((key) => key in side).map((key) => [key, side[key]])) as Partial<T>;
  return { before: pick(before), after: pick(after) };
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
