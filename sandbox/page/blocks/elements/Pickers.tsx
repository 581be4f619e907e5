import { plainWords } from '../../text/plainWords';
import { type Entry, useElement } from '../element';
import type { ElementOf } from './kinds';
import { useConfirmed } from './useConfirmed';

const date = {
  read: ({ selected_date }: Entry) => (typeof selected_date === 'string' ? selected_date : undefined),
  write: (value: string): Entry => ({ selected_date: value || null }),
};
const time = {
  read: ({ selected_time }: Entry) => (typeof selected_time === 'string' ? selected_time : undefined),
  write: (value: string): Entry => ({ selected_time: value || null }),
};
const moment = {
  read: ({ selected_date_time }: Entry) => (typeof selected_date_time === 'number' ? localMoment(selected_date_time) : undefined),
  write: (value: string): Entry => ({ selected_date_time: value ? Math.floor(new Date(value).getTime() / 1000) : null }),
};

export function DatePicker({ element }: { element: ElementOf<'datepicker'> }) {
  const state = useElement(element, { initial: element.initial_date ?? '', ...date });
  return <Native type="date" element={element} state={state} />;
}

export function TimePicker({ element }: { element: ElementOf<'timepicker'> }) {
  const state = useElement(element, { initial: element.initial_time ?? '', ...time });
  return (
    <span className="picker">
      <Native type="time" element={element} state={state} />
      {element.timezone && <span className="picker-zone">{element.timezone}</span>}
    </span>
  );
}

/** In the computer's zone, not the person's: so it is in Slack. */
export function DateTimePicker({ element }: { element: ElementOf<'datetimepicker'> }) {
  const initial = element.initial_date_time === undefined ? '' : localMoment(element.initial_date_time);
  const state = useElement(element, { initial, ...moment });
  return <Native type="datetime-local" element={element} state={state} />;
}

interface NativeProps {
  type: 'date' | 'time' | 'datetime-local';
  element: ElementOf<'datepicker' | 'timepicker' | 'datetimepicker'>;
  state: ReturnType<typeof useElement<string>>;
}

function Native({ type, element, state }: NativeProps) {
  const confirmed = useConfirmed(element.confirm);
  const tip = 'placeholder' in element && element.placeholder ? plainWords(element.placeholder.text) : undefined;
  return (
    <input
      {...state.field}
      type={type}
      className="text-field is-picker"
      title={tip}
      value={state.value}
      onChange={({ target }) => confirmed(() => state.set(target.value, 'a pause'))}
    />
  );
}

function localMoment(seconds: number): string {
  const at = new Date(seconds * 1000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
