import { dayMs, dayOf, instantAt, wallClockAt } from '../../calendar/zone';
import type { Reader } from '../../people/store';
import { readPlan } from '../definition';
import { rotaOf } from '../rules';
import { definitionOf, type Facts, factsOf } from './facts';
import type { RotationRecord } from './rotation';
import { type Stage, type Timeline, timelineOf } from './timeline';

/** A rotation of turns with all that is known of it: who is on, as far as anybody asks. */
export async function scheduleOf(read: Reader, rotation: RotationRecord, now: Date, until = horizonOf(rotation, now)): Promise<Timeline> {
  return scheduleFrom(rotation, await factsOf(read, rotation, now, until), now, rotation.publishedUntil);
}

/** The same from facts that are at hand, also from such as nobody has recorded yet: "what if". Throws when a definition cannot be read. */
export function scheduleFrom(rotation: RotationRecord, facts: Facts, now: Date, settledUntil: Date | null): Timeline {
  const at = now.getTime();
  const { versions } = rotation;
  const inForce = Math.max(
    0,
    versions.findLastIndex(({ appliesFrom }) => appliesFrom.getTime() <= at),
  );
  const stages = versions.slice(inForce).map((version, index): Stage => {
    const definition = definitionOf(rotation, version, facts, { now: index === 0 ? now : null, settledUntil: settledUntil ?? new Date(0) });
    const plan = readPlan(definition);
    if (!plan.ok) throw new Error(`Version ${version.number} of ${rotation.name} cannot be read: ${plan.path}: ${plan.problem}`);
    const next = versions[inForce + index + 1];
    return {
      version: version.number,
      rota: rotaOf(plan.value),
      start: index === 0 ? Number.NEGATIVE_INFINITY : version.appliesFrom.getTime(),
      end: next ? next.appliesFrom.getTime() : Number.POSITIVE_INFINITY,
    };
  });
  const [first, ...rest] = stages;
  if (!first) throw new Error(`${rotation.name} has no version.`);
  return timelineOf([first, ...rest]);
}

/** Up to where shifts are written down: whole days on the rotation's clock, `Publish ahead` weeks deep. */
export function horizonOf({ options, versions }: RotationRecord, now: Date): Date {
  const zone = String(versions.at(-1)?.definition.zone ?? 'UTC');
  const today = dayOf(wallClockAt(now.getTime(), zone));
  return new Date(instantAt((today + options.publishWeeks * 7) * dayMs, zone, 'start'));
}
