import { writeTx } from '../../database';
import { rehearse } from '../../domain/rotation/forms/rehearse';
import { type PublishReport, publishWithReport, type WrittenShift } from '../../domain/rotation/records/report';
import { type RotationRecord, rotationsOf } from '../../domain/rotation/records/rotation';
import type { Cli } from '../context';
import { instant } from '../instant';
import { chosenWorkspace } from '../workspace';
import { rotationNamed } from './rotations';

export interface PublishOptions {
  dryRun?: boolean;
  workspace?: string;
}

/** Writes down what is ahead, as the clock does each day; with `--dry-run` it only says what that would change. */
export async function publish(cli: Cli, name: string | undefined, { dryRun = false, workspace }: PublishOptions): Promise<void> {
  const db = await cli.database();
  const workspaceId = await chosenWorkspace(cli, workspace);
  const all = name === undefined ? await rotationsOf(db.read, workspaceId) : [await rotationNamed(db.read, workspaceId, name)];
  const now = cli.now();
  const work = ({ id }: RotationRecord) => (dryRun ? rehearse : writeTx)(db, (tx) => publishWithReport(tx, workspaceId, id, now));
  const reports: object[] = [];
  for (const rotation of all) {
    const report = await work(rotation);
    reports.push(
      report ? written(report) : { rotation: rotation.name, kind: rotation.kind, planned: 'a week at a time, 10 days before it' },
    );
  }
  cli.print({ dryRun, rotations: reports });
}

const written = ({ rotation, publishedUntil, created, changed, cancelled }: PublishReport) => ({
  rotation: rotation.name,
  publishedUntil: publishedUntil && instant(publishedUntil),
  created: created.map(shift),
  changed: changed.map(({ before, after }) => ({ before: shift(before), after: shift(after) })),
  cancelled: cancelled.map(shift),
});

const shift = ({ id, member, start, end }: WrittenShift) => ({ id, member, start: instant(start), end: instant(end) });
