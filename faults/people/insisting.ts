import { setTimeout as pause } from 'node:timers/promises';
import type { MessageRef, SeenView } from '../../sandbox';
import type { Answer } from '../../sandbox/person/answers';
import { labelOf } from '../../sandbox/person/labels';
import type { Pressed, Someone } from './someone';
import { lookFor, patienceMs, type Town } from './town';

/** `gone`: what was to be pressed is not there, or not any more. `given up`: it was tried long enough. */
export type Done = 'done' | 'gone' | 'given up';

const breathMs = 200;
/** A button may be away for a moment: a card is drawn again, a message is under way. */
const goneAfterMs = 15_000;

/** Looks for a message and presses a button in it until Slack saw that acknowledged. */
export async function press(someone: Someone, find: () => MessageRef | undefined, label: string): Promise<Done> {
  const startedAt = Date.now();
  let seenAt = startedAt;
  while (Date.now() - startedAt < patienceMs) {
    const pressed = await someone.inTurn(async () => {
      const message = find();
      return message ? someone.press(message, label) : 'absent';
    });
    if (pressed === 'acknowledged') return 'done';
    if (pressed === 'failed') seenAt = Date.now();
    else if (Date.now() - seenAt > goneAfterMs) return 'gone';
    await pause(breathMs);
  }
  return 'given up';
}

export interface Form {
  /** How its title begins. */
  title: string;
  answers: Record<string, Answer>;
  /** Presses what opens it. */
  open(): Promise<Pressed>;
}

/** What became of a form, and how many different ones were submitted on the way. */
export interface Filled {
  done: Done;
  forms: number;
  /** What stands beside the fields, when that is where it ended. */
  errors?: Record<string, string>;
}

/** A trigger opens a form within 3 seconds, or not at all. */
const opensWithinMs = 3_300;
const mostRefusals = 20;

/** Opens a form, fills it in and submits it, until Slack saw the submission acknowledged. What was not answered is submitted again as it stands. */
export function submit(town: Town, someone: Someone, form: Form): Promise<Filled> {
  return someone.inTurn(async () => {
    const views = new Set<string>();
    const filled = await fillAndSubmit(town, someone, form, views);
    await someone.closeAll();
    return { ...filled, forms: views.size };
  });
}

async function fillAndSubmit(town: Town, someone: Someone, form: Form, views: Set<string>): Promise<Omit<Filled, 'forms'>> {
  const startedAt = Date.now();
  let seenAt = startedAt;
  let refusals = 0;
  while (Date.now() - startedAt < patienceMs) {
    const view = openForm(someone, form) ?? (await open(town, someone, form));
    if (view === 'absent' && Date.now() - seenAt > goneAfterMs) return { done: 'gone' };
    if (view === 'absent' || !view) {
      await pause(breathMs);
      continue;
    }
    seenAt = Date.now();
    if (!(await complete(town, someone, form, view))) continue;

    views.add(view.id);
    const submitted = await someone.submit();
    // A form that is shown again asks to be sent again: nothing was done yet.
    if (submitted === 'acknowledged' && !openForm(someone, form)) return { done: 'done' };
    if (typeof submitted !== 'string' && ++refusals > mostRefusals) return { done: 'given up', errors: submitted.errors };
    await pause(breathMs);
  }
  return { done: 'given up' };
}

const openForm = (someone: Someone, { title }: Form): SeenView | undefined => {
  const view = someone.modal();
  return view && labelOf(view.title).startsWith(title) ? view : undefined;
};

async function open(town: Town, someone: Someone, form: Form): Promise<SeenView | 'absent' | undefined> {
  await someone.closeAll();
  const pressed = await form.open();
  if (pressed === 'absent') return 'absent';
  return lookFor(town.sandbox, () => openForm(someone, form), pressed === 'failed' ? 1_000 : opensWithinMs);
}

/** Fields that come later are waited for; a form whose fields never come is closed, to be opened anew. */
async function complete(town: Town, someone: Someone, form: Form, view: SeenView): Promise<boolean> {
  const startedAt = Date.now();
  for (;;) {
    const now = openForm(someone, form);
    if (now?.id !== view.id) return false;
    if (await someone.fill(now, form.answers)) return true;
    if (Date.now() - startedAt > opensWithinMs) {
      await someone.closeAll();
      return false;
    }
    await lookFor(town.sandbox, () => (someone.modal()?.hash === now.hash ? undefined : true), breathMs);
  }
}
