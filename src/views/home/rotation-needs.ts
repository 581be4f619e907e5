import type { RotationNeed } from '../../domain/rotation/needs';
import type { NameOf } from '../escalations/facts';
import { actions, type Blocks, linkButton, section, typed } from '../escalations/parts';
import { forYou, listed, spanThere } from '../rotation/times';

/** What of rotations waits for somebody; it is answered where it was asked. */
export function rotationNeedRow(
  need: RotationNeed,
  index: number,
  nameOf: NameOf,
  address: (channel: string, ts: string) => string,
): Blocks {
  const open = need.message ? [linkButton('Open', address(need.message.channel, need.message.ts), `rotation${index}`)] : [];
  return [section(needText(need, nameOf)), ...actions(open)];
}

function needText(need: RotationNeed, nameOf: NameOf): string {
  const on = `*${typed(need.rotation)}*`;
  switch (need.is) {
    case 'handoff': {
      const from = need.from.length > 0 ? ` from ${listed(need.from.map((user) => typed(nameOf(user))))}` : '';
      return `${on}: you have it${from}. Accept the handoff${need.dueAt ? ` by ${forYou(need.dueAt, need.zone)}` : ''}.`;
    }
    case 'asked':
      return `${on}: ${typed(nameOf(need.by))} asks whether you take ${spanThere(need, need.zone)}.`;
    case 'offer':
      return `${on}: ${typed(nameOf(need.by))} would take ${spanThere(need, need.zone)} of you, and offers a shift in return.`;
    case 'ring':
      return `${on}: a ring would free you and others; you would take ${spanThere(need, need.zone)}.`;
  }
}
