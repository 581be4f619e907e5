export const checkNames = [
  'token',
  'scopes',
  'socket',
  'squad_channel',
  'rotation_cover',
  'user_group',
  'people',
  'manager',
  'calendar',
  'events_seen',
  'database',
  'migrations',
  'jobs',
  'deliveries',
  'clock_skew',
] as const;

export type CheckName = (typeof checkNames)[number];

export interface Finding {
  level: 'ok' | 'warning' | 'error';
  found: string;
  /** What to do about it; `null` when all is well. */
  mend: string | null;
}

export const fine = (found: string): Finding => ({ level: 'ok', found, mend: null });
export const warning = (found: string, mend: string): Finding => ({ level: 'warning', found, mend });
export const broken = (found: string, mend: string): Finding => ({ level: 'error', found, mend });
