import type { News } from '../../../domain/rotation/swaps/debts';
import { isGap } from '../../../domain/rotation/swaps/request';
import { typed } from '../../escalations/parts';
import { areFree, returnText, whatOf } from './asking';
import type { SwapFacts } from './facts';
import { ringOffText } from './ring';
import { dateThere, sentences } from './say';

/** What a notice was owed with. */
export interface Told {
  news: News;
  person: string;
  taker: string | null;
  by?: string | null;
  reason?: string | null;
}

/** What has become of a request, to one of those it concerns. */
export function toldText(facts: SwapFacts, { news, person, taker: was, by = null, reason = null }: Told): string {
  const { request, nameOf, isOneMore } = facts;
  const what = whatOf(facts);
  const isMine = request.asker === person && !isGap(request);
  const [asker, taker, who] = [typed(nameOf(request.asker)), typed(nameOf(was ?? request.taker)), typed(nameOf(by))];
  const stays = isGap(request) ? '' : isMine ? 'You stay on.' : `${asker} stays on.`;
  switch (news) {
    case 'taken':
      return sentences([
        `${taker} took ${isMine ? 'your shift on ' : ''}${what}.`,
        request.partOf && 'The rest stays open.',
        returnText(facts),
      ]);
    case 'agreed':
      return sentences([`${taker} takes ${what}, as soon as a lead approves. Until then nothing changes.`, returnText(facts)]);
    case 'approved':
      return sentences([`${who} approved: ${taker} takes ${what}.`, returnText(facts)]);
    case 'silence':
      return sentences([`No lead has refused: ${taker} takes ${what}.`, returnText(facts)]);
    case 'refused':
      return sentences([`${who} refused that ${taker} takes ${what}: “${typed(reason ?? '')}”`, stays, 'It is open again.']);
    case 'no_longer':
      return sentences([`${taker} cannot take ${what} any more.`, stays, 'It is open again.']);
    case 'offer_declined':
      return `${asker} declined your offer for ${what}. Thank you all the same.`;
    case 'given_back':
      return sentences([
        `${taker} gave ${what} back.`,
        isMine ? 'You are on then again, and it is asked for again.' : 'It is asked for again.',
      ]);
    case 'taken_back':
      return `${asker} took ${what} back. You are not on then any more.`;
    case 'withdrawn':
      return `The request for ${what} is withdrawn.`;
    case 'expired':
      return sentences([`Nobody took ${what} in time.`, stays]);
    case 'void':
      if (isGap(request)) return `The request for ${what} is over: enough people are on then.`;
      return `The request for ${what} is over: ${isMine ? 'you are' : `${asker} is`} not on then any more.`;
    case 'ring_done':
      return `All in the ring have accepted: ${taker} takes ${what}.`;
    case 'ring_off':
      return `${ringOffText(reason ?? '', by && who)} Your request for ${what} stays open.`;
    case 'urgent':
      return sentences([
        `${what}: ${isGap(request) ? (isOneMore ? 'one more is needed' : 'nobody is on') : `${asker} cannot be on`}, and it starts within a day.`,
        'Everyone who can is asked.',
        areFree(facts),
      ]);
  }
}

/** "Nobody has taken your shift of 9 March yet. Cy and Dee are free." */
export function untakenText(facts: SwapFacts, person: string): string {
  const { request, rotation, zone, nameOf } = facts;
  const date = dateThere(request.start, zone);
  const on = typed(rotation.name);
  if (isGap(request)) return `Nobody has taken ${on} of ${date} yet. ${areFree(facts)}`;
  const whose = request.asker === person ? `your shift of ${date}` : `${typed(nameOf(request.asker))}'s shift of ${date} on ${on}`;
  return `Nobody has taken ${whose} yet. ${areFree(facts)}`;
}
