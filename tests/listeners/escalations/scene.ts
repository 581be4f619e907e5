import type { MessageRef, SeenMessage } from '../../../sandbox/api';
import type { Person } from '../../../sandbox/person';
import type { Escalation } from '../../../src/generated/sqlite/client';
import type { Team } from '../../support/team';

export const minutes = 60_000;
export const hours = 60 * minutes;

/** The answers that every form needs. */
export const answers = {
  Squad: 'Billing',
  'What was tried': 'Reissued once, same result.',
  'Expected answer': 'May we refund the difference today?',
};

export function channel(team: Team, key: string): string {
  const id = team.sandbox.channels[key];
  if (!id) throw new Error(`There is no channel ${key}`);
  return id;
}

/** A thread of #support (or another channel) by the words of its root. */
export function threadSaying(team: Team, words: string, where = 'support', reader = 'ana'): MessageRef {
  const found = team.sandbox.messages(team.as(reader).id, channel(team, where)).find(({ text }) => text.includes(words));
  if (!found) throw new Error(`Nothing in #${where} says "${words}"`);
  return { channel: channel(team, where), ts: found.ts };
}

export const vat = (team: Team): MessageRef => threadSaying(team, 'Invoice shows VAT twice');

interface Raised {
  by?: string;
  thread?: MessageRef | null;
  fill?: Record<string, string>;
}

/** Ana escalates the thread about VAT to Billing, and everything is brought to rest; answers the card. */
export async function raise(team: Team, { by = 'ana', thread = vat(team), fill = {} }: Raised = {}): Promise<SeenMessage & MessageRef> {
  const agent = team.as(by);
  if (thread) await agent.shortcut('Escalate this thread', thread);
  else await agent.command('/escalate Invoice shows VAT twice', channel(team, 'support'));
  await team.settled();
  await agent.fill({ ...answers, ...fill });
  await agent.submit();
  await team.settled();
  await agent.close();
  await team.settled();
  return cardOf(team);
}

/** The newest card in a squad's channel. */
export async function cardOf(team: Team, where = 'billing-squad', reader = 'bo'): Promise<SeenMessage & MessageRef> {
  return team.as(reader).find(/ESC-\d+/, { channel: channel(team, where) });
}

/** Everything that was said in a thread, as somebody reads it. */
export const said = (team: Team, reader: Person, { channel, ts }: MessageRef): string[] =>
  team.sandbox.messages(reader.id, channel, ts).map((one) => reader.text(one));

/** What Backline has told somebody in direct messages, threads included. */
export function told(team: Team, key: string): string[] {
  const person = team.as(key);
  const channel = team.sandbox.dm(person.id);
  return team.sandbox
    .messages(person.id, channel)
    .flatMap((one) => [person.text(one), ...said(team, person, { channel, ts: one.ts }).slice(1)]);
}

export async function home(team: Team, key: string): Promise<string> {
  const person = team.as(key);
  await team.sandbox.act(person.id, { do: 'open_home' });
  await team.settled();
  return person.text(await person.home());
}

export async function record(team: Team, number = 1): Promise<Escalation> {
  return team.database.db.read.escalation.findFirstOrThrow({ where: { number } });
}

/** Fails on anything that Slack would have refused, and on interactions that were not acknowledged in time. */
export function expectNoComplaints(team: Team, ...except: string[]): void {
  const complaints = team.sandbox.complaints().filter(({ name, response }) => !except.includes(`${name}:${response?.error}`));
  expect(complaints.map(({ way, name, response }) => ({ way, name, response }))).toEqual([]);
}
