import { rotaOf } from '../../domain/rotation/rules';
import { findRings } from '../../domain/rotation/swaps';
import { instant } from '../../domain/rotation/written';
import type { Cli } from '../context';
import { readRota } from './read';

export async function rings(cli: Cli, file: string | undefined): Promise<void> {
  const plan = await readRota(cli, file);
  const found = findRings(rotaOf(plan), plan.swaps);
  cli.print({
    rings: found.map(({ swaps, moves }) => ({
      swaps,
      moves: moves.map(({ start, end, from, to }) => ({ start: instant(start), end: instant(end), from, to })),
    })),
  });
}
