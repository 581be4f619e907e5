import { rmSync } from 'node:fs';
import { dropPostgresDatabase } from './postgres';
import { stopPostgresServer } from './postgres-server';

export default async function tearDown(): Promise<void> {
  const { BACKLINE_TEST_FOLDER: folder, BACKLINE_TEST_POSTGRES: server, BACKLINE_TEST_TEMPLATE: template } = process.env;
  if (folder) rmSync(folder, { recursive: true, force: true });
  if (server && template) await dropPostgresDatabase(server, template);
  await stopPostgresServer();
}
