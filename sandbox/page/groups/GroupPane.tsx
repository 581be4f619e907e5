import { useState } from 'react';
import { useGo } from '../data/go';
import type { UserGroup } from '../data/wire';
import { useWorkspace } from '../data/workspace';
import { Avatar } from '../parts/Avatar';
import { useConfirm } from '../parts/Confirm';
import { IconButton } from '../parts/IconButton';
import { Snoozed } from '../parts/Snoozed';
import { personName } from '../text/names';
import { countOf } from '../text/plural';
import { EditMembers } from './EditMembers';
import { GroupSign } from './GroupSign';
import { LastChange } from './LastChange';

/** One group at the side: who is in it, who changed it last, and what may be done with it. */
export function GroupPane({ group }: { group: UserGroup }) {
  const { state } = useWorkspace();
  const go = useGo();
  return (
    <aside className="thread" aria-label={`User group ${group.name}`}>
      <header className="pane-head">
        <h2 className="pane-title">User group</h2>
        <span className="pane-head-end">
          <IconButton icon="close" label="Close user group" onClick={() => go({ at: 'groups' })} />
        </span>
      </header>
      <div className="group-about">
        <div className="group-head">
          <GroupSign size={52} />
          <div className="group-words">
            <h3 className="group-title">{group.name}</h3>
            <p className="group-handle">
              @{group.handle} {group.isDisabled && <span className="app-tag">Disabled</span>}
            </p>
          </div>
        </div>
        {group.description !== '' && group.description !== group.name && <p>{group.description}</p>}
        {state.mayChangeGroups && <Actions group={group} />}
        <Members users={group.users} />
        <p className="group-note">
          <LastChange group={group} />
        </p>
      </div>
    </aside>
  );
}

function Actions({ group }: { group: UserGroup }) {
  const { act, refresh } = useWorkspace();
  const confirm = useConfirm();
  const [editing, setEditing] = useState(false);
  const turn = async (disabled: boolean) => {
    const question = {
      title: `Disable @${group.handle}?`,
      text: 'Nobody can mention this group any more. You can enable it again, with the same members.',
      confirm: 'Disable group',
      deny: 'Cancel',
      danger: true,
    };
    if (disabled && !(await confirm(question))) return;
    await act({ do: 'change_group', group: group.id, disabled });
    await refresh();
  };
  return (
    <div className="group-actions">
      {!group.isDisabled && (
        <button type="button" className="button" onClick={() => setEditing(true)}>
          Edit members
        </button>
      )}
      <button
        type="button"
        className={`button ${group.isDisabled ? 'is-primary' : 'is-danger'}`}
        onClick={() => void turn(!group.isDisabled)}
      >
        {group.isDisabled ? 'Enable group' : 'Disable group'}
      </button>
      {editing && <EditMembers group={group} onClose={() => setEditing(false)} />}
    </div>
  );
}

function Members({ users }: { users: readonly string[] }) {
  const { person } = useWorkspace();
  return (
    <>
      <h3 className="group-count">{countOf(users.length, 'member')}</h3>
      <ul aria-label="Members" className="member-list">
        {users.map((id) => (
          <li key={id} className="member">
            <Avatar person={person(id)} size={36} />
            <span className="group-words">
              <span className="group-name">
                {personName(person(id))} <Snoozed person={person(id)} />
                {person(id)?.deleted && <span className="app-tag">Deactivated</span>}
              </span>
              <span className="group-note">{person(id)?.role}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
