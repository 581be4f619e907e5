import { useGo } from '../data/go';
import { useWorkspace } from '../data/workspace';

interface Props {
  id: string;
  label?: string | undefined;
}

export function UserMention({ id, label }: Props) {
  const { person, me, state } = useWorkspace();
  const found = person(id);
  const mine = id === me.id || state.groups.some((group) => group.id === id && group.users.includes(me.id));
  return (
    <span className={`mention ${mine ? 'is-me' : ''}`} title={found?.role}>
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

export function GroupMention({ id, label }: Props) {
  const { state, me } = useWorkspace();
  const group = state.groups.find((found) => found.id === id);
  const name = group ? `@${group.handle}` : (label ?? '@group');
  return <span className={`mention ${group?.users.includes(me.id) ? 'is-me' : ''}`}>{name}</span>;
}
