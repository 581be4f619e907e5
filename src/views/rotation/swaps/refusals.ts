import type { Refusal } from '../../../domain/rotation/swaps/perform';

export interface Naming {
  /** Who pressed is called "you". */
  asker: string;
  taker: string;
  /** The rotation that they are on then. */
  elsewhere: string | null;
  rotation: string;
  isTaker: boolean;
}

/** Why nothing was done, and what to do next. */
export function refusalText(why: Refusal, { asker, taker, elsewhere, rotation, isTaker }: Naming): string {
  if (why.startsWith('return_')) return returnRefusal(why, asker);
  switch (why) {
    case 'no_such':
      return 'This request is not there any more.';
    case 'filled':
      return 'Enough people are on then already, so nobody is needed any more.';
    case 'taken':
      return isTaker ? 'You have it already.' : `${taker} took it just before you.`;
    case 'over':
      return 'This is over already. The card shows how it stands.';
    case 'own':
      return 'This is your own request. Withdraw it if you would rather keep the shift.';
    case 'not_open':
      return `${asker} is not on then any more, so there is nothing to take.`;
    case 'started':
      return 'It has begun already, so it cannot change hands here. A lead can put somebody else on.';
    case 'not_a_member':
      return `You are not a member of ${rotation} then. A lead can add you.`;
    case 'inactive':
      return 'Guests and deactivated people cannot be on.';
    case 'away':
      return 'You are away then. Change that under Away first if you are not.';
    case 'on_already':
      return `You are on ${rotation} then already.`;
    case 'busy':
      return `You are busy then on “${elsewhere ?? 'another rotation'}”.`;
    case 'not_asker':
      return `Only ${asker} or a lead can do this.`;
    case 'not_asked':
      return 'Only who was asked can say so.';
    case 'not_lead':
      return 'Only a lead on neither side can decide this.';
    case 'not_taker':
      return `Only ${taker}, who took it, can give it back.`;
    case 'not_in_ring':
      return 'You are not part of this ring.';
    case 'outside':
      return 'Choose a part that lies within the shift, and ends after it starts.';
    case 'same_time':
      return 'Both shifts are at the same time, so neither of you would be freed.';
    case 'not_wanted':
      return `${asker} does not look for that in return.`;
    case 'not_yours':
      return 'This shift is not yours any more. Open the form again to see yours.';
    case 'moved_on':
      return 'It was handed on since, so it cannot be given back. Ask for cover instead.';
    case 'by_ring':
      return 'It came to you in a ring that freed others too, so it cannot be given back. Ask for cover instead.';
    case 'too_many':
      return 'You have 5 open requests. Withdraw one first.';
    case 'asked_already':
      return 'This is asked for already. Withdraw that request to ask anew.';
    default:
      return 'A sitting is taken as a whole.';
  }
}

function returnRefusal(why: Refusal, asker: string): string {
  switch (why) {
    case 'return_away':
      return `${asker} is away then. Offer another shift.`;
    case 'return_on_already':
      return `${asker} is on then already. Offer another shift.`;
    case 'return_busy':
      return `${asker} is on another rotation then. Offer another shift.`;
    case 'return_started':
      return 'That shift has begun already. Offer another one.';
    case 'return_not_open':
      return 'The shift that was wanted in return is not theirs any more.';
    default:
      return `${asker} cannot take that shift. Offer another one.`;
  }
}

/** The same beside the field `Person`: why they cannot be asked. */
export function cannotAskText(why: Refusal, name: string): string {
  switch (why) {
    case 'own':
      return 'Choose somebody else: this is whose shift it is.';
    case 'not_a_member':
      return `${name} is not a member of this rotation then.`;
    case 'inactive':
      return `${name} is a guest or deactivated.`;
    case 'away':
      return `${name} is away then.`;
    case 'on_already':
      return `${name} is on then already.`;
    case 'busy':
      return `${name} is on another rotation then.`;
    default:
      return `${name} cannot be asked for this.`;
  }
}
