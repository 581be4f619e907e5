import type { Deps } from '../../deps';
import type { Job } from '../timetable';
import { announceOnDuty, turnRotations } from './clock';
import { tendCompanyRotas } from './company';
import { learnPublicHolidays } from './holidays';
import { seeLeaversOff } from './leavers';
import { presentEverywhere } from './present';
import { publishRotations } from './publish';
import { lookAtRotations, remindOfRotations } from './reminders';
import { seekRings, tendSwaps } from './swaps';

/** What the clock does for rotations, a line each. */
export function rotationJobs(deps: Deps): Job[] {
  return [
    { name: 'turn-rotations', schedule: '*/15 * * * * *', run: (now) => turnRotations(deps, now) },
    { name: 'announce-on-duty', schedule: '55 * * * * *', run: (now) => announceOnDuty(deps, now) },
    { name: 'publish-rotations', schedule: '20 */5 * * * *', run: (now) => publishRotations(deps, now) },
    { name: 'remind-of-rotations', schedule: '25 * * * * *', run: (now) => remindOfRotations(deps, now) },
    { name: 'look-at-rotations', schedule: '50 */5 * * * *', run: (now) => lookAtRotations(deps, now) },
    { name: 'present-duty', schedule: '5 * * * * *', run: (now) => presentEverywhere(deps, now) },
    { name: 'tend-company-rotas', schedule: '35 * * * * *', run: (now) => tendCompanyRotas(deps, now) },
    { name: 'learn-public-holidays', schedule: '33 4 * * *', run: (now) => learnPublicHolidays(deps, now) },
    { name: 'see-leavers-off', schedule: '45 */5 * * * *', run: (now) => seeLeaversOff(deps, now) },
    { name: 'tend-swaps', schedule: '30 * * * * *', run: (now) => tendSwaps(deps, now) },
    { name: 'seek-rings', schedule: '12 * * * *', run: (now) => seekRings(deps, now) },
  ];
}
