import { useGo } from '../data/go';
import { formatRoute } from '../data/route';
import type { UserGroup } from '../data/wire';
import { useWorkspace } from '../data/workspace';
import { Avatar } from '../parts/Avatar';
import { Icon } from '../parts/Icon';
import { countOf } from '../text/plural';
import { GroupSign } from './GroupSign';
import { LastChange } from './LastChange';

/** The directory of user groups: those in use first. */
export function GroupsPage({ chosen }: { chosen: string | undefined }) {
  const { state } = useWorkspace();
  const groups = [...state.groups].sort((a, b) => Number(a.isDisabled) - Number(b.isDisabled) || a.name.localeCompare(b.name));
  return (
    <div className="pane">
      <header className="pane-head">
        <h1 className="pane-title">
          <Icon name="people" />
          <span>User groups</span>
        </h1>
      </header>
      <div className="groups">
        <Rights />
        {!state.team.isFree && groups.length === 0 && <p className="beginning">There are no user groups yet.</p>}
        {!state.team.isFree && groups.length > 0 && (
          <ul aria-label="User groups" className="group-list">
            {groups.map((group) => (
              <GroupRow key={group.id} group={group} current={group.id === chosen} />
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

/** Why nothing can be changed, when it is so. */
function Rights() {
  const { state } = useWorkspace();
  if (state.team.isFree) return <p className="banner is-plain">User groups need a paid plan. This workspace is on the free one.</p>;
  return state.mayChangeGroups ? null : <p className="banner is-plain">You can look at these groups. Changing them is up to admins.</p>;
}

function GroupRow({ group, current }: { group: UserGroup; current: boolean }) {
  const { me } = useWorkspace();
  const go = useGo();
  const place = { at: 'groups', group: group.id } as const;
  return (
    <li>
      <a
        href={formatRoute({ as: me.id, place })}
        className={`group-row ${group.isDisabled ? 'is-disabled' : ''}`}
        {...(current && { 'aria-current': 'true' as const })}
        onClick={(event) => {
          event.preventDefault();
          go(place);
        }}
      >
        <GroupSign size={36} />
        <span className="group-words">
          <span className="group-name">
            {group.name} <span className="group-handle">@{group.handle}</span>
            {group.isDisabled && <span className="app-tag">Disabled</span>}
          </span>
          <span className="group-note">
            {countOf(group.users.length, 'member')} · <LastChange group={group} />
          </span>
        </span>
        <Faces users={group.users} />
      </a>
    </li>
  );
}

const SHOWN_FACES = 4;

/** Decorative: the members stand beside it once the group is opened. */
function Faces({ users }: { users: readonly string[] }) {
  const { person } = useWorkspace();
  const more = users.length - SHOWN_FACES;
  return (
    <span className="faces" aria-hidden="true">
      {users.slice(0, SHOWN_FACES).map((id) => (
        <Avatar key={id} person={person(id)} size={24} />
      ))}
      {more > 0 && <span className="faces-more">+{more}</span>}
    </span>
  );
}
