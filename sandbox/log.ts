/** The traffic between this Slack and the app, newest last. Tokens never stand here. */
import type { LogEntry } from './api';
import type { Json } from './model';

/** Oldest entries go together, once there are a tenth more than wanted. */
const SPARE = 0.1;

const SECRETS = new Set([
  'token',
  'client_secret',
  'code',
  'code_verifier',
  'refresh_token',
  'access_token',
  'id_token',
  'client_assertion',
]);

export class TrafficLog {
  /** The same array for good: callers may hold it. */
  readonly entries: LogEntry[] = [];
  private refused: LogEntry[] = [];
  private count = 0;
  private readonly watchers = new Set<(entry: LogEntry) => void>();

  constructor(
    private readonly keep: number,
    private readonly now: () => Date,
  ) {}

  add(entry: Omit<LogEntry, 'n' | 'at'>): LogEntry {
    this.count += 1;
    const written = { n: this.count, at: this.now().toISOString(), ...entry };
    this.entries.push(written);
    if (this.entries.length > this.keep * (1 + SPARE)) this.entries.splice(0, this.entries.length - this.keep);
    this.tell(written);
    return written;
  }

  /** Adds what came later to an entry, e.g. the acknowledgement of an interaction. */
  finish(entry: LogEntry, result: Partial<Pick<LogEntry, 'response' | 'status' | 'ms' | 'fault'>>): void {
    Object.assign(entry, result);
    this.tell(entry);
  }

  complain(entry: LogEntry): void {
    if ((entry.response as { error?: string } | undefined)?.error === 'hash_conflict') return;
    this.refused.push(entry);
    if (this.refused.length > this.keep) this.refused.shift();
  }

  complaints(): LogEntry[] {
    return [...this.refused];
  }

  after(n: number, limit: number): LogEntry[] {
    const start = this.entries.findIndex((entry) => entry.n > n);
    return start < 0 ? [] : this.entries.slice(start, start + limit);
  }

  watch(watcher: (entry: LogEntry) => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  clear(): void {
    this.entries.length = 0;
    this.refused = [];
  }

  private tell(entry: LogEntry): void {
    for (const watcher of this.watchers) watcher(entry);
  }
}

/** The same object without what gives access. */
export function withoutSecrets(values: Json): Json {
  const kept: Json = {};
  for (const key in values) if (!SECRETS.has(key)) kept[key] = values[key];
  return kept;
}
