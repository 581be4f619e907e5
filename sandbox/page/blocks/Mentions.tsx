import { useGo } from '../data/go';
import { useWorkspace } from '../data/workspace';
import { countOf } from '../text/plural';

interface Props {
  id: string;
  label?: string | undefined;
}

export function UserMention({ id, label }: Props) {
  const { person, me } = useWorkspace();
  const found = person(id);
  return (
    <span className={`mention ${id === me.id ? 'is-me' : ''}`} title={found?.role}>
      @{found?.realName ?? label ?? 'unknown'}
    </span>
  );
}

/** A channel the person cannot see is named only when the text names it. */
export function ChannelMention({ id, label }: Props) {
  const { channel } = useWorkspace();
  const go = useGo();
  const found = channel(id);
  if (!found) return <span className="mention">{label ? `#${label}` : '#private channel'}</span>;
  return (
    <button type="button" className="mention is-link" onClick={() => go({ at: 'channel', channel: id })}>
      #{found.name}
    </button>
  );
}

/** Leads to who is in the group. */
export function GroupMention({ id, label }: Props) {
  const { state, me } = useWorkspace();
  const go = useGo();
  const group = state.groups.find((found) => found.id === id);
  if (!group) return <span className="mention">{label ?? '@group'}</span>;
  return (
    <button
      type="button"
      className={`mention is-link ${group.users.includes(me.id) ? 'is-me' : ''}`}
      title={`${group.name}: ${countOf(group.users.length, 'member')}`}
      onClick={() => go({ at: 'groups', group: id })}
    >
      @{group.handle}
    </button>
  );
}
