import { z } from 'zod';
import { type Read, readBy } from './mistakes';
import type { Plan, SwapRequest } from './plan';
import { acceptedOf, mostMembers, planOf, spanAt, tooManyMembers } from './reading';
import { instantAt, Mistake } from './times';

const mostLayers = 10;

const time = z.string();
const id = z.string().min(1, 'Give an id.');
const lines = z.array(z.string());
const units = z.number().int('Say it in whole units.');
const weight = units.min(0, 'At least 0.').max(10_000, 'At most 10,000.');
const entry = z.union([id, z.array(id).min(1, 'A group has at least one person.')], { error: 'Give an id, or a list of ids.' });
const span = { start: time, end: time };

const member = z.strictObject({
  id,
  zone: z.string().nullish(),
  region: z.string().nullish(),
  from: time.nullish(),
  until: time.nullish(),
  balance: units.default(0),
  lastEnd: time.nullish(),
  linked: z.boolean().default(true),
  inactive: z.boolean().default(false),
});

const layer = z.strictObject({
  name: z.string().min(1, 'Give the layer a name.'),
  unit: z.enum(['hour', 'day', 'week', 'month'], { error: 'A unit is hour, day, week or month.' }),
  every: z.number().int().min(1, 'A turn is at least 1 unit long.').max(1_000, 'A turn is at most 1,000 units long.').default(1),
  anchor: time,
  hours: z.union([z.string(), z.array(z.string())], { error: 'Say it like ["Mon-Fri 09:00-17:00"].' }).optional(),
  order: z.array(entry),
  mode: z.enum(['over', 'with', 'only'], { error: 'A layer stands over, with, or only.' }).default('over'),
  choose: z.enum(['order', 'balance'], { error: 'Choose by order, or by balance.' }).default('order'),
  seats: z.number().int().min(1, 'At least 1 seat.').max(50, 'At most 50 seats.').default(1),
  chosen: z
    .record(z.string(), z.array(id))
    .refine((turns) => Object.keys(turns).every((turn) => /^-?\d{1,9}$/.test(turn)), 'Name turns by their numbers.')
    .default({}),
  zone: z.string().nullish(),
  from: time.nullish(),
  until: time.nullish(),
  first: entry.nullish(),
});

const change = z.strictObject({
  kind: z.enum(['add', 'remove', 'replace'], { error: 'A change is add, remove or replace.' }),
  from: id.nullish(),
  to: id.nullish(),
  ...span,
  layer: z.string().nullish(),
  source: z.enum(['lead', 'swap', 'absence', 'takeover', 'handoff']).default('lead'),
  /** Of one that is on record: what it is called there, and why a rule made it. */
  id: id.optional(),
  because: z.looseObject({ why: z.string() }).nullish(),
});

/** `id`: of one that is on record. */
const absence = z.strictObject({ id: id.optional(), member: id, from: time, to: time, forgiven: z.boolean().default(false) });

const accepts = z
  .union([z.null(), z.literal('any'), z.array(z.strictObject(span))], { error: 'Say null, "any", or a list of spans.' })
  .default(null);
const swap = z.strictObject({
  id,
  member: id,
  give: z.strictObject(span),
  accepts: z
    .union([z.null(), z.literal('any'), z.array(z.strictObject(span))], { error: 'null, "any", or a list of spans.' })
    .default(null),
});

/** The JSON of a rotation of turns: what the command line reads, and what is kept with each version. */
const definition = z.strictObject({
  name: z.string().optional(),
  zone: z.string({ error: 'Give a time zone, like Europe/Lisbon.' }),
  window: z.strictObject({ from: time, to: time }).nullish(),
  now: time.nullish(),
  history: z.array(z.strictObject({ member: id, start: time, end: time.nullable() })).default([]),
  cover: z.union([z.literal('hours'), z.literal('always'), lines], { error: '"hours", "always", or lines of hours.' }).default('hours'),
  need: z.number().int('People come whole.').min(0, 'At least 0 people.').max(100, 'At most 100 people.').default(1),
  rest: z.number().min(0, 'At least 0 hours.').max(168, 'At most 168 hours: a week.').default(11),
  region: z.string().nullish(),
  onHoliday: z.enum(['serve', 'cover', 'closed'], { error: 'serve, cover, or closed.' }).default('serve'),
  holidays: z.record(z.string(), z.array(z.string())).default({}),
  weights: z.strictObject({ night: weight.default(50), weekend: weight.default(50), holiday: weight.default(100) }).prefault({}),
  nightHours: z.string().default('22:00-07:00'),
  weekend: z.array(z.enum(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'], { error: 'Name days like Sat.' })).default(['Sat', 'Sun']),
  /** Days: a longer absence is forgiven. */
  forgivenAfter: z.number().int('Say it in whole days.').min(1, 'At least 1 day.').max(366, 'At most 366 days.').default(21),
  members: z.array(member).max(mostMembers, tooManyMembers).default([]),
  layers: z.array(layer).max(mostLayers, `At most ${mostLayers} layers.`).default([]),
  absences: z.array(absence).default([]),
  settledUntil: time.nullish(),
  changes: z.array(change).default([]),
  swaps: z.array(swap).default([]),
  busy: z.array(z.strictObject({ member: id, ...span })).default([]),
});

const definitionWithRequest = definition.extend({
  request: z.strictObject({ id, member: id, ...span, accepts }),
  person: id,
});
export type Definition = z.infer<typeof definition>;

/** Reads a definition; the first mistake is named with its place and the mend. */
export const readPlan = (json: unknown): Read<Plan> => readBy(definition, json, planOf);

/** A definition, and who would take what somebody asks for. */
export const readRequest = (json: unknown): Read<{ plan: Plan; request: SwapRequest; person: string }> =>
  readBy(definitionWithRequest, json, ({ request, person, ...rest }) => {
    const give = spanAt(request, 'request', rest.zone);
    const asked = { id: request.id, member: request.member, give, accepts: acceptedOf(request, 'request', rest.zone) };
    return { plan: planOf(rest), request: asked, person };
  });

/** As the command line is given it; `null` when it cannot be read. */
export function readInstant(text: string, zone: string): number | null {
  try {
    return instantAt('', text, zone, 'start');
  } catch (error) {
    if (error instanceof Mistake) return null;
    throw error;
  }
}
