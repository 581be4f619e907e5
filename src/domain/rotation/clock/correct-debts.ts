import type { Debt } from '../../../delivery/owe';
import type { RotationRecord } from '../records/rotation';

/** What was corrected in the record, as its person is told. Instants as text. */
export interface Told {
  /** `missed`: was not there; `off`: another one was; `on`: was on after all. */
  kind: 'missed' | 'off' | 'on';
  user: string;
  /** Who was on instead, or whose time it was. */
  other: string | null;
  start: string;
  end: string;
  by: string;
}

/** `cause`: the same correction is told once. */
export const correctedDebt = ({ workspaceId, id }: RotationRecord, told: Told, cause: string): Debt => ({
  workspaceId,
  key: `rota.corrected:${cause}:${told.kind}:${told.user}`,
  kind: 'rota.corrected',
  subject: id,
  data: { ...told },
  lane: told.user,
});
