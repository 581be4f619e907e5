import { Fragment, type KeyboardEvent, type ReactNode, useMemo, useState } from 'react';
import type { Channel, PageMessage } from '../data/wire';
import { useWorkspace } from '../data/workspace';
import { dayTitle, tsDate } from '../text/dates';
import { rowsOf } from '../text/grouping';
import { Message } from './Message';
import { useAnnounceNew } from './useAnnounceNew';
import { useDismissed } from './useDismissed';
import { useScroll } from './useScroll';

interface Props {
  label: string;
  channel: Channel;
  messages: PageMessage[] | undefined;
  problem: string | undefined;
  unread?: number;
  marked?: string | undefined;
  onThread?: (thread: string) => void;
  empty?: ReactNode;
  /** Between the root and its replies. */
  afterFirst?: ReactNode;
}

/** One tab stop: arrows go from message to message, Tab into the one that has the focus. */
export function MessageList(props: Props) {
  const { label, channel, messages, problem, unread = 0, marked, onThread, empty, afterFirst } = props;
  const { me, now } = useWorkspace();
  const [dismissed, dismiss] = useDismissed();
  const shown = useMemo(() => messages?.filter(({ ts }) => !dismissed.has(ts)), [messages, dismissed]);
  const rows = useMemo(() => rowsOf(shown ?? [], me.tz), [shown, me.tz]);
  const [focused, setFocused] = useState<string>();
  const list = useScroll(rows.length, marked);
  useAnnounceNew(shown);

  const active = rows.some(({ message }) => message.ts === focused) ? focused : (marked ?? rows.at(-1)?.message.ts);
  const firstUnread = unread > 0 ? rows[rows.length - unread]?.message.ts : undefined;

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !(event.target as HTMLElement).matches('article')) return;
    const next = rows[rows.findIndex(({ message }) => message.ts === active) + step];
    if (!next) return;
    event.preventDefault();
    setFocused(next.message.ts);
    list.current?.querySelector<HTMLElement>(`[data-ts="${next.message.ts}"]`)?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys go from message to message
    <div ref={list} className="messages" onKeyDown={onKeyDown}>
      {problem && <p className="problem">{problem}</p>}
      {!shown && !problem && <p className="loading">Loading…</p>}
      {shown && empty}
      {/* biome-ignore lint/a11y/noRedundantRoles: a list without bullets loses its role in Safari */}
      <ol role="list" aria-label={label} className="message-list">
        {rows.map(({ message, startsDay, compact }, index) => (
          <Fragment key={message.ts}>
            <li className={startsDay ? 'starts-day' : undefined}>
              {startsDay && !(afterFirst && index > 0) && (
                <div className="day">
                  <span>{dayTitle(tsDate(message.ts), { zone: me.tz, now })}</span>
                </div>
              )}
              {message.ts === firstUnread && (
                <div className="new-line">
                  <span>New</span>
                </div>
              )}
              <Message
                message={message}
                channel={channel}
                compact={compact}
                active={message.ts === active}
                marked={message.ts === marked}
                onFocus={() => setFocused(message.ts)}
                onThread={onThread}
                onDismiss={() => dismiss(message.ts)}
              />
              {index === 0 && afterFirst}
            </li>
          </Fragment>
        ))}
      </ol>
    </div>
  );
}
