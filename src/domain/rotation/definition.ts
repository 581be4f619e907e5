import { z } from 'zod';
import { parseHours, parseTime } from '../calendar/parse';
import type { Window } from '../calendar/windows';
import { dayOfDate, type Edge, isTimeZone, toInstant, wallClockAt } from '../calendar/zone';
import { isSame } from './holders';
import { firstMistake } from './mistakes';
import type { Absence, Change, Entry, Layer, Member, MemberSpan, Plan, Span, SwapRequest } from './plan';

export type Read<T> = { ok: true; value: T } | { ok: false; path: string; problem: string };
export type ReadPlan = Read<Plan>;

const mostMembers = 200;
const mostLayers = 10;
const mostWindows = 50;

const time = z.string();
const id = z.string().min(1, 'Give an id.');
const lines = z.array(z.string());
const units = z.number().int('Say it in whole units.');
const entry = z.union([id, z.array(id).min(1, 'A group has at least one person.')], { error: 'Give an id, or a list of ids.' });
const span = { start: time, end: time };

const member = z.strictObject({
  id,
  zone: z.string().optional(),
  region: z.string().optional(),
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
  chosen: z.record(z.string().regex(/^-?\d+$/, 'Name the turn by its number.'), z.array(id)).default({}),
  zone: z.string().optional(),
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
});

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
  need: z.number().int().min(0).max(100).default(1),
  rest: z.number().min(0).max(168).default(11),
  region: z.string().nullish(),
  onHoliday: z.enum(['serve', 'cover', 'closed'], { error: 'serve, cover, or closed.' }).default('serve'),
  holidays: z.record(z.string(), z.array(z.string())).default({}),
  weights: z
    .strictObject({ night: units.min(0).default(50), weekend: units.min(0).default(50), holiday: units.min(0).default(100) })
    .prefault({}),
  nightHours: z.string().default('22:00-07:00'),
  weekend: z.array(z.enum(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'], { error: 'Name days like Sat.' })).default(['Sat', 'Sun']),
  members: z.array(member).max(mostMembers, `At most ${mostMembers} people.`).default([]),
  layers: z.array(layer).max(mostLayers, `At most ${mostLayers} layers.`).default([]),
  absences: z.array(z.strictObject({ member: id, from: time, to: time, forgiven: z.boolean().default(false) })).default([]),
  changes: z.array(change).default([]),
  swaps: z.array(swap).default([]),
  busy: z.array(z.strictObject({ member: id, ...span })).default([]),
});

const definitionWithRequest = definition.extend({
  request: z.strictObject({ id, member: id, ...span, accepts }),
  person: id,
});
type Definition = z.infer<typeof definition>;

/** Reads a definition; the first mistake is named with its place and the mend. */
export const readPlan = (json: unknown): ReadPlan => readBy(definition, json, planOf);

/** A definition, and who would take what somebody asks for. */
export const readRequest = (json: unknown): Read<{ plan: Plan; request: SwapRequest; person: string }> =>
  readBy(definitionWithRequest, json, ({ request, person, ...rest }) => {
    const give = spanAt(request, 'request', rest.zone);
    const asked = { id: request.id, member: request.member, give, accepts: acceptedOf(request, 'request', rest.zone) };
    return { plan: planOf(rest), request: asked, person };
  });

function readBy<S extends z.ZodType, T>(schema: S, json: unknown, build: (data: z.infer<S>) => T): Read<T> {
  const parsed = schema.safeParse(json);
  if (!parsed.success) return { ok: false, ...firstMistake(parsed.error) };
  try {
    return { ok: true, value: build(parsed.data) };
  } catch (error) {
    if (error instanceof Mistake) return { ok: false, path: error.path, problem: error.message };
    throw error;
  }
}

class Mistake extends Error {
  constructor(
    readonly path: string,
    message: string,
  ) {
    super(message);
  }
}

