import { useState } from 'react';
import { Mrkdwn } from '../blocks/Mrkdwn';
import type { Channel } from '../data/wire';
import { useWorkspace } from '../data/workspace';
import { Icon } from '../parts/Icon';
import { IconButton } from '../parts/IconButton';
import { Menu, type MenuItem } from '../parts/Menu';
import { Snoozed } from '../parts/Snoozed';
import { usePrefill } from './draft';
import { EditTopic } from './EditTopic';

export function ChannelHeader({ channel, title }: { channel: Channel; title: string }) {
  const { person } = useWorkspace();
  const [editing, setEditing] = useState(false);
  const editTopic = () => setEditing(true);
  const direct = channel.kind === 'im' || channel.kind === 'mpim';
  const other = person(channel.with);
  return (
    <header className="pane-head">
      <h1 className="pane-title">
        {!direct && <Icon name={channel.kind === 'private' ? 'lock' : 'hash'} />}
        <span>{direct ? title : channel.name}</span>
        <Snoozed person={other} />
      </h1>
      {channel.isShared && (
        <span className="badge is-shared" title="Shared with another company">
          <Icon name="link" size={13} /> Slack Connect
        </span>
      )}
      {other?.role && <span className="pane-topic">{other.role}</span>}
      <Topic channel={channel} onEdit={editTopic} />
      <span className="pane-head-end">
        {!direct && (
          <span className="badge" title={`${channel.memberCount} members`}>
            <Icon name="people" size={14} /> {channel.memberCount}
            <span className="hidden"> members</span>
          </span>
        )}
        {!direct && <ChannelMenu channel={channel} onTopic={editTopic} />}
      </span>
      {editing && <EditTopic channel={channel} onClose={() => setEditing(false)} />}
    </header>
  );
}

/** What the channel is about now; whoever is in it may say so. */
function Topic({ channel, onEdit }: { channel: Channel; onEdit: () => void }) {
  const mayEdit = mayEditTopic(channel);
  if (!channel.topic) {
    return mayEdit ? (
      <button type="button" className="topic-add" onClick={onEdit}>
        Add a topic
      </button>
    ) : null;
  }
  return (
    <>
      <span className="pane-topic is-set">
        <Mrkdwn text={channel.topic} />
      </span>
      {mayEdit && <IconButton icon="pencil" size={15} label="Edit topic" className="topic-edit" onClick={onEdit} />}
    </>
  );
}

function mayEditTopic({ kind, isMember, isArchived }: Channel): boolean {
  return kind !== 'im' && isMember && !isArchived;
}

function ChannelMenu({ channel, onTopic }: { channel: Channel; onTopic: () => void }) {
  const { act, refresh } = useWorkspace();
  const prefill = usePrefill();
  const items: MenuItem[] = [
    ...(channel.isMember && !channel.isArchived
      ? [
          { id: 'invite', label: 'Add people…' },
          { id: 'remove', label: 'Remove people…' },
          { id: 'topic', label: 'Edit topic…' },
          { id: 'leave', label: 'Leave channel' },
        ]
      : []),
    ...(!channel.isMember && !channel.isArchived ? [{ id: 'join', label: 'Join channel' }] : []),
    channel.isArchived
      ? { id: 'unarchive', label: 'Unarchive channel', startsGroup: true }
      : { id: 'archive', label: 'Archive channel', danger: true, startsGroup: true },
  ];
  const choose = (id: string) => {
    if (id === 'topic') return onTopic();
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
