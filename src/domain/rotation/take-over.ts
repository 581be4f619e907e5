import { type Database, writeTx } from '../../database';
import { owe } from '../../delivery/owe';
import { takeReceipt } from '../../receipts';
import { record } from '../audit/store';
import { tellMoved } from './away/told';
import { onDutyIn } from './onDuty';
import { recordChange } from './records/changes';
import { lockRotation } from './records/lock';
import { republish } from './records/publish';
import { rightsIn } from './records/rights';

export interface TakeOver {
  workspaceId: string;
  rotationId: string;
  /** Who was on when the button was drawn. */
  from: string;
  by: string;
  /** Of the receipt. */
  source: string;
}

export type TakenOver =
  | { is: 'done'; from: string; until: Date }
  | { is: 'repeated' | 'gone' | 'not_member' | 'on_already' }
  /** Somebody was faster. */
  | { is: 'late'; on: string[] };

/** A change from now to the end of the shift, without anybody's yes; the other one is told, and may press it back. */
export async function takeOver(db: Database, { workspaceId, rotationId, from, by, source }: TakeOver, now: Date): Promise<TakenOver> {
  return writeTx(db, async (tx): Promise<TakenOver> => {
    if (!(await takeReceipt(tx, workspaceId, source, now))) return { is: 'repeated' };
    const rotation = await lockRotation(tx, workspaceId, rotationId);
    if (!rotation) return { is: 'gone' };
    if (!(await rightsIn(tx, rotation, by, now)).serve) return { is: 'not_member' };
    const { on } = await onDutyIn(tx, rotation, now);
    if (on.some(({ user }) => user === by)) return { is: 'on_already' };
    const until = on.find(({ user }) => user === from)?.until;
    if (!until) return { is: 'late', on: on.map(({ user }) => user) };

    const change = await recordChange(tx, rotation, { kind: 'replace', from, to: by, start: now, end: until, source: 'takeover', by }, now);
    if (!change) return { is: 'late', on: on.map(({ user }) => user) };
    await republish(tx, rotation, now);
    const data = { by, until: until.toISOString(), changeId: change.id };
    await owe(tx, { workspaceId, key: `rota.took_over:${change.id}`, kind: 'rota.took_over', subject: rotationId, lane: from, data }, now);
    await record(
      tx,
      { workspaceId, actor: by, action: 'rotation.taken_over', subject: rotation.name, after: { from, until: data.until } },
      now,
    );
    return { is: 'done', from, until };
  });
}

export type TakenBack = 'done' | 'gone' | 'not_yours' | 'over' | 'repeated';

/** Who was taken over from is on again, for what is left. */
export async function takeBack(
  db: Database,
  { workspaceId, changeId, by, source }: { workspaceId: string; changeId: string; by: string; source: string },
  now: Date,
): Promise<TakenBack> {
  return writeTx(db, async (tx) => {
    if (!(await takeReceipt(tx, workspaceId, source, now))) return 'repeated';
    const change = await tx.rotationChange.findUnique({ where: { id: changeId } });
    const rotation = change && (await lockRotation(tx, workspaceId, change.rotationId));
    if (!rotation) return 'gone';
    if (change.from !== by) return 'not_yours';
    const { count } = await tx.rotationChange.updateMany({
      where: { id: changeId, withdrawnAt: null, end: { gt: now } },
      // Ended as well: whoever else undoes a change withdraws it alone.
      data: { withdrawnAt: now, end: now },
    });
    if (count === 0) return 'over';
    const { rotation: after, moved } = await republish(tx, rotation, now);
    await tellMoved(tx, after, moved, { except: [by], why: { is: 'changed', user: by } }, now);
    return 'done';
  });
}
