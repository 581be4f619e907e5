import type { SlackOptionsMiddlewareArgs } from '@slack/bolt';
import type { Deps } from '../../deps';
import { parseException } from '../../domain/calendar/exceptions';
import { searchZones } from '../../domain/calendar/zone';
import { type BusinessHours, businessHours, setBusinessHours } from '../../domain/settings/hours';
import { hoursMistakes } from '../../domain/settings/plan/hours';
import { hoursForm } from '../../views/settings/hours';
import { zoneOption } from '../../views/settings/parts';
import type { Handlers } from '../registry';
import { type Fields, fieldsOf, readPress, readSubmission } from './gesture';
import { saveOnce } from './once';
import { forAdmins, mayChangeSettings, noLongerAdmin, show } from './show';

/** Settings → `Business hours and holidays`, and the search for a zone. */
export function hoursHandlers(deps: Deps): Handlers {
  return {
    actions: {
      async open_hours({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        await forAdmins(deps, press, async () => show(deps, press, hoursForm(await businessHours(deps.db.read, press.workspaceId))));
      },
    },
    views: {
      async hours_form({ ack, body }) {
        const submission = readSubmission(body);
        const { workspaceId, userId, view } = submission;
        if (!(await mayChangeSettings(deps, workspaceId, userId)))
          return ack({ response_action: 'errors', errors: { weekly: noLongerAdmin } });
        const { hours, errors } = readHours(fieldsOf(view));
        if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors });

        await saveOnce(deps, submission, async (tx, now) => {
          await setBusinessHours(tx, workspaceId, hours, userId, now);
          return { is: 'saved' };
        });
        await ack();
      },
    },
    options: { squad_zone: zones, hours_zone: zones },
  };
}

const zones: NonNullable<Handlers['options']>[string] = async (args) => {
  const { ack, options } = args as SlackOptionsMiddlewareArgs<'block_suggestion'>;
  await ack({ options: searchZones(options.value).map(zoneOption) });
};

/** The hours as they were typed, and what is wrong beside which field. */
function readHours(fields: Fields): { hours: BusinessHours; errors: Record<string, string> } {
  const read = fields.lines('exceptions').map(parseException);
  const exceptions = read.flatMap((line) => (line.ok ? [line.value] : [])).sort((a, b) => (a.date < b.date ? -1 : 1));
  const hours = { zone: fields.choice('zone') ?? '', weekly: fields.lines('weekly'), exceptions };

  const unreadable = read.find((line) => !line.ok);
  const twice = exceptions.find(({ date }, index) => exceptions[index + 1]?.date === date);
  const errors = hoursMistakes(hours).map(({ path, problem }) => [String(path[1]), problem] as const);
  if (twice) errors.unshift(['exceptions', `${twice.date} is there twice.`]);
  if (unreadable) errors.unshift(['exceptions', unreadable.problem]);
  return { hours, errors: Object.fromEntries(errors.reverse()) };
}
