import type { Transaction } from '../../../database';
import type { First } from './edit';
import type { Published } from './publish';
import { type RotationRecord, type Version, versionAt } from './rotation';
import { type Edit, editAll, type TurnsDraft } from './store';

/** Something of a plan is changed, while the rest of it stays as it is. */
export interface Amendment {
  /** What becomes of a version. `isFirst`: of the one in force when it applies, not of one that waits. */
  change(definition: TurnsDraft, isFirst: boolean): TurnsDraft;
  appliesFrom: Date;
  /** As before from then on. */
  until?: Date;
  first?: First;
}

/**
 * Amends the version that is in force when the amendment applies, which need not be the newest one. An edit that waits for a later day is
 * neither brought into force early nor dropped: it is written anew after the amendment, amended alike.
 */
export function amendRotation(tx: Transaction, rotation: RotationRecord, amendment: Amendment, by: string, now: Date): Promise<Published> {
  return editAll(tx, rotation, editsOf(rotation, amendment, now), by, now);
}

function editsOf(rotation: RotationRecord, { change, until, first, ...amendment }: Amendment, now: Date): Edit[] {
  const appliesFrom = amendment.appliesFrom > now ? amendment.appliesFrom : now;
  const isOver = (at: Date) => until !== undefined && at >= until;
  const later = rotation.versions.filter((version) => version.appliesFrom > appliesFrom);
  const inForce = versionAt(rotation, appliesFrom);
  const start = { definition: change(draftOf(inForce), true), appliesFrom, ...(first && { first }) };
  const within = later
    .filter((version) => !isOver(version.appliesFrom))
    .map((version) => ({ definition: change(draftOf(version), false), appliesFrom: version.appliesFrom }));
  const end = until ? [{ definition: draftOf(versionAt(rotation, until)), appliesFrom: until }] : [];
  const after = later
    .filter((version) => isOver(version.appliesFrom) && Number(version.appliesFrom) !== Number(until))
    .map((version) => ({ definition: draftOf(version), appliesFrom: version.appliesFrom }));
  return [start, ...within, ...end, ...after];
}

export const draftOf = (version: Version | undefined): TurnsDraft => (version?.definition ?? { layers: [] }) as unknown as TurnsDraft;
