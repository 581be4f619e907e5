/** A person at the screen: reads what the sandbox shows them and uses it by its labels. For scenario tests. */
import type { Act, ActResult, MessageRef, Sandbox, SeenMessage, SeenView, UserId } from '../api';
import { isJson } from '../blocks';
import { type Answer, answerFor } from './answers';
import { CannotDo } from './cannot-do';
import { type Field, fields, labelOf } from './labels';
import { quoted, Screen, type Where } from './screen';
import { textOf } from './text';

export { CannotDo, type Where };

export interface Click {
  in: Where;
  /** Text that stands in the same block or above it, when several controls have the same label. */
  row?: string;
}

/** `rest`: what is waited for after each gesture; whoever runs the app too may know better when it is done. Default: a quiet sandbox. */
export function person(sandbox: Sandbox, userId: UserId, rest: () => Promise<void> = () => sandbox.quiet()): Person {
  return new Person(sandbox, userId, rest);
}

export class Person {
  private readonly screen: Screen;

  constructor(
    private readonly sandbox: Sandbox,
    readonly id: UserId,
    private readonly rest: () => Promise<void>,
  ) {
    this.screen = new Screen(sandbox, id);
  }

  async post(channel: string, text: string): Promise<MessageRef> {
    return this.posted(await this.do({ do: 'post', channel, text }, `post "${text}"`));
  }

  /** In the thread of a message: of its root, or of the thread that a reply is in. */
  async reply(to: MessageRef, text: string): Promise<MessageRef> {
    const thread = this.screen.message(to).thread_ts ?? to.ts;
    return this.posted(await this.do({ do: 'post', channel: to.channel, text, thread }, `reply "${text}"`));
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

  async setTopic(channel: string, topic: string): Promise<void> {
    await this.do({ do: 'set_topic', channel, topic }, `set the topic "${topic}"`);
  }

  /** A user group by its handle: who is in it, how it is called, whether it is in use. */
  async changeGroup(group: string, what: Omit<Extract<Act, { do: 'change_group' }>, 'do' | 'group'>): Promise<void> {
    await this.do({ do: 'change_group', group, ...what }, `change the user group ${group}`);
  }

  /** Do Not Disturb until then; `null` ends it. */
  async snooze(until: Date | null): Promise<void> {
    await this.do({ do: 'set_dnd', until }, until === null ? 'resume notifications' : `pause notifications until ${until.toISOString()}`);
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
    const { blockId, actionId, value } = await this.screen.control(label, where, row);
    const pressed = { blockId, actionId, ...(value === undefined ? {} : { value }) };
    await this.do({ do: 'action', where: this.screen.surface(where), ...pressed }, `click "${label}"`);
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
    const found = await this.search(await this.screen.field(label, where), where, query);
    return found.map((option) => (isJson(option) ? labelOf(option.text) : ''));
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
    await this.rest();
    if (result.errors !== undefined) return byLabel(view, result.errors);
    if (!result.ok) throw new CannotDo(`Submitting "${labelOf(view.title)}" failed: ${result.problem}`);
    return {};
  }

  async close(): Promise<void> {
    await this.do({ do: 'close' }, 'close the modal');
  }

  /** The top modal, once there is one. */
  modal(): Promise<SeenView> {
    return this.screen.modal();
  }

  /** Opens the app's Home tab and reads it. */
  async home(): Promise<SeenView> {
    await this.do({ do: 'open_home' }, 'open App Home');
    return this.screen.home();
  }

  /** Waits until a message, the modal or the Home tab says these words, and reads it. */
  sees(words: string, { in: where }: { in: Where }): Promise<string> {
    return this.screen.words(words, where);
  }

  /** The newest message with these words in a channel, or in a thread of it, once it is there. */
  find(words: string | RegExp, place: { channel: string; thread?: string }): Promise<SeenMessage & MessageRef> {
    return this.screen.find(words, place);
  }

  /** Everything that can be read in a view or message, line by line; buttons in brackets. */
  text(shown: SeenView | SeenMessage | MessageRef): string {
    return 'blocks' in shown || 'text' in shown ? textOf(shown) : textOf(this.screen.message(shown));
  }

  private async give(label: string, answer: Answer, where: Where, how: 'input' | 'action'): Promise<void> {
    const field = await this.screen.field(label, where);
    const search = (query: string) => this.search(field, where, query);
    const value = await answerFor(field, answer, { search, people: this.sandbox.people, channels: this.sandbox.channels });
    const { blockId, actionId } = field;
    await this.do({ do: how, where: this.screen.surface(where), blockId, actionId, value }, `fill "${label}"`);
  }

  private async search({ blockId, actionId }: Field, where: Where, query: string): Promise<unknown[]> {
    const act: Act = { do: 'options', where: this.screen.surface(where), blockId, actionId, query };
    return (await this.do(act, `search "${query}"`)).options ?? [];
  }

  private posted(result: ActResult): MessageRef {
    if (result.message === undefined) throw new CannotDo('Nothing was posted');
    return result.message;
  }

  private async do(act: Act, what: string): Promise<ActResult> {
    const result = await this.sandbox.act(this.id, act);
    await this.rest();
    if (!result.ok) throw new CannotDo(`${what}: ${result.problem}`);
    return result;
  }
}

function byLabel(view: SeenView, errors: Record<string, string>): Record<string, string> {
  const labels = new Map(fields(view.blocks).map((field) => [field.blockId, field.labels[0] ?? field.blockId]));
  return Object.fromEntries(Object.entries(errors).map(([blockId, words]) => [labels.get(blockId) ?? blockId, words]));
}
