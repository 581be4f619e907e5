import { readInstant } from '../../domain/rotation/definition';
import { earliestExport, exportRotation, historyDays } from '../../domain/rotation/records/export';
import { versionAt } from '../../domain/rotation/records/rotation';
import type { Cli } from '../context';
import { instant } from '../instant';
import { chosenWorkspace } from '../workspace';
import { badRota } from './read';
import { rotationNamed } from './rotations';

export interface ExportOptions {
  from?: string;
  to?: string;
  workspace?: string;
}

/** A rotation with all that is known of it, to be piped into the commands that read one. */
export async function exportOne(cli: Cli, name: string, options: ExportOptions): Promise<void> {
  const { read } = await cli.database();
  const rotation = await rotationNamed(read, await chosenWorkspace(cli, options.workspace), name);
  const now = cli.now();
  const zone = String(versionAt(rotation, now)?.definition.zone ?? 'UTC');
  const from = options.from === undefined ? null : instantOf('--from', options.from, zone);
  const to = options.to === undefined ? null : instantOf('--to', options.to, zone);
  if (from && from < earliestExport(now))
    throw badRota('--from', `What was is exported for ${historyDays} days: say ${instant(earliestExport(now))} or later.`);
  if (to && to <= (from ?? now)) throw badRota('--to', `The end comes after the start (${instant(from ?? now)}).`);

  const { definition, cutAt } = await exportRotation(read, rotation, { from, to }, now);
  if (cutAt) cli.err(`An edit applies from ${instant(cutAt)}: what comes after it is exported with --from ${instant(cutAt)}.\n`);
  cli.print(definition);
}

function instantOf(option: string, text: string, zone: string): Date {
  const at = readInstant(text, zone);
  if (at === null) throw badRota(option, `“${text}” is not an instant. Say it like 2026-03-30 or 2026-03-30T12:30:00Z.`);
  return new Date(at);
}
