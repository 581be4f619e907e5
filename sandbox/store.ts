/** The tables of a world. Every change goes through `put` and `remove`: that is what journal, indexes and watchers hear. */
import { type Channel, type Message, TABLE_NAMES, type TableName, type Tables } from './model';
import { Threads } from './threads';

export interface Change {
  table: TableName;
  key: string;
  /** Absent when the record was removed. */
  value?: unknown;
  previous?: unknown;
}

export type Snapshot = { [Name in TableName]: [string, Tables[Name]][] };

type TableMaps = { [Name in TableName]: Map<string, Tables[Name]> };

export class Store {
  private readonly tables = emptyTables();
  private readonly watchers = new Set<(change: Change) => void>();
  /** Order of messages in channels and threads, kept beside the table of messages. */
  readonly threads = new Threads();
  private readonly byUser = new Map<string, Set<string>>();

  watch(watcher: (change: Change) => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  get<Name extends TableName>(table: Name, key: string): Tables[Name] | undefined {
    return this.tables[table].get(key);
  }

  size(table: TableName): number {
    return this.tables[table].size;
  }

  all<Name extends TableName>(table: Name): Tables[Name][] {
    return [...this.tables[table].values()];
  }

  find<Name extends TableName>(table: Name, fits: (record: Tables[Name]) => boolean): Tables[Name] | undefined {
    for (const record of this.tables[table].values()) if (fits(record)) return record;
    return undefined;
  }

  filter<Name extends TableName>(table: Name, fits: (record: Tables[Name]) => boolean): Tables[Name][] {
    const found: Tables[Name][] = [];
    for (const record of this.tables[table].values()) if (fits(record)) found.push(record);
    return found;
  }

  put<Name extends TableName>(table: Name, key: string, value: Tables[Name]): Tables[Name] {
    const previous = this.tables[table].get(key);
    this.tables[table].set(key, value);
    this.index({ table, key, value, previous });
    for (const watcher of this.watchers) watcher({ table, key, value, previous });
    return value;
  }

  remove(table: TableName, key: string): void {
    const previous = this.tables[table].get(key);
    if (previous === undefined) return;

    this.tables[table].delete(key);
    this.index({ table, key, previous });
    for (const watcher of this.watchers) watcher({ table, key, previous });
  }

  message(channel: string, ts: string): Message | undefined {
    return this.get('messages', messageKey(channel, ts));
  }

  putMessage(message: Message): Message {
    return this.put('messages', messageKey(message.channel, message.ts), message);
  }

  ephemeralsOf(user: string, channel: string): Message[] {
    return this.filter('ephemerals', (message) => message.visibleTo === user && message.channel === channel);
  }

  channelsOf(user: string): Channel[] {
    const ids = this.byUser.get(user) ?? new Set<string>();
    return [...ids].flatMap((id) => this.get('channels', id) ?? []);
  }

  /** Entries of every table. Records are shared with the world, which replaces and never changes them. */
  snapshot(): Snapshot {
    const entries = TABLE_NAMES.map((name) => [name, [...this.tables[name].entries()]]);
    return Object.fromEntries(entries) as Snapshot;
  }

  /** Replaces the whole world. Watchers are not told: they are told that everything changed by whoever calls this. */
  load(snapshot: Partial<Snapshot>): void {
    this.threads.clear();
    this.byUser.clear();
    for (const name of TABLE_NAMES) this.loadTable(name, snapshot[name] ?? []);
  }

  private loadTable<Name extends TableName>(name: Name, entries: readonly [string, Tables[Name]][]): void {
    this.tables[name].clear();
    for (const [key, value] of entries) {
      this.tables[name].set(key, value);
      this.index({ table: name, key, value });
    }
  }

  private index({ table, value, previous }: Change): void {
    if (table === 'messages') this.threads.note(value as Message | undefined, previous as Message | undefined);
    if (table === 'channels') this.noteMembers(value as Channel | undefined, previous as Channel | undefined);
  }

  private noteMembers(channel: Channel | undefined, previous: Channel | undefined): void {
    if (channel?.members === previous?.members) return;

    for (const user of previous?.members ?? []) this.byUser.get(user)?.delete(previous?.id ?? '');
    for (const user of channel?.members ?? []) {
      const ids = this.byUser.get(user) ?? new Set<string>();
      this.byUser.set(user, ids.add(channel?.id ?? ''));
    }
  }
}

export function messageKey(channel: string, ts: string): string {
  return `${channel}:${ts}`;
}

function emptyTables(): TableMaps {
  return Object.fromEntries(TABLE_NAMES.map((name) => [name, new Map()])) as TableMaps;
}
