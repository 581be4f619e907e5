import { planWeek } from '../../domain/rotation/sittings';
import { readWeek, writeWeek } from '../../domain/rotation/week-definition';
import type { Cli } from '../context';
import { accepted, readJson } from './read';

export async function week(cli: Cli, file: string | undefined): Promise<void> {
  cli.print(writeWeek(planWeek(accepted(readWeek(await readJson(cli, file))))));
}
