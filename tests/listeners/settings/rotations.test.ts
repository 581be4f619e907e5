import { rotationSettings } from '../../../src/domain/rotation/records/settings';
import { startTeam, type Team } from '../../support/team';
import { openSettings } from './open';

let team: Team;
beforeEach(async () => {
  team = await startTeam();
});
afterEach(() => team.stop());

const set = () => rotationSettings(team.database.db.read, team.backline.connection.workspaceId);

test('what holds for all rotations is set in Settings, a mistake is told beside its field', async () => {
  const kai = await openSettings(team, 'kai', 'Rotations');
  await kai.fill({
    Night: 'late',
    'Weekends by region': 'IL Fri, Sat',
    'Extra at night': 'a lot',
    Holidays: 'PT 2026-06-10 Portugal Day\nPT 2026-06-24',
  });
  expect(await kai.trySubmit()).toEqual({ 'Extra at night': 'Write a whole number.' });
  await kai.fill({ 'Extra at night': '75' });
  expect(await kai.trySubmit()).toEqual({ Night: 'Say it like 22:00-07:00.' });
  await kai.fill({ Night: '21:00-06:00', Weekend: ['Sun'] });
  await kai.submit();
  expect(await set()).toEqual({
    night: '21:00-06:00',
    weekend: ['Sun'],
    weekends: { IL: ['Fri', 'Sat'] },
    weights: { night: 75, weekend: 50, holiday: 100 },
    forgivenAfter: 21,
    holidays: { PT: { '2026-06-10': 'Portugal Day', '2026-06-24': '' } },
  });
  expect(team.sandbox.complaints()).toEqual([]);
});

test('it is shown again as it was said, and what is taken out is gone', async () => {
  const kai = await openSettings(team, 'kai', 'Rotations');
  await kai.fill({ 'Weekends by region': 'IL Fri, Sat', Holidays: 'PT 2026-06-10 Portugal Day' });
  await kai.submit();
  await kai.close();
  await openSettings(team, 'kai', 'Rotations');
  expect(kai.text(await kai.modal())).toContain('PT 2026-06-10 Portugal Day');
  await kai.fill({ 'Weekends by region': null, Holidays: 'Christmas' });
  expect(await kai.trySubmit()).toEqual({ Holidays: 'Say it like PT 2026-06-10 Portugal Day.' });
  await kai.fill({ Holidays: 'ES 2026-10-12 Fiesta Nacional' });
  await kai.submit();
  expect(await set()).toMatchObject({ weekends: {}, holidays: { ES: { '2026-10-12': 'Fiesta Nacional' } } });
  expect((await set()).holidays.PT).toBeUndefined();

  await kai.click('Audit log', { in: 'modal' });
  expect(kai.text(await kai.modal())).toContain('*@kai* changed the settings of rotations');
  expect(team.sandbox.complaints()).toEqual([]);
});
