/** Do Not Disturb as others see it. The `snooze_…` keys are shown to nobody but the person asked about, so never to an app. */
import type { Json, User } from '../model';
import { nowSeconds, type Slack } from '../slack';

export function isSnoozing(slack: Slack, { snoozeUntil = 0 }: User): boolean {
  return snoozeUntil > nowSeconds(slack);
}

export function asDnd(slack: Slack, user: User): Json {
  const { snoozeUntil: until } = user;
  if (until === undefined || !isSnoozing(slack, user)) return { dnd_enabled: false, next_dnd_start_ts: 1, next_dnd_end_ts: 1 };
  return { dnd_enabled: true, next_dnd_start_ts: nowSeconds(slack), next_dnd_end_ts: until };
}
