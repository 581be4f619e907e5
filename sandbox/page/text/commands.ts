import type { Act } from '../../api';
import type { Channel } from '../data/wire';
import { toWire } from './compose';
import { type Directory, handleOf } from './names';

export interface TypedCommand {
  command: string;
  text: string;
}

/** `/escalate billing: …` → its two parts. A `/` inside a line, or a path such as `/var/log`, is no command. */
export function parseCommand(typed: string): TypedCommand | null {
  const match = /^(\/[a-z][\w-]*)(?:\s+([\s\S]*))?$/i.exec(typed.trim());
  return match ? { command: (match[1] ?? '').toLowerCase(), text: match[2] ?? '' } : null;
}

/** Slack's own commands, those that change this small workspace. */
export const BUILT_IN = [
  { command: '/invite', description: 'Add somebody to this channel', usageHint: '@name' },
  { command: '/remove', description: 'Take somebody out of this channel', usageHint: '@name' },
  { command: '/join', description: 'Join a channel', usageHint: '#channel' },
  { command: '/leave', description: 'Leave this channel', usageHint: '' },
  { command: '/rename', description: 'Give this channel another name', usageHint: 'new-name' },
  { command: '/topic', description: 'Set the topic of this channel', usageHint: 'new topic' },
  { command: '/archive', description: 'Archive this channel', usageHint: '' },
  { command: '/dnd', description: 'Pause notifications', usageHint: '30 minutes, 2 hours, off' },
] as const;

/** A built-in command as an act, or the sentence that Slack would say. */
export function builtInAct({ command, text }: TypedCommand, here: Channel, directory: Directory, now: Date): Act | string | null {
  switch (command) {
    case '/invite':
    case '/remove':
      return membership(command === '/invite' ? 'invite' : 'kick', text, here, directory);
    case '/join':
      return join(text, directory);
    case '/leave':
      return { do: 'leave', channel: here.id };
    case '/rename':
      return rename(text, here);
    case '/topic':
      return { do: 'set_topic', channel: here.id, topic: toWire(text.trim(), directory) };
    case '/archive':
      return { do: 'archive', channel: here.id };
    case '/dnd':
      return pause(text, now);
    default:
      return null;
  }
}

function membership(act: 'invite' | 'kick', text: string, here: Channel, { people }: Directory): Act | string {
  const name = text.trim().replace(/^@/, '').toLowerCase();
  const person = people.find((found) => handleOf(found).toLowerCase() === name || found.realName.toLowerCase() === name);
  if (!person) return name ? `There is nobody called @${name} here.` : 'Say whom: /invite @name';
  return { do: act, channel: here.id, user: person.id };
}

function rename(text: string, here: Channel): Act | string {
  const name = text.trim().replace(/^#/, '');
  return name ? { do: 'rename', channel: here.id, name } : 'Say the new name: /rename new-name';
}

function join(text: string, { channels }: Directory): Act | string {
  const name = text.trim().replace(/^#/, '');
  const channel = channels.find((found) => found.name === name);
  return channel ? { do: 'join', channel: channel.id } : `There is no channel #${name} that you can see.`;
}

function pause(text: string, now: Date): Act | string {
  if (text.trim() === 'off') return { do: 'set_dnd', until: null };
  const match = /^(\d+)\s*(m|min|minutes?|h|hours?)$/.exec(text.trim());
  if (!match) return 'Say for how long: /dnd 30 minutes, /dnd 2 hours or /dnd off';
  const minutes = Number(match[1]) * (match[2]?.startsWith('h') ? 60 : 1);
  return { do: 'set_dnd', until: new Date(now.getTime() + minutes * 60_000) };
}
