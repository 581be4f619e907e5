import type { Log } from './log';

export interface Pump {
  /** There may be something to do. */
  wake(): void;
  /** Resolves when what was under way, or asked for, is done. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** Runs `work` when woken and every `everyMs`, never twice at once; being woken while at work means one more run after it. */
export function startPump(name: string, work: () => Promise<unknown>, log: Log, everyMs: number | null): Pump {
  let again = false;
  let stopped = false;
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    do {
      again = false;
      await work().catch((error: unknown) => log.error({ err: error, pump: name }, 'stopped short, will go on at the next tick'));
    } while (again && !stopped);
    running = null;
  }

  function wake(): void {
    if (stopped) return;
    again = true;
    running ??= run();
  }

  const timer = everyMs === null ? null : setInterval(wake, everyMs);
  return {
    wake,
    idle: () => running ?? Promise.resolve(),
    async stop() {
      stopped = true;
      if (timer) clearInterval(timer);
      await running;
    },
  };
}
