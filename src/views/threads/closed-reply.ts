import type { Message } from '../../delivery/words';
import { section } from './quote';

export interface ClosedFacts {
  escalationId: string;
  /** `ESC-142` */
  name: string;
  squad: string;
}

/** Whoever writes where the escalation is closed learns that nobody is told, and may reopen it. */
export function closedReplyMessage({ escalationId, name, squad }: ClosedFacts): Message {
  const text = `${name} is closed, so this was not passed on to ${squad}. Is there more to it?`;
  return {
    text,
    blocks: [
      section(text),
      {
        type: 'actions',
        elements: [{ type: 'button', action_id: 'reopen_escalation', value: escalationId, text: { type: 'plain_text', text: 'Reopen' } }],
      },
    ],
  };
}
