import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import type { Command } from 'commander';
import { type Config, type Environment, readConfig, readEnvironment } from '../config';
import { connect, type Database, isPostgres, sqliteFile } from '../database';
import { pendingMigrations } from '../migration-state';
import { BadInput } from './bad-input';

/** What the command line touches of the world. `bin/backline.mjs` gives the real one, tests their own. */
export interface World {
  env: Environment;
  /** Where the command was typed: paths, `.env` and `data/` are meant from here. */
  folder: string;
  /** The package's own folder. */
  root: string;
  version: string;
  now(): Date;
  /** All of standard input. */
  stdin(): Promise<string>;
  out(text: string): void;
  err(text: string): void;
  /** Somebody is watching: stdout is a terminal. */
  terminal: boolean;
}

/** What a command is given. Nothing is read or opened before it is asked for, so that a command on files needs no database. */
export interface Cli extends World {
  config(): Config;
  /** The application's database, as it stands while the application runs or does not. Closed when the command ends. */
  database(): Promise<Database>;
  /** The workspace that the command is about. */
  workspaceId(): Promise<string>;
  /** A line of text, or with `--json` one of JSON. */
  print(value: unknown): void;
  /** The command did its work and found something to mend: exit code 1. */
  foundSomething(): void;
}

/** Adds its command to the program. `index.ts` lists them. */
export type Register = (program: Command, cli: Cli) => void;

export interface Session {
  cli: Cli;
  exitCode(): number;
  close(): Promise<void>;
}

export function openSession(world: World): Session {
  let config: Config | undefined;
  let opening: Promise<Database> | undefined;
  let found = false;

  const cli: Cli = {
    ...world,
    config() {
      config ??= readConfig(readEnvironment(world.env, world.folder), world);
      return config;
    },
    database() {
      opening ??= openDatabase(cli.config().databaseUrl, world);
      return opening;
    },
    async workspaceId() {
      return onlyWorkspace(await cli.database());
    },
    print(value) {
      world.out(`${typeof value === 'string' ? value : JSON.stringify(value)}\n`);
    },
    foundSomething() {
      found = true;
    },
  };
  return {
    cli,
    exitCode: () => (found ? 1 : 0),
    async close() {
      if (opening) await opening.then((db) => db.close()).catch(() => {}); // whoever opened it was told why it did not open
    },
  };
}

/** The command line changes records, never tables: that is for the application, which migrates when it starts. */
async function openDatabase(url: string, { folder, root }: World): Promise<Database> {
  const db = await connect(isPostgres(url) ? url : existingFile(url, folder));
  const pending = await pendingMigrations(db, root);
  if (pending.length === 0) return db;

  await db.close();
  throw new BadInput(
    'DATABASE_URL',
    `The database is of an older version (${migrations(pending.length)} to go): start Backline once, it brings it up to date.`,
  );
}

const migrations = (count: number) => (count === 1 ? '1 migration' : `${count} migrations`);

function existingFile(url: string, folder: string): string {
  const file = sqliteFile(url);
  const path = isAbsolute(file) ? file : resolve(folder, file);
  if (!existsSync(path))
    throw new BadInput('DATABASE_URL', `There is no database ${file} yet: start Backline once (npm start), it makes it.`);
  return `file:${path}`;
}

async function onlyWorkspace(db: Database): Promise<string> {
  const [workspace, another] = await db.read.workspace.findMany({ orderBy: { connectedAt: 'asc' }, take: 2 });
  if (!workspace) throw new BadInput('workspace', 'No workspace has connected to this database yet: start Backline once with its tokens.');
  if (another)
    throw new BadInput('workspace', 'This database holds several workspaces, which this version of the command line cannot tell apart.');
  return workspace.id;
}
