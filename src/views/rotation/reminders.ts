import type { KnownBlock } from '@slack/types';
import type { Message } from '../../delivery/words';
import { actions, button, section, typed } from '../escalations/parts';
import { cityOf, dateInFull, dayThere, inFull, listed, timeThere, wall } from './times';

export interface ReminderFacts {
  what: 'week' | 'evening' | 'minutes' | 'snoozed' | 'silent';
  shiftId: string;
  rotation: string;
  start: Date;
  end: Date;
  /** Of the person. */
  zone: string;
  /** Names of who hosts a sitting. */
  hosts: string[];
}

/** To the person, on their own clock. */
export function reminderMessage(facts: ReminderFacts): Message {
  const host = facts.hosts.length > 0 ? ` Your host: ${listed(facts.hosts.map(typed))}.` : '';
  const text = `${reminderText(facts)}${host}`;
  const { what, shiftId } = facts;
  const cover = button('Find cover', 'rota_swap_open', shiftId);
  const buttons = what === 'week' || what === 'minutes' ? [cover] : [button("I'm in", 'rota_in', shiftId, { style: 'primary' }), cover];
  const blocks: KnownBlock[] = [section(text), ...actions(buttons)];
  return { text, blocks };
}

function reminderText({ what, rotation, start, end, zone }: ReminderFacts): string {
  const on = typed(rotation);
  const until = dayThere(start, zone) === dayThere(end, zone) ? timeThere(end, zone) : dateInFull(end, zone);
  switch (what) {
    case 'week':
      return `You are on ${on} in a week: from ${inFull(start, zone)} until ${until}. If that does not fit, there is time to find cover.`;
    case 'evening':
      return `You are on ${on} from tomorrow ${timeThere(start, zone)} until ${until}. Are you in?`;
    case 'minutes':
      return `You are on ${on} in 15 minutes, at ${timeThere(start, zone)}, until ${until}.`;
    case 'snoozed':
      return `You are on ${on} at ${timeThere(start, zone)} (${cityOf(zone)}), and your notifications are paused beyond that: pages would not reach you. Are you in?`;
    case 'silent':
      return `You are on ${on} at ${timeThere(start, zone)} (${cityOf(zone)}), and have not said yet that you are in. Are you?`;
  }
}

export interface UnreachableFacts {
  why: 'gone' | 'not_in_channel' | 'snoozed' | 'silent';
  name: string;
  rotation: string;
  channel: string | null;
  start: Date;
  zone: string;
}

export function unreachableText({ why, name, rotation, channel, start, zone }: UnreachableFacts): string {
  const who = `${typed(name)}, who is on ${typed(rotation)} from ${wall(start, zone)} (${cityOf(zone)}),`;
  switch (why) {
    case 'gone':
      return `${who} is deactivated or a guest now, and cannot be paged.`;
    case 'not_in_channel':
      return `${who} is not in ${channel ? `#${typed(channel)}` : 'the rotation’s channel'}, and cannot read what is said there. Invite them.`;
    case 'snoozed':
      return `${who} has paused notifications, and has not answered whether they are in.`;
    case 'silent':
      return `${who} has not answered whether they are in.`;
  }
}
