import type { Person } from '../data/wire';
import { useWorkspace } from '../data/workspace';
import { momentTitle } from '../text/dates';
import { pausedUntil } from '../text/pause';
import { Icon } from './Icon';

/** Beside a name, while that person's notifications are paused. */
export function Snoozed({ person }: { person: Person | undefined }) {
  const { me, now } = useWorkspace();
  const until = pausedUntil(person, now);
  if (!until) return null;
  const words = `Notifications paused until ${momentTitle(until, { zone: me.tz, now })}`;
  return (
    <span className="snoozed" role="img" aria-label={words} title={words}>
      <Icon name="snooze" size={14} />
    </span>
  );
}
