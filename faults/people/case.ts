import type { MessageRef } from '../../sandbox';
import { textOf } from '../../sandbox/person/text';
import type { Act, What } from './chronicle';
import { type Done, type Filled, type Form, press, submit } from './insisting';
import type { Someone } from './someone';
import type { Side, Story } from './story';
import { lookFor, patienceMs, type Town } from './town';

/** One escalation as its people see it: where it stands, and what they do to it, written into the chronicle. */
export interface Case {
  town: Town;
  story: Story;
  agent: Someone;
  /** The thread that the question comes from; `null`: the agent is talked to under the status card in direct messages. */
  thread: MessageRef | null;
  squadChannel: string;
}

export function openCase(town: Town, story: Story, thread: MessageRef | null): Case {
  const squadChannel = town.sandbox.channels[story.squad.channel];
  if (!squadChannel) throw new Error(`No channel of this world is called ${story.squad.channel}`);
  return { town, story, agent: town.someone(story.agent), thread, squadChannel };
}

/** The card in the squad's channel. */
export const cardOf = ({ story, squadChannel }: Case, reader: Someone) => reader.find(headlineOf(story), squadChannel);

/** As cards begin, and nothing else that tells of an escalation: number and title. */
const headlineOf = ({ title }: Story) => new RegExp(`ESC-\\d+\\*? +${title}`);

export interface Place {
  channel: string;
  thread: string;
}

/** Where a side talks: the squad under its card, the agents in the thread of the question or under the status card. */
export function placeOf(one: Case, side: Side): Place | undefined {
  const { town, story, agent, thread } = one;
  if (side === 'agents' && thread) return { channel: thread.channel, thread: thread.ts };
  const root = side === 'squad' ? cardOf(one, engineerOf(one)) : agent.find(headlineOf(story), town.sandbox.dm(agent.id));
  return root && { channel: root.channel, thread: root.ts };
}

const engineerOf = ({ town, story }: Case) => town.someone(story.squad.engineers[0] as string);

/** Once there is such a place. */
export const placeOnceThere = (one: Case, side: Side) => lookFor(one.town.sandbox, () => placeOf(one, side), patienceMs);

/** A message of Backline in a side's place that says this. */
export function findIn(one: Case, reader: Someone, side: Side, words: string): MessageRef | undefined {
  const place = placeOf(one, side);
  return place && reader.find(words, place.channel, place.thread);
}

/** Until the card says so. */
export async function cardSays(one: Case, words: RegExp): Promise<string | undefined> {
  const reader = engineerOf(one);
  return lookFor(
    one.town.sandbox,
    () => {
      const card = cardOf(one, reader);
      return card && textOf(card).match(words)?.[0];
    },
    patienceMs,
  );
}

/** A button that is an act by itself. */
export async function actByButton(one: Case, what: What, by: Someone, find: () => MessageRef | undefined, label: string): Promise<Done> {
  const act = noted(one, { what, by: [by.key] });
  const done = await press(by, find, label);
  act.acknowledged = done === 'done';
  return done;
}

/** A form that is an act once it is submitted. */
export async function actByForm(one: Case, what: What, by: Someone, form: Form, words: string): Promise<Filled> {
  const act = noted(one, { what, by: [by.key], words });
  const filled = await submit(one.town, by, form);
  act.acknowledged = filled.done === 'done';
  act.forms = filled.forms;
  return filled;
}

/** Written down before it is begun: what nobody saw acknowledged may have happened all the same. */
export function noted({ town, story }: Case, act: Pick<Act, 'what' | 'by' | 'words'>): Act {
  const written = { ...act, title: story.title, acknowledged: false, forms: 0 };
  town.chronicle.acts.push(written);
  return written;
}
