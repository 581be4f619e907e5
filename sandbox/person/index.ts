/** A person at the screen: reads what the sandbox shows them and uses it by its labels. For scenario tests. */
import type { Act, ActResult, MessageRef, Sandbox, SeenMessage, SeenView, Surface, UserId } from '../api';
import { isJson } from '../blocks';
import { type Answer, answerFor } from './answers';
import { CannotDo } from './cannot-do';
import { type Control, controls, type Field, fields, labelOf } from './labels';
import { textOf } from './text';
import { within } from './waiting';

export { CannotDo };

/** A message (ephemerals included), the Home tab, or the top modal. */
export type Where = MessageRef | 'home' | 'modal';

export interface Click {
  in: Where;
  /** Text that stands in the same block or above it, when several controls have the same label. */
  row?: string;
}

export function person(sandbox: Sandbox, userId: UserId): Person {
  return new Person(sandbox, userId);
}

export class Person {
  constructor(
    private readonly sandbox: Sandbox,
    readonly id: UserId,
  ) {}

  async post(channel: string, text: string): Promise<MessageRef> {
    return this.posted(await this.do({ do: 'post', channel, text }, `post "${text}"`));
  }

  /** In the thread of a message: of its root, or of the thread that a reply is in. */
  async reply(to: MessageRef, text: string): Promise<MessageRef> {
    return this.posted(await this.do({ do: 'post', channel: to.channel, text, thread: this.rootOf(to) }, `reply "${text}"`));
  }

  async edit(message: MessageRef, text: string): Promise<void> {
    await this.do({ do: 'edit', message, text }, `edit to "${text}"`);
  }

  async delete(message: MessageRef): Promise<void> {
    await this.do({ do: 'delete', message }, 'delete a message');
  }

  async react(message: MessageRef, name: string): Promise<void> {
    await this.do({ do: 'react', message, name }, `react with ${name}`);
  }

  /** The whole line: `/escalate billing: Invoice is wrong`. */
  async command(line: string, channel: string): Promise<void> {
    const [command = '', ...rest] = line.split(' ');
    await this.do({ do: 'command', channel, command, text: rest.join(' ') }, line);
  }

  /** A shortcut by its name: of a message when one is given, else from the shortcuts menu. */
  async shortcut(name: string, message?: MessageRef): Promise<void> {
    const type = message === undefined ? 'global' : 'message';
    const known = this.sandbox.shortcuts.find((shortcut) => shortcut.type === type && shortcut.name === name);
    if (known === undefined)
      throw new CannotDo(`There is no ${type} shortcut "${name}". There are: ${quoted(this.sandbox.shortcuts.map((one) => one.name))}`);
    const { callbackId } = known;
    const act: Act = message === undefined ? { do: 'global_shortcut', callbackId } : { do: 'message_shortcut', callbackId, message };
    await this.do(act, name);
  }

  /** Presses a button, or picks the entry of an overflow menu, radio group or checkbox that says so. */
  async click(label: string, { in: where, row }: Click): Promise<void> {
    const control = await this.seen(
      () => this.pick(this.controls(where), label, row),
      () => this.noControl(label, where),
    );
    const { blockId, actionId, value } = control;
    await this.do(
      { do: 'action', where: this.surface(where), blockId, actionId, ...(value === undefined ? {} : { value }) },
      `click "${label}"`,
    );
  }

  /** Gives answers by label, one after the other: texts, names of options, people (`U…` or the world's name), channels, dates. */
  async fill(answers: Record<string, Answer>, { in: where = 'modal' }: { in?: Where } = {}): Promise<void> {
    for (const [label, answer] of Object.entries(answers)) await this.give(label, answer, where, 'input');
  }

  /** As `fill`, and leaves the field by Enter: the app hears of it when the field dispatches. */
  async type(label: string, answer: Answer, { in: where = 'modal' }: { in?: Where } = {}): Promise<void> {
    await this.give(label, answer, where, 'action');
  }

  /** What a search field offers for a query: the texts of its options. */
  async options(label: string, query: string, { in: where = 'modal' }: { in?: Where } = {}): Promise<string[]> {
    const { blockId, actionId } = await this.field(label, where);
    const result = await this.do({ do: 'options', where: this.surface(where), blockId, actionId, query }, `search "${query}"`);
    return (result.options ?? []).map((option) => (isJson(option) ? labelOf(option.text) : ''));
  }

  /** Presses the submit button of the top modal. Rejects with what stands beside the fields when it was not accepted. */
  async submit(): Promise<void> {
    const errors = await this.trySubmit();
    if (Object.keys(errors).length > 0) throw new CannotDo(`The form was not accepted: ${JSON.stringify(errors)}`);
  }

  /** The texts beside fields after submitting, by label; none when it was accepted. */
  async trySubmit(): Promise<Record<string, string>> {
    const view = await this.modal();
    const result = await this.sandbox.act(this.id, { do: 'submit' });
    await this.sandbox.quiet();
    if (result.errors !== undefined) return byLabel(view, result.errors);
    if (!result.ok) throw new CannotDo(`Submitting "${labelOf(view.title)}" failed: ${result.problem}`);
    return {};
  }

  async close(): Promise<void> {
    await this.do({ do: 'close' }, 'close the modal');
  }

  /** The top modal, once there is one. */
  modal(): Promise<SeenView> {
    return this.seen(
      () => this.topModal(),
      () => 'No modal is open',
    );
  }

  /** Opens the app's Home tab and reads it. */
  async home(): Promise<SeenView> {
    await this.do({ do: 'open_home' }, 'open App Home');
    return this.seen(
      () => this.sandbox.home(this.id) ?? undefined,
      () => 'The Home tab is empty',
    );
  }

