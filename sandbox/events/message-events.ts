/** Message events in Slack's shapes. */
import type { Channel, Json, Message } from '../model';
import { channelType } from '../shapes/channel';
import { asMessage } from '../shapes/message';
import { installIn, newTs, type Slack } from '../slack';
import { emitToMembers } from './emit';
import type { SlackEvent } from './envelope';

export function tellPosted(slack: Slack, channel: Channel, message: Message): void {
  const shape = asMessage(slack, message);
  emitToMembers(slack, channel, { ...shape, type: 'message', ...placed(channel, message.ts) });
  if (mentionsBot(slack, channel, message)) {
    emitToMembers(slack, channel, { ...shape, type: 'app_mention', channel: channel.id, event_ts: message.ts });
  }
}

/** Edits, unfurls, and roots whose count of replies changed after a deletion: all look like this. */
export function tellChanged(slack: Slack, channel: Channel, message: Message, previous: Message): void {
  const ts = newTs(slack, channel.teamId);
  const event = {
    type: 'message',
    subtype: 'message_changed',
    message: asMessage(slack, message),
    previous_message: asMessage(slack, previous),
    hidden: true,
    ts,
    ...placed(channel, ts),
  };
  emitToMembers(slack, channel, event);
}

export function tellDeleted(slack: Slack, channel: Channel, previous: Message): void {
  const ts = newTs(slack, channel.teamId);
  const event = {
    type: 'message',
    subtype: 'message_deleted',
    previous_message: asMessage(slack, previous),
    hidden: true,
    deleted_ts: previous.ts,
    ts,
    ...placed(channel, ts),
  };
  emitToMembers(slack, channel, event);
}

export function tellReaction(
  slack: Slack,
  channel: Channel,
  message: Message,
  reaction: { user: string; name: string; removed: boolean },
): void {
  const event: SlackEvent = {
    type: reaction.removed ? 'reaction_removed' : 'reaction_added',
    user: reaction.user,
    reaction: reaction.name,
    item: { type: 'message', channel: channel.id, ts: message.ts },
    ...(message.user === undefined ? {} : { item_user: message.user }),
    event_ts: newTs(slack, channel.teamId),
  };
  emitToMembers(slack, channel, event);
}

function placed(channel: Channel, eventTs: string): Json {
  return { channel: channel.id, event_ts: eventTs, channel_type: channelType(channel) };
}

/** Mentions in a direct message with the app are messages only. */
function mentionsBot(slack: Slack, channel: Channel, message: Message): boolean {
  const bot = installIn(slack, channel.teamId)?.botUserId;
  if (bot === undefined || channel.kind === 'im' || message.user === bot) return false;
  return message.text.includes(`<@${bot}>`) || message.text.includes(`<@${bot}|`);
}
