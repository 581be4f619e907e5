import { readRequest } from '../../domain/rotation/definition';
import { rotaOf } from '../../domain/rotation/rules';
import { mayTake as mayTakeIt } from '../../domain/rotation/swaps';
import type { Cli } from '../context';
import { accepted, readJson } from './read';

export async function mayTake(cli: Cli, file: string | undefined): Promise<void> {
  const { plan, request, person } = accepted(readRequest(await readJson(cli, file)));
  const allowed = mayTakeIt(rotaOf(plan), request, person);
  cli.print(allowed.may && !allowed.tired ? { may: true } : allowed);
}
