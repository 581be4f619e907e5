/** What one person has before them: messages, the Home tab, modals. Looks only. */
import type { MessageRef, Sandbox, SeenMessage, SeenView, Surface } from '../api';
import { CannotDo } from './cannot-do';
import { type Control, controls, type Field, fields } from './labels';
import { textOf } from './text';
import { within } from './waiting';

/** A message (ephemerals included), the Home tab, or the top modal. */
export type Where = MessageRef | 'home' | 'modal';

export class Screen {
  constructor(
    private readonly sandbox: Sandbox,
    private readonly userId: string,
  ) {}

  /** The control with this label, once it is there; `row` is text in its block or above it. */
  control(label: string, where: Where, row?: string): Promise<Control> {
    return this.once(
      () => {
        const found = this.controls(where).filter((one) => one.label === label && (row === undefined || one.around.includes(row)));
        if (found.length > 1) throw new CannotDo(`${found.length} controls say "${label}": name a row that tells them apart`);
        return found[0];
      },
      () => `Nothing in ${named(where)} says "${label}". There are: ${quoted(this.controls(where).map((control) => control.label))}`,
    );
  }

  field(label: string, where: Where): Promise<Field> {
    const all = () => fields(this.blocks(where));
    return this.once(
      () => all().find((field) => field.labels.includes(label)),
      () => `There is no field "${label}" in ${named(where)}. There are: ${quoted(all().map((field) => field.labels[0] ?? ''))}`,
    );
  }

  modal(): Promise<SeenView> {
    return this.once(
      () => this.topModal(),
      () => 'No modal is open',
    );
  }

  home(): Promise<SeenView> {
    return this.once(
      () => this.sandbox.home(this.userId) ?? undefined,
      () => 'The Home tab is empty',
    );
  }

  words(words: string, where: Where): Promise<string> {
    return this.once(
      () => (this.read(where).includes(words) ? this.read(where) : undefined),
      () => `${named(where)} does not say "${words}". It says:\n${this.read(where)}`,
    );
  }

  /** The newest message with these words. */
  find(words: string | RegExp, place: { channel: string; thread?: string }): Promise<SeenMessage & MessageRef> {
    const all = () => this.sandbox.messages(this.userId, place.channel, place.thread);
    const says = (text: string) => (typeof words === 'string' ? text.includes(words) : words.test(text));
    return this.once(
      () => {
        const found = all().findLast((message) => says(textOf(message)));
        return found === undefined ? undefined : { ...found, channel: place.channel };
      },
      () => `No message says ${words}. There are:\n${all().map(textOf).join('\n')}`,
    );
  }

  message(ref: MessageRef): SeenMessage {
    const found = this.sandbox.message(this.userId, ref);
    if (found === null) throw new CannotDo(`There is no message ${ref.ts} in ${ref.channel} for ${this.userId}`);
    return found;
  }

  surface(where: Where): Surface {
    if (where === 'modal' || where === 'home') return { in: where };
    const message = { channel: where.channel, ts: where.ts };
    return this.message(where).ephemeral === true ? { in: 'ephemeral', message } : { in: 'message', message };
  }

  private read(where: Where): string {
    const shown = this.shown(where);
    return shown === undefined ? '' : textOf(shown);
  }

  private blocks(where: Where): readonly unknown[] {
    return this.shown(where)?.blocks ?? [];
  }

  private controls(where: Where): Control[] {
    return controls(this.blocks(where));
  }

  private shown(where: Where): SeenMessage | SeenView | undefined {
    if (where === 'modal') return this.topModal();
    return (where === 'home' ? this.sandbox.home(this.userId) : this.sandbox.message(this.userId, where)) ?? undefined;
  }

  private topModal(): SeenView | undefined {
    return this.sandbox.modals(this.userId).at(-1);
  }

  /** Waits until it can be seen; gives up with words about what can be seen instead. */
  private async once<T>(look: () => T | undefined, describe: () => string): Promise<T> {
    const found = await within(this.sandbox, look);
    if (found === undefined) throw new CannotDo(describe());
    return found;
  }
}

function named(where: Where): string {
  if (where === 'home') return 'App Home';
  return where === 'modal' ? 'the modal' : `message ${where.ts}`;
}

export function quoted(labels: readonly string[]): string {
  return labels.length === 0 ? 'none' : labels.map((label) => `"${label}"`).join(', ');
}
