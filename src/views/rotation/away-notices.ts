import type { Message } from '../../delivery/words';
import type { AwayTold } from '../../domain/rotation/away/told';
import type { NameOf } from '../escalations/facts';
import { actions, button, section, typed } from '../escalations/parts';
import { daysThere, untilThere } from './days';
import type { MendPress } from './lead-notices';
import { cityOf, listed } from './times';

interface Around {
  rotation: { id: string; name: string };
  zone: string;
  nameOf: NameOf;
  now: Date;
}

/** To who is away while they are on. */
export function onUntilMessage({ end }: Extract<AwayTold, { is: 'on' }>, shiftId: string, ownZone: string, around: Around): Message {
  const { rotation, zone, now } = around;
  const city = ownZone === zone ? '' : ` (${cityOf(zone)})`;
  const text = `You are on until ${untilThere(end, now.getTime(), zone)}${city}. That is on ${typed(rotation.name)}, and its leads are told. Until somebody takes over it stays with you.`;
  return { text, blocks: [section(text), ...actions([button('Find cover', 'rota_swap_open', shiftId)])] };
}

/** To leads: it is now, or within a day. */
export function shortNoticeMessage(told: Extract<AwayTold, { is: 'short' }>, { rotation, zone, nameOf, now }: Around): Message {
  const { person, asked, start, end } = told;
  const isNow = start <= now.getTime();
  const when = isNow ? `until ${untilThere(end, now.getTime(), zone)}` : daysThere({ start, end }, zone);
  const who = asked ? `${typed(nameOf(asked))} is free.` : 'Nobody of the rotation is free.';
  const next = isNow ? who : `Everyone who can is asked. ${who}`;
  const text = `${typed(nameOf(person))} is away, and on ${typed(rotation.name)} ${when} (${cityOf(zone)}). ${next}`;
  const press = (user: string): MendPress => ({ rotation: rotation.id, mend: { do: 'put_on', user, instead: person, start, end } });
  const buttons = [
    ...(asked ? [button(`Put ${nameOf(asked)} on`, 'rota_mend:put_on', JSON.stringify(press(asked)))] : []),
    button('Change who is on', 'rota_change', rotation.id),
  ];
  return { text, blocks: [section(text), ...actions(buttons)] };
}

export type Gone = 'deactivated' | 'guest' | 'left';

const goneWords: Record<Gone, string> = {
  deactivated: 'was deactivated in Slack, and is off',
  guest: 'is a guest now, and is off',
  left: 'has left',
};

/** To leads. */
export function leftMessage(person: string, gone: Gone, on: { users: string[]; until: Date | null }, around: Around): Message {
  const { rotation, zone, nameOf, now } = around;
  const names = on.users.map((user) => typed(nameOf(user)));
  const until = on.until ? `, until ${untilThere(on.until.getTime(), now.getTime(), zone)} (${cityOf(zone)})` : '';
  const then = names.length === 0 ? 'Nobody is on now.' : `${listed(names)} ${names.length === 1 ? 'is' : 'are'} on now${until}.`;
  const text = `${typed(nameOf(person))} ${goneWords[gone]} ${typed(rotation.name)}. ${then} Who moves is told.`;
  return { text, blocks: [section(text), ...actions([button('Change who is on', 'rota_change', rotation.id)])] };
}
