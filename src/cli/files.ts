import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { BadInput } from './bad-input';
import type { Cli } from './context';

/** The text of a file that was named on the command line, meant from the folder where that was typed. */
export function readText({ folder }: Cli, file: string, refuse = (problem: string) => new BadInput('file', problem)): string {
  try {
    return readFileSync(resolve(folder, file), 'utf8');
  } catch (error) {
    throw refuse(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`);
  }
}
