import { holidaysOf, isRegion, regionName, searchRegions } from '../../../src/domain/calendar/holidays';

const datesOf = async (region: string, year: number) => (await holidaysOf(region, year))?.map(({ date, name }) => `${date} ${name}`) ?? [];

test('a year of public holidays, each on its own day, in order', async () => {
  const portugal = await datesOf('PT', 2026);
  expect(portugal).toContain('2026-06-10 Portugal Day');
  expect(portugal).toContain('2026-04-03 Good Friday');
  expect(portugal).not.toContain('2026-02-17 Carnival');
  expect(portugal).toEqual([...portugal].sort());
  expect(portugal.every((line) => line.startsWith('2026-'))).toBe(true);
});

test('a state has what its country has, and its own', async () => {
  expect(await datesOf('DE', 2026)).not.toContain('2026-01-06 Epiphany');
  expect(await datesOf('DE-BY', 2026)).toContain('2026-01-06 Epiphany');
});

test('days that begin in the evening lie on the calendar of the place; long ones have all their days', async () => {
  expect(await datesOf('IL', 2026)).toContain('2026-04-02 Passover (Pesach)');
  const eid = (await datesOf('EG', 2026)).filter((line) => line.includes('Eid al-Fitr'));
  expect(eid.map((line) => line.slice(0, 10))).toEqual(['2026-03-20', '2026-03-21', '2026-03-22']);
});

test('of a place that nobody knows there are none', async () => {
  expect(await holidaysOf('XX', 2026)).toEqual([]);
});

test('regions are found by name and by code', async () => {
  expect((await searchRegions('portug'))[0]).toEqual({ code: 'PT', name: 'Portugal' });
  expect((await searchRegions('de-by'))[0]).toEqual({ code: 'DE-BY', name: 'Germany, Bayern' });
  expect((await searchRegions('')).length).toBe(100);
  expect(await searchRegions('no such place')).toEqual([]);
});

test.each([
  ['PT', 'Portugal'],
  ['DE-BY', 'Germany, Bayern'],
  ['XX', 'XX'],
])('%s is called %s', async (code, name) => {
  expect(await regionName(code)).toBe(name);
});

test.each([
  ['PT', true],
  ['DE-BY', true],
  ['US-CA', true],
  ['pt', false],
  ['Portugal', false],
  ['__proto__', false],
  ['', false],
])('%j is a region: %s', (code, answer) => {
  expect(isRegion(code)).toBe(answer);
});
