import { z } from 'zod';
import { type Transaction, writeTx } from '../src/database';
import { createLog } from '../src/log';
import { errorLine } from '../src/plain-error';
import { type FreshDatabase, freshDatabase } from './support/database';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const secret = 'Our customer Northwind pays 4000 a month';
const event = {
  workspaceId: 'T1',
  eventId: 'Ev1',
  type: 'message',
  lane: 'C1',
  payload: { text: secret },
  eventAt: new Date(),
  receivedAt: new Date(),
};

function logged(error: unknown): { line: string; err: Record<string, string> } {
  const lines: string[] = [];
  createLog({ level: 'info', format: 'json' }, { write: (text) => void lines.push(text) }).error({ err: error }, 'it failed');
  const line = lines.join('');
  return { line, err: JSON.parse(line).err };
}

const thrownBy = (work: (tx: Transaction) => Promise<unknown>) =>
  writeTx(database.db, work).then(
    () => null,
    (error: unknown) => error,
  );

test.each<[string, RegExp, (tx: Transaction) => Promise<unknown>]>([
  ['an argument that Prisma does not take', /invocation/, (tx) => tx.inboxEvent.create({ data: { ...event, attempts: secret as never } })],
  ['a key that stands already', /P2002/, (tx) => tx.inboxEvent.createMany({ data: [event, event] })],
  ['SQL that the database does not understand', /P2010/, (tx) => tx.$executeRawUnsafe(`UPDATE "Nowhere" SET "text" = '${secret}'`)],
])('of %s the log says what and where, and nothing of what people wrote', async (_, what, work) => {
  const error = await thrownBy(work);
  const { line, err } = logged(error);
  expect(line).not.toContain('Northwind');
  expect(errorLine(error)).not.toContain('Northwind');
  expect(err).toMatchObject({ type: expect.stringMatching(/^Prisma/), stack: expect.stringContaining('\n    at ') });
  expect(errorLine(error)).toMatch(what);
});

test('of an error of ours the log keeps kind, code, message, place and cause', () => {
  const error = Object.assign(new Error('The connection failed\nand more', { cause: new TypeError('beneath') }), {
    code: 'ECONNRESET',
    body: secret,
  });
  const { line, err } = logged(error);
  expect(err).toMatchObject({ type: 'Error', code: 'ECONNRESET', message: 'The connection failed', cause: 'TypeError: beneath' });
  expect(err.stack).toMatch(/^Error ECONNRESET: The connection failed\n {4}at .*log\.test\.ts/);
  expect(line).not.toContain('Northwind');
});

test('of what zod refuses the log keeps the places', () => {
  const { error } = z.object({ user: z.object({ id: z.string() }) }).safeParse({ user: { id: 4 } });
  expect(errorLine(error)).toBe('ZodError: user.id invalid_type');
});

test('a long message is cut', () => {
  expect(errorLine(new Error('x'.repeat(1_000)))).toHaveLength('Error: '.length + 301);
});
