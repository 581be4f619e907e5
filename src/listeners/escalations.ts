import type { Deps } from '../deps';
import { buttonHandlers } from './escalations/buttons';
import { doorHandlers } from './escalations/doors';
import { modalHandlers } from './escalations/modals';
import { offerHandlers } from './escalations/offer';
import { submitHandlers } from './escalations/submit';
import { surroundingsHandlers } from './escalations/surroundings';
import { typingHandlers } from './escalations/typing';
import { type Handlers, joined } from './registry';

const parts = [doorHandlers, typingHandlers, submitHandlers, buttonHandlers, modalHandlers, offerHandlers, surroundingsHandlers];

/** From a click to a card: the doors, the form, the buttons, and what happens around. */
export function escalationHandlers(deps: Deps): Handlers {
  return joined(parts.map((of) => of(deps)));
}
