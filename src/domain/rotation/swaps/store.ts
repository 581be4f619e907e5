// What may be done with requests for a swap: each verb is one transaction.

export { askEveryone, cannotTake, withdrawSwap } from './answer';
export { approveSwap, refuseSwap } from './approve';
export { type Asked, askToMend, requestSwap, type SwapDraft } from './ask';
export { giveBack, takeBack } from './back';
export type { Act, Performed, Refusal } from './perform';
export { findSwap, type SwapRecord } from './request';
export { acceptRing, declineRing, type RingAct, type RingAnswered } from './rings';
export { acceptOffer, declineOffer, offerShift, takePart, takeSwap } from './take';
