import type { ModalView } from '@slack/types';
import { formatException } from '../../domain/calendar/exceptions';
import type { BusinessHours } from '../../domain/settings/hours';
import { context, field, modal, textInput, zoneInput } from './parts';

/** `Business hours and holidays`. */
export function hoursForm({ zone, weekly, exceptions }: BusinessHours): ModalView {
  return modal({
    id: 'hours_form',
    title: 'Business hours',
    submit: 'Save',
    blocks: [
      field('zone', 'Zone', zoneInput('hours_zone', zone, 'Europe/Tallinn')),
      field(
        'weekly',
        'Weekly',
        textInput('hours_weekly', { value: weekly.join('\n'), lines: true, most: 2_000, placeholder: 'Mon-Fri 09:00-17:00' }),
        {
          hint: 'A line each, like Mon-Fri 09:00-17:00 or Sat 10:00-12:00, 13:00-15:00.',
        },
      ),
      field(
        'exceptions',
        'Exceptions',
        textInput('hours_exceptions', {
          value: exceptions.map(formatException).join('\n'),
          lines: true,
          most: 3_000,
          placeholder: '2026-12-24 closed Christmas Eve',
        }),
        { optional: true, hint: 'A line each: 2026-12-24 closed Christmas Eve, or 2026-12-31 09:00-14:00 New Year’s Eve.' },
      ),
      context('A squad with a zone of its own has the same hours on its own clock.'),
    ],
  });
}
