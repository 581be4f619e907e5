/**
 * What was done to one order, done to another one: who was taken out is out, who was added comes last, and those whom both have stand as
 * they were put. Whom only the other one has keeps their place.
 */
export function reordered(other: readonly string[], before: readonly string[], after: readonly string[]): string[] {
  const kept = other.filter((id) => after.includes(id) || !before.includes(id));
  const common = after.filter((id) => kept.includes(id));
  const placed = kept.map((id) => (common.includes(id) ? (common[placeIn(kept, common, id)] as string) : id));
  const added = after.filter((id) => !before.includes(id) && !kept.includes(id));
  const all = [...placed, ...added];
  return all.length > 0 ? all : [...after];
}

/** Which of those whom both have somebody is, counted in the other order. */
const placeIn = (kept: readonly string[], common: readonly string[], id: string): number =>
  kept.filter((one) => common.includes(one)).indexOf(id);
