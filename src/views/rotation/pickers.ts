import type { InputBlock } from '@slack/types';
import { field, plainText } from '../settings/parts';

// A day and a time on the rotation's clock. Slack's picker for both at once would show them on the reader's.

interface More {
  optional?: boolean;
  hint?: string;
  /** What is chosen is told at once. */
  dispatch?: boolean;
}

export const dateInput = (actionId: string, date: string | null, placeholder?: string): InputBlock['element'] => ({
  type: 'datepicker',
  action_id: actionId,
  ...(date && { initial_date: date }),
  ...(placeholder && { placeholder: plainText(placeholder, 150) }),
});

export const timeInput = (actionId: string, time: string | null, placeholder?: string): InputBlock['element'] => ({
  type: 'timepicker',
  action_id: actionId,
  ...(time && { initial_time: time }),
  ...(placeholder && { placeholder: plainText(placeholder, 150) }),
});

/** Two fields: `From`, and `From, time` beneath it. Their blocks are called `from` and `fromTime`. */
export function momentFields(
  name: string,
  label: string,
  { date, time }: { date: string | null; time: string | null },
  { suffix = '', hint, ...more }: More & { suffix?: string } = {},
): InputBlock[] {
  return [
    field(name, label, dateInput(`rota_${name}${suffix}`, date), { ...more, ...(hint && { hint }) }),
    field(`${name}Time`, `${label}, time`, timeInput(`rota_${name}_time${suffix}`, time), more),
  ];
}
