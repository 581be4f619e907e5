import type { Message } from '../../delivery/words';
import { actions, button } from './parts';
import { say } from './said';

/** To who put :sos: on a message, and to them alone. `value`: the channel and the message. */
export function offerMessage(value: string): Message {
  const buttons = [button('Fill in', 'fill_in_escalation', value, { style: 'primary' }), button('Not now', 'not_now', value)];
  return say('Escalate this thread?', actions(buttons));
}
