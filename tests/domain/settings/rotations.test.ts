import { rotationSettings, usualRotationSettings } from '../../../src/domain/rotation/records/settings';
import { knownHere } from '../../../src/domain/settings/lookup';
import { applySettings, exportSettings } from '../../../src/domain/settings/store';
import { type FreshDatabase, freshDatabase } from '../../support/database';
import { knownWorkspace, monday, workspaceId } from './facts';

let fresh: FreshDatabase;
beforeEach(async () => {
  fresh = await freshDatabase();
  await knownWorkspace(fresh.db);
});
afterEach(() => fresh.drop());

const apply = (text: string) =>
  applySettings(fresh.db, { workspaceId, text, lookup: knownHere(fresh.db.read, workspaceId), actor: 'cli' }, monday);

const mistakesIn = async (text: string) => {
  const applied = await apply(text);
  return applied.ok ? [] : applied.mistakes.map(({ line, field, problem }) => `${line} ${field}: ${problem}`);
};

const set = () => rotationSettings(fresh.db.read, workspaceId);

const file = `rotations:
  night: "21:00-06:00"
  weekend: [Sun]
  weekendsByRegion:
    IL: [Fri, Sat]
  extraOnHolidays: 150
  forgivenAfter: 30
  holidays:
    PT:
      "2026-06-10": Portugal Day
    ES:
      "2026-10-12": Fiesta Nacional
`;

test('what holds for all rotations is set by a file, and a file that is exported changes nothing', async () => {
  expect(await apply(file)).toMatchObject({ ok: true, changes: [{ section: 'rotations', action: 'change' }] });
  expect(await set()).toEqual({
    night: '21:00-06:00',
    weekend: ['Sun'],
    weekends: { IL: ['Fri', 'Sat'] },
    weights: { night: 50, weekend: 50, holiday: 150 },
    forgivenAfter: 30,
    holidays: { ES: { '2026-10-12': 'Fiesta Nacional' }, PT: { '2026-06-10': 'Portugal Day' } },
  });
  expect(await apply(await exportSettings(fresh.db.read, workspaceId))).toEqual({ ok: true, changes: [] });
});

test('what is not named stays, and null goes back to the default', async () => {
  await apply(file);
  await apply('rotations:\n  weekend: null\n  holidays:\n    PT: null\n');
  expect(await set()).toMatchObject({
    night: '21:00-06:00',
    weekend: ['Sat', 'Sun'],
    holidays: { ES: { '2026-10-12': 'Fiesta Nacional' } },
  });
  expect((await set()).holidays.PT).toBeUndefined();
  await apply('rotations: null\n');
  expect(await set()).toEqual(usualRotationSettings);
  expect(await fresh.db.read.setting.count()).toBe(0);
});

test.each([
  ['night: late', '2 rotations.night: Say it like 22:00-07:00.'],
  ['weekend: [Caturday]', '2 rotations.weekend[0]: Write days like Sat.'],
  ['extraAtNight: -1', '2 rotations.extraAtNight: At least 0.'],
  ['forgivenAfter: 0', '2 rotations.forgivenAfter: At least 1 day.'],
  [
    'weekendsByRegion: { israel: [Fri] }',
    '2 rotations.weekendsByRegion.israel: “israel” is no region. Say it like PT, or DE-BY for a state.',
  ],
  [
    'holidays: { PT: { "2026-13-01": X } }',
    '2 rotations.holidays.PT["2026-13-01"]: There is no date “2026-13-01”. Say it like 2026-12-24.',
  ],
  ['nights: "22:00-07:00"', '2 rotations.nights: There is no such setting.'],
])('%s is refused with its line', async (line, mistake) => {
  expect(await mistakesIn(`rotations:\n  ${line}\n`)).toEqual([mistake]);
  expect(await set()).toEqual(usualRotationSettings);
});

test('a list is no settings of rotations', async () => {
  expect(await mistakesIn('rotations: []\n')).toEqual(['1 rotations: Write rotations by their fields, like { night: "22:00-07:00" }.']);
});
