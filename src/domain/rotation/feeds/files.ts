import { createHash } from 'node:crypto';
import { type Database, writeTx } from '../../../database';
import { owe } from '../../../delivery/owe';
import { takeReceipt } from '../../../receipts';
import type { Reader } from '../../people/store';
import { squadKey } from '../../squads/rules';
import { findRotation } from '../records/rotation';
import { shiftCalendar } from './content';
import { calendarOf } from './reading';

/** Which calendar goes out as a file: one shift, a rotation, or all of somebody's shifts. */
export type FileOf = { of: 'shift'; shiftId: string } | { of: 'rotation'; rotationId: string } | { of: 'mine' };

export interface FileWish {
  workspaceId: string;
  userId: string;
  what: FileOf;
  /** The press that asks for it. */
  source: string;
}

/** `Send me a file`, `Add to calendar`: to the person, in their direct messages. `false`: it is on its way already. */
export async function sendCalendar(db: Database, { workspaceId, userId, what, source }: FileWish, now: Date): Promise<boolean> {
  const name = await nameOf(db.read, workspaceId, what);
  const id = createHash('sha256').update(`${workspaceId} ${source}`).digest('hex').slice(0, 10);
  return writeTx(db, async (tx) => {
    if (!(await takeReceipt(tx, workspaceId, source, now))) return false;
    // A file carries no metadata: its name is the key by which it is found again.
    const data = { ...what, file: `${squadKey(name) || 'calendar'}-${id}.ics` };
    await owe(
      tx,
      { workspaceId, key: `rota.calendar:${id}`, kind: 'rota.calendar', subject: subjectOf(what, userId), data, lane: userId },
      now,
    );
    return true;
  });
}

/** `null`: there is nothing (any more) that this person may see. */
export async function calendarFile(
  read: Reader,
  { workspaceId, userId, what }: Omit<FileWish, 'source'>,
  now: Date,
): Promise<{ name: string; text: string } | null> {
  if (what.of === 'shift') return shiftCalendar(read, { workspaceId, userId, shiftId: what.shiftId }, now);
  const rotationId = what.of === 'rotation' ? what.rotationId : null;
  const text = await calendarOf(read, { id: '', workspaceId, userId, rotationId }, now);
  return text === null ? null : { name: await nameOf(read, workspaceId, what), text };
}

async function nameOf(read: Reader, workspaceId: string, what: FileOf): Promise<string> {
  if (what.of === 'mine') return 'My shifts';
  const shift = what.of === 'shift' ? await read.shift.findFirst({ where: { id: what.shiftId, workspaceId } }) : null;
  const rotationId = what.of === 'rotation' ? what.rotationId : (shift?.rotationId ?? '');
  return (await findRotation(read, workspaceId, rotationId))?.name ?? 'Shift';
}

const subjectOf = (what: FileOf, userId: string): string =>
  what.of === 'shift' ? what.shiftId : what.of === 'rotation' ? what.rotationId : userId;
