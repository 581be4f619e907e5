import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { json, writeTx } from './database';
import type { Deps } from './deps';
import { dateOfDay, dayOf, toInstant, wallClockAt, weekdayOf } from './domain/calendar/zone';
import { bringUpTo } from './domain/rotation/clock/steps';
import { usualOptions } from './domain/rotation/records/options';
import { rotationByName } from './domain/rotation/records/rotation';
import { createRotation, type NewRotation } from './domain/rotation/records/store';
import { squadByKey } from './domain/squads/store';

const people = z.array(z.string());
const Seeds = z.strictObject({
  rotations: z.array(
    z.strictObject({ name: z.string(), squad: z.string(), zone: z.string(), begun: z.number(), at: z.string(), people, group: z.string() }),
  ),
  companyRota: z.strictObject({
    ...{
      name: z.string(),
      channel: z.string(),
      zone: z.string(),
      length: z.number(),
      hours: z.array(z.string()),
      hostedBy: z.string(),
      people,
    },
  }),
});
type Seeds = z.infer<typeof Seeds>;

/** The seeded company has been taking turns for a while: its past is there, and who is on today. */
export async function seedRotations(deps: Deps, workspaceId: string, file: string): Promise<void> {
  const { db } = deps;
  if ((await db.read.rotation.count({ where: { workspaceId } })) > 0) return;
  const { rotations, companyRota } = Seeds.parse(parse(readFileSync(file, 'utf8')));
  for (const seed of rotations) await seedTurns(deps, workspaceId, seed);
  await seedCompanyRota(deps, workspaceId, companyRota);
}

async function seedTurns(deps: Deps, workspaceId: string, seed: Seeds['rotations'][0]): Promise<void> {
  const { db, clock } = deps;
  const squad = await squadByKey(db.read, workspaceId, seed.squad);
  if (!squad) throw new Error(`There is no squad “${seed.squad}”.`);
  const members = await idsOf(deps, workspaceId, seed.people);
  const { zone, name, begun, at } = seed;
  const anchor = `${mondayBefore(clock.now(), zone, begun)}T${at}`;
  const layer = {
    name: 'Support',
    unit: 'week' as const,
    every: 1,
    anchor,
    order: members,
    mode: 'over' as const,
    choose: 'order' as const,
    seats: 1,
  };
  const wanted: NewRotation = {
    ...{ workspaceId, squadId: squad.id, name, channelId: squad.channelId, kind: 'turns', members },
    definition: { zone, layers: [layer] },
    // What was handed over before today needs no acceptance any more.
    options: { group: seed.group, acceptWithin: 0 },
    by: squad.pms[0] ?? members[0] ?? '',
  };
  const created = await writeTx(db, (tx) => createRotation(tx, wanted, toInstant(anchor, zone)));
  if (created.is !== 'saved') throw new Error(`${name} is there already.`);
  const { id } = created.rotation;
  await bringUpTo(db, { workspaceId, id }, clock.now());
  await writeTx(db, (tx) => tx.rotation.update({ where: { id }, data: { options: json({ ...usualOptions, group: seed.group }) } }));
}

async function seedCompanyRota(deps: Deps, workspaceId: string, seed: Seeds['companyRota']): Promise<void> {
  const { db, clock, slack } = deps;
  const channel = await slack(workspaceId).channels.find(seed.channel);
  if (!channel) throw new Error(`There is no channel ${seed.channel}.`);
  await slack(workspaceId).channels.join(channel.channelId);
  const { name, zone, length, hours } = seed;
  const host = await rotationByName(db.read, workspaceId, seed.hostedBy);
  const members = await idsOf(deps, workspaceId, seed.people);
  const definition = { zone, length, hours, need: 0, max: 2 };
  const options = { hostedBy: host?.id ?? null };
  const by = members[0] ?? '';
  await writeTx(db, (tx) =>
    createRotation(
      tx,
      { workspaceId, squadId: null, name, channelId: channel.channelId, kind: 'sittings', definition, members, options, by },
      clock.now(),
    ),
  );
}

async function idsOf({ slack }: Deps, workspaceId: string, handles: string[]): Promise<string[]> {
  const found = await Promise.all(handles.map((handle) => slack(workspaceId).people.find(handle)));
  return found.map((person, index) => {
    if (!person) throw new Error(`Nobody here is called ${handles[index]}.`);
    return person.userId;
  });
}

/** `2026-10-12`: a Monday on the wall calendar of a zone. */
function mondayBefore(now: Date, zone: string, weeks: number): string {
  const today = dayOf(wallClockAt(now.getTime(), zone));
  return dateOfDay(today - weekdayOf(today) - weeks * 7);
}
