import { rotaOf } from '../../domain/rotation/rules';
import { writtenSchedule } from '../../domain/rotation/written';
import type { Cli } from '../context';
import { readRota, windowOf } from './read';

export async function schedule(cli: Cli, file: string | undefined, { check = false }: { check?: boolean }): Promise<void> {
  const plan = await readRota(cli, file);
  const written = writtenSchedule(rotaOf(plan), windowOf(plan));
  if (check && written.findings.length > 0) cli.foundSomething();
  cli.print(written);
}
