import { rotaOf } from '../../domain/rotation/rules';
import { writtenSchedule } from '../../domain/rotation/written';
import type { Cli } from '../context';
import { badRota, readRota } from './read';

export async function schedule(cli: Cli, file: string | undefined, { check = false }: { check?: boolean }): Promise<void> {
  const plan = await readRota(cli, file);
  if (!plan.window) throw badRota('window', 'Say which time is meant: "window": {"from": "2026-03-02", "to": "2026-03-30"}.');
  const written = writtenSchedule(rotaOf(plan), plan.window);
  if (check && written.findings.length > 0) cli.foundSomething();
  cli.print(written);
}
