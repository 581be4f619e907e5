import type { Tuning } from '../src/delivery/tuning';
import type { Point } from './plan';

/** What a worker begins its work with. */
export interface Orders {
  databaseUrl: string;
  slack: { botToken: string; appToken: string; apiUrl: string };
  /** From the computer's clock to the world's. */
  clockOffsetMs: number;
  /** It ends itself there. */
  death: { at: Point; passing: number } | null;
  delivery: Partial<Tuning>;
}

/** What a worker is told. */
export type Told = { tell: 'begin'; orders: Orders } | { tell: 'clock'; offsetMs: number } | { tell: 'stop' };
