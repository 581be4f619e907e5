import type { Deps } from '../deps';
import { directoryHandlers } from './directory';
import { escalationHandlers } from './escalations';
import { homeHandlers } from './home';
import type { Handlers } from './registry';
import { rotationHandlers } from './rotation';
import { settingsHandlers } from './settings';
import { threadHandlers } from './threads';

/** Every capability's handlers. The directory comes first: who somebody is, and where, is known before an event's effects are decided. */
export function allHandlers(deps: Deps): Handlers[] {
  const all = [directoryHandlers, homeHandlers, settingsHandlers, escalationHandlers, threadHandlers, rotationHandlers];
  return all.map((of) => of(deps));
}
