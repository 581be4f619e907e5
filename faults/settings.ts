import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sandbox } from '../sandbox';
import { whoAmI } from '../src/connect';
import type { Database } from '../src/database';
import { applySettings } from '../src/domain/settings/store';
import { createSlack } from '../src/slack';
import { root } from './root';

/** The squads of the story, by the same door as an operator's file, while the workers are at work. */
export async function nameSquads(db: Database, { app, apiUrl, clock }: Sandbox): Promise<void> {
  const connection = await whoAmI(app.botToken, apiUrl);
  const { workspaceId } = connection;
  const { people, channels } = createSlack({ db, clock, apiUrl, token: app.botToken, ...connection });
  const text = readFileSync(join(root, 'sandbox/world/settings.yml'), 'utf8');
  const lookup = { person: people.find, channel: channels.find };
  const applied = await applySettings(db, { workspaceId, text, lookup, actor: 'system' }, clock.now());
  if (!applied.ok) throw new Error(`The squads of the story are refused: ${JSON.stringify(applied.mistakes)}`);
}
