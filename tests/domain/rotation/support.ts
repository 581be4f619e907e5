import { readPlan } from '../../../src/domain/rotation/definition';
import { type Rota, rotaOf } from '../../../src/domain/rotation/rules';

/** A rotation from the JSON that people write. */
export function rotation(json: Record<string, unknown>): Rota {
  const read = readPlan(json);
  if (!read.ok) throw new Error(`${read.path}: ${read.problem}`);
  return rotaOf(read.value);
}

export const at = (iso: string): number => Date.parse(iso.length === 10 ? `${iso}T00:00Z` : iso.endsWith('Z') ? iso : `${iso}Z`);

/** `2026-03-27T09:00`, in UTC. */
export const iso = (instant: number): string => new Date(instant).toISOString().slice(0, 16);

/** Who is on at each of these instants, by id. */
export const onAt = (rota: Rota, instants: string[]): string[][] =>
  instants.map((instant) =>
    rota
      .onAt(at(instant))
      .map(({ member }) => member)
      .sort(),
  );

/** Shifts of a window as `who from to`. */
export const shiftsOf = (rota: Rota, from: string, to: string): string[] =>
  rota.shiftsIn({ start: at(from), end: at(to) }).map(({ member, start, end }) => `${member} ${iso(start)} ${iso(end)}`);