function planOf(data: Definition): Plan {
  const { zone } = data;
  zoneAt('zone', zone);
  const zones = new Map(data.members.map(({ id: name, zone: own }) => [name, own ?? zone]));
  const zoneOf = (name: string) => zones.get(name) ?? zone;
  const members = membersOf(data);
  const closed = data.onHoliday === 'closed' ? daysOf(data, data.region ?? '') : new Set<number>();
  const layers = data.layers.map((one, index) => layerOf(one, `layers[${index}]`, zone, closed));
  refuseTwice(
    layers.map(({ name }) => name),
    (index) => `layers[${index}].name`,
  );
  return {
    zone,
    region: data.region ?? null,
    window: data.window ? windowOf(data.window, zone) : null,
    now: optional('now', data.now, zone, 'start'),
    history: data.history.map((one, index) => historyOf(one, `history[${index}]`, zone)),
    cover: typeof data.cover === 'string' ? data.cover : windowsOf('cover', data.cover),
    need: data.need,
    restMs: data.rest * 3_600_000,
    onHoliday: data.onHoliday,
    holidays: new Map(Object.keys(data.holidays).map((region) => [region, daysOf(data, region)])),
    weights: data.weights,
    night: nightOf(data.nightHours),
    weekend: new Set(data.weekend.map((day) => ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(day))),
    members: withNamed(members, layers, zone),
    layers,
    absences: data.absences.map((one, index) => absenceOf(one, `absences[${index}]`, zoneOf(one.member))),
    changes: data.changes.map((one, index) => changeOf(one, `changes[${index}]`, zone)),
    swaps: data.swaps.map((one, index) => swapOf(one, `swaps[${index}]`, zone)),
    busy: data.busy.map((one, index) => ({ member: one.member, ...spanAt(one, `busy[${index}]`, zone) })),
  };
}

function membersOf({ members, zone }: Definition): Member[] {
  refuseTwice(
    members.map((one) => one.id),
    (index) => `members[${index}].id`,
  );
  return members.map((one, index) => {
    const path = `members[${index}]`;
    const own = one.zone ?? zone;
    zoneAt(`${path}.zone`, own);
    const { balance, linked, inactive } = one;
    return {
      id: one.id,
      zone: own,
      region: one.region ?? null,
      from: optional(`${path}.from`, one.from, own, 'start'),
      until: optional(`${path}.until`, one.until, own, 'start'),
      balance,
      lastEnd: optional(`${path}.lastEnd`, one.lastEnd, own, 'end'),
      linked,
      inactive,
    };
  });
}

