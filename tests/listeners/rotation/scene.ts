import type { MessageRef, SeenMessage } from '../../../sandbox/api';
import type { Person } from '../../../sandbox/person';
import { type RotationRecord, rotationByName } from '../../../src/domain/rotation/records/rotation';
import type { Team } from '../../support/team';

/** Monday 2 March 2026, 10:00 in Lisbon. */
export const monday = new Date('2026-03-02T10:00:00Z');

export const channel = (team: Team, key: string): string => {
  const id = team.sandbox.channels[key];
  if (!id) throw new Error(`There is no channel ${key}`);
  return id;
};

/** What `/rota …` answers, seen by one person alone. */
export async function rota(team: Team, who: string, line = '', where = 'integrations-squad'): Promise<SeenMessage & MessageRef> {
  const person = team.as(who);
  await person.command(`/rota ${line}`.trim(), channel(team, where));
  await team.settled();
  const answer = team.sandbox.messages(person.id, channel(team, where)).findLast(({ ephemeral }) => ephemeral);
  if (!answer) throw new Error('Nothing was answered');
  return { ...answer, channel: channel(team, where) };
}

export async function said(team: Team, who: string, line = '', where = 'integrations-squad'): Promise<string> {
  return team.as(who).text(await rota(team, who, line, where));
}

interface Made {
  by?: string;
  where?: string;
  fill?: Record<string, string | string[]>;
}

/** `New rotation` as far as `Check the plan`. */
export async function checked(team: Team, { by = 'lena', where = 'integrations-squad', fill = {} }: Made = {}): Promise<Person> {
  const lead = team.as(by);
  await lead.click('New rotation', { in: await rota(team, by, '', where) });
  await team.settled();
  await lead.fill({
    Name: 'Integrations',
    'People, in order': ['ivo', 'jess', 'ken'],
    'First turn': '2026-03-02',
    'Time zone': 'Europe/Lisbon',
    ...fill,
  });
  await lead.submit();
  return lead;
}

/** A rotation made by its modals: Ivo, Jess, Ken, a week each from Monday 2 March 09:00 in Lisbon. */
export async function made(team: Team, how: Made = {}): Promise<RotationRecord> {
  const lead = await checked(team, how);
  await lead.submit();
  await team.settled();
  return named(team, String(how.fill?.Name ?? 'Integrations'));
}

export async function named(team: Team, name: string): Promise<RotationRecord> {
  const rotation = await rotationByName(team.database.db.read, team.backline.connection.workspaceId, name);
  if (!rotation) throw new Error(`There is no rotation ${name}`);
  return rotation;
}

/** Fails on anything that Slack would have refused, and on interactions that were not acknowledged in time. */
export function expectNoComplaints(team: Team): void {
  expect(team.sandbox.complaints().map(({ way, name, response }) => ({ way, name, response }))).toEqual([]);
}
