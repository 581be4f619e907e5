/** Posting, editing, deleting, reacting. */
import type { ActResult } from '../api';
import { refuse } from '../errors';
import { edit, post, react, remove, unreact } from '../messages';
import type { Channel, Json, Message, User } from '../model';
import { richTextOf } from '../rich-text';
import { mimetypeOf } from '../shapes/file';
import { newTs, nowSeconds, type Slack } from '../slack';
import { linksIn, onTheWire } from '../wording';
import { DONE, type Doing, messageOf, writableBy } from './act';

const LONGEST_MESSAGE = 40_000;

export function postMessage(slack: Slack, user: User, act: Doing<'post'>): ActResult {
  const channel = writableBy(slack, user, act.channel);
  if (channel.isReadOnly && !user.isAdmin) refuse('restricted_action');
  if (isReadOnlyAppMessages(slack, channel)) refuse('messages_tab_read_only');
  if (act.text.length > LONGEST_MESSAGE) refuse('msg_too_long');
  if (act.text.trim() === '' && (act.files ?? []).length === 0) refuse('no_text');

  const files = (act.files ?? []).map((file) => addFile(slack, user, channel, file));
  const text = onTheWire(act.text);
  const message = post(slack, channel, {
    user: user.id,
    client_msg_id: slack.ids.uuid(),
    text,
    team: user.teamId,
    ...(text === '' ? {} : { blocks: [richTextOf(text, slack.ids.secret(5))] }),
    ...(files.length === 0 ? {} : { subtype: 'file_share', files }),
    ...(act.thread === undefined ? {} : { thread_ts: act.thread, broadcast: act.broadcast === true }),
  });
  unfurl(slack, channel, message);
  return { ok: true, message: { channel: channel.id, ts: message.ts } };
}

/** `/me waves`: a message in the third person. */
export function postMeMessage(slack: Slack, user: User, channelId: string, text: string): ActResult {
  const channel = writableBy(slack, user, channelId);
  const message = post(slack, channel, { user: user.id, text: onTheWire(text), team: user.teamId, subtype: 'me_message' });
  return { ok: true, message: { channel: channel.id, ts: message.ts } };
}

export function editMessage(slack: Slack, user: User, act: Doing<'edit'>): ActResult {
  const { channel, message } = messageOf(slack, user, act.message);
  if (message.user !== user.id || message.bot_id !== undefined) refuse('cant_update_message');
  const text = onTheWire(act.text);
  edit(slack, channel, message, {
    text,
    blocks: text === '' ? undefined : [richTextOf(text, slack.ids.secret(5))],
    edited: { user: user.id, ts: newTs(slack, channel.teamId) },
  });
  return DONE;
}

export function deleteMessage(slack: Slack, user: User, act: Doing<'delete'>): ActResult {
  const { channel, message } = messageOf(slack, user, act.message);
  if (message.user !== user.id && !user.isAdmin) refuse('cant_delete_message');
  remove(slack, channel, message);
  return DONE;
}

export function reactTo(slack: Slack, user: User, act: Doing<'react'>): ActResult {
  const { channel, message } = messageOf(slack, user, act.message);
  if (act.remove === true) unreact(slack, channel, message, user.id, act.name);
  else react(slack, channel, message, user.id, act.name);
  return DONE;
}

function isReadOnlyAppMessages(slack: Slack, channel: Channel): boolean {
  const bot = slack.store.get('installs', channel.teamId)?.botUserId ?? '';
  return channel.kind === 'im' && channel.members.includes(bot) && slack.app.messagesTabReadOnly;
}

function addFile(slack: Slack, user: User, channel: Channel, { name, content }: { name: string; content: string }): string {
  const id = slack.ids.next('F');
  const bytes = Buffer.from(content);
  slack.store.put('files', id, {
    ...{ id, teamId: user.teamId, user: user.id, name, title: name, mimetype: mimetypeOf(name) },
    ...{ content: bytes.toString('base64'), size: bytes.length, created: nowSeconds(slack), complete: true },
    shares: [{ channel: channel.id, ts: '' }],
  });
  return id;
}

/** Slack looks at a link a moment later and changes the message: an edit that the person did not make. */
function unfurl(slack: Slack, channel: Channel, message: Message): void {
  const links = linksIn(message.text);
  if (links.length === 0) return;

  const attachments = links.map((link, index): Json => {
    const { hostname } = new URL(link);
    return {
      id: index + 1,
      original_url: link,
      from_url: link,
      fallback: hostname,
      service_name: hostname,
      title: hostname,
      title_link: link,
    };
  });
  edit(slack, channel, message, { attachments });
}
