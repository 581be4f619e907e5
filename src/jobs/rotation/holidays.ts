import type { Deps } from '../../deps';
import { learnHolidays } from '../../domain/rotation/records/holidays';

/** Public holidays of this year and the next, for regions that somebody has. */
export async function learnPublicHolidays({ db }: Deps, now: Date): Promise<void> {
  await learnHolidays(db, now);
}
