import { writeTx } from '../../database';
import type { Deps } from '../../deps';
import { dateOfDay, dayMs, dayOf, hourMs, instantAt, wallClockAt } from '../../domain/calendar/zone';
import { tellMoved } from '../../domain/rotation/away/told';
import { zoneOf } from '../../domain/rotation/home';
import { publishRotation } from '../../domain/rotation/records/publish';
import { type RotationRecord, rotationsOf } from '../../domain/rotation/records/rotation';
import { horizonOf } from '../../domain/rotation/records/schedule';
import { takeSlot } from '../../slots';

const job = 'publish-rotations';

/** Writes down what has come into sight, and once a day from 03:00 on the rotation's clock looks whether all that is written still holds. */
export async function publishRotations(deps: Deps, now: Date): Promise<void> {
  const { db, log } = deps;
  for (const { id } of await db.read.workspace.findMany({ select: { id: true } }))
    for (const rotation of await rotationsOf(db.read, id)) {
      if (rotation.kind !== 'turns') continue;
      await publishIfDue(deps, rotation, now).catch((err: unknown) =>
        log.error({ err, rotation: rotation.id }, 'a rotation could not be published, which is tried again'),
      );
    }
}

async function publishIfDue({ db }: Deps, rotation: RotationRecord, now: Date): Promise<void> {
  const isShort = rotation.publishedUntil === null || rotation.publishedUntil < horizonOf(rotation, now);
  const key = slotOf(rotation, now);
  const isDue = key !== null && !(await db.read.jobSlot.findUnique({ where: { key } }));
  if (!isShort && !isDue) return;
  await publishRotation(db, rotation.workspaceId, rotation.id, now, (tx, published) =>
    tellMoved(tx, published.rotation, published.moved, { except: [], why: { is: 'changed', user: 'backline' } }, now),
  );
  if (key) await writeTx(db, (tx) => takeSlot(tx, job, key, now));
}

/** `null` before 03:00. */
function slotOf(rotation: RotationRecord, now: Date): string | null {
  const zone = zoneOf(rotation, now);
  const today = dayOf(wallClockAt(now.getTime(), zone));
  if (now.getTime() < instantAt(today * dayMs + 3 * hourMs, zone, 'start')) return null;
  return `rota_publish:${rotation.id}:${dateOfDay(today)}`;
}
