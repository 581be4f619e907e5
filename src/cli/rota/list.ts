import { peopleOf } from '../../domain/people/store';
import { onDutyIn } from '../../domain/rotation/onDuty';
import { type RotationRecord, rotationsOf, versionAt } from '../../domain/rotation/records/rotation';
import { squadsOf } from '../../domain/squads/store';
import type { Cli } from '../context';
import { instant } from '../instant';
import { chosenWorkspace } from '../workspace';

export interface ListOptions {
  workspace?: string;
}

/** Every rotation, and who is on now. */
export async function list(cli: Cli, { workspace }: ListOptions): Promise<void> {
  const { read } = await cli.database();
  const workspaceId = await chosenWorkspace(cli, workspace);
  const squads = new Map((await squadsOf(read, workspaceId)).map(({ id, name }) => [id, name]));
  const now = cli.now();

  async function lineOf(rotation: RotationRecord) {
    const { name, key, kind, squadId, publishedUntil } = rotation;
    const { on, next } = await onDutyIn(read, rotation, now);
    const people = await peopleOf(
      read,
      workspaceId,
      on.map(({ user }) => user),
    );
    const names = new Map(people.map(({ userId, displayName }) => [userId, displayName]));
    return {
      ...{ name, key, kind, squad: (squadId && squads.get(squadId)) ?? null },
      zone: versionAt(rotation, now)?.definition.zone ?? null,
      on: on.map(({ user, until }) => ({ member: user, name: names.get(user) ?? null, until: until && instant(until) })),
      next: next && { start: instant(next.start), on: next.on },
      publishedUntil: publishedUntil && instant(publishedUntil),
    };
  }
  const rotations = await rotationsOf(read, workspaceId);
  cli.print({ at: instant(now), rotations: await Promise.all(rotations.map(lineOf)) });
}
