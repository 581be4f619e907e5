/** What Slack would say for the names in `ActResult.problem`. A sentence stays as it is. */
const WORDS: Record<string, (app: string) => string> = {
  operation_timeout: (app) => `${app} didn't respond in time`,
  dispatch_failed: (app) => `${app} is not connected, so nothing was sent`,
  app_not_connected: (app) => `${app} is not connected, so nothing was sent`,
  trigger_expired: (app) => `${app} answered too late to open a window`,
  is_archived: () => 'This channel is archived',
  not_in_channel: () => 'You are not in this channel',
  channel_not_found: () => 'You cannot see this channel',
  message_not_found: () => 'This message is gone',
  cant_delete_message: () => 'You can delete only your own messages',
  cant_update_message: () => 'You can edit only your own messages',
  msg_too_long: () => 'This message is too long',
  no_users_provided: () => 'A user group needs at least one member. To take it out of use, disable it',
  invalid_users: () => 'Guests, apps and people who left cannot be in a user group',
  permission_denied: () => 'Only admins may change user groups here',
  plan_upgrade_required: () => 'User groups need a paid plan',
  no_such_subteam: () => 'This user group is disabled',
  too_long: () => 'This topic is too long',
  user_is_restricted: () => 'Only admins may set the topic of this channel',
  snooze_failed: () => 'This time is over already',
  no_text: () => 'There is nothing to send',
};

export function problemWords(problem: string, app: string): string {
  if (WORDS[problem]) return WORDS[problem](app);
  return /\s/.test(problem) ? problem : `${app}: ${problem}`;
}
