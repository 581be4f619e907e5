import { setTimeout as pause } from 'node:timers/promises';
import type { MessageRef } from '../../sandbox';
import { actByButton, actByForm, type Case, cardOf, cardSays, findIn, noted, placeOnceThere } from './case';
import { allCopied } from './copies';
import { type Done, press } from './insisting';
import { tokenOf } from './raising';
import type { Someone } from './someone';
import type { Step } from './story';
import { lookFor, patienceMs } from './town';

type Doing<Kind extends Step['do']> = Extract<Step, { do: Kind }>;

/** Does one step; whether the story can go on. */
export async function take(one: Case, step: Step): Promise<boolean> {
  const someone = (key: string) => one.town.someone(key);
  const card = (by: Someone) => () => cardOf(one, by);
  switch (step.do) {
    case 'claim':
      return claim(one, step);
    case 'say':
      return say(one, step);
    case 'ask':
      return isDone(await actByForm(one, 'asked', someone(step.by), askForm(one, step), step.words));
    case 'answer':
      return answer(one, step);
    case 'carry on':
      return (await actByButton(one, 'carried_on', someone(step.by), card(someone(step.by)), 'Carry on')) === 'done';
    case 'take over':
      return (await actByButton(one, 'claimed', someone(step.by), card(someone(step.by)), 'Take over')) === 'done';
    case 'release':
      return release(one);
    case 'resolve':
      return isDone(await actByForm(one, 'resolved', someone(step.by), resolveForm(one, step), step.words));
    case 'reopen':
      return isDone(await actByForm(one, 'reopened', someone(step.by), reopenForm(one, step), step.words));
    case 'accept':
      return accept(one);
  }
}

const isDone = ({ done }: { done: Done }) => done === 'done';

/** Those who come too late read who was faster, or find no button any more: one is enough. */
async function claim(one: Case, { by }: Doing<'claim'>): Promise<boolean> {
  const act = noted(one, { what: 'claimed', by });
  const people = by.map((key) => one.town.someone(key));
  const pressed = await Promise.all(people.map((person) => press(person, () => cardOf(one, person), 'Claim')));
  act.acknowledged = pressed.includes('done');
  return act.acknowledged;
}

async function release(one: Case): Promise<boolean> {
  const said = await cardSays(one, /Claimed by \w+/);
  const owner = one.story.squad.engineers.find((key) => said?.toLowerCase().endsWith(` ${key}`));
  if (!owner) return false;
  const person = one.town.someone(owner);
  return (await actByButton(one, 'released', person, () => cardOf(one, person), 'Release')) === 'done';
}

async function say(one: Case, { side, by, text, after, inside }: Doing<'say'>): Promise<boolean> {
  const place = await placeOnceThere(one, side);
  if (!place) return false;
  const person = one.town.someone(by);
  const message = await person.say(place.channel, text, place.thread);
  const copied = side === 'agents' || (one.thread !== null && !inside);
  one.town.chronicle.said.push({ title: one.story.title, ...message, by, token: tokenOf(text), copied });

  if (after === 'leave') return true;
  await pause(text.length % 3 === 0 ? 0 : 300);
  if (after !== 'delete') await person.edit(message, `${text} (on the new one too)`);
  if (after !== 'edit') await person.erase(message);
  return true;
}

const askForm = (one: Case, { by, words }: Doing<'ask'>) => ({
  title: 'Ask for information',
  answers: { Question: words, 'Who has to answer': 'The agent' },
  open: () => pressOnce(one.town.someone(by), cardOf(one, one.town.someone(by)), 'Needs info'),
});

const resolveForm = (one: Case, { by, words }: Doing<'resolve'>) => ({
  title: 'Resolve',
  answers: { Reason: 'Question answered', Answer: words },
  open: () => pressOnce(one.town.someone(by), cardOf(one, one.town.someone(by)), 'Resolve'),
});

function reopenForm(one: Case, { by, from, words }: Doing<'reopen'>) {
  const person = one.town.someone(by);
  const standing = () => (from === 'squad' ? cardOf(one, person) : findIn(one, person, 'agents', lastWords(one, 'resolved')));
  return {
    title: 'Reopen',
    answers: { Why: 'It does not work', 'What happens now': words },
    open: () => pressOnce(person, standing(), 'Reopen'),
  };
}

const pressOnce = async (person: Someone, message: MessageRef | undefined, label: string) =>
  message ? person.press(message, label) : 'absent';

/** The words of the last act of this sort. */
function lastWords({ town, story }: Case, what: 'asked' | 'resolved'): string {
  return tokenOf(town.chronicle.acts.findLast((act) => act.title === story.title && act.what === what)?.words ?? '');
}

async function answer(one: Case, { how, passFirst }: Doing<'answer'>): Promise<boolean> {
  const { agent } = one;
  const question = () => findIn(one, agent, 'agents', lastWords(one, 'asked'));
  if (passFirst && (await actByButton(one, 'passed', agent, question, 'Waiting on customer')) !== 'done') return false;
  if (how === 'button') return (await actByButton(one, 'answered', agent, question, 'Answered')) === 'done';

  // Seen first: what was written before it was asked answers nothing.
  if (!(await lookFor(one.town.sandbox, question, patienceMs))) return false;
  noted(one, { what: 'answered', by: [agent.key] }).acknowledged = true;
  const text = `«${lastWords(one, 'asked').slice(1, -1)}a» They left Team for Starter on the 12th.`;
  await say(one, { do: 'say', side: 'agents', by: agent.key, text, after: 'leave', inside: false });
  // Its event may come late: had the squad resolved it meanwhile, it would answer nothing any more.
  return (await cardSays(one, /Claimed by/)) !== undefined;
}

/** Who accepts has read everything: all that was said is on both sides. Writing after it is closed is not copied any more. */
async function accept(one: Case): Promise<boolean> {
  if (!(await allCopied(one))) return false;
  const { agent } = one;
  const solution = () => findIn(one, agent, 'agents', lastWords(one, 'resolved'));
  if ((await actByButton(one, 'accepted', agent, solution, 'That solves it')) !== 'done') return false;
  return (await cardSays(one, /Closed/)) !== undefined;
}
