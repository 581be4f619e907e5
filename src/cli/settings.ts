import type { Command } from 'commander';
import { applySettings, exportSettings } from '../domain/settings/store';
import type { Located } from '../domain/settings/yaml';
import { meetSquads } from '../domain/squads/meet';
import { BadInput } from './bad-input';
import type { Cli } from './context';
import { readText } from './files';
import { inWords } from './settings-words';
import { chosenWorkspace, lookupFor, slackOf } from './workspace';

interface Options {
  workspace?: string;
  dryRun?: boolean;
  json?: boolean;
}

export function settingsCommand(program: Command, cli: Cli): void {
  const settings = program.command('settings').description('Squads, people and rights, customers, business hours: as a file.');
  settings
    .command('export')
    .description('Print the settings as YAML, as `apply` reads them.')
    .option('--workspace <id>', 'of several workspaces, the one with this id (T…)')
    .action((options: Options) => exportAll(cli, options));
  settings
    .command('apply')
    .description('Change the settings to what a file says: all of it, or nothing when there is a mistake in it.')
    .argument('<file>', 'YAML; - for standard input')
    .option('--dry-run', 'show what would change, and change nothing')
    .option('--json', 'print the changes as JSON')
    .option('--workspace <id>', 'of several workspaces, the one with this id (T…)')
    .action((file: string, options: Options) => applyFile(cli, file, options));
}

async function exportAll(cli: Cli, { workspace }: Options): Promise<void> {
  const { read } = await cli.database();
  cli.out(await exportSettings(read, await chosenWorkspace(cli, workspace)));
}

async function applyFile(cli: Cli, file: string, { workspace, dryRun = false, json = false }: Options): Promise<void> {
  const db = await cli.database();
  const workspaceId = await chosenWorkspace(cli, workspace);
  const text = file === '-' ? await cli.stdin() : readText(cli, file);
  const slack = await slackOf(cli, workspaceId);
  const lookup = await lookupFor(cli, workspaceId, slack);

  const applied = await applySettings(db, { workspaceId, text, lookup, dryRun, actor: 'cli' }, cli.now());
  if (!applied.ok) throw badFile(file, applied.mistakes);
  if (slack && !dryRun) await meetSquads(db.read, slack);
  cli.print(json ? { dryRun, changes: applied.changes } : inWords(applied.changes, dryRun));
}

/** A line each: `settings.yml:7: squads[0].channel: …`. */
function badFile(file: string, mistakes: Located[]): BadInput {
  const [first, ...others] = mistakes.map(
    ({ line, field, problem }) => [`${file}:${line}`, field ? `${field}: ${problem}` : problem] as const,
  );
  const rest = others.map(([place, problem]) => `\n${place}: ${problem}`).join('');
  return new BadInput(first?.[0] ?? file, `${first?.[1]}${rest}`, { mistakes });
}
