import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { weekdays } from '../../domain/calendar/windows';
import type { RotationSettings } from '../../domain/rotation/records/settings';
import { context, field, modal, option, plainText, textInput } from './parts';

const mostCharacters = 3_000;

/** `Rotations`: what holds for all of them. */
export function rotationsForm(settings: RotationSettings): ModalView {
  const { night, weekend, weekends, weights, forgivenAfter } = settings;
  return modal({
    id: 'rotations_form',
    title: 'Rotations',
    submit: 'Save',
    blocks: [
      field('night', 'Night', textInput('rotations_night', { value: night, most: 20, placeholder: '22:00-07:00' }), {
        hint: 'On each person’s own clock.',
      }),
      field('weekend', 'Weekend', daysInput('rotations_weekend', weekend), { optional: true }),
      field(
        'weekendsByRegion',
        'Weekends by region',
        textInput('rotations_weekends', { value: weekendLines(weekends), lines: true, most: 2_000, placeholder: 'IL Fri, Sat' }),
        { optional: true, hint: 'A line each, like IL Fri, Sat: for rotations of that region.' },
      ),
      field('extraAtNight', 'Extra at night', extraInput('rotations_extra_night', weights.night), {
        hint: 'A minute weighs 100; this is added.',
      }),
      field('extraAtTheWeekend', 'Extra at the weekend', extraInput('rotations_extra_weekend', weights.weekend)),
      field('extraOnHolidays', 'Extra on holidays', extraInput('rotations_extra_holiday', weights.holiday)),
      field('forgivenAfter', 'Forgiven after', textInput('rotations_forgiven', { value: String(forgivenAfter), most: 3 }), {
        hint: 'Days. Nothing is to be made up for a longer absence.',
      }),
      ...holidayFields(settings),
    ],
  });
}

/** More than a field holds is kept in the settings file alone. */
function holidayFields({ holidays }: RotationSettings): KnownBlock[] {
  const value = holidayLines(holidays);
  if (value.length > mostCharacters) return [context('Holidays: there are more than fit here. They are in the settings file.')];
  return [
    field(
      'holidays',
      'Holidays',
      textInput('rotations_holidays', { value, lines: true, most: mostCharacters, placeholder: 'PT 2026-06-10 Portugal Day' }),
      { optional: true, hint: 'A line each, like PT 2026-06-10 Portugal Day. A region that is named here has these and no others.' },
    ),
  ];
}

const weekendLines = (weekends: RotationSettings['weekends']): string =>
  Object.entries(weekends)
    .map(([region, days]) => `${region} ${days.join(', ')}`)
    .join('\n');

const holidayLines = (holidays: RotationSettings['holidays']): string =>
  Object.entries(holidays)
    .flatMap(([region, days]) => Object.entries(days).map(([date, name]) => `${region} ${date} ${name}`.trim()))
    .join('\n');

function daysInput(actionId: string, days: readonly string[]): InputBlock['element'] {
  const options = weekdays.map((day) => option(day, day));
  const initial = options.filter(({ value }) => days.includes(value ?? ''));
  return {
    type: 'multi_static_select',
    action_id: actionId,
    options,
    placeholder: plainText('Choose days'),
    ...(initial.length > 0 && { initial_options: initial }),
  };
}

const extraInput = (actionId: string, value: number): InputBlock['element'] => textInput(actionId, { value: String(value), most: 5 });
