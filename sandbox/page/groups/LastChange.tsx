import type { UserGroup } from '../data/wire';
import { useWorkspace } from '../data/workspace';
import { fullMoment, momentTitle } from '../text/dates';
import { personName } from '../text/names';

/** `Last changed by Kai Saar, Today at 09:12` */
export function LastChange({ group }: { group: UserGroup }) {
  const { person, me, now } = useWorkspace();
  const at = new Date(group.updated * 1000);
  return (
    <span title={fullMoment(at, me.tz)}>
      Last changed by {personName(person(group.updatedBy))}, {momentTitle(at, { zone: me.tz, now })}
    </span>
  );
}
