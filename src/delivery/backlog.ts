import type { Database, Transaction } from '../database';

export interface Backlog {
  /** Owed and not said, deliberate waits left out. */
  waiting: number;
  /** Of these, the one that was owed first. */
  oldest: Date | null;
  /** Cards that do not show what their record says. */
  stale: number;
  /** Given up: an admin has to mend something and resend. */
  dead: number;
  /** Of these, those that may have been said all the same. */
  doubtful: number;
}

/** For metrics, health and `backline doctor`. */
export async function backlog(read: Database['read'] | Transaction, now: Date, workspaceId?: string): Promise<Backlog> {
  const where = workspaceId === undefined ? {} : { workspaceId };
  const due = { ...where, state: 'pending' as const, OR: [{ notBefore: null }, { notBefore: { lte: now } }] };
  const { _count: waiting, _min } = await read.delivery.aggregate({ where: due, _count: true, _min: { createdAt: true } });
  return {
    waiting,
    oldest: _min.createdAt,
    stale: await read.delivery.count({ where: { ...where, dirty: true, state: 'sent' } }),
    dead: await read.delivery.count({ where: { ...where, state: 'dead' } }),
    doubtful: await read.delivery.count({ where: { ...where, state: 'dead', inDoubt: true } }),
  };
}
