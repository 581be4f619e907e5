import { readPlan } from '../../domain/rotation/definition';
import type { Read } from '../../domain/rotation/mistakes';
import type { Plan, Span } from '../../domain/rotation/plan';
import { BadInput } from '../bad-input';
import type { Cli } from '../context';
import { readText } from '../files';

/** As all `rota` commands say it: where the mistake is, and the mend. */
export function badRota(path: string, problem: string): BadInput {
  const bad = new BadInput(path, problem);
  bad.asData = { error: path, problem };
  return bad;
}

export async function readRota(cli: Cli, file: string | undefined): Promise<Plan> {
  return accepted(readPlan(await readJson(cli, file)));
}

export function accepted<T>(read: Read<T>): T {
  if (read.ok) return read.value;
  throw badRota(read.path, read.problem);
}

export async function readJson(cli: Cli, file: string | undefined): Promise<unknown> {
  const text = file === undefined || file === '-' ? await cli.stdin() : readText(cli, file, (problem) => badRota('file', problem));
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw badRota(file ?? 'stdin', `This is not JSON: ${(error as SyntaxError).message}.`);
  }
}

export function windowOf({ window }: Plan): Span {
  if (window) return window;
  throw badRota('window', 'Say which time is meant: "window": {"from": "2026-03-02", "to": "2026-03-30"}.');
}
