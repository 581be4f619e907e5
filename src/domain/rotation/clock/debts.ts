import type { Transaction } from '../../../database';
import type { Debt } from '../../../delivery/owe';
import type { Handoff } from '../../../generated/sqlite/client';
import { announcementLanes } from '../records/lanes';
import type { RotationRecord } from '../records/rotation';

// What handoffs owe. The words are chosen when they leave.

type Of = Pick<Handoff, 'id' | 'workspaceId'>;

const toEach = ({ id, workspaceId }: Of, kind: Debt['kind'], users: readonly string[], data: Record<string, unknown> = {}): Debt[] => {
  const what = typeof data.what === 'string' ? `${data.what}:` : '';
  return users.map((user) => ({ workspaceId, key: `${kind}:${id}:${what}${user}`, kind, subject: id, data, lane: user }));
};

/** Duty and work, to whom they come. */
export const cardDebts = (handoff: Of, incoming: readonly string[]): Debt[] => toEach(handoff, 'rota.handoff', incoming);

/** 15 minutes before, to whose shift ends. */
export const endingDebt = (handoff: Of, user: string, endsAt: Date): Debt[] =>
  toEach(handoff, 'rota.ending', [user], { endsAt: endsAt.toISOString() });

export const reminderDebts = (handoff: Of, incoming: readonly string[]): Debt[] => toEach(handoff, 'rota.handoff_reminder', incoming);

/** Leads can mend it; who stays on hears that they do. */
export const overdueDebts = (handoff: Of, leads: readonly string[], staying: readonly string[]): Debt[] => [
  ...toEach(handoff, 'rota.overdue', leads, { what: 'lead' }),
  ...toEach(handoff, 'rota.overdue', staying, { what: 'stays' }),
];

export type Outcome = 'accepted' | 'lapsed' | 'void';

export const toldDebts = (handoff: Of, outcome: Outcome, users: readonly string[]): Debt[] =>
  toEach(handoff, 'rota.handoff_told', [...new Set(users)], { what: outcome });

/** In the rotation's channel; where nobody can speak there, to its leads. `when`: of which instant or day. */
export async function announcementDebts(
  tx: Transaction,
  rotation: RotationRecord,
  people: readonly string[],
  when: string,
): Promise<Debt[]> {
  const { id, workspaceId } = rotation;
  const lanes = await announcementLanes(tx, rotation);
  return lanes.map((lane) => ({
    workspaceId,
    key: `rota.announced:${id}:${when}:${lane}`,
    kind: 'rota.announced',
    subject: id,
    data: { people },
    lane,
  }));
}
