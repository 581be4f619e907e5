import { parseHours, parseTime } from '../calendar/parse';
import type { Window } from '../calendar/windows';
import { dayMs, dayOfDate, wallClockAt } from '../calendar/zone';
import type { Definition } from './definition';
import { isSame } from './holders';
import type { Absence, Because, Change, Entry, Layer, Member, MemberSpan, Plan, Span, SwapRequest } from './plan';
import { after, endless, instantAt, Mistake, optional, wallAt, zoneAt } from './times';

const mostWindows = 50;
export const mostMembers = 200;
export const tooManyMembers = `At most ${mostMembers} people.`;
const longestWindowMs = 20 * 366 * dayMs;
const longestAbsenceMs = 3 * 366 * dayMs;

/** What a definition means: zones, instants and entries. Throws a `Mistake`. */
export function planOf(data: Definition): Plan {
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
    members: withNamed(members, layers, data),
    layers,
    absences: data.absences.map((one, index) => absenceOf(one, `absences[${index}]`, zoneOf(one.member), data.forgivenAfter)),
    settledUntil: optional('settledUntil', data.settledUntil, zone, 'start'),
    changes: data.changes.map((one, index) => changeOf(one, `changes[${index}]`, zone)),
    swaps: swapsOf(data.swaps, zone),
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
    const from = optional(`${path}.from`, one.from, zone, 'start');
    const until = endless(optional(`${path}.until`, one.until, zone, 'end'));
    if (from !== null && until !== null && until <= from) throw new Mistake(`${path}.until`, 'A member leaves after they join.');
    return {
      id: one.id,
      zone: own,
      region: one.region ?? null,
      from,
      until,
      balance,
      lastEnd: optional(`${path}.lastEnd`, one.lastEnd, zone, 'end'),
      linked,
      inactive,
      outside: false,
    };
  });
}

/** Who is named only in an order is a member as well; who is named only in a change or the history serves, and is none. */
function withNamed(members: Member[], layers: Layer[], { zone, history, changes, busy }: Definition): Member[] {
  const known = new Set(members.map((one) => one.id));
  const inOrders = new Set(layers.flatMap(({ order }) => order.flat()).filter((name) => !known.has(name)));
  const serving = [...history.map((one) => one.member), ...changes.map(({ to }) => to ?? ''), ...busy.map((one) => one.member)];
  const outside = new Set(serving.filter((name) => name !== '' && !known.has(name) && !inOrders.has(name)));
  if (known.size + inOrders.size > mostMembers) throw new Mistake('members', tooManyMembers);

  const plain = { zone, region: null, from: null, until: null, balance: 0, lastEnd: null, linked: true, inactive: false };
  const named = [...inOrders].map((name): Member => ({ id: name, ...plain, outside: false }));
  const others = [...outside].map((name): Member => ({ id: name, ...plain, outside: true }));
  return [...members, ...named, ...others].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function layerOf(one: Definition['layers'][0], path: string, rotationZone: string, closed: ReadonlySet<number>): Layer {
  const zone = one.zone ?? rotationZone;
  zoneAt(`${path}.zone`, zone);
  const order = one.order.map(asEntry);
  for (const [index, entry] of order.entries())
    if (new Set(entry).size < entry.length) throw new Mistake(`${path}.order[${index}]`, 'Somebody is there twice.');
  const first = one.first == null ? null : asEntry(one.first);
  if (first && !order.some((own) => isSame(own, first))) throw new Mistake(`${path}.first`, 'Name an entry of the order.');
  const from = optional(`${path}.from`, one.from, zone, 'start');
  const until = endless(optional(`${path}.until`, one.until, zone, 'end'));
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
  if (read.end - read.start > longestWindowMs) throw new Mistake('window.to', 'At most 20 years at once.');
  return read;
}

function historyOf({ member: name, start, end }: Definition['history'][0], path: string, zone: string): MemberSpan {
  const from = instantAt(`${path}.start`, start, zone, 'start');
  return { member: name, start: from, end: end === null ? Number.POSITIVE_INFINITY : after(from, `${path}.end`, end, zone) };
}

export function spanAt({ start, end }: { start: string; end: string }, path: string, zone: string): Span {
  const from = instantAt(`${path}.start`, start, zone, 'start');
  return { start: from, end: after(from, `${path}.end`, end, zone) };
}

function absenceOf(
  { id, member: name, from, to, forgiven }: Definition['absences'][0],
  path: string,
  zone: string,
  forgivenAfter: number,
): Absence {
  const start = instantAt(`${path}.from`, from, zone, 'start');
  const end = after(start, `${path}.to`, to, zone);
  if (end - start > longestAbsenceMs)
    throw new Mistake(`${path}.to`, 'At most 3 years. Who does not come back leaves: give them an "until".');
  // On the wall clock: three weeks over a clock change are three weeks.
  const isLong = wallClockAt(end, zone) - wallClockAt(start, zone) > forgivenAfter * dayMs;
  return { member: name, start, end, forgiven: forgiven || isLong, ...(id && { id }) };
}

function changeOf(one: Definition['changes'][0], path: string, zone: string): Change {
  const { kind, from = null, to = null, layer: name = null, source } = one;
  if (kind !== 'add' && from === null) throw new Mistake(`${path}.from`, 'Say who goes.');
  if (kind !== 'remove' && to === null) throw new Mistake(`${path}.to`, 'Say who is on instead.');
  if (kind === 'replace' && from === to) throw new Mistake(`${path}.to`, 'Name somebody else: this changes nothing.');
  const recorded = { ...(one.id && { id: one.id }), ...(one.because && { because: one.because as unknown as Because }) };
  const people = { from: kind === 'add' ? null : from, to: kind === 'remove' ? null : to };
  return { kind, ...people, ...spanAt(one, path, zone), layer: name, source, ...recorded };
}

function swapsOf(swaps: Definition['swaps'], zone: string): SwapRequest[] {
  refuseTwice(
    swaps.map((one) => one.id),
    (index) => `swaps[${index}].id`,
  );
  return swaps.map((one, index) => swapOf(one, `swaps[${index}]`, zone));
}

function swapOf(one: Definition['swaps'][0], path: string, zone: string): SwapRequest {
  const give = spanAt(one.give, `${path}.give`, zone);
  return { id: one.id, member: one.member, give, accepts: acceptedOf(one, path, zone) };
}

export function acceptedOf(
  { accepts: wanted }: Pick<Definition['swaps'][0], 'accepts'>,
  path: string,
  zone: string,
): SwapRequest['accepts'] {
  return Array.isArray(wanted) ? wanted.map((one, index) => spanAt(one, `${path}.accepts[${index}]`, zone)) : wanted;
}

function daysOf({ holidays }: Definition, region: string): Set<number> {
  return new Set(
    (Object.hasOwn(holidays, region) ? (holidays[region] ?? []) : []).map((date, index) => {
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

function refuseTwice(names: readonly string[], pathOf: (index: number) => string): void {
  for (const [index, name] of names.entries())
    if (names.indexOf(name) !== index) throw new Mistake(pathOf(index), `“${name}” is there twice.`);
}
