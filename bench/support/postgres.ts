import { join } from 'node:path';
import { Client } from 'pg';
import { root } from './app';

export interface BenchPostgres {
  /** A new, empty database; its address. */
  database(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** The server that TEST_POSTGRES_URL names, else one that is started for this. */
export async function benchPostgres(): Promise<BenchPostgres> {
  const given = process.env.TEST_POSTGRES_URL;
  const started = given ? null : await (await import(join(root, 'scripts/lib/postgres.mjs'))).startPostgres();
  const server: string = given ?? started.url('postgres');
  const made: string[] = [];
  const onServer = async (statement: string) => {
    const client = new Client({ connectionString: server });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };

  return {
    async database(name) {
      const full = `backline_bench_${name}_${process.pid}`;
      await onServer(`CREATE DATABASE "${full}"`);
      made.push(full);
      const url = new URL(server);
      url.pathname = `/${full}`;
      return url.href;
    },
    async stop() {
      for (const name of made) await onServer(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      await started?.stop();
    },
  };
}
