/**
 * Shapes as data, and the interpreter that compares a value with one. A shape is built once, when its file is imported; inspecting
 * allocates nothing but pointers and complaints, for it runs on every call.
 */

/** Takes a complaint down; answers `false` ("not sound") so that checks can end with it. */
export type Report = (message: string, at: string) => false;

/** A condition between fields of one object; it runs only when the fields by themselves are in order. */
export type Rule = (value: Record<string, unknown>, at: string, report: Report) => void;

export type Schema = TextSchema | NumberSchema | BooleanSchema | ArraySchema | ObjectSchema | VariantSchema | ListSchema | AnySchema;

interface TextSchema {
  is: 'string';
  min: number;
  max: number;
  matches?: RegExp;
  among?: readonly string[];
  /** What is said when `test` fails. */
  words?: string;
  test?: (value: string) => boolean;
}

interface NumberSchema {
  is: 'integer';
  min: number;
  max: number;
}

interface BooleanSchema {
  is: 'boolean';
}

interface ArraySchema {
  is: 'array';
  of: Schema;
  min: number;
  max: number;
}

export interface ObjectSchema {
  is: 'object';
  fields: Map<string, Schema>;
  required: string[];
  rules: Rule[];
}

interface VariantSchema {
  is: 'variant';
  tag: string;
  of: Map<string, ObjectSchema>;
}

/** Strings in an array or in one string with commas, as Slack takes lists of ids. */
interface ListSchema {
  is: 'list';
}

interface AnySchema {
  is: 'any';
}

interface Needed {
  needed: Schema;
}

export type Fields = Record<string, Schema | Needed>;

export const anything: AnySchema = { is: 'any' };
export const boolean: BooleanSchema = { is: 'boolean' };

export const string = (limits: Partial<Omit<TextSchema, 'is'>> = {}): TextSchema => ({
  is: 'string',
  min: 0,
  max: Number.POSITIVE_INFINITY,
  ...limits,
});

export const oneOf = (...among: string[]): TextSchema => string({ among });

export const integer = (min: number, max: number): NumberSchema => ({ is: 'integer', min, max });

export const array = (of: Schema, limits: { min?: number; max?: number } = {}): ArraySchema => ({
  is: 'array',
  of,
  min: 0,
  max: Number.POSITIVE_INFINITY,
  ...limits,
});

/** Marks a field that may not be missing. */
export const needed = (schema: Schema): Needed => ({ needed: schema });

export function object(fields: Fields, ...rules: Rule[]): ObjectSchema {
  const entries = Object.entries(fields);
  return {
    is: 'object',
    fields: new Map(entries.map(([name, field]) => [name, 'needed' in field ? field.needed : field])),
    required: entries.filter(([, field]) => 'needed' in field).map(([name]) => name),
    rules,
  };
}

/** One of several objects, told apart by a tag. */
export function variant(members: Record<string, ObjectSchema>, tag = 'type'): VariantSchema {
  const tagged = ([name, member]: [string, ObjectSchema]): [string, ObjectSchema] => [
    name,
    { ...member, fields: new Map<string, Schema>([[tag, anything], ...member.fields]) },
  ];
  return { is: 'variant', tag, of: new Map(Object.entries(members).map(tagged)) };
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether the value is sound; what is not is reported. */
export function inspect(schema: Schema, value: unknown, at: string, report: Report): boolean {
  switch (schema.is) {
    case 'string':
      return inspectString(schema, value, at, report);
    case 'integer':
      return inspectInteger(schema, value, at, report);
    case 'boolean':
      return typeof value === 'boolean' || report('must provide a boolean', at);
    case 'array':
      return inspectArray(schema, value, at, report);
    case 'object':
      return isRecord(value) ? inspectObject(schema, value, at, report) : report('must provide an object', at);
    case 'variant':
      return inspectVariant(schema, value, at, report);
    case 'list':
      return inspectList(value, at, report);
    case 'any':
      return true;
  }
}

function inspectString(schema: TextSchema, value: unknown, at: string, report: Report): boolean {
  if (typeof value !== 'string') return report('must provide a string', at);
  if (value.length > schema.max) return report(`must be less than ${schema.max + 1} characters`, at);
  if (value.length < schema.min) return report(`must be more than ${schema.min - 1} characters`, at);
  if (schema.among && !schema.among.includes(value)) return report(`must be one of: ${schema.among.join(', ')}`, at);
  if (schema.matches && !schema.matches.test(value)) return report(`input must match regex pattern: ${schema.matches.source}`, at);
  if (schema.test && !schema.test(value)) return report(schema.words ?? 'invalid value', at);
  return true;
}

function inspectInteger({ min, max }: NumberSchema, value: unknown, at: string, report: Report): boolean {
  if (typeof value !== 'number' || !Number.isInteger(value)) return report('must provide an integer', at);
  if (value > max) return report(`must be less than ${max + 1}`, at);
  if (value < min) return report(`must be more than ${min - 1}`, at);
  return true;
}

function inspectArray({ of, min, max }: ArraySchema, value: unknown, at: string, report: Report): boolean {
  if (!Array.isArray(value)) return report('must provide an array', at);
  if (value.length > max) return report(`no more than ${max} items allowed`, at);
  if (value.length < min) return report(`no fewer than ${min} items allowed`, at);
  let sound = true;
  for (let index = 0; index < value.length; index++) {
    if (!inspect(of, value[index], `${at}/${index}`, report)) sound = false;
  }
  return sound;
}

function inspectList(value: unknown, at: string, report: Report): boolean {
  const items = typeof value === 'string' ? value.split(',') : value;
  if (!Array.isArray(items)) return report('must provide an array', at);
  const empty = items.length === 0 || items.some((item) => typeof item === 'string' && item.trim() === '');
  if (empty) return report('no fewer than 1 items allowed', at);
  return items.every((item) => typeof item === 'string') || report('must provide a string', at);
}

function inspectVariant({ of, tag }: VariantSchema, value: unknown, at: string, report: Report): boolean {
  if (!isRecord(value)) return report('must provide an object', at);
  const name = value[tag];
  if (name === undefined) return report(`missing required field: ${tag}`, at);
  if (typeof name !== 'string') return report('must provide a string', `${at}/${tag}`);
  const member = of.get(name);
  return member ? inspectObject(member, value, at, report) : report(`unsupported ${tag}: ${name}`, `${at}/${tag}`);
}

function inspectObject(schema: ObjectSchema, value: Record<string, unknown>, at: string, report: Report): boolean {
  let sound = true;
  for (const name of schema.required) {
    if (value[name] === undefined) sound = report(`missing required field: ${name}`, at);
  }
  for (const name of Object.keys(value)) {
    if (value[name] === undefined) continue;
    const field = schema.fields.get(name);
    if (!field) sound = report(`invalid additional property: ${name}`, at);
    else if (!inspect(field, value[name], `${at}/${pointerPart(name)}`, report)) sound = false;
  }
  if (!sound) return false;
  for (const rule of schema.rules) rule(value, at, report);
  return true;
}

/** RFC 6901: `~` and `/` inside a name are written `~0` and `~1`. */
function pointerPart(name: string): string {
  return name.includes('~') || name.includes('/') ? name.replaceAll('~', '~0').replaceAll('/', '~1') : name;
}