  /** Waits until a message, the modal or the Home tab says these words, and reads it. */
  sees(words: string, { in: where }: { in: Where }): Promise<string> {
    const read = () => this.read(where);
    return this.seen(
      () => (read().includes(words) ? read() : undefined),
      () => `${named(where)} does not say "${words}". It says:\n${read()}`,
    );
  }

  /** The newest message with these words in a channel, or in a thread of it, once it is there. */
  find(words: string | RegExp, place: { channel: string; thread?: string }): Promise<SeenMessage & MessageRef> {
    const says = (message: SeenMessage) => (typeof words === 'string' ? textOf(message).includes(words) : words.test(textOf(message)));
    const look = () => this.sandbox.messages(this.id, place.channel, place.thread).reverse().find(says);
    return this.seen(
      () => {
        const found = look();
        return found === undefined ? undefined : { ...found, channel: place.channel };
      },
      () => `No message says ${words}. There are:\n${this.sandbox.messages(this.id, place.channel, place.thread).map(textOf).join('\n')}`,
    );
  }

  /** Everything that can be read in a view or message, line by line; buttons in brackets. */
  text(shown: SeenView | SeenMessage | MessageRef): string {
    return 'blocks' in shown || 'text' in shown ? textOf(shown) : textOf(this.message(shown));
  }

  private read(where: Where): string {
    const shown = where === 'modal' ? this.topModal() : where === 'home' ? this.sandbox.home(this.id) : this.lookUp(where);
    return shown ? textOf(shown) : '';
  }

  private async give(label: string, answer: Answer, where: Where, how: 'input' | 'action'): Promise<void> {
    const field = await this.field(label, where);
    const search = (query: string) => this.search(field, where, query);
    const value = await answerFor(field, answer, { search, people: this.sandbox.people, channels: this.sandbox.channels });
    const { blockId, actionId } = field;
    await this.do({ do: how, where: this.surface(where), blockId, actionId, value }, `fill "${label}"`);
  }

  private field(label: string, where: Where): Promise<Field> {
    return this.seen(
      () => fields(this.blocks(where)).find((field) => field.labels.includes(label)),
      () =>
        `There is no field "${label}" in ${named(where)}. There are: ${quoted(fields(this.blocks(where)).map((field) => field.labels[0] ?? ''))}`,
    );
  }

  private async search({ blockId, actionId }: Field, where: Where, query: string): Promise<unknown[]> {
    const result = await this.do({ do: 'options', where: this.surface(where), blockId, actionId, query }, `search "${query}"`);
    return result.options ?? [];
  }

  private pick(found: Control[], label: string, row: string | undefined): Control | undefined {
    const matching = found.filter((control) => control.label === label && (row === undefined || control.around.includes(row)));
    if (matching.length > 1) throw new CannotDo(`${matching.length} controls say "${label}": name a row that tells them apart`);
    return matching[0];
  }

  private noControl(label: string, where: Where): string {
    return `Nothing in ${named(where)} says "${label}". There are: ${quoted(this.controls(where).map((control) => control.label))}`;
  }

  private controls(where: Where): Control[] {
    return controls(this.blocks(where));
  }

  private blocks(where: Where): readonly unknown[] {
    if (where === 'modal') return this.topModal()?.blocks ?? [];
    if (where === 'home') return this.sandbox.home(this.id)?.blocks ?? [];
    return this.lookUp(where)?.blocks ?? [];
  }

  private surface(where: Where): Surface {
    if (where === 'modal' || where === 'home') return { in: where };
    const message = { channel: where.channel, ts: where.ts };
    return this.message(where).ephemeral === true ? { in: 'ephemeral', message } : { in: 'message', message };
  }

  private message(ref: MessageRef): SeenMessage {
    const found = this.lookUp(ref);
    if (found === undefined) throw new CannotDo(`There is no message ${ref.ts} in ${ref.channel} for ${this.id}`);
    return found;
  }

  private lookUp(ref: MessageRef): SeenMessage | undefined {
    return this.sandbox.message(this.id, ref) ?? undefined;
  }

  private rootOf(ref: MessageRef): string {
    return this.message(ref).thread_ts ?? ref.ts;
  }

  private topModal(): SeenView | undefined {
    return this.sandbox.modals(this.id).pop();
  }

  private posted(result: ActResult): MessageRef {
    if (result.message === undefined) throw new CannotDo('Nothing was posted');
    return result.message;
  }

  /** Waits until it can be seen; gives up with words about what can be seen instead. */
  private async seen<T>(look: () => T | undefined, describe: () => string): Promise<T> {
    const found = await within(this.sandbox, look);
    if (found === undefined) throw new CannotDo(describe());
    return found;
  }

  private async do(act: Act, what: string): Promise<ActResult> {
    const result = await this.sandbox.act(this.id, act);
    await this.sandbox.quiet();
    if (!result.ok) throw new CannotDo(`${what}: ${result.problem}`);
    return result;
  }
}

function byLabel(view: SeenView, errors: Record<string, string>): Record<string, string> {
  const labels = new Map(fields(view.blocks).map((field) => [field.blockId, field.labels[0] ?? field.blockId]));
  return Object.fromEntries(Object.entries(errors).map(([blockId, words]) => [labels.get(blockId) ?? blockId, words]));
}

function named(where: Where): string {
  if (where === 'home') return 'App Home';
  return where === 'modal' ? 'the modal' : `message ${where.ts}`;
}

function quoted(labels: readonly string[]): string {
  return labels.length === 0 ? 'none' : labels.map((label) => `"${label}"`).join(', ');
}
