import { type Logger, pino } from 'pino';

export type Log = Logger;

export interface LogOptions {
  level: string;
  format: 'json' | 'pretty';
}

/** One line per decision. Tokens, message texts and e-mail addresses are never given to it at `info` or above. */
export function createLog({ level, format }: LogOptions): Log {
  if (format === 'json') return pino({ level, redact: secretPaths });
  return pino({
    level,
    redact: secretPaths,
    transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname', translateTime: 'HH:MM:ss' } },
  });
}

const secretPaths = ['token', '*.token', '*.authorization', '*.headers.authorization', 'email', '*.email'];
