import { useState } from 'react';
import { useGo } from '../data/go';
import { useMessages } from '../data/useMessages';
import type { Channel, Person } from '../data/wire';
import { useWorkspace } from '../data/workspace';
import { Snoozed } from '../parts/Snoozed';
import { channelTitle, personName } from '../text/names';
import { pausedUntil } from '../text/pause';
import { ChannelHeader } from './ChannelHeader';
import { Composer } from './Composer';
import { MessageList } from './MessageList';

interface Props {
  channel: Channel;
  /** A message to show and mark: the target of a link. */
  message?: string | undefined;
  /** App Home shows its messages without a header of their own. */
  withHeader?: boolean;
}

export function ChannelPane({ channel, message, withHeader = true }: Props) {
  const { me, state } = useWorkspace();
  const go = useGo();
  const { value: messages, problem } = useMessages(me.id, channel.id);
  const [unreadAtOpen] = useState(channel.unread);
  const title = channelTitle(channel, state.people);
  return (
    <div className="pane">
      {withHeader && <ChannelHeader channel={channel} title={title} />}
      <MessageList
        label={`Messages in ${title}`}
        channel={channel}
        messages={messages}
        problem={problem}
        unread={unreadAtOpen}
        marked={message}
        onThread={(thread) => go({ at: 'channel', channel: channel.id, thread })}
        empty={<Beginning channel={channel} title={title} />}
      />
      <Foot channel={channel} title={title} />
    </div>
  );
}

function Foot({ channel, title }: { channel: Channel; title: string }) {
  const { act, refresh, person } = useWorkspace();
  const does = (what: 'join' | 'unarchive') => void act({ do: what, channel: channel.id }).then(refresh);
  if (channel.isArchived) {
    return (
      <div className="pane-notice">
        <p>{title} is archived. It can be read, but nothing can be added.</p>
        <button type="button" className="button" onClick={() => does('unarchive')}>
          Unarchive
        </button>
      </div>
    );
  }
  if (!channel.isMember) {
    return (
      <div className="pane-notice">
        <p>You are looking at {title}.</p>
        <button type="button" className="button is-primary" onClick={() => does('join')}>
          Join channel
        </button>
      </div>
    );
  }
  return (
    <>
      <PausedNote person={person(channel.with)} />
      <Composer channel={channel} label={`Message ${title}`} />
    </>
  );
}

/** As Slack says it above the composer of a direct message. */
function PausedNote({ person }: { person: Person | undefined }) {
  const { me, now } = useWorkspace();
  if (person === undefined || person.id === me.id || !pausedUntil(person, now)) return null;
  return (
    <p className="paused-note">
      <Snoozed person={person} /> {personName(person)} has paused notifications
    </p>
  );
}

function Beginning({ channel, title }: { channel: Channel; title: string }) {
  const text =
    channel.kind === 'im' ? `This is the beginning of your conversation with ${title}.` : `This is the very beginning of ${title}.`;
  return <p className="beginning">{text}</p>;
}
