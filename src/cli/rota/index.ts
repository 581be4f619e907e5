import type { Command } from 'commander';
import type { Cli } from '../context';
import { atInstants } from './at';
import { type ExportOptions, exportOne } from './export';
import { type FeedOptions, feed } from './feed';
import { type ListOptions, list } from './list';
import { mayTake } from './may-take';
import { type PublishOptions, publish } from './publish';
import { rings } from './rings';
import { schedule } from './schedule';
import { week } from './week';

/** Who is on, by the same rules as in Slack, from a definition in JSON: no database, no clock. Only the last three look at the database. */
export function rotaCommand(program: Command, cli: Cli): void {
  const rota = program
    .command('rota')
    .description('A rotation as JSON, from a file or standard input: its schedule, what is to be mended in it, and how fair it is.')
    .argument('[file]', 'the definition; standard input when it is left out')
    .option('--check', 'exit code 1 when something is to be mended')
    .action((file: string | undefined, options: { check?: boolean }) => schedule(cli, file, options));
  rota
    .command('at')
    .description('Who is on at each of these instants, one line each.')
    .argument('<instant...>', 'like 2026-03-30T12:30:00Z; after them the file of the definition')
    .action((words: string[]) => atInstants(cli, words));
  rota
    .command('week')
    .description('Who sits when in a week of a rotation of sittings: everybody who can, at the least cost.')
    .argument('[file]', 'the week; standard input when it is left out')
    .action((file: string | undefined) => week(cli, file));
  rota
    .command('rings')
    .description('Swap requests that free each other.')
    .argument('[file]', 'the definition with its swaps; standard input when it is left out')
    .action((file: string | undefined) => rings(cli, file));
  rota
    .command('may-take')
    .description('Whether a person may take what is asked for, and why not.')
    .argument('[file]', 'the definition with "request" and "person"; standard input when it is left out')
    .action((file: string | undefined) => mayTake(cli, file));
  rota
    .command('feed')
    .description('The shifts of the window as a calendar (iCalendar).')
    .argument('[file]', 'the definition; standard input when it is left out')
    .requiredOption('--name <name>', 'of the rotation')
    .option('--member <id>', 'only the shifts of this person')
    .action((file: string | undefined, options: FeedOptions) => feed(cli, file, options));
  databaseCommands(rota, cli);
}

const whichWorkspace = ['--workspace <id>', 'of several workspaces, the one with this id (T…)'] as const;

function databaseCommands(rota: Command, cli: Cli): void {
  rota
    .command('list')
    .description('Every rotation in the database, and who is on now.')
    .option(...whichWorkspace)
    .action((options: ListOptions) => list(cli, options));
  rota
    .command('export')
    .description('A rotation of the database with all that is known of it, to be piped into the commands above.')
    .argument('<name>', 'of the rotation')
    .option('--from <instant>', 'what is shown begins then; now, when it is left out')
    .option('--to <instant>', 'and ends then; else where what is written down ends')
    .option(...whichWorkspace)
    .action((name: string, options: ExportOptions) => exportOne(cli, name, options));
  rota
    .command('publish')
    .description('Write down what is ahead, and say what that has changed.')
    .argument('[name]', 'of the rotation; all of them when it is left out')
    .option('--dry-run', 'change nothing: only say what would change')
    .option(...whichWorkspace)
    .action((name: string | undefined, options: PublishOptions) => publish(cli, name, options));
}
