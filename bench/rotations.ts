import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { connect, type Database, writeTx } from '../src/database';
import { rotationCard } from '../src/domain/rotation/card';
import { publishRotation } from '../src/domain/rotation/records/publish';
import { rotationsOf } from '../src/domain/rotation/records/rotation';
import { createRotation } from '../src/domain/rotation/records/store';
import { rotationMeant } from '../src/domain/rotation/visible';
import { migrate } from '../src/migrations';
import { root } from './support/app';
import { atMost, type Figure, percentile } from './support/figure';

const workspaceId = 'TBENCH';
const now = new Date('2026-03-04T12:00:00Z');
const perRotation = 6;

/** `/rota` where many rotations are published beside where few are; and publishing them once more, which writes nothing. */
export async function run(): Promise<Figure[]> {
  const few = await withRotations(10, card);
  const { ms: many, writes } = await withRotations(200, async (db) => ({ ms: await card(db), writes: await writesOfPublishing(db) }));
  return [
    atMost('rota: /rota with 200 rotations published, beside 10', 'ms', many, few, 1.5),
    atMost('rota: rows written by publishing 200 unchanged rotations (beside 1)', 'rows', writes, 1, 0),
  ];
}

async function withRotations<T>(count: number, measure: (db: Database) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'backline-bench-rotations-'));
  const url = `file:${join(folder, 'bench.db')}`;
  await migrate(url, root);
  const db = await connect(url);
  try {
    await fill(db, count);
    return await measure(db);
  } finally {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fill(db: Database, count: number): Promise<void> {
  const people = Array.from({ length: count * 3 }, (_, index) => `U${index}`);
  const known = { name: 'bench', url: '', botUserId: 'U0BOT', botId: 'B0BOT', connectedAt: now };
  await writeTx(db, async (tx) => {
    await tx.workspace.create({ data: { id: workspaceId, ...known } });
    const person = { workspaceId, displayName: '', zone: 'Europe/Lisbon', refreshedAt: now };
    await tx.person.createMany({ data: people.map((userId) => ({ ...person, userId, name: userId })) });
    const channel = { workspaceId, isMember: true, refreshedAt: now };
    await tx.channel.createMany({
      data: Array.from({ length: count }, (_, index) => ({ ...channel, channelId: `C${index}`, name: `c${index}` })),
    });
  });
  for (let index = 0; index < count; index += 1) {
    const order = Array.from({ length: perRotation }, (_, place) => people[(index * 3 + place) % people.length] as string);
    const layer = { name: 'First', unit: 'week' as const, every: 1, anchor: '2026-03-02T09:00', order };
    const definition = { zone: 'Europe/Lisbon', layers: [{ ...layer, mode: 'over' as const, choose: 'order' as const, seats: 1 }] };
    const place = { workspaceId, squadId: null, name: `Rotation ${index}`, channelId: `C${index}`, kind: 'turns' as const };
    await writeTx(db, (tx) => createRotation(tx, { ...place, definition, members: order, by: order[0] as string }, now));
  }
}

/** Milliseconds of the median, as the command reads it: by name, then the card. */
async function card(db: Database): Promise<number> {
  const samples: number[] = [];
  for (let index = 0; index < 60; index += 1) {
    const name = `Rotation ${index % 10}`;
    const userId = `U${(index % 10) * 3}`;
    const from = performance.now();
    const meant = await rotationMeant(db.read, { workspaceId, userId, channelId: null, name }, now);
    if (meant.is !== 'this') throw new Error(`${name} is not found`);
    await rotationCard(db.read, meant.rotation, userId, now);
    samples.push(performance.now() - from);
  }
  return percentile(samples.slice(10), 0.5);
}

async function writesOfPublishing(db: Database): Promise<number> {
  const before = await changesOf(db);
  for (const { id } of await rotationsOf(db.read, workspaceId)) await publishRotation(db, workspaceId, id, now);
  return (await changesOf(db)) - before;
}

/** Every write to a rotation counts it; every shift that is written counts itself. */
async function changesOf({ read }: Database): Promise<number> {
  const revisions = await read.rotation.aggregate({ _sum: { revision: true } });
  const sequences = await read.shift.aggregate({ _sum: { sequence: true }, _count: true });
  return (revisions._sum.revision ?? 0) + (sequences._sum.sequence ?? 0) + sequences._count;
}
