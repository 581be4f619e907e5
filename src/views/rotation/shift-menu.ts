import type { Overflow } from '@slack/types';
import { option } from '../escalations/parts';

/** `⋯` beside a shift of one's own. `rota_shift_menu` answers what is chosen. */
export const shiftMenu = (shiftId: string): Overflow => ({
  type: 'overflow',
  action_id: `rota_shift_menu:${shiftId}`,
  options: [option('Why me?', `why:${shiftId}`), option('Swap…', `swap:${shiftId}`), option('Add to calendar', `calendar:${shiftId}`)],
});
