/** Payloads of interactions in Slack's shapes. */
import type { Channel, Json, Message, User, View } from '../model';
import { asMessage } from '../shapes/message';
import { asView } from '../shapes/view';
import { newTs, type Slack, teamOf } from '../slack';

/** What every interactive payload begins with. */
export function opening(slack: Slack, type: string, user: User): Json {
  const team = teamOf(slack, user.teamId);
  return {
    type,
    team: { id: team.id, domain: team.domain },
    user: { id: user.id, username: user.name, name: user.name, team_id: team.id },
    api_app_id: slack.app.id,
    token: slack.app.verificationToken,
    enterprise: null,
    is_enterprise_install: false,
  };
}

export function commandPayload(
  slack: Slack,
  user: User,
  channel: Channel,
  fields: { command: string; text: string; responseUrl: string; triggerId: string },
): Json {
  const team = teamOf(slack, user.teamId);
  return {
    token: slack.app.verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: user.id,
    user_name: user.name,
    command: fields.command,
    text: fields.text,
    api_app_id: slack.app.id,
    is_enterprise_install: 'false',
    response_url: fields.responseUrl,
    trigger_id: fields.triggerId,
  };
}

export function messageShortcutPayload(
  slack: Slack,
  user: User,
  channel: Channel,
  message: Message,
  fields: { callbackId: string; responseUrl: string; triggerId: string },
): Json {
  const { api_app_id: _appId, ...head } = opening(slack, 'message_action', user);
  return {
    ...head,
    user: { id: user.id, name: user.name, team_id: user.teamId },
    action_ts: newTs(slack, user.teamId),
    callback_id: fields.callbackId,
    trigger_id: fields.triggerId,
    response_url: fields.responseUrl,
    message_ts: message.ts,
    channel: { id: channel.id, name: channelName(channel) },
    message: asMessage(slack, message),
  };
}

export function globalShortcutPayload(slack: Slack, user: User, fields: { callbackId: string; triggerId: string }): Json {
  const { api_app_id: _appId, ...head } = opening(slack, 'shortcut', user);
  return { ...head, action_ts: newTs(slack, user.teamId), callback_id: fields.callbackId, trigger_id: fields.triggerId };
}

/** Where an element stands that was used: the part of `block_actions` and `block_suggestion` that says so. */
export function standsInMessage(slack: Slack, channel: Channel, message: Message): Json {
  const isEphemeral = message.visibleTo !== undefined;
  const thread = message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts };
  return {
    container: { type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral: isEphemeral, ...thread },
    channel: { id: channel.id, name: channelName(channel) },
    ...(isEphemeral ? {} : { message: asMessage(slack, message) }),
  };
}

export function standsInView(slack: Slack, view: View): Json {
  return { container: { type: 'view', view_id: view.id }, view: asView(slack, view) };
}

const OF_ELEMENT = [
  'text',
  'value',
  'style',
  'url',
  'placeholder',
  'confirm',
  'initial_option',
  'initial_user',
  'initial_channel',
  'initial_conversation',
  'initial_date',
  'initial_time',
  'min_query_length',
];

/** One entry of `actions`. */
export function actionOf(element: Json, blockId: string, value: Json, actionTs: string): Json {
  const described = Object.fromEntries(OF_ELEMENT.flatMap((key) => (element[key] === undefined ? [] : [[key, element[key]]])));
  return { ...described, ...value, type: element.type, action_id: element.action_id, block_id: blockId, action_ts: actionTs };
}

/** Slack hides the names of what is not public. */
export function channelName(channel: Channel): string {
  if (channel.kind === 'im') return 'directmessage';
  return channel.kind === 'private' || channel.kind === 'mpim' ? 'privategroup' : channel.name;
}
