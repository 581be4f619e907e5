/**
 * A journal that survives `kill -9`: every change is a line, written before the answer that tells of it. A line holds all
 * changes of one turn of the event loop, so that a message and the events it owes are kept or lost together.
 * At the next start the lines are replayed and the file is written anew, as small as the world.
 */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Meta, TableName } from './model';
import type { Change, Snapshot } from './store';

const FORMAT = 'backline-sandbox-journal/1';

type Line = [table: TableName, key: string, value: unknown][];

export class Journal {
  private pending: Line = [];
  private scheduled = false;

  private constructor(
    private readonly path: string,
    private file: number,
    private readonly meta: () => Meta,
  ) {}

  /** What an earlier run left, or null when there is nothing usable. */
  static read(path: string): Partial<Snapshot> | null {
    if (!existsSync(path)) return null;

    const [head, ...lines] = readFileSync(path, 'utf8').split('\n');
    if (head !== JSON.stringify({ format: FORMAT })) return null;

    const tables = new Map<TableName, Map<string, unknown>>();
    for (const line of lines) if (!replay(line, tables)) break;
    if (tables.size === 0) return null;
    return Object.fromEntries([...tables].map(([name, records]) => [name, [...records.entries()]])) as Partial<Snapshot>;
  }

  /** Starts a journal whose first lines are the whole world. */
  static start(path: string, world: Snapshot, meta: () => Meta): Journal {
    mkdirSync(dirname(path), { recursive: true });
    return new Journal(path, write(path, world), meta);
  }

  note({ table, key, value }: Change): void {
    this.pending.push([table, key, value ?? null]);
    if (this.scheduled) return;

    this.scheduled = true;
    queueMicrotask(() => this.flush());
  }

  flush(): void {
    this.scheduled = false;
    if (this.pending.length === 0) return;

    const line: Line = [...this.pending, ['meta', 'meta', this.meta()]];
    this.pending = [];
    writeFileSync(this.file, `${JSON.stringify(line)}\n`);
  }

  /** The world was replaced: so is the file. */
  rewrite(world: Snapshot): void {
    this.pending = [];
    closeSync(this.file);
    this.file = write(this.path, world);
  }

  close(): void {
    this.flush();
    closeSync(this.file);
  }
}

/** Writes beside the file and renames, so that a kill leaves the old journal or the new one. Returns the open new file. */
function write(path: string, world: Snapshot): number {
  const beside = `${path}.new`;
  const file = openSync(beside, 'w');
  writeFileSync(file, `${JSON.stringify({ format: FORMAT })}\n`);
  for (const [table, entries] of Object.entries(world)) {
    if (entries.length > 0) writeFileSync(file, `${JSON.stringify(entries.map(([key, value]) => [table, key, value]))}\n`);
  }
  fsyncSync(file);
  renameSync(beside, path);
  return file;
}

/** False for a line that was cut off by a kill: the end of what is known. */
function replay(text: string, tables: Map<TableName, Map<string, unknown>>): boolean {
  if (text === '') return true;

  const line = parsed(text);
  if (line === null) return false;
  for (const [table, key, value] of line) {
    const records = tables.get(table) ?? new Map<string, unknown>();
    tables.set(table, records);
    if (value === null) records.delete(key);
    else records.set(key, value);
  }
  return true;
}

function parsed(text: string): Line | null {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return null;
  }
}
