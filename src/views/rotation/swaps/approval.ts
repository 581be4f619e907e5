import type { Message } from '../../../delivery/words';
import { silenceAt } from '../../../domain/rotation/swaps/rules';
import { actions, button, section, typed } from '../../escalations/parts';
import { cityOf, wall } from '../times';
import { isSameTaking, outcomeText, returnText, whatOf } from './asking';
import type { SwapFacts } from './facts';
import { sentences } from './say';
import type { Taking } from './sides';

/** To a lead on neither side. */
export function approvalCard(facts: SwapFacts, was: Taking): Message {
  const { request, nameOf, zone } = facts;
  const swap = `${typed(nameOf(was.taker))} takes ${whatOf(facts)}, from ${typed(nameOf(request.asker))}.`;
  if (!isSameTaking(request, was)) return plain(sentences([swap, refusedText(facts)]));
  if (request.state !== 'agreed') return plain(sentences([swap, request.state === 'done' ? 'Approved.' : outcomeText(facts)]));
  const until = silenceAt(request.start);
  const text = sentences([swap, returnText(facts), `Without an answer it is done on ${wall(until, zone)} (${cityOf(zone)}).`]);
  const buttons = [
    button('Approve', 'rota_swap_approve', request.id, { style: 'primary' }),
    button('Refuse', 'rota_swap_refuse', request.id),
  ];
  return { text, blocks: [section(text), ...actions(buttons)] };
}

const refusedText = ({ request: { reason } }: SwapFacts): string => (reason ? `Refused: “${typed(reason)}”` : 'This is over.');

const plain = (text: string): Message => ({ text, blocks: [section(text)] });
