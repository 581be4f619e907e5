import { type DestinationStream, type Logger, pino } from 'pino';
import { plainError } from './plain-error';

export type Log = Logger;

export interface LogOptions {
  level: string;
  format: 'json' | 'pretty';
}

/** One line per decision. Tokens, message texts and e-mail addresses are never given to it at `info` or above. `to`: standard output. */
export function createLog({ level, format }: LogOptions, to?: DestinationStream): Log {
  const options = { level, redact: secretPaths, serializers: { err: plainError } };
  if (format === 'json') return to ? pino(options, to) : pino(options);
  return pino({
    ...options,
    transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname', translateTime: 'HH:MM:ss' } },
  });
}

const secretPaths = ['token', '*.token', '*.authorization', '*.headers.authorization', 'email', '*.email'];
