/** Options, option groups, and what is preselected among them. */
import { anyText, exactlyOne, plainText, url } from './composition';
import { array, type Fields, isRecord, needed, type ObjectSchema, object, type Report, type Rule, string } from './schema';

const value = needed(string({ min: 1, max: 75 }));

/** Of selects. */
export const option = object({ text: needed(plainText(75)), value, description: plainText(75) });
/** Of overflow menus: may lead to a page. */
export const overflowOption = object({ text: needed(plainText(75)), value, description: plainText(75), url });
/** Of checkboxes and radio buttons: may be formatted. */
export const markedOption = object({ text: needed(anyText(75)), value, description: anyText(75) });

const optionGroup = object({ label: needed(plainText(75)), options: needed(optionList(option, 100)) });

/** `options` or `option_groups`, as in static selects and in answers to a search. */
export const choices: Fields = { options: optionList(option, 100), option_groups: array(optionGroup, { min: 1, max: 100 }) };
export const choicesRules: Rule[] = [exactlyOne('options', 'option_groups'), distinctValues, preselectedExists];

export function optionList(of: ObjectSchema, max: number) {
  return array(of, { min: 1, max });
}

/** `value` is documented as unique: two options with one value cannot be told apart by the app. */
export function distinctValues(element: Record<string, unknown>, at: string, report: Report): void {
  const seen = new Set<unknown>();
  for (const [candidate, where] of offered(element)) {
    if (seen.has(candidate.value)) report(`\`value\` "${candidate.value}" already exists`, `${at}${where}/value`);
    seen.add(candidate.value);
  }
}

/** Slack preselects only an option that equals one of those offered, text included. */
export function preselectedExists(element: Record<string, unknown>, at: string, report: Report): void {
  const known = new Set<string>();
  const initial = preselected(element);
  if (initial.length === 0) return;
  for (const [candidate] of offered(element)) known.add(fingerprint(candidate));
  for (const [candidate, where] of initial) {
    if (!known.has(fingerprint(candidate))) report('must match one of the options', `${at}${where}`);
  }
}

type Placed = [option: Record<string, unknown>, where: string];

function* offered(element: Record<string, unknown>): Generator<Placed> {
  yield* listed(element.options, '/options');
  if (!Array.isArray(element.option_groups)) return;
  for (const [index, group] of element.option_groups.entries()) {
    if (isRecord(group)) yield* listed(group.options, `/option_groups/${index}/options`);
  }
}

function* listed(options: unknown, where: string): Generator<Placed> {
  if (!Array.isArray(options)) return;
  for (const [index, candidate] of options.entries()) if (isRecord(candidate)) yield [candidate, `${where}/${index}`];
}

function preselected(element: Record<string, unknown>): Placed[] {
  if (isRecord(element.initial_option)) return [[element.initial_option, '/initial_option']];
  return [...listed(element.initial_options, '/initial_options')];
}

function fingerprint({ value, text, description }: Record<string, unknown>): string {
  return JSON.stringify([value, words(text), words(description)]);
}

const words = (text: unknown): unknown => (isRecord(text) ? [text.type, text.text] : null);
