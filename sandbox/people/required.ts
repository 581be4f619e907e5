/** What Slack's own form refuses before it asks the app. */
import { elementsOf, type Placed, VALUE_SLOTS } from '../blocks';
import type { Json, View } from '../model';

const REQUIRED = 'Please complete this required field.';
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Texts beside fields: block_id → text. */
export function missingAnswers(view: View): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const placed of elementsOf(view.definition.blocks as unknown[])) {
    if (placed.block.type !== 'input') continue;
    const problem = problemWith(placed, view);
    if (problem !== null) errors[String(placed.block.block_id)] = problem;
  }
  return errors;
}

function problemWith({ block, element }: Placed, view: View): string | null {
  const slot = VALUE_SLOTS[String(element.type)];
  if (slot === undefined) return null;

  const value = view.values[String(block.block_id)]?.[String(element.action_id)]?.[slot.key];
  const isEmpty = value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  if (isEmpty) return block.optional === true ? null : REQUIRED;
  return typeof value === 'string' ? problemWithText(element, value) : null;
}

function problemWithText(element: Json, value: string): string | null {
  const { min_length: min, max_length: max } = element;
  if (typeof min === 'number' && value.length < min) return `Please enter at least ${min} characters.`;
  if (typeof max === 'number' && value.length > max) return `Please enter at most ${max} characters.`;
  if (element.type === 'email_text_input' && !EMAIL.test(value)) return 'Please enter a valid email address.';
  if (element.type === 'url_text_input' && !URL.canParse(value)) return 'Please enter a valid URL.';
  return element.type === 'number_input' ? problemWithNumber(element, value) : null;
}

function problemWithNumber(element: Json, value: string): string | null {
  const number = Number(value);
  if (!Number.isFinite(number)) return 'Please enter a number.';
  if (element.is_decimal_allowed !== true && !Number.isInteger(number)) return 'Please enter a whole number.';
  if (element.min_value !== undefined && number < Number(element.min_value))
    return `Please enter a number of at least ${element.min_value}.`;
  if (element.max_value !== undefined && number > Number(element.max_value))
    return `Please enter a number of at most ${element.max_value}.`;
  return null;
}
