/** A person's own settings. */
import type { ActResult } from '../api';
import { refuse } from '../errors';
import { emitToWorkspace } from '../events/emit';
import type { User } from '../model';
import { asDnd } from '../shapes/dnd';
import { asUser } from '../shapes/user';
import { newTs, nowSeconds, type Slack } from '../slack';
import { isZone } from '../zones';
import { DONE, type Doing } from './act';

export function setDoNotDisturb(slack: Slack, user: User, act: Doing<'set_dnd'>): ActResult {
  const { snoozeUntil: _snoozeUntil, ...awake } = user;
  const until = act.until === null ? undefined : Math.floor(new Date(act.until).getTime() / 1000);
  if (until !== undefined && !(until > nowSeconds(slack))) refuse('snooze_failed');
  const changed = slack.store.put('users', user.id, until === undefined ? awake : { ...awake, snoozeUntil: until });
  const told = { user: user.id, dnd_status: asDnd(slack, changed), event_ts: newTs(slack, user.teamId) };
  emitToWorkspace(slack, user.teamId, { type: 'dnd_updated_user', ...told });
  return DONE;
}

export function updateProfile(slack: Slack, user: User, act: Doing<'update_profile'>): ActResult {
  if (act.tz !== undefined && !isZone(act.tz)) refuse('invalid_profile');
  const { displayName = user.displayName, tz = user.tz } = act;
  changeUser(slack, user, { displayName, tz });
  return DONE;
}

/** Changes what others see of a person, and tells the app. */
export function changeUser(slack: Slack, user: User, changes: Partial<User>): User {
  const changed = slack.store.put('users', user.id, { ...user, ...changes, updated: nowSeconds(slack) });
  const event = { user: asUser(slack, changed), cache_ts: nowSeconds(slack), event_ts: newTs(slack, user.teamId) };
  emitToWorkspace(slack, user.teamId, { type: 'user_change', ...event });
  return changed;
}
