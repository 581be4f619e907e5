import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';
import { root } from '../root';
import type { Store } from './store';

interface Server {
  url(database: string): string;
  createDatabase(name: string): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const database = 'backline';

/** A real server; now and then it ends somebody's connection, and once in a while it is restarted. */
export async function postgresStore(): Promise<Store> {
  const { startPostgres } = (await import(pathToFileURL(join(root, 'scripts/lib/postgres.mjs')).href)) as {
    startPostgres(options: { durable: boolean }): Promise<Server>;
  };
  const server = await startPostgres({ durable: false });
  await server.createDatabase(database);
  const url = server.url(database);
  let upsets = 0;
  return {
    name: 'postgres',
    url,
    async upset(dice) {
      upsets += 1;
      if (upsets % restartEvery === 2) {
        await server.restart();
        return 'server restarted';
      }
      await endConnections(url, dice.between(1, 4));
      return 'connections ended';
    },
    stop: () => server.stop(),
  };
}

/** So many connections are ended for one restart. */
const restartEvery = 10;

/** Those at work first: in the middle of a transaction. */
async function endConnections(url: string, count: number): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'faults' });
  await client.connect();
  try {
    await client.query(
      `SELECT pg_terminate_backend(pid) FROM (
         SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name <> 'faults'
         ORDER BY (state LIKE '%transaction%' OR state = 'active') DESC, random() LIMIT $1) busy`,
      [count],
    );
  } finally {
    await client.end();
  }
}
