import type { Button } from '@slack/types';
import type { Seam } from '../../domain/rotation/seams';
import { button } from '../settings/parts';

/** The mend of days on which clocks part two places: one of them works longer on these days. */
export const seamButton = (rotationId: string, { from }: Pick<Seam, 'from'>): Button =>
  button('Apply to these days', `rota_seam:${from}`, `${rotationId}:${from}`);
