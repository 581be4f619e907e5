/** A person's answer as the value that an element holds. */
import { isJson, VALUE_SLOTS } from '../blocks';
import type { Json } from '../model';
import { CannotDo } from './cannot-do';
import { choices, type Field, labelOf } from './labels';

/** Text, name of an option, several of them, a moment; `null` empties the field. */
export type Answer = string | number | Date | readonly string[] | null;

export interface Surroundings {
  /** Options that the app offers for a query. */
  search(query: string): Promise<unknown[]>;
  people: Record<string, string>;
  channels: Record<string, string>;
}

export async function answerFor(field: Field, answer: Answer, around: Surroundings): Promise<Json> {
  const type = String(field.element.type);
  const slot = VALUE_SLOTS[type];
  if (slot === undefined) throw new CannotDo(`"${field.labels[0]}" cannot be filled in`);
  if (answer === null) return { [slot.key]: slot.many ? [] : null };
  if (!slot.many) return { [slot.key]: await single(field, answer as string | number | Date, around) };

  const wanted = Array.isArray(answer) ? answer : [answer];
  const values: unknown[] = [];
  for (const one of wanted) values.push(await single(field, one, around));
  return { [slot.key]: values };
}

function single(field: Field, answer: string | number | Date, around: Surroundings): unknown {
  switch (String(field.element.type).replace('multi_', '')) {
    case 'static_select':
    case 'radio_buttons':
    case 'checkboxes':
      return option(field, String(answer), choices(field.element));
    case 'external_select':
      return around.search(String(answer)).then((found) => option(field, String(answer), found));
    case 'users_select':
      return known(field, String(answer), around.people);
    case 'channels_select':
    case 'conversations_select':
      return known(field, String(answer), { ...around.people, ...around.channels });
    case 'datetimepicker':
      return answer instanceof Date ? Math.floor(answer.getTime() / 1000) : Number(answer);
    case 'rich_text_input':
      return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: String(answer) }] }] };
    default:
      return String(answer);
  }
}

/** By the whole text, else by the only one that begins with it. */
function option(field: Field, wanted: string, offered: readonly unknown[]): Json {
  const options = offered.filter(isJson);
  const exact = options.find((one) => labelOf(one.text) === wanted);
  const beginning = options.filter((one) => labelOf(one.text).startsWith(wanted));
  const found = exact ?? (beginning.length === 1 ? beginning[0] : undefined);
  if (found !== undefined) return found;

  const texts = options.map((one) => `"${labelOf(one.text)}"`).join(', ');
  throw new CannotDo(`"${field.labels[0]}" does not offer "${wanted}". It offers: ${texts || 'nothing'}`);
}

function known(field: Field, wanted: string, ids: Record<string, string>): string {
  const id = /^[UWCDG][A-Z0-9]{4,}$/.test(wanted) ? wanted : ids[wanted.replace(/^[@#]/, '')];
  if (id === undefined) throw new CannotDo(`"${field.labels[0]}": nobody and nothing here is called "${wanted}"`);
  return id;
}
