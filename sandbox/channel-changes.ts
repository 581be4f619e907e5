/** Changes to a channel that only an operator of Slack makes. */
import { shareWith, unshareWith, update } from './channels';
import { channelOf, type Slack } from './slack';

export interface ChannelChange {
  readOnly?: boolean;
  shareWith?: string;
  unshareWith?: string;
}

export function changeChannel(slack: Slack, id: string, what: ChannelChange): void {
  if (what.shareWith !== undefined) shareWith(slack, channelOf(slack, id), what.shareWith);
  if (what.unshareWith !== undefined) unshareWith(slack, channelOf(slack, id), what.unshareWith);
  if (what.readOnly === true) update(slack, channelOf(slack, id), { isReadOnly: true });
  if (what.readOnly === false) {
    const { isReadOnly: _isReadOnly, ...open } = channelOf(slack, id);
    slack.store.put('channels', id, open);
  }
}
