import { Mrkdwn } from '../blocks/Mrkdwn';
import type { Channel } from '../data/wire';
import { useWorkspace } from '../data/workspace';
import { Icon } from '../parts/Icon';
import { IconButton } from '../parts/IconButton';
import { Menu, type MenuItem } from '../parts/Menu';
import { usePrefill } from './draft';

export function ChannelHeader({ channel, title }: { channel: Channel; title: string }) {
  const { person } = useWorkspace();
  const direct = channel.kind === 'im' || channel.kind === 'mpim';
  const other = person(channel.with);
  return (
    <header className="pane-head">
      <h1 className="pane-title">
        {!direct && <Icon name={channel.kind === 'private' ? 'lock' : 'hash'} />}
        <span>{direct ? title : channel.name}</span>
      </h1>
      {channel.isShared && (
        <span className="badge is-shared" title="Shared with another company">
          <Icon name="link" size={13} /> Slack Connect
        </span>
      )}
      {other?.role && <span className="pane-topic">{other.role}</span>}
      {channel.topic && (
        <span className="pane-topic">
          <Mrkdwn text={channel.topic} />
        </span>
      )}
      <span className="pane-head-end">
        {!direct && (
          <span className="badge" title={`${channel.memberCount} members`}>
            <Icon name="people" size={14} /> {channel.memberCount}
            <span className="hidden"> members</span>
          </span>
        )}
        {!direct && <ChannelMenu channel={channel} />}
      </span>
    </header>
  );
}

function ChannelMenu({ channel }: { channel: Channel }) {
  const { act, refresh } = useWorkspace();
  const prefill = usePrefill();
  const items: MenuItem[] = [
    ...(channel.isMember && !channel.isArchived
      ? [
          { id: 'invite', label: 'Add people…' },
          { id: 'remove', label: 'Remove people…' },
          { id: 'leave', label: 'Leave channel' },
        ]
      : []),
    ...(!channel.isMember && !channel.isArchived ? [{ id: 'join', label: 'Join channel' }] : []),
    channel.isArchived
      ? { id: 'unarchive', label: 'Unarchive channel', startsGroup: true }
      : { id: 'archive', label: 'Archive channel', danger: true, startsGroup: true },
  ];
  const choose = (id: string) => {
    if (id === 'invite' || id === 'remove') return prefill(channel.id, `/${id} @`);
    void act({ do: id as 'join' | 'leave' | 'archive' | 'unarchive', channel: channel.id }).then(refresh);
  };
  return (
    <Menu
      label={`Channel #${channel.name}`}
      align="end"
      items={items}
      onChoose={choose}
      trigger={(props) => <IconButton {...props} icon="more" label="Channel menu" />}
    />
  );
}
