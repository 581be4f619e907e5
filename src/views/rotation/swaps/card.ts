import type { Message } from '../../../delivery/words';
import { actions, button, context, section } from '../../escalations/parts';
import { askingText, outcomeText, partsText } from './asking';
import type { SwapFacts } from './facts';
import { sentences } from './say';

/** Where it is asked of everyone: in the rotation's channel. */
export function everyoneCard(facts: SwapFacts): Message {
  const { request } = facts;
  const withdraw = button('Withdraw', 'rota_swap_withdraw', request.id);
  return card(facts, request.state === 'open' ? [...takeButtons(facts), withdraw] : request.state === 'offered' ? [withdraw] : []);
}

/** To the one person who is asked. */
export function askedCard(facts: SwapFacts, person: string): Message {
  const { request } = facts;
  const isTheirs = request.asked === person;
  const cannot = button("I can't", 'rota_swap_cannot', request.id);
  if (request.state === 'open') return card(facts, [...takeButtons(facts), ...(isTheirs ? [cannot] : [])], !isTheirs && openNow);
  const mine = isTheirs && request.state === 'done' && request.taker === person;
  return card(facts, mine && !request.giveBackAt ? [button('Give it back', 'rota_swap_give_back', request.id)] : []);
}

const openNow = 'Everyone who can is asked now.';

/** To who has asked one person. */
export function askerCard(facts: SwapFacts): Message {
  const { request } = facts;
  const isOpen = request.state === 'open';
  const everyone = button('Ask everyone', 'rota_swap_everyone', request.id);
  const buttons = [...(isOpen && request.asked ? [everyone] : []), button('Withdraw', 'rota_swap_withdraw', request.id)];
  return card(facts, isOpen || request.state === 'offered' ? buttons : [], isOpen && whoIsAsked(facts));
}

const whoIsAsked = ({ request: { asked }, nameOf }: SwapFacts): string => (asked ? `${nameOf(asked)} is asked.` : openNow);

function takeButtons({ request: { id, inReturn }, rotation }: SwapFacts) {
  const isChoice = inReturn === 'any' || inReturn === 'ask';
  return [
    button('Take it', 'rota_swap_take', id, { style: 'primary' }),
    ...(rotation.kind === 'turns' ? [button('Take part…', 'rota_swap_part', id)] : []),
    ...(isChoice ? [button('Offer mine…', 'rota_swap_offer', id)] : []),
  ];
}

/** What is asked; what became of it; what was taken of it already. */
function card(facts: SwapFacts, buttons: ReturnType<typeof button>[], hint: string | false = false): Message {
  const asked = askingText(facts);
  const outcome = outcomeText(facts);
  const more = sentences([partsText(facts), hint]);
  return {
    text: sentences([outcome, asked, more]),
    blocks: [section(outcome ? `*${outcome}*\n${asked}` : asked), ...(more ? [context(more)] : []), ...actions(buttons)],
  };
}
