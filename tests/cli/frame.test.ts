import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { BadInput } from '../../src/cli/bad-input';
import { openSession } from '../../src/cli/context';
import { connect, writeTx } from '../../src/database';
import { freshDatabase } from '../support/database';
import { backline, terminal } from '../support/terminal';

test('backline by itself shows what it can do', async () => {
  const { exitCode, out } = await backline([]);
  expect(exitCode).toBe(0);
  expect(out).toContain('Usage: backline');
});

test('backline tells its version', async () => {
  expect(await backline(['--version'])).toEqual({ exitCode: 0, out: '0.0.0-test\n', err: '' });
});

test('a command that nobody knows is said to be so, in plain words or as JSON', async () => {
  expect(await backline(['juggle'])).toEqual({ exitCode: 2, out: '', err: "command: unknown command 'juggle'. Try `backline --help`.\n" });
  const { exitCode, err } = await backline(['juggle', '--json']);
  expect(exitCode).toBe(2);
  expect(JSON.parse(err)).toEqual({
    error: 'invalid_input',
    path: 'command',
    message: "unknown command 'juggle'. Try `backline --help`.",
  });
});

test('a mistake in a file is named by where it stands', () => {
  const Schema = z.object({ events: z.array(z.object({ at: z.iso.datetime('not an instant') })) });
  const { error } = Schema.safeParse({ events: [{ at: '2026-03-02T09:00:00Z' }, { at: 'soon' }] });
  expect(BadInput.from(error as z.ZodError)).toMatchObject({ path: 'events[1].at', message: 'not an instant' });
});

describe('a command on the database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'backline-cli-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('says that there is none yet, and makes none', async () => {
    const { cli } = openSession(terminal({ folder }));
    await expect(cli.database()).rejects.toThrow(
      'There is no database ./data/sandbox.db yet: start Backline once (npm start), it makes it.',
    );
  });

  test('leaves tables to the application: an old database is not touched', async () => {
    const url = `file:${join(folder, 'old.db')}`;
    await (await connect(url)).close();
    const { cli } = openSession(terminal({ env: { DATABASE_URL: url } }));
    await expect(cli.database()).rejects.toThrow(/of an older version \(\d+ migrations? to go\): start Backline once/);
  });

  test('is about the workspace that has connected', async () => {
    const { db, url, drop } = await freshDatabase();
    const session = openSession(terminal({ env: { DATABASE_URL: url } }));
    await expect(session.cli.workspaceId()).rejects.toThrow('No workspace has connected to this database yet');

    const workspace = {
      id: 'T1',
      name: 'Tallwick',
      url: 'https://tallwick.example/',
      botUserId: 'U0',
      botId: 'B0',
      connectedAt: new Date(),
    };
    await writeTx(db, (tx) => tx.workspace.create({ data: workspace }));
    expect(await session.cli.workspaceId()).toBe('T1');

    await session.close();
    await drop();
  });
});
