import type { Message } from '../../../delivery/words';
import { isGap } from '../../../domain/rotation/swaps/request';
import { actions, button, section, typed } from '../../escalations/parts';
import { isSameTaking, outcomeText, returnSpan, returnText, whatOf } from './asking';
import type { SwapFacts } from './facts';
import { sentences } from './say';

/** When a card was written: of which taking it speaks. */
export interface Taking {
  taker: string | null;
  takenAt: string | null;
}

type Buttons = ReturnType<typeof button>[];

const message = (text: string, buttons: Buttons = []): Message => ({ text, blocks: [section(text), ...actions(buttons)] });

/** To the asker: somebody offers a shift of theirs. */
export function offerCard(facts: SwapFacts, was: Taking): Message {
  const { request, nameOf } = facts;
  const offers = `${typed(nameOf(was.taker))} offers a shift of theirs`;
  if (!isSameTaking(request, was)) return message(`${offers}. That was declined, or is over.`);
  const offer = `${offers} for yours: you would take ${returnSpan(facts)}, and they take ${whatOf(facts)}.`;
  if (request.state !== 'offered') return message(sentences([offer, outcomeText(facts)]));
  return message(offer, [
    button('Accept', 'rota_swap_accept', request.id, { style: 'primary' }),
    button('Decline', 'rota_swap_decline', request.id),
  ]);
}

/** To the asker: the one person who was asked cannot. */
export function declinedCard(facts: SwapFacts, person: string): Message {
  const { request, nameOf } = facts;
  if (request.state !== 'declined')
    return message(sentences([`${whatOf(facts)}.`, outcomeText(facts) || 'Everyone who can is asked now.']));
  const stays = request.asker === person ? 'You stay' : `${typed(nameOf(request.asker))} stays`;
  return message(`${typed(nameOf(request.asked))} can't take ${whatOf(facts)}. ${stays} on until somebody does.`, [
    button('Ask everyone', 'rota_swap_everyone', request.id, { style: 'primary' }),
    button('Withdraw', 'rota_swap_withdraw', request.id),
  ]);
}

/** To who took it. */
export function takerCard(facts: SwapFacts, was: Taking): Message {
  const { request, nameOf } = facts;
  const from = isGap(request) ? '' : ` from ${typed(nameOf(request.asker))}`;
  const what = `${whatOf(facts)}${from}`;
  if (!isSameTaking(request, was)) return message(`${what}: you do not have it any more.`);
  if (request.state === 'agreed') return message(sentences([`You take ${what}, as soon as a lead approves.`, returnText(facts)]));
  if (request.state !== 'done') return message(`${what}: you do not have it any more.`);
  const took = sentences([`You took ${what}.`, returnText(facts)]);
  if (request.giveBackAt) return message(`${took} ${typed(nameOf(request.asker))} is asked to take it back; until then it is yours.`);
  return message(took, [button('Give it back', 'rota_swap_give_back', request.id)]);
}

/** To the asker: whoever took it would like to give it back. */
export function backCard(facts: SwapFacts, was: Taking): Message {
  const { request, nameOf } = facts;
  const taker = typed(nameOf(was.taker));
  const wish = `${taker} would like to give ${whatOf(facts)} back.`;
  if (!isSameTaking(request, was) || request.state !== 'done') return message(`${wish} It was taken back.`);
  return message(`${wish} Until it is taken back ${taker} is on.`, [button('Take it back', 'rota_swap_take_back', request.id)]);
}
