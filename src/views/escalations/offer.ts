import type { Message } from '../../delivery/words';
import { actions, button, link } from './parts';
import { say } from './said';

/** To who put :sos: on a message, and to them alone. `address`: the message, where it is not asked under it. */
export function offerMessage(value: string, address: string | null): Message {
  const buttons = [button('Fill in', 'fill_in_escalation', value, { style: 'primary' }), button('Not now', 'not_now', value)];
  return say(address ? `Escalate ${link(address, 'this thread')}?` : 'Escalate this thread?', actions(buttons));
}
