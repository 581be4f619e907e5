import { dayMs } from '../../calendar/zone';
import type { Reader } from '../../people/store';
import { companyAt } from '../company/definition';
import { weekDefinition } from '../company/facts';
import { weekAfter, weekAt } from '../company/weeks';
import { definitionOf, factsOf, iso } from './facts';
import { type RotationRecord, versionAt } from './rotation';
import { horizonOf } from './schedule';

/** That far what was is told. */
export const historyDays = 91;

export interface Exported {
  definition: object;
  /** An edit applies from then on: what is after it is another definition. */
  cutAt: Date | null;
}

/** A rotation with all that is known of it, as `backline rota` reads it (of sittings a week, as `backline rota week` does). */
export async function exportRotation(
  read: Reader,
  rotation: RotationRecord,
  { from, to }: { from: Date | null; to: Date | null },
  now: Date,
): Promise<Exported> {
  return rotation.kind === 'turns' ? exportTurns(read, rotation, { from, to }, now) : exportWeek(read, rotation, from, now);
}

async function exportTurns(
  read: Reader,
  rotation: RotationRecord,
  asked: { from: Date | null; to: Date | null },
  now: Date,
): Promise<Exported> {
  const from = asked.from ?? now;
  const at = from > now ? from : now;
  const version = versionAt(rotation, at);
  if (!version) throw new Error(`${rotation.name} has no version.`);
  const wanted = asked.to ?? rotation.publishedUntil ?? horizonOf(rotation, now);
  const next = rotation.versions.find(({ appliesFrom }) => appliesFrom > at)?.appliesFrom ?? null;
  const cutAt = next && next < wanted ? next : null;
  const to = cutAt ?? wanted;
  const isInForce = version === versionAt(rotation, now);
  const facts = await factsOf(read, rotation, now, to);
  const definition = definitionOf(rotation, version, facts, { now: isInForce ? now : null, settledUntil: rotation.publishedUntil });
  return { definition: { name: rotation.name, ...definition, window: { from: iso(from), to: iso(to) } }, cutAt };
}

/** The week that an instant lies in, else the coming one. */
async function exportWeek(read: Reader, rotation: RotationRecord, from: Date | null, now: Date): Promise<Exported> {
  const { zone } = companyAt(rotation, from ?? now);
  const week = from ? weekAt(from, zone) : weekAfter(weekAt(now, zone), zone);
  return { definition: await weekDefinition(read, rotation, week), cutAt: null };
}

export const earliestExport = (now: Date): Date => new Date(now.getTime() - historyDays * dayMs);
