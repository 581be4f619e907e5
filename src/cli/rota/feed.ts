import { feedOf } from '../../domain/rotation/feed';
import { rotaOf } from '../../domain/rotation/rules';
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
  const shifts = rotaOf(plan).shiftsIn(window);
  cli.out(feedOf({ name, shifts, now: plan.now ?? window.start, ...(member && { member }) }));
}
