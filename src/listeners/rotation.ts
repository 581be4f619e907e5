import type { Deps } from '../deps';
import { type Handlers, joined } from './registry';

const parts: ((deps: Deps) => Handlers)[] = [];

/** What people do with rotations: `/rota`, its modals, and the buttons of its cards. */
export function rotationHandlers(deps: Deps): Handlers {
  return joined(parts.map((of) => of(deps)));
}
