import type { z } from 'zod';
import { laterKeys } from './schema';

export type Path = (string | number)[];

/** Something in a settings file that cannot be applied. */
export interface Mistake {
  path: Path;
  problem: string;
}

/** `squads[0].channel` · `hours.exceptions["2026-12-24"]`. */
export function fieldOf(path: Path): string {
  return path.reduce<string>((before, part) => {
    if (typeof part === 'number') return `${before}[${part}]`;
    if (!/^\w+$/.test(part)) return `${before}["${part}"]`;
    return before === '' ? part : `${before}.${part}`;
  }, '');
}

/** What a schema found, in sentences; a key that it does not know is named itself. */
export function mistakesOf(error: z.ZodError): Mistake[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
    if (issue.code !== 'unrecognized_keys') return [{ path, problem: issue.message }];
    return issue.keys.map((key) => ({ path: [...path, key], problem: unknownKey([...path, key]) }));
  });
}

function unknownKey(path: Path): string {
  const name = path.filter((part) => typeof part === 'string').join('.');
  return laterKeys.has(name) ? 'This is not available in this version of Backline. Leave it out.' : 'There is no such setting.';
}
