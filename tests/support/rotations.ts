import { writeTx } from '../../src/database';
import type { Options } from '../../src/domain/rotation/records/options';
import type { RotationRecord } from '../../src/domain/rotation/records/rotation';
import { createRotation } from '../../src/domain/rotation/records/store';
import { squadByKey } from '../../src/domain/squads/store';
import type { Team } from './team';

export interface Wanted {
  name: string;
  /** Key of the squad; its channel and PMs. */
  squad: string;
  zone: string;
  /** Keys of people, in order. */
  people: string[];
  /** `2026-11-23T09:00` on the rotation's wall clock. */
  anchor: string;
  unit: 'hour' | 'day' | 'week' | 'month';
  hours: string[];
  /** More of the definition. */
  more: object;
  options: Partial<Options>;
}

/** A rotation of turns of the seeded company, made now: weekly for Billing, from Monday 23 November, unless said otherwise. */
export async function makeRotation(team: Team, wanted: Partial<Wanted> = {}): Promise<RotationRecord> {
  const { name = 'Payments', squad = 'billing', zone = 'Europe/Tallinn', people = ['bo', 'cy', 'dana'], unit = 'week', ...rest } = wanted;
  const { anchor = '2026-11-23T09:00', hours = ['Always'], more = {}, options = {} } = rest;
  const { workspaceId } = team.backline.connection;
  const found = await squadByKey(team.database.db.read, workspaceId, squad);
  if (!found) throw new Error(`There is no squad ${squad}`);
  const members = people.map((key) => team.as(key).id);
  const layer = { name: 'First', unit, every: 1, anchor, hours, order: members, mode: 'over' as const, choose: 'order' as const, seats: 1 };
  const created = await writeTx(team.database.db, (tx) =>
    createRotation(
      tx,
      {
        ...{ workspaceId, squadId: found.id, name, channelId: found.channelId, kind: 'turns', members, options, by: found.pms[0] ?? '' },
        definition: { zone, layers: [layer], ...more },
      },
      team.sandbox.clock.now(),
    ),
  );
  if (created.is !== 'saved') throw new Error(`${name} could not be made: ${created.is}`);
  return created.rotation;
}
