import { setTimeout as pause } from 'node:timers/promises';
import type { ActResult, Act as Gesture, MessageRef, Sandbox, SeenMessage, SeenView } from '../../sandbox';
import { type Answer, answerFor } from '../../sandbox/person/answers';
import { controls, type Field, fields, labelOf } from '../../sandbox/person/labels';
import { textOf } from '../../sandbox/person/text';

/** `failed`: Slack says that the app did not answer. `absent`: there is no such button (any more). */
export type Pressed = 'acknowledged' | 'failed' | 'absent';

/** A person at the screen who is used to things that do not work the first time. */
export interface Someone {
  id: string;
  key: string;
  /** Does one thing after the other: a person has one screen. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  act(gesture: Gesture): Promise<Pressed>;
  press(message: MessageRef, label: string): Promise<Pressed>;
  /** Cannot fail: Slack itself keeps what is said. */
  say(channel: string, text: string, thread?: string): Promise<MessageRef>;
  edit(message: MessageRef, text: string): Promise<void>;
  erase(message: MessageRef): Promise<void>;
  /** The newest message that says this. */
  find(words: string | RegExp, channel: string, thread?: string): (SeenMessage & MessageRef) | undefined;
  modal(): SeenView | undefined;
  /** Fills in what is not so yet; `false` when the form changed under the hands. */
  fill(view: SeenView, answers: Record<string, Answer>): Promise<boolean>;
  submit(): Promise<Pressed | { errors: Record<string, string> }>;
  closeAll(): Promise<void>;
}

/** The world moved on between looking and pressing. */
const movedOn = new Set(['no_such_element', 'message_not_found', 'view_not_found', 'view_has_no_submit']);
const unanswered = new Set(['operation_timeout', 'dispatch_failed']);

export function someoneIn(sandbox: Sandbox, key: string): Someone {
  const id = sandbox.people[key];
  if (!id) throw new Error(`Nobody in this world is called ${key}`);
  let turn: Promise<unknown> = Promise.resolve();
  const act = async (gesture: Gesture) => outcomeOf(gesture.do, await sandbox.act(id, gesture));

  return {
    id,
    key,
    inTurn(work) {
      const mine = turn.then(work, work);
      turn = mine.catch(() => {});
      return mine;
    },
    act,
    async press(message, label) {
      const seen = sandbox.message(id, message);
      const control = controls(seen?.blocks ?? []).find((one) => one.label === label);
      if (!control) return 'absent';
      const { blockId, actionId, value } = control;
      return act({ do: 'action', where: { in: 'message', message }, blockId, actionId, ...(value && { value }) });
    },
    async say(channel, text, thread) {
      const { message, problem } = await sandbox.act(id, { do: 'post', channel, text, ...(thread && { thread }) });
      if (!message) throw new Error(`${key} could not write to ${channel}: ${problem}`);
      return message;
    },
    edit: async (message, text) => void (await act({ do: 'edit', message, text })),
    erase: async (message) => void (await act({ do: 'delete', message })),
    find(words, channel, thread) {
      const says = (text: string) => (typeof words === 'string' ? text.includes(words) : words.test(text));
      const found = sandbox.messages(id, channel, thread).findLast((message) => says(textOf(message)));
      return found && { ...found, channel };
    },
    modal: () => sandbox.modals(id).at(-1),
    fill: (view, answers) => fillIn(sandbox, id, view, answers),
    async submit() {
      const result = await sandbox.act(id, { do: 'submit' });
      return result.errors ? { errors: result.errors } : outcomeOf('submit', result);
    },
    async closeAll() {
      if (sandbox.modals(id).length > 0) await act({ do: 'close', all: true });
    },
  };
}

function outcomeOf(what: string, { ok, problem = '' }: ActResult): Pressed {
  if (ok) return 'acknowledged';
  if (unanswered.has(problem)) return 'failed';
  if (movedOn.has(problem)) return 'absent';
  throw new Error(`Slack refused ${what}: ${problem}`);
}

async function fillIn(sandbox: Sandbox, id: string, view: SeenView, answers: Record<string, Answer>): Promise<boolean> {
  for (const [label, answer] of Object.entries(answers)) {
    const field = fields(view.blocks).find(({ labels }) => labels.includes(label));
    if (!field) return false;
    if (holds(view, field, answer)) continue;
    const value = await valueFor(sandbox, id, field, answer);
    if (!value) return false;
    // What the app says to what is typed does not matter: it stands in the field.
    await sandbox.act(id, { do: 'input', where: { in: 'modal' }, blockId: field.blockId, actionId: field.actionId, value });
  }
  return sandbox.modals(id).at(-1)?.id === view.id;
}

/** It says so already: typed before, or filled in by the app. */
function holds({ state }: SeenView, { blockId, actionId }: Field, answer: Answer): boolean {
  const given = state.values[blockId]?.[actionId] as { value?: string; selected_option?: { text?: unknown } | null } | undefined;
  return (given?.selected_option ? labelOf(given.selected_option.text) : given?.value) === answer;
}

const searchTries = 20;

/** The options of a search field come from the app, which may not answer at once. */
async function valueFor(sandbox: Sandbox, id: string, field: Field, answer: Answer): Promise<Record<string, unknown> | null> {
  const { blockId, actionId } = field;
  const search = async (query: string): Promise<unknown[]> => {
    for (let tries = 0; tries < searchTries; tries += 1) {
      const { options = [] } = await sandbox.act(id, { do: 'options', where: { in: 'modal' }, blockId, actionId, query });
      if (options.length > 0) return options;
      await pause(200);
    }
    return [];
  };
  try {
    return await answerFor(field, answer, { search, people: sandbox.people, channels: sandbox.channels });
  } catch (error) {
    if (error instanceof Error && /does not offer/.test(error.message)) return null;
    throw error;
  }
}