/** Who is named only in an order is a member as well. */
function withNamed(members: Member[], layers: Layer[], zone: string): Member[] {
  const known = new Set(members.map((one) => one.id));
  const named = [...new Set(layers.flatMap(({ order }) => order.flat()))].filter((name) => !known.has(name));
  const plain = { zone, region: null, from: null, until: null, balance: 0, lastEnd: null, linked: true, inactive: false };
  return [...members, ...named.map((name) => ({ id: name, ...plain }))].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function layerOf(one: Definition['layers'][0], path: string, rotationZone: string, closed: ReadonlySet<number>): Layer {
  const zone = one.zone ?? rotationZone;
  zoneAt(`${path}.zone`, zone);
  const order = one.order.map(asEntry);
  const first = one.first == null ? null : asEntry(one.first);
  if (first && !order.some((own) => isSame(own, first))) throw new Mistake(`${path}.first`, 'Name an entry of the order.');
  const from = optional(`${path}.from`, one.from, zone, 'start');
  const until = optional(`${path}.until`, one.until, zone, 'start');
  if (from !== null && until !== null && until <= from) throw new Mistake(`${path}.until`, 'A layer ends after it begins.');
  const { name, unit, every, mode, choose, seats } = one;
  return {
    name,
    unit,
    every,
    anchor: wallAt(`${path}.anchor`, one.anchor, zone),
    zone,
    hours: windowsOf(`${path}.hours`, one.hours ?? ['Always']),
    closed,
    from,
    until,
    order,
    mode,
    choose,
    seats,
    chosen: new Map(Object.entries(one.chosen).map(([turn, ids]) => [Number(turn), ids])),
    first,
  };
}

const asEntry = (one: string | string[]): Entry => (typeof one === 'string' ? [one] : one);

function windowsOf(path: string, lines: string | string[]): Window[] {
  const all = typeof lines === 'string' ? [lines] : lines;
  if (all.length === 0) throw new Mistake(path, 'Say it like Mon-Fri 09:00-17:00.');
  const parsed = parseHours(all);
  if (!parsed.ok) throw new Mistake(typeof lines === 'string' ? path : `${path}[${parsed.line}]`, 'Say it like Mon-Fri 09:00-17:00.');
  if (parsed.windows.length > mostWindows) throw new Mistake(path, `At most ${mostWindows} windows a week.`);
  return parsed.windows;
}

function windowOf({ from, to }: { from: string; to: string }, zone: string): Span {
  const read = { start: instantAt('window.from', from, zone, 'start'), end: instantAt('window.to', to, zone, 'end') };
  if (read.end < read.start) throw new Mistake('window.to', 'A window ends after it begins.');
  return read;
}

function historyOf({ member: name, start, end }: Definition['history'][0], path: string, zone: string): MemberSpan {
  const from = instantAt(`${path}.start`, start, zone, 'start');
  return { member: name, start: from, end: end === null ? Number.POSITIVE_INFINITY : after(from, `${path}.end`, end, zone) };
}

function spanAt({ start, end }: { start: string; end: string }, path: string, zone: string): Span {
  const from = instantAt(`${path}.start`, start, zone, 'start');
  return { start: from, end: after(from, `${path}.end`, end, zone) };
}

function absenceOf({ member: name, from, to, forgiven }: Definition['absences'][0], path: string, zone: string): Absence {
  const start = instantAt(`${path}.from`, from, zone, 'start');
  return { member: name, start, end: after(start, `${path}.to`, to, zone), forgiven };
}

function changeOf(one: Definition['changes'][0], path: string, zone: string): Change {
  const { kind, from = null, to = null, layer: name = null, source } = one;
  if (kind !== 'add' && from === null) throw new Mistake(`${path}.from`, 'Say who goes.');
  if (kind !== 'remove' && to === null) throw new Mistake(`${path}.to`, 'Say who is on instead.');
  if (kind === 'replace' && from === to) throw new Mistake(`${path}.to`, 'Name somebody else: this changes nothing.');
  return { kind, from: kind === 'add' ? null : from, to: kind === 'remove' ? null : to, ...spanAt(one, path, zone), layer: name, source };
}

function swapOf(one: Definition['swaps'][0], path: string, zone: string): SwapRequest {
  const give = spanAt(one.give, `${path}.give`, zone);
  return { id: one.id, member: one.member, give, accepts: acceptedOf(one, path, zone) };
}

function acceptedOf({ accepts: wanted }: Pick<Definition['swaps'][0], 'accepts'>, path: string, zone: string): SwapRequest['accepts'] {
  return Array.isArray(wanted) ? wanted.map((one, index) => spanAt(one, `${path}.accepts[${index}]`, zone)) : wanted;
}

function after(start: number, path: string, text: string, zone: string): number {
  const end = instantAt(path, text, zone, 'end');
  if (end <= start) throw new Mistake(path, 'The end comes after the start.');
  return end;
}

const optional = (path: string, text: string | null | undefined, zone: string, edge: Edge): number | null =>
  text == null ? null : instantAt(path, text, zone, edge);

const howTimesAreSaid = 'Say it like 2026-03-02T09:00, or with an offset like 2026-03-02T09:00Z.';
const timePattern = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** With an offset an instant; without one wall time in the zone, of a date alone the start of the day. */
function instantAt(path: string, text: string, zone: string, edge: Edge): number {
  const offset = partsOf(path, text)[5];
  if (offset) return Date.parse(text);
  return toInstant(text, zone, edge).getTime();
}

/** As the command line is given it; `null` when it cannot be read. */
export function readInstant(text: string, zone: string): number | null {
  try {
    return instantAt('', text, zone, 'start');
  } catch (error) {
    if (error instanceof Mistake) return null;
    throw error;
  }
}

function partsOf(path: string, text: string): RegExpExecArray {
  const found = timePattern.exec(text);
  const [, date = '', hour = '0', minute = '0', second = '0'] = found ?? [];
  const isTime = found && dayOfDate(date) !== null && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
  if (!isTime) throw new Mistake(path, howTimesAreSaid);
  if (found[5] && Number.isNaN(Date.parse(text))) throw new Mistake(path, howTimesAreSaid);
  return found;
}

function wallAt(path: string, text: string, zone: string): number {
  if (partsOf(path, text)[5]) return wallClockAt(Date.parse(text), zone);
  return Date.parse(`${text.length === 10 ? `${text}T00:00` : text}Z`);
}

function daysOf({ holidays }: Definition, region: string): Set<number> {
  return new Set(
    (holidays[region] ?? []).map((date, index) => {
      const day = dayOfDate(date);
      if (day === null) throw new Mistake(`holidays.${region}[${index}]`, 'Say it like 2026-12-25.');
      return day;
    }),
  );
}

function nightOf(text: string): Plan['night'] {
  const [from = '', to = ''] = text.split('-');
  const start = parseTime(from.trim());
  const end = parseTime(to.trim(), true);
  if (!start.ok || !end.ok) throw new Mistake('nightHours', 'Say it like 22:00-07:00.');
  return { from: start.value, to: end.value <= start.value ? end.value + 24 * 60 : end.value };
}

function zoneAt(path: string, zone: string): void {
  if (!isTimeZone(zone)) throw new Mistake(path, `There is no time zone “${zone}”. Say it like Europe/Lisbon.`);
}

function refuseTwice(names: readonly string[], pathOf: (index: number) => string): void {
  for (const [index, name] of names.entries())
    if (names.indexOf(name) !== index) throw new Mistake(pathOf(index), `“${name}” is there twice.`);
}
