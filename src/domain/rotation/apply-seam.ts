import { type Database, type Transaction, writeTx } from '../../database';
import { takeReceipt } from '../../receipts';
import { dayMs, dayOfDate, instantAt } from '../calendar/zone';
import { tellMoved } from './away/told';
import { amendRotation } from './records/amend';
import { lockRotation } from './records/lock';
import { isLead } from './records/rights';
import type { RotationRecord } from './records/rotation';
import { scheduleOf } from './records/schedule';
import type { TurnsDraft } from './records/store';
import { mendSeam, type SeamMend } from './seam-mend';
import { seamsOf } from './seams';

export type SeamApplied = { is: 'done'; mend: SeamMend } | { is: 'gone' | 'not_lead' | 'repeated' };

interface Press {
  workspaceId: string;
  rotationId: string;
  /** The first day of the seam. */
  from: string;
  by: string;
  source: string;
}

/** `Apply to these days`: one place works longer on the days of a seam, and as before after them. */
export async function applySeam(db: Database, { workspaceId, rotationId, from, by, source }: Press, now: Date): Promise<SeamApplied> {
  return writeTx(db, async (tx): Promise<SeamApplied> => {
    const rotation = await lockRotation(tx, workspaceId, rotationId);
    if (!rotation) return { is: 'gone' };
    if (!(await isLead(tx, rotation, by))) return { is: 'not_lead' };
    if (!(await takeReceipt(tx, workspaceId, source, now))) return { is: 'repeated' };
    const mend = await mendOf(tx, rotation, from, now);
    if (!mend || mend.span.end <= now.getTime()) return { is: 'gone' };

    const longer = (usual: TurnsDraft) => ({
      ...usual,
      layers: usual.layers.map((layer) => (layer.name === mend.layer ? { ...layer, hours: mend.hours } : layer)),
    });
    const days = { appliesFrom: new Date(mend.span.start), until: new Date(mend.span.end) };
    const { rotation: after, moved } = await amendRotation(tx, rotation, { change: longer, ...days }, by, now);
    await tellMoved(tx, after, moved, { except: [by], why: { is: 'changed', user: by } }, now);
    return { is: 'done', mend };
  });
}

async function mendOf(tx: Transaction, rotation: RotationRecord, from: string, now: Date): Promise<SeamMend | null> {
  const { plan } = (await scheduleOf(tx, rotation, now)).rotaAt(now.getTime());
  const day = dayOfDate(from);
  if (day === null) return null;
  const start = instantAt(day * dayMs, plan.zone, 'start');
  const seam = seamsOf(plan, { start, end: start + dayMs }).find((one) => one.from === from);
  return seam ? mendSeam(plan, seam) : null;
}
