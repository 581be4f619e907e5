import { performance } from 'node:perf_hooks';
import munkres from 'munkres-js';
import { costsOf, placesOf, planWeek, slotsOf, type Week } from '../src/domain/rotation/sittings';
import { readWeek } from '../src/domain/rotation/week-definition';
import { atMost, type Figure, percentile } from './support/figure';

const people = 70;
const slots = 210;
/** More than any week costs. */
const impossible = 1_000_000;

/** A week of the company rota, beside the Hungarian algorithm on the same costs: a column for each place of each slot. */
export async function run(): Promise<Figure[]> {
  const week = companyWeek();
  const matrix = matrixOf(week);
  const ours = median(() => planWeek(week), 9);
  const theirs = median(() => munkres(matrix), 3);
  judge(week, matrix);
  return [
    atMost(`rota: planWeek, ${people} people, ${slots} slots, beside munkres-js`, 'ms', ours, theirs, 1),
    atMost('rota: the same, beside 200 ms', 'ms', ours, 200, 1),
  ];
}

function companyWeek(): Week {
  const read = readWeek({
    zone: 'Europe/Lisbon',
    week: '2026-W25',
    hours: ['Mon-Fri 00:00-21:00'],
    members: Array.from({ length: people }, (_, n) => ({
      id: `p${n}`,
      zone: ['Europe/Lisbon', 'America/Sao_Paulo', 'Asia/Tokyo'][n % 3],
      best: [`Mon,Wed ${8 + (n % 6)}:00-${10 + (n % 6)}:00`],
      ratherNot: [`Tue ${8 + (n % 5)}:00-${11 + (n % 6)}:00`, 'Fri 12:00-21:00'],
      never: ['Daily 00:00-07:00', `Thu ${n % 12}:00-20:00`],
      lastSeat: `Mon ${8 + (n % 9)}:30`,
    })),
  });
  if (!read.ok) throw new Error(`${read.path}: ${read.problem}`);
  return read.value;
}

function matrixOf(week: Week): number[][] {
  const tiles = slotsOf(week);
  if (tiles.length !== slots) throw new Error(`The week has ${tiles.length} slots`);
  const places = placesOf(week, people);
  return week.members.map((member) =>
    costsOf(week, member, tiles).flatMap((cost) => places.map((place) => (Number.isFinite(cost) ? cost + place : impossible))),
  );
}

/** A figure counts only if both find the same cost. */
function judge(week: Week, matrix: number[][]): void {
  const { cost, unseated } = planWeek(week);
  const theirs = munkres(matrix).reduce((sum, [row, column]) => sum + (matrix[row]?.[column] as number), 0);
  if (unseated.length > 0 || cost !== theirs) throw new Error(`planWeek costs ${cost} and leaves ${unseated.length}, munkres-js ${theirs}`);
}

function median(work: () => unknown, times: number): number {
  work(); // warm
  return percentile(
    Array.from({ length: times }, () => milliseconds(work)),
    0.5,
  );
}

function milliseconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
