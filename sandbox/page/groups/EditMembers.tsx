import { type FormEvent, useId, useState } from 'react';
import { personChoice } from '../blocks/elements/choicesOf';
import { problemWords } from '../data/problems';
import type { UserGroup } from '../data/wire';
import { useWorkspace } from '../data/workspace';
import { Combobox } from '../parts/Combobox';
import { Dialog } from '../parts/Dialog';
import { mayBeGrouped } from '../text/names';

/** Who is in a group, by hand: the whole list, as Slack takes it. */
export function EditMembers({ group, onClose }: { group: UserGroup; onClose: () => void }) {
  const { state, person, act, refresh } = useWorkspace();
  const [users, setUsers] = useState(() => group.users.filter((id) => mayBeGrouped(person(id))));
  const [problem, setProblem] = useState<string>();
  const formId = useId();
  const fieldId = useId();

  const save = async (event: FormEvent) => {
    event.preventDefault();
    const result = await act({ do: 'change_group', group: group.id, users });
    await refresh();
    if (result.ok) return onClose();
    setProblem(problemWords(result.problem ?? '', state.app.name));
  };
  return (
    <Dialog
      title={`Edit members of @${group.handle}`}
      onEscape={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" form={formId} className="button is-primary">
            Save
          </button>
        </>
      }
    >
      {problem && (
        <p className="banner is-error" role="alert">
          {problem}
        </p>
      )}
      <form id={formId} noValidate onSubmit={(event) => void save(event)} className="edit-form">
        <label htmlFor={fieldId}>Members</label>
        <Combobox
          field={{ id: fieldId, 'aria-label': 'Members' }}
          multi
          choices={state.people.filter(mayBeGrouped).map(personChoice)}
          selected={users.map((id) => person(id)).flatMap((found) => (found ? [personChoice(found)] : []))}
          placeholder="Add somebody by name"
          onChange={(choices) => {
            setProblem(undefined);
            setUsers(choices.map(({ value }) => value));
          }}
        />
        <p className="group-note">Guests and apps cannot be in a user group.</p>
      </form>
    </Dialog>
  );
}
