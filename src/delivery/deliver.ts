import { deadline } from '../deadline';
import type { DeliveryDeps } from './deps';
import { nextDue } from './due';
import { createEngine } from './engine';
import { dialectOf } from './sql';
import { tune } from './tuning';

export type { DeliveryDeps, KillPoint } from './deps';
export type { DeliveryMetrics } from './metrics';

export interface Delivery {
  /** There may be something to do: after every change. Does nothing unless self-driven. */
  wake(): void;
  /** Delivers until nothing is due at the clock's now; answers how many rows were settled. */
  deliverDue(): Promise<number>;
  /** When something will be due next: an instant that has passed if it is due now, `null` when nothing waits. */
  nextDueAt(): Promise<Date | null>;
  /** Begins nothing more, and waits up to 10 s for what is under way. What is not called yet is let go of. */
  stop(): Promise<void>;
}

const drainMs = 10_000;
/** After a run that brought nothing although something seemed due, and after one that failed. */
const pauseMs = 1_000;
const breathMs = 50;

/** Brings what is owed to Slack. */
export function startDelivery(deps: DeliveryDeps): Delivery {
  const { db, log, clock, selfDriven = false } = deps;
  const tuning = tune(deps);
  const engine = createEngine(deps, tuning);
  const nextDueAt = () => nextDue(db.read, dialectOf(db), tuning, clock.now());

  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | null = null;

  function wake(): void {
    if (!selfDriven || stopped) return;
    // While one lane waits for Slack, others fall due.
    sleep(tuning.lookEveryMs);
    engine.run().then((settled) => sleep(settled > 0 ? breathMs : pauseMs), pause);
  }

  function pause(error: unknown): void {
    log.error({ err: error }, 'Delivery pauses: the database does not answer');
    sleep(pauseMs);
  }

  function sleep(ms: number): void {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(look, ms);
  }

  function look(): void {
    looking ??= lookAround()
      .catch(pause)
      .finally(() => {
        looking = null;
      });
  }

  /** Looks from time to time although nobody called: something fell due, or another process died with it. */
  async function lookAround(): Promise<void> {
    const due = await nextDueAt();
    const wait = due ? due.getTime() - clock.now().getTime() : tuning.lookEveryMs;
    if (wait <= 0) wake();
    else sleep(Math.min(wait, tuning.lookEveryMs));
  }

  const stopListening = clock.onMove(wake);
  wake();

  return {
    wake,
    nextDueAt,
    deliverDue: engine.run,
    async stop() {
      stopped = true;
      stopListening();
      clearTimeout(timer);
      engine.close();
      // Whatever they end with: their own callers hear of that.
      await deadline(drainMs).within(Promise.allSettled([engine.running(), looking]));
    },
  };
}
