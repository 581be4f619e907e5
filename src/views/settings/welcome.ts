import type { Message } from '../../delivery/words';
import { actions, button, context, section } from './parts';

/** The first words to the admin who installed Backline; `null` once there is a squad. */
export function welcomeMessage(squads: number): Message | null {
  if (squads > 0) return null;
  return {
    text: 'Name your first squad: a name and its channel are enough, then anybody can escalate a thread to it.',
    blocks: [
      section(
        '*Name your first squad*\nA squad is a team that can answer. Its name and its channel are enough, then anybody can escalate a thread to it.',
      ),
      ...actions([button('Add a squad', 'add_squad', 'welcome', { style: 'primary' })], 'welcome'),
      context(
        'Everything else has a default that works: business hours, who may escalate, who is asked first. It is under Settings on my Home tab.',
      ),
    ],
  };
}
