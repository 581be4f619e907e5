import type { Deps } from '../../deps';
import { type Handlers, joined } from '../registry';
import { askHandlers } from './swaps/ask';
import { buttonHandlers } from './swaps/buttons';
import { formHandlers } from './swaps/forms';
import { openHandlers } from './swaps/open';

export { openSwap, type SwapAsking } from './swaps/open';

/** Swaps: asking for one, taking it, and all that is pressed on their cards. */
export function swapHandlers(deps: Deps): Handlers {
  return joined([openHandlers(deps), askHandlers(deps), buttonHandlers(deps), formHandlers(deps)]);
}
