import { z } from 'zod';
import { parseHours, parseLine } from '../calendar/parse';
import { startOf } from '../calendar/windows';
import { isTimeZone } from '../calendar/zone';
import { mondayOf } from './iso-week';
import { type Read, readBy } from './mistakes';
import type { MemberSpan } from './plan';
import { spanAt } from './reading';
import type { Week, WeekMember, WeekPlan } from './sittings';
import { after, instantAt, Mistake, optional } from './times';
import { instant } from './written';

const mostMembers = 1_000;
const mostWindows = 50;

const howHoursAreSaid = 'Say it like Mon-Fri 09:00-17:00.';

const id = z.string('Give an id.').min(1, 'Give an id.');
const time = z.string('Give a time, like 2026-06-15T09:00.');
const yesOrNo = z.boolean('Say true or false.');
const wholeNumber = (least: number, most: number) => {
  const mend = `Give a whole number from ${least} to ${most.toLocaleString('en')}.`;
  return z.number(mend).int(mend).min(least, mend).max(most, mend);
};

const zone = z
  .string('Give a time zone, like Europe/Lisbon.')
  .refine(isTimeZone, { error: ({ input }) => `There is no time zone “${input}”. Say it like Europe/Lisbon.` });

const week = z
  .string('Say the week like 2026-W25.')
  .transform((text, context) => mondayOf(text) ?? refused(context, 'Say the week like 2026-W25.'));

const hours = z.array(z.string(howHoursAreSaid), 'Say it as a list, like ["Mon-Fri 09:00-17:00"].').transform((lines, context) => {
  const parsed = parseHours(lines);
  if (!parsed.ok) return refused(context, howHoursAreSaid, parsed.line);
  return parsed.windows.length > mostWindows ? refused(context, `At most ${mostWindows} windows a week.`) : parsed.windows;
});

/** `Tue 10:00`, in minutes of the week. */
const lastSeat = z.string('Say it like Tue 10:00.').transform((text, context) => {
  const parsed = parseLine(`${text}-24:00`);
  const [window, ...more] = parsed.ok ? parsed.value : [];
  return window && more.length === 0 ? startOf(window) : refused(context, 'Say it like Tue 10:00.');
});

const member = z.strictObject({
  id,
  zone: zone.nullish(),
  best: hours.default([]),
  ratherNot: hours.default([]),
  never: hours.default([]),
  lastSeat: lastSeat.nullish(),
  lastRatherNot: week.nullish(),
  joinOrder: wholeNumber(0, 1_000_000).nullish(),
  owed: yesOrNo.default(false),
  due: yesOrNo.nullish(),
  from: time.nullish(),
  until: time.nullish(),
  inactive: yesOrNo.default(false),
});

/** The JSON of a week of a rotation of sittings, as the command line reads it. */
const definition = z.strictObject({
  name: z.string().optional(),
  zone,
  week,
  firstWeek: week.nullish(),
  every: wholeNumber(1, 52).default(1),
  length: z.literal([30, 45, 60], 'A sitting is 30, 45 or 60 minutes long.').default(30),
  hours: hours.refine((windows) => windows.length > 0, howHoursAreSaid).prefault(['Mon-Fri 09:00-17:00']),
  need: wholeNumber(0, mostMembers).default(0),
  max: wholeNumber(1, mostMembers).optional(),
  members: z
    .array(member)
    .max(mostMembers, `At most ${mostMembers.toLocaleString('en')} people.`)
    .default([]),
  absences: z.array(z.strictObject({ member: id, from: time, to: time, forgiven: yesOrNo.default(false) })).default([]),
  busy: z.array(z.strictObject({ member: id, start: time, end: time })).default([]),
});
type Definition = z.infer<typeof definition>;

/** Reads a week; the first mistake is named with its place and the mend. */
export const readWeek = (json: unknown): Read<Week> => readBy(definition, json, weekOf);

/** The plan as the command line writes it. */
export const writeWeek = ({ seats, unseated, unfilled, cost }: WeekPlan) => ({
  seats: seats.map(({ member, start, end, cost }) => ({ member, start: instant(start), end: instant(end), cost })),
  unseated,
  unfilled: unfilled.map(({ start, end, minutes, need, have }) => ({ start: instant(start), end: instant(end), minutes, need, have })),
  cost,
});

function weekOf(data: Definition): Week {
  const { zone, week, firstWeek, every, length, hours, need } = data;
  const max = data.max ?? Math.max(2, need);
  if (max < need) throw new Mistake('max', `At most is not below at least, which is ${need}.`);
  return { zone, monday: week, firstMonday: firstWeek ?? week, every, length, hours, need, max, members: membersOf(data) };
}

function membersOf(data: Definition): WeekMember[] {
  const places = placesById(data);
  const taken = takenBy(data);
  return data.members.map((one, index) => {
    const path = `members[${index}]`;
    const zone = one.zone ?? data.zone;
    return {
      ...one,
      zone,
      lastSeat: one.lastSeat ?? null,
      lastRatherNot: one.lastRatherNot ?? null,
      joinOrder: one.joinOrder ?? (places.get(one.id) as number),
      due: one.due ?? null,
      from: optional(`${path}.from`, one.from, zone, 'start'),
      until: optional(`${path}.until`, one.until, zone, 'start'),
      taken: taken.filter(({ member }) => member === one.id).map(({ start, end }) => ({ start, end })),
    };
  });
}

/** The order in which people joined, where it is not said. */
function placesById({ members }: Definition): Map<string, number> {
  const ids = members.map(({ id }) => id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) < index);
  if (twice >= 0) throw new Mistake(`members[${twice}].id`, `“${ids[twice]}” is there twice.`);
  return new Map(ids.sort().map((id, place) => [id, place]));
}

/** Absences are on the member's wall clock, other shifts on the rotation's. */
function takenBy({ zone, members, absences, busy }: Definition): MemberSpan[] {
  const zones = new Map(members.map((one) => [one.id, one.zone ?? zone]));
  return [
    ...absences.map(({ member, from, to }, index) => {
      const own = zones.get(member) ?? zone;
      const start = instantAt(`absences[${index}].from`, from, own, 'start');
      return { member, start, end: after(start, `absences[${index}].to`, to, own) };
    }),
    ...busy.map((one, index) => ({ member: one.member, ...spanAt(one, `busy[${index}]`, zone) })),
  ];
}

function refused(context: z.RefinementCtx, message: string, ...path: number[]): typeof z.NEVER {
  context.addIssue({ code: 'custom', path, message });
  return z.NEVER;
}
