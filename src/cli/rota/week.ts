import { planWeek } from '../../domain/rotation/sittings';
import { readWeek, writeWeek } from '../../domain/rotation/week-definition';
import type { Cli } from '../context';
import { badRota, readJson } from './read';

export async function week(cli: Cli, file: string | undefined): Promise<void> {
  const read = readWeek(await readJson(cli, file));
  if (!read.ok) throw badRota(read.path, read.problem);
  cli.print(writeWeek(planWeek(read.value)));
}
