import type { Deps } from '../../deps';
import { rotationSettings } from '../../domain/rotation/records/settings';
import { changeSettings } from '../../domain/settings/change';
import { type Mistake, mistakesOf } from '../../domain/settings/mistakes';
import { RotationsEntry } from '../../domain/settings/schema';
import { rotationsForm } from '../../views/settings/rotations';
import type { Handlers } from '../registry';
import { type Fields, fieldsOf, readPress, readSubmission, type Submission } from './gesture';
import { saveOnce } from './once';
import { forAdmins, mayChangeSettings, noLongerAdmin, show } from './show';

/** Settings → `Rotations`. */
export function rotationSettingsHandlers(deps: Deps): Handlers {
  return {
    actions: {
      async open_rotations({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        await forAdmins(deps, press, async () => show(deps, press, rotationsForm(await rotationSettings(deps.db.read, press.workspaceId))));
      },
    },
    views: {
      async rotations_form({ ack, body }) {
        const submission = readSubmission(body);
        if (!(await mayChangeSettings(deps, submission.workspaceId, submission.userId)))
          return ack({ response_action: 'errors', errors: { night: noLongerAdmin } });
        const errors = await save(deps, submission);
        if (Object.keys(errors).length === 0) return ack();
        await ack({ response_action: 'errors', errors });
      },
    },
  };
}

async function save(deps: Deps, submission: Submission): Promise<Record<string, string>> {
  const { workspaceId, userId, view } = submission;
  const { entry, errors } = readEntry(fieldsOf(view));
  const read = RotationsEntry.safeParse(entry);
  const unread = read.success ? {} : besideFields(mistakesOf(read.error), 0);
  if (!read.success || Object.keys(errors).length > 0) return { ...unread, ...errors };

  const before = await rotationSettings(deps.db.read, workspaceId);
  const rotations = withoutTheRest(read.data, before);
  const saved = await saveOnce(deps, submission, (tx, now) => changeSettings(tx, workspaceId, { rotations }, userId, now));
  return saved.is === 'wrong' ? besideFields(saved.mistakes, 1) : {};
}

/** In the form what is not named is gone. */
function withoutTheRest(entry: RotationsEntry, { weekends, holidays }: Awaited<ReturnType<typeof rotationSettings>>): RotationsEntry {
  const gone = (before: object) => Object.fromEntries(Object.keys(before).map((region) => [region, null]));
  return {
    ...entry,
    weekendsByRegion: { ...gone(weekends), ...entry.weekendsByRegion },
    ...(entry.holidays && { holidays: { ...gone(holidays), ...entry.holidays } }),
  };
}

/** The first of a field is the one that is read. */
const besideFields = (mistakes: Mistake[], at: number): Record<string, string> =>
  Object.fromEntries(mistakes.map(({ path, problem }) => [String(path[at]), problem] as const).reverse());

function readEntry(fields: Fields): { entry: unknown; errors: Record<string, string> } {
  const weekends = fields.lines('weekendsByRegion').map((line) => /^(\S+)\s+(.+)$/.exec(line));
  const holidays = fields.lines('holidays').map((line) => /^(\S+)\s+(\d{4}-\d\d-\d\d)\s*(.*)$/.exec(line));
  const errors = {
    ...(weekends.includes(null) && { weekendsByRegion: 'Say it like IL Fri, Sat.' }),
    ...(holidays.includes(null) && { holidays: 'Say it like PT 2026-06-10 Portugal Day.' }),
  };
  const entry = {
    night: fields.text('night'),
    weekend: fields.choices('weekend'),
    weekendsByRegion: Object.fromEntries(weekends.flatMap((found) => (found ? [[found[1], (found[2] as string).split(/[\s,]+/)]] : []))),
    extraAtNight: numberIn(fields.text('extraAtNight')),
    extraAtTheWeekend: numberIn(fields.text('extraAtTheWeekend')),
    extraOnHolidays: numberIn(fields.text('extraOnHolidays')),
    forgivenAfter: numberIn(fields.text('forgivenAfter')),
    ...(fields.has('holidays') && { holidays: holidaysIn(holidays.filter((found) => found !== null)) }),
  };
  return { entry, errors };
}

function holidaysIn(found: RegExpExecArray[]): Record<string, Record<string, string>> {
  const holidays: Record<string, Record<string, string>> = {};
  for (const [, region = '', date = '', name = ''] of found) holidays[region] = { ...holidays[region], [date]: name };
  return holidays;
}

/** What is no number is refused where numbers are checked. */
const numberIn = (text: string): number | string => (/^\d+$/.test(text.trim()) ? Number(text) : text);
