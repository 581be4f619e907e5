/** Which events the app hears: those its manifest subscribes to, about what its bot can see. */
import type { Channel, Install } from '../model';
import { installIn, type Slack } from '../slack';
import { eventEnvelope, type SlackEvent } from './envelope';

const MESSAGE_SUBSCRIPTIONS = { public: 'message.channels', private: 'message.groups', im: 'message.im', mpim: 'message.mpim' } as const;

/** Something that happened in the workspace, or to a public channel whether the bot is in it or not. */
export function emitToWorkspace(slack: Slack, teamId: string, event: SlackEvent, channel?: Channel): void {
  const install = installIn(slack, teamId);
  if (install === null || !slack.app.events.has(event.type)) return;
  send(slack, install, event, channel);
}

/** Something that happened inside a channel: heard by its members only. */
export function emitToMembers(slack: Slack, channel: Channel, event: SlackEvent): void {
  const install = installIn(slack, channel.teamId);
  if (install === null || !channel.members.includes(install.botUserId)) return;
  if (!slack.app.events.has(subscription(event, channel))) return;
  send(slack, install, event, channel);
}

function subscription(event: SlackEvent, channel: Channel): string {
  return event.type === 'message' ? MESSAGE_SUBSCRIPTIONS[channel.kind] : event.type;
}

function send(slack: Slack, install: Install, event: SlackEvent, channel?: Channel): void {
  const payload = eventEnvelope(slack, install, event, channel);
  slack.events.add({ eventId: payload.event_id, teamId: install.teamId, payload, attempt: 0, notBefore: 0 });
}
