/** Ids and timestamps as Slack makes them: unique in the world, the same for the same seed and the same doings. */
import { createHash } from 'node:crypto';

const ODD_MULTIPLIER = 0x9e3779b1;

export interface IdState {
  /** How many ids were given out. */
  count: number;
  /** Last timestamp per workspace, in microseconds. */
  lastTs: Record<string, number>;
}

export class Ids {
  constructor(
    private readonly seed: number,
    private state: IdState,
  ) {}

  /** An id such as `C0K3J9X2M1`: the count multiplied by an odd number never repeats within 2^32. */
  next(prefix: string): string {
    this.state.count += 1;
    const mixed = (Math.imul(this.state.count, ODD_MULTIPLIER) + this.seed) >>> 0;
    return `${prefix}0${mixed.toString(36).toUpperCase().padStart(9, '0')}`;
  }

  /** A secret part of a URL or trigger: hexadecimal, derived from the seed and the count. */
  secret(length = 24): string {
    this.state.count += 1;
    return derived(this.seed, `secret:${this.state.count}`, length);
  }

  uuid(): string {
    const hex = this.secret(32);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  /** A message timestamp: later than every other of its workspace, also after the clock was moved back. */
  ts(teamId: string, nowMs: number): string {
    const micros = Math.max(Math.floor(nowMs) * 1000, (this.state.lastTs[teamId] ?? 0) + 1);
    this.state.lastTs[teamId] = micros;
    return formatTs(micros);
  }

  /** Timestamps of seeded messages are the past: new ones must lie after them. */
  seen(teamId: string, ts: string): void {
    const micros = tsMicros(ts);
    if (micros > (this.state.lastTs[teamId] ?? 0)) this.state.lastTs[teamId] = micros;
  }

  current(): IdState {
    return { count: this.state.count, lastTs: { ...this.state.lastTs } };
  }

  resume(state: IdState): void {
    this.state = { count: state.count, lastTs: { ...state.lastTs } };
  }
}

export function derived(seed: number, what: string, length: number): string {
  return createHash('sha256').update(`${seed}:${what}`).digest('hex').slice(0, length);
}

export function formatTs(micros: number): string {
  const seconds = Math.floor(micros / 1_000_000);
  return `${seconds}.${String(micros - seconds * 1_000_000).padStart(6, '0')}`;
}

export function tsMicros(ts: string): number {
  const [seconds, fraction = ''] = ts.split('.');
  return Number(seconds) * 1_000_000 + Number(fraction.padEnd(6, '0').slice(0, 6));
}
