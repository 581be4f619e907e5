/** What comes in over the control interface, looked at before it is believed. */
import type { Act, Fault, Make } from '../api';
import { isJson } from '../blocks';
import { SlackError } from '../errors';

const FAULTS = new Set<unknown>(['rate_limit', 'http', 'error', 'hang', 'reset', 'truncate']);
const MAKES = new Set<unknown>(['user', 'channel', 'group_dm', 'user_group', 'app_message', 'workspace']);

export function asBody(text: string): Record<string, unknown> {
  if (text === '') return {};
  try {
    const parsed: unknown = JSON.parse(text);
    if (isJson(parsed)) return parsed;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new SlackError('The body must be a JSON object');
}

export function asAct(act: unknown): Act {
  if (!isJson(act) || typeof act.do !== 'string') throw new SlackError('An act needs a "do"');
  const given: unknown = act;
  return given as Act;
}

export function asFault(fault: unknown): Fault {
  if (!isJson(fault) || !isJson(fault.what) || !FAULTS.has(fault.what.kind)) {
    throw new SlackError(`A fault needs a "what" of the kind ${[...FAULTS].join(', ')}`);
  }
  const given: unknown = fault;
  return given as Fault;
}

export function asMake(thing: unknown): Make {
  if (!isJson(thing) || !MAKES.has(thing.make)) throw new SlackError(`Say what to make: ${[...MAKES].join(', ')}`);
  const given: unknown = thing;
  return given as Make;
}
