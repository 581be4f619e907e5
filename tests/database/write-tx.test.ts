import { once } from 'node:events';
import { type AddressInfo, createServer, connect as dial } from 'node:net';
import { Client } from 'pg';
import { connect, writeTx } from '../../src/database';
import { databaseUnderTest, type FreshDatabase, freshDatabase } from '../support/database';

let database: FreshDatabase;

beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

/** SQLite has no connections that somebody else could end. */
const onPostgres = databaseUnderTest === 'postgres' ? test : test.skip;

onPostgres('a transaction whose connection the server ends is done again, and counts once', async () => {
  const operator = new Client({ connectionString: database.url });
  await operator.connect();
  let tries = 0;
  await writeTx(database.db, async (tx) => {
    tries += 1;
    await tx.jobSlot.create({ data: { key: 'once', job: 'test', takenAt: new Date() } });
    if (tries > 1) return;
    const [backend] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
    await operator.query('SELECT pg_terminate_backend($1)', [backend?.pid]);
    await tx.jobSlot.create({ data: { key: 'again', job: 'test', takenAt: new Date() } }).catch(() => {});
    await tx.jobSlot.count();
  });

  await operator.end();
  expect(tries).toBe(2);
  expect(await database.db.read.jobSlot.findMany({ select: { key: true } })).toEqual([{ key: 'once' }]);
});

onPostgres('a connection that the server ends in the moment it was made ends no process: another one is made', async () => {
  const { url, stop } = await serverThatEndsItsFirstConnection(new URL(database.url));
  const db = await connect(url);

  await writeTx(db, (tx) => tx.jobSlot.create({ data: { key: 'once', job: 'test', takenAt: new Date() } }));

  expect(await database.db.read.jobSlot.count()).toBe(1);
  await db.close();
  stop();
});

/** `ReadyForQuery`, idle: the end of what a server says to a new connection. */
const ready = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

/** Stands before the real server; what it says at last to the first connection and its end are one packet. */
async function serverThatEndsItsFirstConnection(real: URL): Promise<{ url: string; stop(): void }> {
  let made = 0;
  const server = createServer((client) => {
    const isFirst = ++made === 1;
    const upstream = dial(Number(real.port), real.hostname);
    client.pipe(upstream);
    upstream.on('data', (said) =>
      client.write(isFirst && said.subarray(-ready.length).equals(ready) ? Buffer.concat([said, goodbye()]) : said),
    );
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) socket.on('error', end).on('close', end);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(real);
  url.port = String((server.address() as AddressInfo).port);
  return { url: url.href, stop: () => server.close() };
}

/** `ErrorResponse` of a server that shuts down. */
function goodbye(): Buffer {
  const fields = ['SFATAL', 'VFATAL', 'C57P01', 'Mterminating connection due to administrator command', '']
    .map((field) => `${field}\0`)
    .join('');
  const length = Buffer.alloc(4);
  length.writeInt32BE(4 + Buffer.byteLength(fields));
  return Buffer.concat([Buffer.from('E'), length, Buffer.from(fields)]);
}
