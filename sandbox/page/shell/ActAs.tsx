import { personChoice } from '../blocks/elements/choicesOf';
import { useWorkspace } from '../data/workspace';
import { Combobox } from '../parts/Combobox';
import { byRole } from '../text/names';

/** Steps into another person's shoes: everything on the page becomes theirs. */
export function ActAs({ onChoose }: { onChoose: (id: string) => void }) {
  const { state, me } = useWorkspace();
  const choices = byRole(state.people).flatMap(({ title, people }) => people.map((person) => ({ ...personChoice(person), group: title })));
  return (
    <div className="act-as">
      <span aria-hidden="true">Act as</span>
      <Combobox
        field={{ 'aria-label': 'Act as' }}
        compact
        choices={choices}
        selected={[personChoice(me)]}
        onChange={([choice]) => choice && onChoose(choice.value)}
      />
    </div>
  );
}
