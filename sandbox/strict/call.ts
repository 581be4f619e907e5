/** A call before anything of the world is looked at: does the method exist, may the app call it, are the arguments in order. */
import { asResponseMetadata, type Complaint, collect, complaint } from './complaint';
import { type ChannelKind, type Method, methods } from './methods';
import type { Argument } from './methods/method';
import { anything, boolean, inspect, integer, needed, type ObjectSchema, object, type Schema, string } from './schema';

/** A refused call: the body of Slack's answer without `ok`. `messages` belong into `response_metadata`. */
export interface Refusal {
  error: string;
  needed?: string;
  provided?: string;
  messages?: string[];
}

/**
 * Method, scopes and arguments of a call. Arguments of form bodies come through `decodeForm` first. Blocks, attachments, metadata and
 * views are left to `checkMessage` and `checkView`; scopes by kind of channel are complete only with `checkChannelScope`.
 */
export function checkCall(name: string, args: Record<string, unknown>, scopes: readonly string[]): Refusal | null {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!method) return { error: 'unknown_method' };
  return scopeRefusal(method, args, scopes) ?? argumentRefusal(name, method, args);
}

/** What a call about a channel of this kind needs: asked as soon as the channel is known. */
export function checkChannelScope(name: string, kind: ChannelKind, scopes: readonly string[]): Refusal | null {
  return missingScope(methods[name]?.scopesByKind?.[kind] ?? [], scopes);
}

/** A form body as arguments: JSON, flags, numbers and lists decoded; what cannot be is left as it came, and refused later. */
export function decodeForm(name: string, form: Record<string, string>): Record<string, unknown> {
  const known = Object.hasOwn(methods, name) ? methods[name]?.args : undefined;
  return Object.fromEntries(Object.entries(form).map(([key, value]) => [key, decoded(value, known?.[key])]));
}

function scopeRefusal(method: Method, args: Record<string, unknown>, scopes: readonly string[]): Refusal | null {
  const byArgument = Object.entries(method.scopeOf ?? {}).find(([name, scope]) => args[name] !== undefined && !scopes.includes(scope));
  if (byArgument) return missingScope([byArgument[1]], scopes);
  if (method.kindsFromTypes) return kindsRefusal(method, args.types, scopes);
  return missingScope(method.scopes ?? Object.values(method.scopesByKind ?? {}).flat(), scopes);
}

const kindOfType: Record<string, ChannelKind> = { public_channel: 'public', private_channel: 'private', im: 'im', mpim: 'mpim' };

function kindsRefusal(method: Method, types: unknown, scopes: readonly string[]): Refusal | null {
  const asked = typeof types === 'string' && types !== '' ? types.split(',').map((type) => type.trim()) : ['public_channel'];
  if (asked.some((type) => !Object.hasOwn(kindOfType, type))) return { error: 'invalid_types' };
  const lacking = asked
    .flatMap((type) => method.scopesByKind?.[kindOfType[type] ?? 'public'] ?? [])
    .filter((scope) => !scopes.includes(scope));
  return lacking.length === 0 ? null : missingScope(lacking, scopes);
}

function missingScope(anyOf: readonly string[], scopes: readonly string[]): Refusal | null {
  if (anyOf.length === 0 || anyOf.some((scope) => scopes.includes(scope))) return null;
  return { error: 'missing_scope', needed: anyOf.join(','), provided: scopes.join(',') };
}

function argumentRefusal(name: string, method: Method, args: Record<string, unknown>): Refusal | null {
  const complaints = collect('invalid_arguments', (report) => inspect(schemaOf(name, method), args, '', report));
  if (complaints.length > 0) return refusal(complaints, method);
  const refused = Object.entries(method.refuses ?? {}).find(([argument]) => args[argument] !== undefined);
  if (refused)
    return { error: refused[1], messages: asResponseMetadata([complaint(refused[1], 'not allowed here', `/${refused[0]}`)]).messages };
  return incomplete(method, args);
}

function refusal(complaints: Complaint[], method: Method): Refusal {
  const own = complaints.map((complaint) => documentedError(complaint, method)).find((error) => error !== undefined);
  return { error: own ?? 'invalid_arguments', ...asResponseMetadata(complaints) };
}

/** Values of the wrong type are `invalid_arguments`; what is out of limits has a name of its own with some methods. */
function documentedError({ pointer, message }: Complaint, { args }: Method): string | undefined {
  return message.startsWith('must provide') ? undefined : args[pointer.slice(1)]?.error;
}

function incomplete({ needsOneOf }: Method, args: Record<string, unknown>): Refusal | null {
  if (!needsOneOf || needsOneOf.groups.some((group) => group.every((argument) => args[argument] !== undefined))) return null;
  const first = needsOneOf.groups[0]?.find((argument) => args[argument] === undefined) ?? '';
  return { error: needsOneOf.error, ...asResponseMetadata([complaint(needsOneOf.error, `missing required field: ${first}`, '')]) };
}

const schemas = new Map<string, ObjectSchema>();

function schemaOf(name: string, method: Method): ObjectSchema {
  const known = schemas.get(name);
  if (known) return known;
  const fields = Object.entries(method.args).map(([key, argument]) => [key, argument.required ? needed(shape(argument)) : shape(argument)]);
  const built = object({ token: string(), ...Object.fromEntries(fields) });
  schemas.set(name, built);
  return built;
}

function shape({ is, min, max }: Argument): Schema {
  if (is === 'flag') return boolean;
  if (is === 'whole') return integer(min ?? 0, max ?? Number.MAX_SAFE_INTEGER);
  if (is === 'text') return string({ min: min ?? 1, ...(max === undefined ? {} : { max }) });
  return is === 'list' ? { is: 'list' } : anything;
}

function decoded(value: string, argument: Argument | undefined): unknown {
  switch (argument?.is) {
    case 'flag':
      return { true: true, '1': true, false: false, '0': false }[value] ?? value;
    case 'whole':
      return /^-?\d+$/.test(value) ? Number(value) : value;
    case 'list':
      return value.startsWith('[') ? parsed(value) : value;
    case 'json':
      return parsed(value);
    default:
      return value;
  }
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch (error) {
    if (error instanceof SyntaxError) return value;
    throw error;
  }
}
