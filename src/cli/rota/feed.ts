import { feedOf } from '../../domain/rotation/feed';
import { rotaOf, wholeTurns } from '../../domain/rotation/rules';
import { overlaps } from '../../domain/rotation/spans';
import type { Cli } from '../context';
import { readRota, windowOf } from './read';

export interface FeedOptions {
  name: string;
  member?: string;
}

/** The clock is the definition's `now`; without one, the start of its window, and nothing of it is past. */
export async function feed(cli: Cli, file: string | undefined, { name, member }: FeedOptions): Promise<void> {
  const plan = await readRota(cli, file);
  const window = windowOf(plan);
  const rota = rotaOf(plan);
  // All pieces of a turn are needed to tell them apart: a shift must not be called otherwise in another window.
  const shifts = rota.shiftsIn(wholeTurns(rota, window));
  cli.out(feedOf({ name, shifts, isShown: (shift) => overlaps(shift, window), now: plan.now ?? window.start, ...(member && { member }) }));
}
