import { useGo } from '../data/go';
import { useMessages } from '../data/useMessages';
import type { Channel } from '../data/wire';
import { useWorkspace } from '../data/workspace';
import { IconButton } from '../parts/IconButton';
import { channelTitle } from '../text/names';
import { Composer } from './Composer';
import { MessageList } from './MessageList';
import { repliesText } from './ThreadSummary';

interface Props {
  channel: Channel;
  thread: string;
  message?: string | undefined;
}

export function ThreadPane({ channel, thread, message }: Props) {
  const { me, state } = useWorkspace();
  const go = useGo();
  const { value: messages, problem } = useMessages(me.id, channel.id, thread);
  const title = channelTitle(channel, state.people);
  const replies = (messages?.filter(({ ephemeral }) => !ephemeral).length ?? 0) - 1;
  const close = () => go({ at: 'channel', channel: channel.id });
  return (
    <aside className="thread" aria-label={`Thread in ${title}`}>
      <header className="pane-head">
        <h2 className="pane-title">Thread</h2>
        <span className="pane-topic">{title}</span>
        <span className="pane-head-end">
          <IconButton icon="close" label="Close thread" onClick={close} />
        </span>
      </header>
      <MessageList
        label={`Replies in ${title}`}
        channel={channel}
        messages={messages}
        problem={problem}
        marked={message}
        afterFirst={replies > 0 ? <div className="reply-line">{repliesText(replies)}</div> : <div className="reply-line is-empty" />}
      />
      {channel.isMember && !channel.isArchived && <Composer channel={channel} thread={thread} label="Reply in thread" />}
    </aside>
  );
}
