import { useEffect, useRef } from 'react';
import type { PageMessage } from '../data/wire';
import { useWorkspace } from '../data/workspace';
import { useAnnounce } from '../parts/Announcer';
import { authorOf } from '../text/author';
import { plainOf } from '../text/plainOf';

/** Says what others write while the person is here. What was there at the start is not news. */
export function useAnnounceNew(messages: readonly PageMessage[] | undefined): void {
  const { me, person, state } = useWorkspace();
  const announce = useAnnounce();
  const last = useRef<string>(undefined);

  useEffect(() => {
    if (!messages) return;
    const newest =
      messages
        .map(({ ts }) => ts)
        .sort()
        .at(-1) ?? '';
    const before = last.current;
    last.current = newest;
    if (before === undefined) return;
    const news = messages.filter(({ ts, user, bot_id }) => ts > before && (user !== me.id || bot_id));
    if (news.length === 0) return;
    announce(news.map((message) => `${authorOf(message, person).name}: ${plainOf(message.text, state)}`).join('. '));
  }, [messages, me.id, person, state, announce]);
}
