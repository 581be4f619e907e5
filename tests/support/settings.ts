import { readFileSync } from 'node:fs';
import { settingsPath } from '../../sandbox/world';
import type { Backline } from '../../src/app';
import { applySettings } from '../../src/domain/settings/store';

/** The squads and rights of the seeded company, by the same door as an operator's file. */
export async function applySeededSettings({ deps, connection }: Backline): Promise<void> {
  const { people, channels } = deps.slack(connection.workspaceId);
  const lookup = { person: people.find, channel: channels.find };
  const text = readFileSync(settingsPath, 'utf8');
  const applied = await applySettings(deps.db, { workspaceId: connection.workspaceId, text, lookup, actor: 'system' }, deps.clock.now());
  if (!applied.ok) throw new Error(`The seeded settings are refused: ${JSON.stringify(applied.mistakes)}`);
}
