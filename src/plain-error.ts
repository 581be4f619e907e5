/** What may be written down of an error. */
export interface PlainError {
  type: string;
  message: string;
  code?: string;
  stack?: string;
  /** Of what lay beneath it, the same line. */
  cause?: string;
}

const mostCharacters = 300;

/**
 * Kind, code, the first line of the message and where it happened. Prisma writes the arguments of a call into the lines after the first,
 * and PostgreSQL the row into its details: what people wrote must not get into a log that way.
 */
export function plainError(thrown: unknown): PlainError {
  if (!(thrown instanceof Error)) return { type: typeof thrown, message: clipped(String(thrown)) };

  const { code, cause, original, stack } = thrown as Thrown;
  const plain = { type: thrown.name, message: messageOf(thrown), ...(code !== undefined && { code: String(code) }) };
  const calls = (stack ?? '').split('\n').filter((line) => call.test(line));
  const beneath = cause ?? original ?? (thrown as Thrown).meta?.driverAdapterError;
  return {
    ...plain,
    stack: [lineOf(plain), ...calls].join('\n'),
    ...(beneath instanceof Error && { cause: errorLine(beneath) }),
  };
}

/** The same in one line, to be kept beside a record. */
export const errorLine = (thrown: unknown): string => lineOf(plainError(thrown));

interface Thrown extends Error {
  code?: unknown;
  /** Bolt's errors. */
  original?: unknown;
  /** Prisma's. */
  meta?: { driverAdapterError?: unknown };
  /** zod's. */
  issues?: { path: PropertyKey[]; code?: string }[];
}

const call = /^\s+at .+(:\d+:\d+\)?|\(<anonymous>\)|\(native\))$/;

const lineOf = ({ type, code, message }: PlainError): string => `${type}${code ? ` ${code}` : ''}: ${message}`;

/** zod says in JSON what was wrong where: the places do. */
function messageOf(error: Thrown): string {
  if (Array.isArray(error.issues)) return clipped(error.issues.map(({ path, code }) => `${path.map(String).join('.')} ${code}`).join(', '));
  return clipped(error.message.trim().split('\n')[0] ?? '');
}

const clipped = (text: string) => (text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text);
