/** The envelope of an event, as the Events API wraps it. */
import type { Channel, Install, Json } from '../model';
import { isExternallyShared } from '../shapes/channel';
import { nowSeconds, type Slack } from '../slack';

export type SlackEvent = Json & { type: string };

export function eventEnvelope(slack: Slack, install: Install, event: SlackEvent, channel?: Channel): Json & { event_id: string } {
  const eventId = slack.ids.next('Ev');
  return {
    token: slack.app.verificationToken,
    team_id: origin(slack, install, event, channel),
    context_team_id: install.teamId,
    context_enterprise_id: null,
    api_app_id: slack.app.id,
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: nowSeconds(slack),
    authorizations: [
      { enterprise_id: null, team_id: install.teamId, user_id: install.botUserId, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: channel !== undefined && isExternallyShared(channel),
    event_context: `4-${eventId}`,
  };
}

/** Where it happened: what somebody of another company does in a shared channel comes with their workspace, and our authorization. */
function origin(slack: Slack, install: Install, event: SlackEvent, channel?: Channel): string {
  if (channel === undefined || !isExternallyShared(channel)) return install.teamId;
  const message = (event.message ?? event.previous_message) as Json | undefined;
  const who = event.user ?? message?.user;
  return (typeof who === 'string' && slack.store.get('users', who)?.teamId) || install.teamId;
}
