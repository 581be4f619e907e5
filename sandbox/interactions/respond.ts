/** What the app posts to a `response_url`, or acknowledges a command with. */
import { refuse, SlackError } from '../errors';
import { edit, post, postEphemeral, remove } from '../messages';
import type { Channel, Json, Message, ResponseUrl } from '../model';
import { channelOf, installOf, type Slack } from '../slack';
import { messageKey } from '../store';
import { asResponseMetadata, checkResponse } from '../strict';

type Place = Pick<ResponseUrl, 'teamId' | 'channel' | 'userId' | 'source'>;

/** Does what the body asks for where `placeOf` says, and logs it under a name. Refuses by throwing. */
export function answerThrough(slack: Slack, placeOf: () => Place, body: Json, name: string): void {
  const entry = slack.log.add({ way: 'http', name, teamId: '', request: body });
  try {
    const place = placeOf();
    entry.teamId = place.teamId;
    apply(slack, place, body);
    slack.log.finish(entry, { status: 200, response: { ok: true } });
  } catch (problem) {
    if (!(problem instanceof SlackError)) throw problem;
    slack.log.finish(entry, { status: 404, response: { ok: false, error: problem.error, ...problem.details } });
    slack.log.complain(entry);
    throw problem;
  }
}

function apply(slack: Slack, place: Place, body: Json): void {
  const complaints = checkResponse(body);
  const first = complaints[0];
  if (first !== undefined) refuse(first.error, { response_metadata: asResponseMetadata(complaints) });

  const channel = channelOf(slack, place.channel);
  if (body.delete_original === true) {
    deleteSource(slack, channel, place);
    return;
  }
  if (body.replace_original === true && place.source !== undefined) replaceSource(slack, channel, place, body);
  else if (body.response_type === 'in_channel') post(slack, channel, draftOf(slack, place, body));
  else postEphemeral(slack, channel, place.userId, draftOf(slack, place, body));
}

function draftOf(slack: Slack, place: Place, body: Json): Partial<Message> & { text: string } {
  const install = installOf(slack, place.teamId);
  const thread = typeof body.thread_ts === 'string' ? body.thread_ts : undefined;
  return {
    text: typeof body.text === 'string' ? body.text : '',
    user: install.botUserId,
    bot_id: install.botId,
    app_id: slack.app.id,
    team: place.teamId,
    ...(Array.isArray(body.blocks) && body.blocks.length > 0 ? { blocks: body.blocks as Json[] } : {}),
    ...(Array.isArray(body.attachments) && body.attachments.length > 0 ? { attachments: body.attachments as Json[] } : {}),
    ...(thread === undefined ? {} : { thread_ts: thread }),
  };
}

function replaceSource(slack: Slack, channel: Channel, place: Place, body: Json): void {
  const message = sourceOf(slack, channel, place);
  const { thread_ts: _thread, ...draft } = draftOf(slack, place, body);
  if (message.visibleTo === undefined) {
    edit(slack, channel, message, { ...draft, blocks: draft.blocks, attachments: draft.attachments });
    return;
  }
  slack.store.remove('ephemerals', messageKey(channel.id, message.ts));
  const thread = message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts };
  postEphemeral(slack, channel, message.visibleTo, { ...draft, ...thread });
}

function deleteSource(slack: Slack, channel: Channel, place: Place): void {
  const message = sourceOf(slack, channel, place);
  if (message.visibleTo === undefined) remove(slack, channel, message);
  else slack.store.remove('ephemerals', messageKey(channel.id, message.ts));
}

function sourceOf(slack: Slack, channel: Channel, { source }: Place): Message {
  if (source === undefined) return refuse('message_not_found');
  const { store } = slack;
  const message = source.ephemeral ? store.get('ephemerals', messageKey(channel.id, source.ts)) : store.message(channel.id, source.ts);
  return message ?? refuse('message_not_found');
}
