/** Values with a form of their own: dates, times, zones, numbers, and how they stand to each other. */
import { type Rule, string } from './schema';

export const realDate = string({ test: isRealDate, words: 'must be in the format YYYY-MM-DD' });
export const hoursAndMinutes = string({ matches: /^(?:[01]\d|2[0-3]):[0-5]\d$/ });
export const timeZone = string({ test: isTimeZone, words: 'must be a valid time zone' });
export const decimal = string({ matches: /^-?\d+(?:\.\d+)?$/ });

function isRealDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

const knownZones = new Map<string, boolean>();

function isTimeZone(zone: string): boolean {
  const known = knownZones.get(zone) ?? asksIntl(zone);
  knownZones.set(zone, known);
  return known;
}

function asksIntl(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

export const lengthsInOrder: Rule = ({ min_length: min, max_length: max }, at, report) => {
  if (typeof min === 'number' && typeof max === 'number' && min > max) {
    report('must not be greater than `max_length`', `${at}/min_length`);
  }
};

export const initialWithinLimits: Rule = ({ initial_value: initial, max_length: max }, at, report) => {
  if (typeof initial !== 'string' || typeof max !== 'number') return;
  if (initial.length > max) report(`must be less than ${max + 1} characters`, `${at}/initial_value`);
};

export const numbersInOrder: Rule = (element, at, report) => {
  const { min_value: min, max_value: max, initial_value: initial } = element;
  if (!element.is_decimal_allowed) refuseFractions(element, at, report);
  if (above(min, max)) report('must not be greater than `max_value`', `${at}/min_value`);
  if (above(min, initial)) report('must not be less than `min_value`', `${at}/initial_value`);
  if (above(initial, max)) report('must not be greater than `max_value`', `${at}/initial_value`);
};

const refuseFractions: Rule = (element, at, report) => {
  for (const name of ['initial_value', 'min_value', 'max_value']) {
    if (String(element[name] ?? '').includes('.')) report('must be a whole number', `${at}/${name}`);
  }
};

const above = (left: unknown, right: unknown): boolean =>
  typeof left === 'string' && typeof right === 'string' && Number(left) > Number(right);

/** More preselected than `max_selected_items` lets a person choose. */
export function notMoreThanAllowed(field: string): Rule {
  return (element, at, report) => {
    const { max_selected_items: max, [field]: initial } = element;
    if (typeof max !== 'number' || !Array.isArray(initial)) return;
    if (initial.length > max) report(`no more than ${max} items allowed`, `${at}/${field}`);
  };
}
