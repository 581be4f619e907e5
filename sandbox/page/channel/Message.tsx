import { useEffect, useRef, useState } from 'react';
import { Blocks } from '../blocks/Blocks';
import { Mrkdwn } from '../blocks/Mrkdwn';
import { SurfaceProvider } from '../blocks/surface';
import { useTouch } from '../data/useTheme';
import type { Channel, PageMessage, SeenFile } from '../data/wire';
import { useWorkspace } from '../data/workspace';
import { Avatar } from '../parts/Avatar';
import { Icon } from '../parts/Icon';
import { Snoozed } from '../parts/Snoozed';
import { type Author, authorOf } from '../text/author';
import { clockTime, fullMoment, tsDate } from '../text/dates';
import { isEvent } from '../text/grouping';
import { plainOf } from '../text/plainOf';
import { EditBox } from './EditBox';
import { Files } from './Files';
import { MessageToolbar } from './MessageToolbar';
import { Reactions } from './Reactions';
import { ThreadSummary } from './ThreadSummary';

interface Props {
  message: PageMessage;
  channel: Channel;
  compact: boolean;
  /** The tab stop of its list. */
  active: boolean;
  marked: boolean;
  onFocus: () => void;
  onThread?: ((thread: string) => void) | undefined;
  onDismiss: () => void;
}

export function Message({ message, channel, compact, active, marked, onFocus, onThread, onDismiss }: Props) {
  const { person, me, state } = useWorkspace();
  const touch = useTouch();
  const [hovered, setHovered] = useState(false);
  const [editing, setEditing] = useState(false);
  const self = useRef<HTMLElement>(null);
  const mine = message.user === me.id && !message.bot_id;
  const author = authorOf(message, person);
  const time = clockTime(tsDate(message.ts), me.tz);

  useEffect(() => {
    const element = self.current;
    const edit = () => setEditing(true);
    element?.addEventListener('edit-message', edit);
    return () => element?.removeEventListener('edit-message', edit);
  }, []);

  if (isEvent(message)) return <EventLine message={message} active={active} onFocus={onFocus} />;
  return (
    <article
      className={['message', compact && 'is-compact', message.ephemeral && 'is-ephemeral', marked && 'is-marked'].filter(Boolean).join(' ')}
      aria-label={`${author.name}, ${time}: ${plainOf(message.text, state).slice(0, 120)}`}
      data-ts={message.ts}
      {...(mine && { 'data-mine': true })}
      ref={self}
      tabIndex={active ? 0 : -1}
      onFocus={onFocus}
      onMouseEnter={() => setHovered(true)}
      onMouseLeave={() => setHovered(false)}
    >
      {message.ephemeral && <OnlyYou onDismiss={onDismiss} />}
      {message.subtype === 'thread_broadcast' && onThread && <AlsoHere onOpen={() => onThread(message.thread_ts ?? message.ts)} />}
      <div className="message-gutter">{compact ? <Time message={message} /> : <Face author={author} />}</div>
      <div className="message-main">
        {!compact && (
          <div className="message-head">
            <span className="author">{author.name}</span>
            <Snoozed person={author.person} />
            {author.isApp && <span className="app-tag">App</span>}
            {author.person?.isGuest && <span className="app-tag">Guest</span>}
            {author.person?.isStranger && <span className="app-tag">External</span>}
            <Time message={message} />
          </div>
        )}
        {editing ? (
          <EditBox channel={channel} message={message} onDone={() => setEditing(false)} />
        ) : (
          <Content message={message} channel={channel} />
        )}
        {message.files && <Files files={message.files as SeenFile[]} />}
        {message.reactions && <Reactions message={message} channel={channel} />}
        {onThread && !!message.reply_count && <ThreadSummary message={message} onOpen={() => onThread(message.ts)} />}
      </div>
      {!editing && !message.ephemeral && (active || hovered || touch) && (
        <MessageToolbar message={message} channel={channel} onThread={onThread} onEdit={() => setEditing(true)} />
      )}
    </article>
  );
}

function Face({ author }: { author: Author }) {
  if (author.sign) return <span className="avatar is-sign">{author.sign}</span>;
  return <Avatar person={author.person} picture={author.picture} name={author.name} size={36} />;
}

/** An app's card is drawn anew all the time: only what was written counts as edited. */
function Content({ message, channel }: { message: PageMessage; channel: Channel }) {
  const ref = { channel: channel.id, ts: message.ts };
  const isCard = message.bot_id !== undefined && !!message.blocks?.length;
  const edited = message.edited && !isCard && <span className="edited"> (edited)</span>;
  if (!message.blocks?.length) {
    return (
      <div className="message-text">
        <Mrkdwn text={message.text} />
        {edited}
      </div>
    );
  }
  return (
    <div className="message-text">
      <SurfaceProvider where={{ in: message.ephemeral ? 'ephemeral' : 'message', message: ref }} here={channel.id}>
        <Blocks blocks={message.blocks} />
      </SurfaceProvider>
      {edited}
    </div>
  );
}

function Time({ message }: { message: PageMessage }) {
  const { me } = useWorkspace();
  const at = tsDate(message.ts);
  return (
    <time className="message-time" dateTime={at.toISOString()} title={fullMoment(at, me.tz)}>
      {clockTime(at, me.tz)}
    </time>
  );
}

/** A reply that was sent to the channel as well. */
function AlsoHere({ onOpen }: { onOpen: () => void }) {
  return (
    <div className="only-you">
      <Icon name="thread" size={14} />
      <span>Replied to a</span>
      <button type="button" className="text-button" onClick={onOpen}>
        thread
      </button>
    </div>
  );
}

function OnlyYou({ onDismiss }: { onDismiss: () => void }) {
  return (
    <div className="only-you">
      <Icon name="eye" size={14} />
      <span>Only visible to you</span>
      <button type="button" className="text-button" onClick={onDismiss}>
        Dismiss message
      </button>
    </div>
  );
}

function EventLine({ message, active, onFocus }: { message: PageMessage; active: boolean; onFocus: () => void }) {
  const { person } = useWorkspace();
  const author = authorOf(message, person);
  return (
    <article
      className="message is-event"
      data-ts={message.ts}
      tabIndex={active ? 0 : -1}
      onFocus={onFocus}
      aria-label={`${author.name}, event`}
    >
      <div className="message-gutter">
        <Avatar person={author.person} size={20} />
      </div>
      <div className="message-main">
        <Mrkdwn text={message.text} />
      </div>
      <Time message={message} />
    </article>
  );
}
