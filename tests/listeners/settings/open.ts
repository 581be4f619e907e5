import type { Person } from '../../../sandbox/person';
import type { Team } from '../../support/team';

/** App Home → `Settings`, and one of its entries when it is named. */
export async function openSettings(team: Team, who: string, entry?: string): Promise<Person> {
  const person = team.as(who);
  await team.sandbox.act(person.id, { do: 'open_home' });
  await team.settled();
  await person.click('Settings', { in: 'home' });
  if (entry) await person.click(entry, { in: 'modal' });
  return person;
}
