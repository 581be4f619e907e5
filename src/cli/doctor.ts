import type { Command } from 'commander';
import { askToken, lookAgain } from '../domain/health/ask';
import type { Check, Report } from '../domain/health/rules';
import { examine, type Outside } from '../domain/health/store';
import { wantedScopes } from '../manifest';
import type { Cli } from './context';
import { instant } from './instant';
import { chosenWorkspace, slackOf } from './workspace';

interface Options {
  json?: boolean;
  offline?: boolean;
  workspace?: string;
}

export function doctorCommand(program: Command, cli: Cli): void {
  program
    .command('doctor')
    .description('Look for what would go wrong, each with what to do about it. Exit code 1 when there is something to mend.')
    .option('--json', 'print the checks as JSON')
    .option('--offline', 'ask neither Slack nor the running application')
    .option('--workspace <id>', 'of several workspaces, the one with this id (T…)')
    .action((options: Options) => doctor(cli, options));
}

async function doctor(cli: Cli, { json, offline, workspace }: Options): Promise<void> {
  const db = await cli.database();
  const workspaceId = await chosenWorkspace(cli, workspace);
  const outside = offline ? {} : await askOutside(cli, workspaceId);
  const report = await examine({ db, workspaceId, root: cli.root }, outside, cli.now());
  if (!report.ok) cli.foundSomething();
  cli.print(json ? { ...report, checkedAt: instant(report.checkedAt) } : inWords(report));
}

async function askOutside(cli: Cli, workspaceId: string): Promise<Outside> {
  const slack = await slackOf(cli, workspaceId);
  const connected = await askRunning(cli);
  if (!slack) return { connected };

  const token = await askToken(slack);
  if (token.is === 'accepted') await lookAgain((await cli.database()).read, slack);
  return { token, wantedScopes: await wantedScopes(cli.root), connected };
}

/** Whether the running application is connected to Slack; `null` when none answers. */
async function askRunning(cli: Cli): Promise<boolean | null> {
  const { host, port } = cli.config();
  try {
    const answer = await fetch(`http://${host.includes(':') ? `[${host}]` : host}:${port}/readyz`, { signal: AbortSignal.timeout(3_000) });
    return answer.ok;
  } catch (error) {
    if (noAnswer.has((error as Error).name)) return null;
    throw error;
  }
}

/** What `fetch` throws when nobody listens there, or nobody answers in time. */
const noAnswer = new Set(['TypeError', 'TimeoutError']);

const signs = { ok: 'ok     ', warning: 'warning', error: 'ERROR  ' };

function inWords({ checks, ok }: Report): string {
  const end = ok ? 'All is well.' : 'Mend what is named above, then ask again.';
  return [...checks.flatMap(linesOf), end].join('\n');
}

function linesOf({ check, subject, level, found, mend }: Check): string[] {
  const line = `${signs[level]}  ${check.padEnd(14)}  ${subject}: ${found}`;
  return mend ? [line, `${' '.repeat(25)}→ ${mend}`] : [line];
}
