import { performance } from 'node:perf_hooks';
import { RRuleTemporal } from 'rrule-temporal';
import { dayMs } from '../src/domain/calendar/zone';
import { stretchesOf } from '../src/domain/rotation/coverage';
import { readPlan } from '../src/domain/rotation/definition';
import { fairnessOf } from '../src/domain/rotation/fairness';
import { isAlways } from '../src/domain/rotation/hours';
import type { Layer, Plan } from '../src/domain/rotation/plan';
import { rotaOf } from '../src/domain/rotation/rules';
import { turnsOf } from '../src/domain/rotation/turns';
import { simulateTurn } from './simulate';
import { atLeast, atMost, type Figure, percentile } from './support/figure';

const year = { start: Date.UTC(2026, 0, 1), end: Date.UTC(2027, 0, 1) };

/** Who is on now, and a year of a rotation: the closed form beside walking every turn, and beside expanding calendar rules. */
export async function run(): Promise<Figure[]> {
  const [young, old] = [daily('2026-01-04'), daily('2016-01-05')];
  const fresh = median(() => askHourly(young));
  const aged = median(() => askHourly(old));
  const walked = median(() => walkHourly(old), 3, 1);

  const small = definition(10, 3, 20);
  const large = definition(100, 5, 100);
  checkRules(small);
  const [ours, theirs, more] = sideBySide([() => expand(small), () => expandRules(small), () => expand(large)]);
  return [
    atMost('rota: who is on, ten years old beside one day', 'ms', aged, fresh, 1.5),
    atMost('rota: who is on, beside 1 ms', 'ms', aged, 1, 1),
    atLeast('rota: walking every turn beside the closed form', 'ms', walked, aged, 1_000),
    atMost('rota: a year, 10 people, 3 layers, 20 changes, beside rrule-temporal', 'ms', ours, theirs, 0.5),
    atMost('rota: the same, beside 10 ms', 'ms', ours, 10, 1),
    atMost('rota: a year, 100 people, 5 layers, 100 changes, beside the smaller', 'ms', more, ours, 6),
    atMost('rota: the same, beside 50 ms', 'ms', more, 50, 1),
  ];
}

const people = (count: number) => Array.from({ length: count }, (_, index) => `p${index}`);

function planOf(json: unknown): Plan {
  const read = readPlan(json);
  if (!read.ok) throw new Error(`${read.path}: ${read.problem}`);
  return read.value;
}

const daily = (anchor: string) => {
  const layer = { name: 'day', unit: 'hour', every: 1, anchor: `${anchor}T09:00`, hours: ['Daily 09:00-17:00'], order: people(7) };
  return planOf({ zone: 'Europe/Oslo', layers: [layer] });
};

const asked = Array.from({ length: 200 }, (_, index) => Date.UTC(2026, 0, 5, 10, 30) + index * dayMs * 0.97);

/** Milliseconds for one question. */
function askHourly(plan: Plan): number {
  const rota = rotaOf(plan);
  rota.onAt(asked[0] as number); // compiled
  return timed(() => {
    for (const at of asked) rota.onAt(at);
  }, asked.length);
}

function walkHourly(plan: Plan): number {
  const some = asked.slice(0, 2);
  const [layer] = plan.layers;
  if (!layer) return Number.NaN;
  const numbers = some.map((at) => turnsOf(layer).at(at)?.number ?? null);
  return timed(() => {
    for (const [index, at] of some.entries()) if (simulateTurn(layer, at) !== numbers[index]) throw new Error('walking finds another turn');
  }, some.length);
}

const zones = ['Europe/Lisbon', 'America/New_York', 'Asia/Tokyo', 'Europe/Berlin', 'Australia/Sydney'];

function definition(count: number, layers: number, changes: number): Plan {
  const ids = people(count);
  return planOf({
    zone: 'Europe/Lisbon',
    cover: 'always',
    layers: Array.from({ length: layers }, (_, index) => ({
      name: `layer ${index}`,
      unit: index % 2 === 0 ? 'day' : 'week',
      anchor: '2025-12-01T09:00',
      zone: zones[index],
      hours: index === layers - 1 ? ['Always'] : ['Mon-Fri 09:00-17:00'],
      order: ids,
    })),
    changes: Array.from({ length: changes }, (_, index) => {
      const start = new Date(year.start + ((index * 37) % 360) * dayMs).toISOString();
      const end = new Date(year.start + (((index * 37) % 360) + 2) * dayMs).toISOString();
      return { kind: index % 3 === 0 ? 'add' : 'replace', from: ids[index % count], to: ids[(index + 3) % count], start, end };
    }),
  });
}

/** From nothing: compiled and expanded, who is on when, and how fair that is. */
function expand(plan: Plan): number {
  return timed(() => {
    const rota = rotaOf(plan);
    const shifts = rota.shiftsIn(year);
    stretchesOf(shifts, year);
    fairnessOf(plan, shifts, year);
  }, 1);
}

/** The same turns as a rule for each person and layer, as a calendar would keep them. */
function expandRules({ layers, members }: Plan): number {
  return timed(() => {
    for (const layer of layers) for (const index of members.keys()) startsByRule(layer, index, members.length);
  }, 1);
}

function startsByRule(layer: Layer, index: number, count: number) {
  const { days, rule } = ruleOf(layer, index, count);
  const first = new Date(layer.anchor + days * dayMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  const calendarRule = new RRuleTemporal({ rruleString: `DTSTART;TZID=${layer.zone}:${first}\nRRULE:${rule}` });
  return calendarRule.between(new Date(year.start), new Date(year.end - 1), true);
}

/** Days from the anchor, a Monday, to somebody's first turn, and when the others come. Of ten people each has the same weekday every second week. */
function ruleOf({ unit, hours }: Layer, index: number, count: number): { days: number; rule: string } {
  if (unit === 'week') return { days: index * 7, rule: `FREQ=WEEKLY;INTERVAL=${count}` };
  if (isAlways(hours)) return { days: index, rule: `FREQ=DAILY;INTERVAL=${count}` };
  return { days: Math.floor(index / 5) * 7 + (index % 5), rule: `FREQ=WEEKLY;INTERVAL=${count / 5}` };
}

function checkRules({ layers, members }: Plan): void {
  for (const layer of layers) {
    const theirs = members.flatMap((_, index) => startsByRule(layer, index, members.length).map((at) => at.epochMilliseconds));
    const turns = turnsOf(layer)
      .in(year)
      .filter(({ start }) => start >= year.start);
    const same = turns.map(({ start }) => start).join() === theirs.sort((a, b) => a - b).join();
    if (!same) throw new Error(`the rules of ${layer.name} have other turns`);
  }
}

function timed(work: () => void, times: number): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / times;
}

function median(measure: () => number, times = 9, warmUps = 20): number {
  for (let warm = 0; warm < warmUps; warm++) measure();
  return percentile(Array.from({ length: times }, measure), 0.5);
}

/** One after the other, many times over; of each a time that a tenth stays under, which is least disturbed by what else the computer does. */
function sideBySide(measures: (() => number)[], times = 101, warmUps = 50): [number, number, number] {
  const all = measures.map((): number[] => []);
  for (let time = -warmUps; time < times; time++)
    for (const [index, measure] of measures.entries()) {
      const took = measure();
      if (time >= 0) all[index]?.push(took);
    }
  return all.map((taken) => percentile(taken, 0.1)) as [number, number, number];
}
