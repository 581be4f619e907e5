import type { Message } from '../../delivery/words';
import { actions, button, section, typed } from '../escalations/parts';

export interface ClosedFacts {
  escalationId: string;
  /** `ESC-142` */
  name: string;
  squad: string;
}

/** Whoever writes where the escalation is closed learns that nobody is told, and may reopen it. */
export function closedReplyMessage({ escalationId, name, squad }: ClosedFacts): Message {
  const text = `${name} is closed, so this was not passed on to ${typed(squad)}. Is there more to it?`;
  return { text, blocks: [section(text), ...actions([button('Reopen', 'reopen_escalation', escalationId)])] };
}
