import type { KeyboardEvent } from 'react';
import { plainWords } from '../../text/plainWords';
import { type Entry, useElement } from '../element';
import type { ElementOf } from './kinds';

type TextElement = ElementOf<'plain_text_input' | 'url_text_input' | 'email_text_input'>;

const TYPES = { plain_text_input: 'text', url_text_input: 'url', email_text_input: 'email' } as const;

const read = (entry: Entry) => (typeof entry.value === 'string' ? entry.value : undefined);
/** An empty field holds `null` in Slack's state, never an empty string. */
const write = (value: string): Entry => ({ value: value === '' ? null : value });

interface Dispatching {
  dispatch_action_config?: { trigger_actions_on?: string[] };
}

export function TextInput({ element, dispatches }: { element: TextElement; dispatches: boolean }) {
  const state = useElement(element, { initial: element.initial_value ?? '', read, write });
  const limits = 'max_length' in element ? { maxLength: element.max_length, minLength: element.min_length } : {};
  const shared = {
    ...state.field,
    ...limits,
    className: 'text-field',
    placeholder: plainWords(element.placeholder?.text ?? ''),
    value: state.value,
    onChange: ({ target }: { target: { value: string } }) => state.set(target.value, 'a pause'),
    onKeyDown: onEnter(element, dispatches, () => state.perform(state.value)),
  };
  const multiline = element.type === 'plain_text_input' && element.multiline;
  return (
    <>
      {multiline ? <textarea {...shared} rows={4} /> : <input {...shared} type={TYPES[element.type]} autoComplete="off" />}
      {limits.maxLength !== undefined && <Countdown left={limits.maxLength - state.value.length} of={limits.maxLength} />}
    </>
  );
}

export function NumberInput({ element, dispatches }: { element: ElementOf<'number_input'>; dispatches: boolean }) {
  const state = useElement(element, { initial: element.initial_value ?? '', read, write });
  return (
    <input
      {...state.field}
      type="number"
      className="text-field"
      inputMode={element.is_decimal_allowed ? 'decimal' : 'numeric'}
      step={element.is_decimal_allowed ? 'any' : 1}
      min={element.min_value}
      max={element.max_value}
      placeholder={plainWords(element.placeholder?.text ?? '')}
      value={state.value}
      onChange={({ target }) => state.set(target.value, 'a pause')}
      onKeyDown={onEnter(element, dispatches, () => state.perform(state.value))}
    />
  );
}

/** Enter tells the app at once; in a field of several lines Ctrl or ⌘ with it. Slack's default when nothing is configured. */
function onEnter(element: Dispatching, dispatches: boolean, perform: () => void) {
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  return (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
    const several = event.currentTarget instanceof HTMLTextAreaElement;
    const meant = event.key === 'Enter' && (!several || event.ctrlKey || event.metaKey);
    if (!meant || !dispatches || !triggers.includes('on_enter_pressed')) return;
    event.preventDefault();
    perform();
  };
}

/** Appears near the end of the room. */
function Countdown({ left, of }: { left: number; of: number }) {
  if (left > Math.max(20, of * 0.1)) return null;
  return <span className="field-countdown">{left}</span>;
}
