import type { Clock } from '../clock';
import type { Database, Transaction } from '../database';
import type { Delivery } from '../generated/sqlite/client';
import type { Log } from '../log';
import type { Slack } from '../slack';
import type { DeliveryMetrics } from './metrics';
import type { Tuning } from './tuning';
import type { Wish, Words } from './words';

/** Where a fault run may end the process. */
export type KillPoint = 'after-claim' | 'before-call' | 'after-accepted' | 'before-mark';

export interface SettledState {
  row: Delivery;
  wish: Wish;
  /** Slack's name for why it is not so. */
  error: string | null;
  /** It was so already, as far as we know: nobody was asked. */
  unchanged: boolean;
}

export interface DeliveryDeps extends Partial<Tuning> {
  db: Database;
  clock: Clock;
  log: Log;
  /** Slack of a workspace. Throws for one that we are not (or no longer) connected to: its rows wait. */
  slack(workspaceId: string): Slack;
  words: Words;
  metrics?: DeliveryMetrics;
  /** Written on what this process has claimed; no other living process may bear it. */
  owner: string;
  /** Works by itself when woken, and when something falls due. Without it only `deliverDue` works. */
  selfDriven?: boolean;
  /** The database comes from a backup: what it says is unsaid may have been said, so all of it is read back first. */
  restored?: boolean;
  /** In the transaction that gives these up, so that their records can show it. */
  onDead?(tx: Transaction, rows: Delivery[], now: Date): Promise<void>;
  /** In the transaction that settles states, so that their records can show how they are, or what Slack said. */
  onState?(tx: Transaction, states: SettledState[], now: Date): Promise<void>;
  killPoint?(point: KillPoint): void | Promise<void>;
}
