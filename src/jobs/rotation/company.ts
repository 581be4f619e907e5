import type { Deps } from '../../deps';
import { tendCompanyRota } from '../../domain/rotation/company/clockwork';
import { rotationsOf } from '../../domain/rotation/records/rotation';

/** Plans the weeks of sittings, and looks for other seats for those who cannot come. One that fails holds no other up. */
export async function tendCompanyRotas({ db, log }: Deps, now: Date): Promise<void> {
  for (const { id } of await db.read.workspace.findMany({ select: { id: true } }))
    for (const rotation of await rotationsOf(db.read, id)) {
      if (rotation.kind !== 'sittings') continue;
      await tendCompanyRota(db, rotation, now).catch((err: unknown) =>
        log.error({ err, rotation: rotation.id }, 'a company rota could not be looked after, and is looked at again'),
      );
    }
}
