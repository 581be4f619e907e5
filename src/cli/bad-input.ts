import type { z } from 'zod';

/** What was given cannot be used: where in it, and why. Exit code 2. */
export class BadInput extends Error {
  override name = 'BadInput';
  /** What a command that always speaks JSON says instead. */
  asData?: Record<string, unknown>;

  constructor(
    /** As in `events[1].at`; for an argument or a variable, its name. */
    readonly path: string,
    message: string,
    /** Further fields of the JSON that is written with `--json`. */
    readonly more: Record<string, unknown> = {},
  ) {
    super(message);
  }

  /** The first mistake that a schema found. */
  static from({ issues: [first] }: z.ZodError): BadInput {
    return new BadInput(written(first?.path ?? []), first?.message ?? 'invalid');
  }
}

function written(path: PropertyKey[]): string {
  return path.reduce<string>(
    (before, part) => (typeof part === 'number' ? `${before}[${part}]` : before ? `${before}.${String(part)}` : String(part)),
    '',
  );
}
