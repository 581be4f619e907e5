import type { Message } from '../../delivery/words';
import type { MovedTold } from '../../domain/rotation/away/told';
import type { Span } from '../../domain/rotation/plan';
import type { NameOf } from '../escalations/facts';
import { actions, button, section, typed } from '../escalations/parts';
import { daysThere, insteadOf } from './days';
import { cityOf, listed } from './times';

export interface MovedFacts {
  told: MovedTold;
  rotation: string;
  zone: string;
  nameOf: NameOf;
  /** The first of what they have come by. */
  shiftId: string | null;
}

/** `null`: moved back meanwhile. */
export function movedMessage({ told, rotation, zone, nameOf, shiftId }: MovedFacts): Message | null {
  const { lost, won, person, why } = told;
  if (lost.length + won.length === 0) return null;
  const text = `${whatMoved(won, lost, zone)}, ${because(why, person, nameOf)}. ${typed(rotation)}, ${cityOf(zone)} time.`;
  const buttons = shiftId ? [button('Why me?', 'rota_why_me', shiftId), button('Swap…', 'rota_swap_open', shiftId)] : [];
  return { text, blocks: [section(text), ...actions(buttons)] };
}

function whatMoved(won: readonly Span[], lost: readonly Span[], zone: string): string {
  const [now, before] = [spans(won, zone), spans(lost, zone)];
  if (lost.length === 0) return won.length === 1 ? `You have one more turn: ${now}` : `You have more turns: ${now}`;
  if (won.length === 0) return `You are off ${before}`;
  return `Your ${won.length + lost.length === 2 ? 'turn' : 'turns'} moved: ${insteadOf(now, before)}`;
}

const mostSaid = 4;

function spans(all: readonly Span[], zone: string): string {
  const said = all.slice(0, mostSaid).map((span) => daysThere(span, zone));
  return all.length > mostSaid ? `${said.join(', ')} and ${all.length - mostSaid} more` : listed(said);
}

function because({ is, user }: MovedTold['why'], person: string, nameOf: NameOf): string {
  const [who, have] = user === person ? ['you', 'are'] : [typed(nameOf(user)), 'is'];
  if (is === 'left') return `because ${who} has left`;
  if (is === 'changed') return user === 'backline' ? 'because the plan changed' : `because ${who} changed the plan`;
  return `because ${who} ${have} ${is}`;
}
