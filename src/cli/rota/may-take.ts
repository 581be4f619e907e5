import { readRequest } from '../../domain/rotation/definition';
import { rotaOf } from '../../domain/rotation/rules';
import { mayTake as mayTakeIt } from '../../domain/rotation/swaps';
import type { Cli } from '../context';
import { badRota, readJson } from './read';

export async function mayTake(cli: Cli, file: string | undefined): Promise<void> {
  const read = readRequest(await readJson(cli, file));
  if (!read.ok) throw badRota(read.path, read.problem);
  const { plan, request, person } = read.value;
  const allowed = mayTakeIt(rotaOf(plan), request, person);
  cli.print(allowed.may && !allowed.tired ? { may: true } : allowed);
}
