import type { EscalationEvent } from '../../generated/sqlite/client';
import type { Reader } from '../people/store';
import type { Told } from './happenings';

export async function findEvent(read: Reader, id: number): Promise<Told | null> {
  const row = await read.escalationEvent.findUnique({ where: { id } });
  return row && toldOf(row);
}

/** All that happened to an escalation, in the order in which it was written. */
export async function eventsOf(read: Reader, escalationId: string): Promise<Told[]> {
  const rows = await read.escalationEvent.findMany({ where: { escalationId }, orderBy: { id: 'asc' } });
  return rows.map(toldOf);
}

/** Rows are written from happenings and never changed. */
const toldOf = ({ type, data, at, person }: EscalationEvent) => ({ type, data, at, person }) as Told;
