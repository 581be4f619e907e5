import { performance } from 'node:perf_hooks';
import { RRuleTemporal } from 'rrule-temporal';
import { dayMs } from '../src/domain/calendar/zone';
import { stretchesOf } from '../src/domain/rotation/coverage';
import { readPlan } from '../src/domain/rotation/definition';
import { fairnessOf } from '../src/domain/rotation/fairness';
import type { Plan } from '../src/domain/rotation/plan';
import { rotaOf } from '../src/domain/rotation/rules';
import { turnsOf } from '../src/domain/rotation/turns';
import { simulateTurn } from './simulate';
import { atLeast, atMost, type Figure } from './support/figure';

const year = { start: Date.UTC(2026, 0, 1), end: Date.UTC(2027, 0, 1) };

/** Who is on now, and a year of a rotation: the closed form beside walking every turn, and beside expanding calendar rules. */
export async function run(): Promise<Figure[]> {
  const [young, old] = [daily('2026-01-04'), daily('2016-01-05')];
  const fresh = median(() => askHourly(young));
  const aged = median(() => askHourly(old));
  const walked = median(() => walkHourly(old), 3, 1);

  const small = definition(10, 3, 20);
  const large = definition(100, 5, 100);
  const ours = median(() => expand(small));
  const theirs = median(() => expandRules(small), 5);
  const more = median(() => expand(large), 5);
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
    for (const { anchor, unit, zone } of layers)
      for (const index of members.keys()) {
        const first = new Date(anchor + index * (unit === 'day' ? 1 : 7) * dayMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
        const every = `FREQ=${unit === 'day' ? 'DAILY' : 'WEEKLY'};INTERVAL=${members.length}`;
        new RRuleTemporal({ rruleString: `DTSTART;TZID=${zone}:${first}\nRRULE:${every}` }).between(
          new Date(year.start),
          new Date(year.end),
          true,
        );
      }
  }, 1);
}

function timed(work: () => void, times: number): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / times;
}

function median(measure: () => number, times = 9, warmUps = 20): number {
  for (let warm = 0; warm < warmUps; warm++) measure();
  const all = Array.from({ length: times }, measure).sort((a, b) => a - b);
  return all[Math.floor(all.length / 2)] as number;
}
