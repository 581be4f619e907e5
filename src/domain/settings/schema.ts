import { z } from 'zod';

/**
 * What can be said in Settings, in Slack and in a file: a key per entry of App Home → Settings, a field is its label in lower camel case.
 * What is absent stays as it is; `null` goes back to the default.
 */

const person = z
  .string('Write a person as "@handle", an e-mail address or a U… id.')
  .trim()
  .min(1, 'Write a person as "@handle", an e-mail address or a U… id.');
const people = z.array(person, 'Write people as a list, like ["@ana", "bo@example.com"].');
const channel = z
  .string('Write a channel as "#name" (in quotes: a bare # begins a comment) or a C… id.')
  .trim()
  .min(1, 'Write a channel as "#name" or a C… id.');
const yesOrNo = z.boolean('Say true or false.');

/** `Invoice, VAT` as people type it is read by `keywordsIn`; in a file keywords are a list. */
const keywords = z
  .array(z.string('Write keywords as words.'), 'Write keywords as a list, like [invoice, vat].')
  .transform((words) => [
    ...new Set(words.map((word) => word.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()).filter(Boolean)),
  ]);

export const SquadEntry = z.strictObject({
  name: z
    .string('Give the squad a name.')
    .transform((name) => name.normalize('NFKC').trim().replace(/\s+/g, ' '))
    .pipe(z.string().min(1, 'Give the squad a name.').max(75, 'At most 75 characters.')),
  channel: channel.optional(),
  pms: people.nullish(),
  keywords: keywords.nullish(),
  members: people.nullish(),
  manager: person.nullish(),
  restrictedChannel: channel.nullish(),
  oneWayThreads: yesOrNo.nullish(),
  zone: z.string('Write a time zone like Europe/Tallinn.').trim().nullish(),
  weeklyDigest: yesOrNo.nullish(),
});

export const PeopleEntry = z.strictObject({ admins: people.nullish(), supportEngineers: people.nullish() });

export const CustomerEntry = z.strictObject({
  name: z
    .string('Give the customer a name.')
    .transform((name) => name.normalize('NFKC').trim().replace(/\s+/g, ' '))
    .pipe(z.string().min(1, 'Give the customer a name.').max(80, 'At most 80 characters.')),
  plan: z.string('Write the plan in words.').trim().max(80, 'At most 80 characters.').nullish(),
  monthlyRevenue: z
    .number('Write the monthly revenue as a number.')
    .min(0, 'Revenue is not below zero.')
    .max(20_000_000, 'At most 20,000,000.')
    .multipleOf(0.01, 'At most two decimals.')
    .nullish(),
  links: z.array(z.url({ protocol: /^https?$/, error: 'Write a link as https://…' }), 'Write links as a list.').nullish(),
});

const hoursOfDay = z.array(z.string('Write hours like "09:00-14:00".'), 'Write hours as a list, like ["09:00-14:00"]; [] is closed.');
export const HoursEntry = z.strictObject({
  zone: z.string('Write a time zone like Europe/Tallinn.').trim().nullish(),
  weekly: z.array(z.string('Write hours like "Mon-Fri 09:00-17:00".'), 'Write hours as a list, like ["Mon-Fri 09:00-17:00"].').nullish(),
  exceptions: z
    .record(
      z.string(),
      z.union([hoursOfDay, z.strictObject({ name: z.string().trim().max(80).optional(), hours: hoursOfDay.optional() }), z.null()], {
        error: 'Write the hours of that day as a list, like ["09:00-14:00"]; [] is closed.',
      }),
      'Write exceptions by date, like { "2026-12-24": [] }.',
    )
    .nullish(),
});

const weekday = z.enum(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'], { error: 'Write days like Sat.' });
const weekend = z.array(weekday, 'Write days as a list, like [Sat, Sun].');
const extra = z.int('Write a whole number.').min(0, 'At least 0.').max(10_000, 'At most 10,000.');
const holidaysOfRegion = z.record(
  z.string(),
  z.string().trim().max(80, 'At most 80 characters.'),
  'Write holidays by date, like { "2026-06-10": Portugal Day }.',
);

export const RotationsEntry = z.strictObject(
  {
    night: z.string('Write the night like "22:00-07:00".').trim().nullish(),
    weekend: weekend.nullish(),
    weekendsByRegion: z.record(z.string(), weekend.nullable(), 'Write weekends by region, like { IL: [Fri, Sat] }.').nullish(),
    extraAtNight: extra.nullish(),
    extraAtTheWeekend: extra.nullish(),
    extraOnHolidays: extra.nullish(),
    forgivenAfter: z.int('Write whole days.').min(1, 'At least 1 day.').max(366, 'At most 366 days.').nullish(),
    holidays: z
      .record(z.string(), holidaysOfRegion.nullable(), 'Write holidays by region, like { PT: { "2026-06-10": Portugal Day } }.')
      .nullish(),
  },
  'Write rotations by their fields, like { night: "22:00-07:00" }.',
);

export const SettingsFile = z.strictObject(
  {
    squads: z.array(SquadEntry, 'Write squads as a list.').nullish(),
    people: PeopleEntry.nullish(),
    customers: z.array(CustomerEntry, 'Write customers as a list. They are records, not settings: what is not named stays.').optional(),
    hours: HoursEntry.nullish(),
    rotations: RotationsEntry.nullish(),
  },
  'Write settings by their entry, like `squads:` or `hours:`.',
);

export type SettingsFile = z.infer<typeof SettingsFile>;
export type SquadEntry = z.infer<typeof SquadEntry>;
export type CustomerEntry = z.infer<typeof CustomerEntry>;
export type HoursEntry = z.infer<typeof HoursEntry>;
export type RotationsEntry = z.infer<typeof RotationsEntry>;

/** Entries and fields of capabilities that this version does not have: refused by name, so that nobody thinks that they were taken. */
export const laterKeys: ReadonlySet<string> = new Set(['policies', 'features', 'shadowing', 'broadcasts', 'wording', 'squads.rotation']);
