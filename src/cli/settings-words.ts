import type { PlannedChange } from '../domain/settings/plan/step';

/** The difference, for people: a change each, a field a line. */
export function inWords(changes: PlannedChange[], dryRun: boolean): string {
  if (changes.length === 0) return 'Nothing to change: it is all as the file says.';
  const end = dryRun
    ? 'Nothing was changed. Without --dry-run it would be.'
    : `${changes.length === 1 ? '1 change' : `${changes.length} changes`} made.`;
  return [...changes.flatMap(linesOf), end].join('\n');
}

const verbs = { add: 'add', change: 'change', remove: 'remove' };

function linesOf({ section, subject, action, before, after }: PlannedChange): string[] {
  const title = `${verbs[action]} ${section}${subject === section ? '' : `: ${subject}`}`;
  if (action === 'remove') return [title];
  const fields = Object.entries(after ?? {}).filter(([field, value]) => action === 'change' || (field !== 'name' && !isDefault(value)));
  return [
    title,
    ...fields.map(([field, value]) => `  ${field}: ${action === 'change' ? `${shown(before?.[field])} → ` : ''}${shown(value)}`),
  ];
}

const isDefault = (value: unknown) => value === null || value === false || (Array.isArray(value) && value.length === 0);

/** As in the file, without the quotes; `named` says ids in words. */
export function shown(value: unknown, named: (word: string) => string = (word) => word): string {
  if (value === null || value === undefined) return 'none';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map((each) => shown(each, named)).join(', ');
  if (typeof value !== 'object') return named(String(value));
  const entries = Object.entries(value).map(([key, inner]) => `${key} ${isClosed(inner) ? 'closed' : shown(inner, named)}`);
  return entries.length === 0 ? 'none' : entries.join(', ');
}

const isClosed = (hours: unknown) => Array.isArray(hours) && hours.length === 0;
