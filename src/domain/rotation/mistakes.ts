import type { z } from 'zod';
import { Mistake } from './times';

export type Read<T> = { ok: true; value: T } | ({ ok: false } & NamedMistake);

/** By a schema, then by what its values mean together; the first mistake is named with its place and the mend. */
export function readBy<S extends z.ZodType, T>(schema: S, json: unknown, build: (data: z.infer<S>) => T): Read<T> {
  const parsed = schema.safeParse(json);
  if (!parsed.success) return { ok: false, ...firstMistake(parsed.error) };
  try {
    return { ok: true, value: build(parsed.data) };
  } catch (error) {
    if (error instanceof Mistake) return { ok: false, path: error.path, problem: error.message };
    throw error;
  }
}

export interface NamedMistake {
  /** Where in the JSON, as in `layers[0].hours[1]`. */
  path: string;
  problem: string;
}

/** The first mistake that a schema has found, as a sentence with its mend. */
export function firstMistake({ issues: [issue] }: z.ZodError): NamedMistake {
  if (!issue) return { path: '', problem: 'This cannot be read.' };
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    return { path: written([...issue.path, key]), problem: `There is no “${key}” here. Look how it is spelled, or leave it out.` };
  }
  const path = written(issue.path);
  if (issue.code !== 'invalid_type' || !issue.message.startsWith('Invalid input')) return { path, problem: issue.message };
  const isMissing = issue.message.endsWith('undefined');
  return { path, problem: isMissing ? 'This is missing.' : `Give ${kinds[issue.expected] ?? `a value of the kind ${issue.expected}`}.` };
}

const kinds: Record<string, string> = {
  string: 'a text, in quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list, in square brackets',
  object: 'an object, in curly braces',
  record: 'an object, in curly braces',
};

export const written = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (before, part) => (typeof part === 'number' ? `${before}[${part}]` : before ? `${before}.${String(part)}` : String(part)),
    '',
  );
