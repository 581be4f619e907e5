import type { Deps } from '../deps';
import { forgetOldReceipts } from './cleaning';
import { checkEscalations } from './escalations';
import { greetAdmins } from './greeting';
import { rotationJobs } from './rotation';
import { meetEverySquad } from './squads';
import type { Job } from './timetable';

/** Everything that the clock does, a line each. */
export function jobs(deps: Deps): Job[] {
  return [
    { name: 'check-escalations', schedule: '*/15 * * * * *', run: (now) => checkEscalations(deps, now) },
    { name: 'meet-squads', schedule: '*/5 * * * *', run: () => meetEverySquad(deps) },
    { name: 'greet-admins', schedule: '40 * * * * *', run: (now) => greetAdmins(deps, now) },
    { name: 'forget-old-receipts', schedule: '17 3 * * *', run: (now) => forgetOldReceipts(deps.db, now) },
    ...rotationJobs(deps),
  ];
}
