import { resolve } from 'node:path';
import { run } from '../../src/cli';
import type { World } from '../../src/cli/context';

export interface Typed {
  exitCode: number;
  out: string;
  err: string;
}

export const root = resolve(__dirname, '../..');

/** A terminal's world: what is typed into it and what is read from it. */
export function terminal(world: Partial<World> & { input?: string } = {}): World & { shown: { out: string; err: string } } {
  const shown = { out: '', err: '' };
  return {
    env: {},
    folder: root,
    root,
    version: '0.0.0-test',
    now: () => new Date('2026-03-02T09:00:00Z'),
    stdin: async () => world.input ?? '',
    out: (text) => {
      shown.out += text;
    },
    err: (text) => {
      shown.err += text;
    },
    terminal: false,
    ...world,
    shown,
  };
}

/** Types one `backline` command and answers what came back. */
export async function backline(args: string[], world: Partial<World> & { input?: string } = {}): Promise<Typed> {
  const screen = terminal(world);
  const exitCode = await run(args, screen);
  return { exitCode, ...screen.shown };
}
