/** Looking at the app: its Home tab, its messages. */
import type { ActResult } from '../api';
import { emitToWorkspace } from '../events/emit';
import { appDirectMessage } from '../installs';
import { homeOf } from '../interactions/views';
import type { User } from '../model';
import { asView } from '../shapes/view';
import { newTs, type Slack } from '../slack';
import { DONE } from './act';

export function openHome(slack: Slack, user: User): ActResult {
  tellOpened(slack, user, 'home');
  return DONE;
}

export function openDirectMessage(slack: Slack, user: User): ActResult {
  tellOpened(slack, user, 'messages');
  return DONE;
}

function tellOpened(slack: Slack, user: User, tab: 'home' | 'messages'): void {
  const view = tab === 'home' ? homeOf(slack, user.id) : undefined;
  emitToWorkspace(slack, user.teamId, {
    type: 'app_home_opened',
    user: user.id,
    channel: appDirectMessage(slack, user.id),
    tab,
    ...(view === undefined ? {} : { view: asView(slack, view) }),
    event_ts: newTs(slack, user.teamId),
  });
}
