import { type Choice, grouped } from './choices';
import { Icon } from './Icon';

interface Props {
  id: string;
  label: string;
  choices: readonly Choice[];
  active: number;
  selected: readonly Choice[];
  multi: boolean;
  onChoose: (choice: Choice) => void;
}

/** The list of a combobox. Focus stays in the text field, which points at the active option. */
export function OptionList({ id, label, choices, active, selected, multi, onChoose }: Props) {
  const places = new Map(choices.map((choice, index) => [choice, index]));
  const option = (choice: Choice) => (
    <Option
      key={choice.value}
      id={`${id}-${places.get(choice)}`}
      choice={choice}
      active={places.get(choice) === active}
      chosen={selected.some(({ value }) => value === choice.value)}
      onChoose={onChoose}
    />
  );
  return (
    <div id={id} role="listbox" aria-label={label} className="listbox" {...(multi && { 'aria-multiselectable': true })}>
      {grouped(choices).map(({ title, choices: members }) =>
        title ? (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand in a listbox
          <div key={`${title}-${members[0]?.value}`} role="group" aria-label={title}>
            <div className="listbox-title" aria-hidden="true">
              {title}
            </div>
            {members.map(option)}
          </div>
        ) : (
          members.map(option)
        ),
      )}
    </div>
  );
}

interface OptionProps {
  id: string;
  choice: Choice;
  active: boolean;
  chosen: boolean;
  onChoose: (choice: Choice) => void;
}

function Option({ id, choice, active, chosen, onChoose }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the text field keeps the focus and the keys
    // biome-ignore lint/a11y/useKeyWithClickEvents: the text field keeps the focus and the keys
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      className={`option ${active ? 'is-active' : ''}`}
      onPointerDown={(event) => event.preventDefault()}
      onClick={(event) => {
        event.stopPropagation();
        onChoose(choice);
      }}
    >
      {choice.before}
      <span className="option-label">
        {choice.label}
        {choice.description && <span className="option-description">{choice.description}</span>}
      </span>
      {chosen && <Icon name="check" size={14} />}
    </div>
  );
}
