import type { Deps } from '../deps';
import { type Handlers, joined } from './registry';
import { awayHandlers } from './rotation/away';
import { changeWhoHandlers } from './rotation/change-who';
import { checkHandlers } from './rotation/check';
import { editHandlers } from './rotation/edit';
import { feedHandlers } from './rotation/feeds';
import { formHandlers } from './rotation/form';
import { groupHandlers } from './rotation/groups';
import { handoffHandlers } from './rotation/handoffs';
import { layerHandlers } from './rotation/layers';
import { leavingHandlers } from './rotation/leaving';
import { memberHandlers } from './rotation/members';
import { missedHandlers } from './rotation/missed';
import { optionHandlers } from './rotation/options';
import { previewHandlers } from './rotation/preview';
import { reminderHandlers } from './rotation/reminders';
import { rotaHandlers } from './rotation/rota';
import { swapHandlers } from './rotation/swaps';
import { takeOverHandlers } from './rotation/take-over';
import { timesHandlers } from './rotation/times';
import { whyHandlers } from './rotation/why';

const parts: ((deps: Deps) => Handlers)[] = [
  rotaHandlers,
  formHandlers,
  checkHandlers,
  editHandlers,
  memberHandlers,
  layerHandlers,
  optionHandlers,
  takeOverHandlers,
  changeWhoHandlers,
  whyHandlers,
  previewHandlers,
  swapHandlers,
  awayHandlers,
  leavingHandlers,
  reminderHandlers,
  groupHandlers,
  feedHandlers,
  handoffHandlers,
  missedHandlers,
  timesHandlers,
];

/** What people do with rotations: `/rota`, its modals, and the buttons of its cards. */
export function rotationHandlers(deps: Deps): Handlers {
  return joined(parts.map((of) => of(deps)));
}
