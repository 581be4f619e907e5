import type { InputBlock, ModalView } from '@slack/types';
import type { Region } from '../../domain/calendar/holidays';
import { type Block, blocks, blocksIn } from '../../domain/rotation/company/blocks';
import type { SupportTimes } from '../../domain/rotation/company/support-times';
import { context, option, plainText, typed } from '../escalations/parts';
import { field, modal } from '../settings/parts';
import { cityOf } from './times';

export interface TimesFacts {
  times: SupportTimes;
  /** The person's own. */
  zone: string;
  region: Region | null;
}

/** **My support times**. */
export function timesModal({ times, zone, region }: TimesFacts): ModalView {
  return modal({
    id: 'rota_times',
    title: 'My support times',
    submit: 'Save',
    blocks: [
      context(`For the company rota, on your own clock (${typed(cityOf(zone))}). Weeks that are planned already stay as they are.`),
      field('best', 'Best times', blocksInput('rota_best', times.best), { optional: true }),
      field('ratherNot', 'Rather not', blocksInput('rota_rather_not', times.ratherNot), { optional: true }),
      field('never', 'Not possible', blocksInput('rota_never', times.never), { optional: true }),
      field('remind', 'Remind me', remindInput(times), { optional: true }),
      field('region', 'Public holidays of', regionInput('rota_region', region), {
        optional: true,
        hint: 'On them your shifts count double, or somebody else covers, as each rotation says.',
      }),
    ],
  });
}

/** `Mon 08:00–10:00`. */
export const blockName = (block: Block): string => block.replace('-', '–');

const blockOptions = blocks.map((block) => option(blockName(block), block));

function blocksInput(actionId: string, lines: readonly string[]): InputBlock['element'] {
  const chosen = new Set(blocksIn(lines));
  const initial = blockOptions.filter(({ value }) => chosen.has(value ?? ''));
  return {
    type: 'multi_static_select',
    action_id: actionId,
    options: blockOptions,
    placeholder: plainText('Choose times'),
    ...(initial.length > 0 && { initial_options: initial }),
  };
}

export const reminders = { week: 'A week before', evening: 'The evening before', minutes: '15 minutes before' } as const;

function remindInput({ remindWeek, remindEvening, remindMinutes }: SupportTimes): InputBlock['element'] {
  const wanted = { week: remindWeek, evening: remindEvening, minutes: remindMinutes };
  const options = Object.entries(reminders).map(([value, text]) => option(text, value));
  const initial = options.filter(({ value }) => wanted[value as keyof typeof wanted]);
  return { type: 'checkboxes', action_id: 'rota_remind', options, ...(initial.length > 0 && { initial_options: initial }) };
}

/** Too many for a list, so it is searched. */
export const regionInput = (actionId: string, region: Region | null): InputBlock['element'] => ({
  type: 'external_select',
  action_id: actionId,
  min_query_length: 0,
  placeholder: plainText('A country, or a state of it'),
  ...(region && { initial_option: regionOption(region) }),
});

export const regionOption = ({ code, name }: Region) => option(name, code);
