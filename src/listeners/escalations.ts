import type { Deps } from '../deps';
import { buttonHandlers } from './escalations/buttons';
import { doorHandlers } from './escalations/doors';
import { modalHandlers } from './escalations/modals';
import { offerHandlers } from './escalations/offer';
import { submitHandlers } from './escalations/submit';
import { surroundingsHandlers } from './escalations/surroundings';
import { typingHandlers } from './escalations/typing';
import type { Handlers } from './registry';

/** From a click to a card: the doors, the form, the buttons, and what happens around. */
export function escalationHandlers(deps: Deps): Handlers {
  const parts = [doorHandlers, typingHandlers, submitHandlers, buttonHandlers, modalHandlers, offerHandlers, surroundingsHandlers].map(
    (of) => of(deps),
  );
  const all = (sort: keyof Handlers) => Object.assign({}, ...parts.map((part) => part[sort]));
  return {
    commands: all('commands'),
    shortcuts: all('shortcuts'),
    actions: all('actions'),
    views: all('views'),
    closed: all('closed'),
    options: all('options'),
    events: all('events'),
  };
}
