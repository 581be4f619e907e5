import type { PageMessage } from '../data/wire';
import { useWorkspace } from '../data/workspace';
import { Avatar } from '../parts/Avatar';
import { momentTitle, type Place, tsDate } from '../text/dates';

const FACES = 3;

export function ThreadSummary({ message, onOpen }: { message: PageMessage; onOpen: () => void }) {
  const { me, now, person } = useWorkspace();
  const count = message.reply_count ?? 0;
  const faces = (message.reply_users ?? []).map(person).filter((face) => face !== undefined);
  return (
    <button type="button" className="thread-summary" onClick={onOpen}>
      {faces.slice(0, FACES).map((face) => (
        <Avatar key={face.id} person={face} size={24} />
      ))}
      <span className="thread-count">{repliesText(count)}</span>
      {message.latest_reply && <span className="thread-last">Last reply {lastReply(message.latest_reply, { zone: me.tz, now })}</span>}
    </button>
  );
}

export function repliesText(count: number): string {
  return count === 1 ? '1 reply' : `${count} replies`;
}

/** `today at 09:05`, but `Nov 20 at 17:12` */
function lastReply(ts: string, place: Place): string {
  return momentTitle(tsDate(ts), place).replace(/^(Today|Yesterday)/, (word) => word.toLowerCase());
}
