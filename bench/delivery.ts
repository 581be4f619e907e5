import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, writeTx } from '../src/database';
import { migrate } from '../src/migrations';
import { root } from './support/app';
import type { SlackAddress } from './support/delivery-slack';
import type { Work } from './support/delivery-worker';
import { atLeast, type Figure } from './support/figure';
import { benchPostgres } from './support/postgres';

const channelCount = 192;
/** The real Slack takes 100 to 300 ms for a post. */
const lateByMs = 250;

/** Rows rendered and posted a second by real processes, beside the bare client in a loop. */
export async function run(seconds: number): Promise<Figure[]> {
  const rows = Math.max(channelCount * 4, Math.round(seconds * 150));
  const folder = mkdtempSync(join(tmpdir(), 'backline-bench-delivery-'));
  const postgres = await benchPostgres();
  const slack = fork(join(__dirname, 'support/delivery-slack.js'), [String(channelCount)]);
  const address = await answer<SlackAddress>(slack);

  const bare = await perSecond(rows, [{ role: 'bare', slack: address, databaseUrl: '', messages: rows }]);
  const engines = async (databaseUrl: string, processes: number) => {
    await fill(databaseUrl, address, rows);
    const work: Work = { role: 'engine', slack: address, databaseUrl, messages: rows };
    const figure = await perSecond(rows, Array(processes).fill(work));
    slack.send('what was said?');
    judge(await answer<string[][]>(slack), databaseUrl, rows);
    return figure;
  };
  const sqlite = await engines(`file:${join(folder, 'bench.db')}`, 1);
  const one = await engines(await postgres.database('one'), 1);
  slack.send({ lateByMs });
  const oneLate = await engines(await postgres.database('one_late'), 1);
  const four = await engines(await postgres.database('four_late'), 4);

  slack.kill();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
  return [
    atLeast('delivery, one process, SQLite', 'rows/s', sqlite, bare, 0.5),
    atLeast('delivery, one process, PostgreSQL', 'rows/s', one, bare, 0.5),
    atLeast(`delivery, 4 processes beside one, PostgreSQL, Slack answering after ${lateByMs} ms`, 'rows/s', four, oneLate, 2),
  ];
}

/** A backlog over all channels. Written directly: what is measured is delivery, not owing. */
async function fill(url: string, { workspaceId, channels }: SlackAddress, rows: number): Promise<void> {
  await migrate(url, root);
  const db = await connect(url);
  const createdAt = new Date();
  const customers = Array.from({ length: 200 }, (_, n) => ({
    id: `customer-${n}`,
    workspaceId,
    key: `${n}`,
    name: `Customer ${n} Ltd`,
    links: [],
    createdAt,
  }));
  const deliveries = Array.from({ length: rows }, (_, n) => ({
    workspaceId,
    key: keyOf(url, n),
    kind: 'escalation.line',
    sort: 'notice' as const,
    subject: `customer-${n % customers.length}`,
    data: {},
    lane: channels[n % channels.length] as string,
    position: Math.floor(n / channels.length) + 1,
    createdAt,
  }));
  await writeTx(db, async (tx) => {
    await tx.customer.createMany({ data: customers });
    await tx.lane.createMany({ data: channels.map((lane) => ({ workspaceId, lane, lastPosition: rows })) });
    await tx.delivery.createMany({ data: deliveries });
  });
  await db.close();
}

const keyOf = (url: string, n: number) => `${url.split('/').at(-1)}:${String(n).padStart(8, '0')}`;

/** A figure counts only if every row was said once, each channel in its order. */
function judge(channels: string[][], url: string, rows: number): void {
  const mine = channels.map((keys) => keys.filter((key) => key.startsWith(keyOf(url, 0).replace(/\d+$/, ''))));
  const said = mine.flat();
  if (said.length !== rows || new Set(said).size !== rows)
    throw new Error(`${rows} rows were owed, ${said.length} said, ${new Set(said).size} of them different`);
  for (const keys of mine) if (keys.join() !== keys.toSorted().join()) throw new Error('A channel was not said in order');
}

async function perSecond(rows: number, work: Work[]): Promise<number> {
  const workers = work.map(() => fork(join(__dirname, 'support/delivery-worker.js')));
  await Promise.all(
    workers.map(async (worker, n) => {
      worker.send(work[n] as Work);
      await answer(worker);
    }),
  );
  const startedAt = performance.now();
  await Promise.all(
    workers.map(async (worker) => {
      worker.send('go');
      await answer(worker);
    }),
  );
  return rows / ((performance.now() - startedAt) / 1000);
}

function answer<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as T));
    child.once('exit', (code) => reject(new Error(`A process of the benchmark ended with ${code}`)));
  });
}
