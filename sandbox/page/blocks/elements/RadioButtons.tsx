import { useId } from 'react';
import { type Entry, useElement } from '../element';
import { ChoiceLine } from './Checkboxes';
import type { ElementOf } from './kinds';
import { useConfirmed } from './useConfirmed';

type Option = ElementOf<'radio_buttons'>['options'][number];

const read = (entry: Entry) => entry.selected_option as Option | undefined;
const write = (option: Option | undefined): Entry => ({ selected_option: option ?? null });

export function RadioButtons({ element }: { element: ElementOf<'radio_buttons'> }) {
  const state = useElement<Option | undefined>(element, { initial: element.initial_option, read, write });
  const confirmed = useConfirmed(element.confirm);
  const name = useId();
  return (
    <div role="radiogroup" className="choices" {...state.field}>
      {element.options.map((option) => (
        <ChoiceLine
          key={option.value}
          option={option}
          type="radio"
          name={name}
          checked={state.value?.value === option.value}
          onToggle={() => confirmed(() => state.set(option))}
        />
      ))}
    </div>
  );
}
