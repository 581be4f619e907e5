import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

let server: ChildProcess | undefined;

/** The address of a PostgreSQL server: the one that TEST_POSTGRES_URL names, else one that is started here and ends with this process. */
export async function postgresServer(): Promise<string> {
  if (process.env.TEST_POSTGRES_URL) return process.env.TEST_POSTGRES_URL;

  const child = spawn(process.execPath, [join(__dirname, '../../scripts/lib/postgres-server.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
  server = child;
  const firstLine = once(createInterface({ input: child.stdout }), 'line').then(([line]) => String(line));
  const ended = once(child, 'exit').then(([code]): never => {
    throw new Error(`PostgreSQL did not start (exit code ${code})`);
  });
  return Promise.race([firstLine, ended]);
}

export async function stopPostgresServer(): Promise<void> {
  if (!server || server.exitCode !== null) return;
  const ended = once(server, 'exit');
  server.stdin?.end();
  await ended;
}
