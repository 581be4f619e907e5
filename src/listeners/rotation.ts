import type { Deps } from '../deps';
import { type Handlers, joined } from './registry';
import { formHandlers } from './rotation/form';
import { groupHandlers } from './rotation/groups';
import { handoffHandlers } from './rotation/handoffs';
import { missedHandlers } from './rotation/missed';
import { reminderHandlers } from './rotation/reminders';
import { rotaHandlers } from './rotation/rota';

const parts: ((deps: Deps) => Handlers)[] = [rotaHandlers, formHandlers, reminderHandlers, groupHandlers, handoffHandlers, missedHandlers];

/** What people do with rotations: `/rota`, its modals, and the buttons of its cards. */
export function rotationHandlers(deps: Deps): Handlers {
  return joined(parts.map((of) => of(deps)));
}
