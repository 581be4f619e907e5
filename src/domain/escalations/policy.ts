import type { Severity } from '../../generated/sqlite/enums';

/** Minutes. `always`: every minute counts; `business`: those inside the business hours. */
export interface Limits {
  clock: 'always' | 'business';
  first: number;
  next: number | null;
  resolve: number;
  info: number;
  /** From asking one person to asking the next. */
  gap: number;
}

export const defaultPolicy: Record<Severity, Limits> = {
  s1: { clock: 'always', first: 15, next: 30, resolve: 240, info: 60, gap: 5 },
  s2: { clock: 'business', first: 60, next: 120, resolve: 480, info: 240, gap: 15 },
  s3: { clock: 'business', first: 240, next: 480, resolve: 1440, info: 960, gap: 60 },
  s4: { clock: 'business', first: 480, next: null, resolve: 4800, info: 2400, gap: 240 },
};

/** Without a word for so long, an answer counts as taken. */
export const silentWorkingDays = 2;
