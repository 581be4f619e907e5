import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { migrate } from '../../src/migrations';
import { createPostgresDatabase, inDatabase } from './postgres';
import { postgresServer } from './postgres-server';

const root = resolve(__dirname, '../..');

/** Once for a whole run: makes the migrated database that `freshDatabase` copies. Workers learn from the environment where it is. */
export default async function setUp(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'backline-tests-'));
  process.env.BACKLINE_TEST_FOLDER = folder;
  if (process.env.BACKLINE_TEST_DATABASE !== 'postgres') {
    await migrate(`file:${join(folder, 'template.db')}`, root);
    return;
  }

  const server = await postgresServer();
  const template = `backline_template_${process.pid}`;
  await createPostgresDatabase(server, template);
  await migrate(inDatabase(server, template), root);
  process.env.BACKLINE_TEST_POSTGRES = server;
  process.env.BACKLINE_TEST_TEMPLATE = template;
}
