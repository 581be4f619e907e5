import { type Command, InvalidArgumentError } from 'commander';
import { auditLog } from '../domain/audit/store';
import { type Names, namesOf } from '../domain/settings/lookup';
import type { AuditEntry } from '../generated/sqlite/client';
import type { Cli } from './context';
import { instant } from './instant';
import { shown } from './settings-words';
import { chosenWorkspace } from './workspace';

interface Options {
  limit: number;
  json?: boolean;
  workspace?: string;
}

export function auditCommand(program: Command, cli: Cli): void {
  program
    .command('audit')
    .description('Who changed what in the settings, and when; newest first.')
    .option('--limit <count>', 'how many entries', count, 50)
    .option('--json', 'print them as JSON')
    .option('--workspace <id>', 'of several workspaces, the one with this id (T…)')
    .action((options: Options) => showLog(cli, options));
}

async function showLog(cli: Cli, { limit, json, workspace }: Options): Promise<void> {
  const { read } = await cli.database();
  const workspaceId = await chosenWorkspace(cli, workspace);
  const { entries, older } = await auditLog(read, workspaceId, { limit });
  if (json) return cli.print(entries.map(plain));

  const names = await namesOf(read, workspaceId);
  if (entries.length === 0) return cli.print('Nothing was changed yet.');
  for (const entry of entries) cli.print(lineOf(entry, names));
  if (older !== null) cli.print(`… and older ones: --limit ${limit * 2}`);
}

const plain = ({ at, actor, action, subject, before, after }: AuditEntry) => ({
  at: instant(at),
  actor,
  action,
  subject,
  before: before ?? null,
  after: after ?? null,
});

function lineOf({ at, actor, action, subject, before, after }: AuditEntry, names: Names): string {
  return `${instant(at)}  ${names.person(actor)}  ${action}  ${subject}  ${changes(before, after, names)}`.trimEnd();
}

function changes(before: unknown, after: unknown, names: Names): string {
  const sides = { before: before as Record<string, unknown> | null, after: after as Record<string, unknown> | null };
  if (!sides.before || !sides.after) return '';
  const named = (word: string) => names.person(names.channel(word));
  return Object.keys(sides.after)
    .map((field) => `${field}: ${shown(sides.before?.[field], named)} → ${shown(sides.after?.[field], named)}`)
    .join('; ');
}

function count(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError('Say how many, from 1 to 99999.');
  return Number(text);
}
