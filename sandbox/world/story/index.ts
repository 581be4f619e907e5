/** The story: a week at Tallwick, a company that makes invoicing software. */
import type { WorldSeed } from '../seed';
import { channels } from './channels';
import { userGroups } from './groups';
import { acme, people, statuslamp, tallwick } from './people';
import { tell } from './telling';
import { company } from './threads/company';
import { squads } from './threads/squads';
import { support } from './threads/support';
import { urgent } from './threads/urgent';

/** The seeded company of the README; its threads lie in the days before `now`. */
export function storyWorld(now: Date): WorldSeed {
  return {
    team: tallwick,
    partners: [acme],
    people,
    apps: [statuslamp],
    channels: channels(now),
    messages: tell([...support, ...urgent, ...squads, ...company], now),
    userGroups,
  };
}
