import { useId } from 'react';
import { type Entry, useElement } from '../element';
import { Text, type TextObject } from '../Mrkdwn';
import type { ElementOf } from './kinds';
import { useConfirmed } from './useConfirmed';

type Option = ElementOf<'checkboxes'>['options'][number];

const read = (entry: Entry) => entry.selected_options as Option[] | undefined;
const write = (selected_options: Option[]): Entry => ({ selected_options });

export function Checkboxes({ element }: { element: ElementOf<'checkboxes'> }) {
  const state = useElement(element, { initial: element.initial_options ?? [], read, write });
  const confirmed = useConfirmed(element.confirm);
  const { id, 'aria-required': _, ...field } = state.field;
  const has = (option: Option) => state.value.some(({ value }) => value === option.value);
  const toggle = (option: Option) =>
    confirmed(() => state.set(element.options.filter((one) => (one.value === option.value ? !has(one) : has(one)))));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a legend could not be the label that stands above
    <div id={id} role="group" className="choices" {...groupField(field)}>
      {element.options.map((option) => (
        <ChoiceLine key={option.value} option={option} type="checkbox" name="" checked={has(option)} onToggle={() => toggle(option)} />
      ))}
    </div>
  );
}

interface LineProps {
  option: Option;
  type: 'checkbox' | 'radio';
  name: string;
  checked: boolean;
  onToggle: () => void;
}

export function ChoiceLine({ option, type, name, checked, onToggle }: LineProps) {
  const id = useId();
  return (
    <div className="choice">
      <input
        id={id}
        type={type}
        name={name || undefined}
        checked={checked}
        onChange={onToggle}
        {...(option.description && { 'aria-describedby': `${id}-more` })}
      />
      <label htmlFor={id}>
        <Text of={option.text as TextObject} />
      </label>
      {option.description && (
        <span id={`${id}-more`} className="choice-description">
          <Text of={option.description} />
        </span>
      )}
    </div>
  );
}

/** A group has no state of its own to be invalid: its description says the error. */
export function groupField({ 'aria-invalid': _, ...field }: Record<string, unknown>): Record<string, unknown> {
  return field;
}
