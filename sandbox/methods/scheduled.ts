/** Messages that Slack is asked to post later. */
import { refuse } from '../errors';
import { type Draft, post } from '../messages';
import type { Channel, Json, ScheduledMessage } from '../model';
import { nowSeconds, type Slack } from '../slack';
import { type Args, type Call, optional, text } from './call';
import { pageOf } from './pages';

const FURTHEST_S = 120 * 86_400;

export function scheduleMessage(call: Call, channel: Channel, args: Args, draft: Draft): Json {
  const now = nowSeconds(call.slack);
  const postAt = Number(args.post_at);
  if (postAt <= now) refuse('time_in_past');
  if (postAt > now + FURTHEST_S) refuse('time_too_far');

  const id = call.slack.ids.next('Q');
  const thread = optional(args.thread_ts);
  const later: Draft = thread === undefined ? draft : { ...draft, thread_ts: thread };
  const scheduled = { id, teamId: call.teamId, channel: channel.id, postAt, created: now, args: later };
  call.slack.store.put('scheduled', id, scheduled);
  arm(call.slack, scheduled);
  return { scheduled_message_id: id, channel: channel.id, post_at: postAt, message: { type: 'message', ...draft } };
}

export function listScheduled(call: Call, args: Args): Json {
  const channel = optional(args.channel);
  const waiting = call.slack.store
    .filter('scheduled', (one) => one.teamId === call.teamId && (channel === undefined || one.channel === channel))
    .sort((a, b) => a.postAt - b.postAt);
  const { items, metadata } = pageOf(waiting, ({ id }) => id, args, 100);
  return {
    scheduled_messages: items.map((one) => ({
      id: one.id,
      channel_id: one.channel,
      post_at: one.postAt,
      date_created: one.created,
      text: text(one.args.text),
    })),
    ...metadata,
  };
}

export function deleteScheduled(call: Call, channel: Channel, args: Args): Json {
  const scheduled = call.slack.store.get('scheduled', text(args.scheduled_message_id));
  if (scheduled === undefined || scheduled.channel !== channel.id) return refuse('invalid_scheduled_message_id');
  call.slack.store.remove('scheduled', scheduled.id);
  return {};
}

/** After a start or a restored world: what is still to be posted. */
export function armAll(slack: Slack): void {
  for (const scheduled of slack.store.all('scheduled')) arm(slack, scheduled);
}

function arm(slack: Slack, scheduled: ScheduledMessage): void {
  slack.clock.at(scheduled.postAt * 1000, () => {
    const due = slack.store.get('scheduled', scheduled.id);
    const channel = slack.store.get('channels', scheduled.channel);
    if (due === undefined) return;

    slack.store.remove('scheduled', due.id);
    if (channel !== undefined && !channel.isArchived) post(slack, channel, due.args as Draft);
  });
}
