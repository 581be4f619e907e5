import type { Deps } from '../../../deps';
import {
  type Act,
  acceptOffer,
  acceptRing,
  approveSwap,
  askEveryone,
  cannotTake,
  declineOffer,
  declineRing,
  giveBack,
  type Performed,
  type RingAct,
  type RingAnswered,
  takeBack,
  takeSwap,
  withdrawSwap,
} from '../../../domain/rotation/swaps/store';
import { sureModal } from '../../../views/rotation/swaps/modals';
import { readPress } from '../../escalations/bodies';
import { openView } from '../../escalations/open-view';
import type { Handlers } from '../../registry';
import { answer, refusalSentence } from './naming';

type Action = NonNullable<Handlers['actions']>[string];

/** Buttons that do what they say at once: the card shows what came of it. */
export function buttonHandlers(deps: Deps): Handlers {
  const { db } = deps;
  return {
    actions: {
      rota_swap_take: deed(deps, (act, now) => takeSwap(db, act, { isSure: false }, now)),
      rota_swap_cannot: deed(deps, (act, now) => cannotTake(db, act, now)),
      rota_swap_everyone: deed(deps, (act, now) => askEveryone(db, act, now)),
      rota_swap_withdraw: deed(deps, (act, now) => withdrawSwap(db, act, now)),
      rota_swap_accept: deed(deps, (act, now) => acceptOffer(db, act, now)),
      rota_swap_decline: deed(deps, (act, now) => declineOffer(db, act, now)),
      rota_swap_approve: deed(deps, (act, now) => approveSwap(db, act, now)),
      rota_swap_give_back: deed(deps, (act, now) => giveBack(db, act, now)),
      rota_swap_take_back: deed(deps, (act, now) => takeBack(db, act, now)),
      rota_ring_accept: ring(deps, (act, now) => acceptRing(db, act, now)),
      rota_ring_decline: ring(deps, (act, now) => declineRing(db, act, now)),
    },
  };
}

function deed(deps: Deps, run: (act: Act, now: Date) => Promise<Performed>): Action {
  return async ({ ack, body, action, respond }) => {
    const press = readPress(body, action);
    const { workspaceId, person, triggerId, value: swapId } = press;
    const performed = await run({ workspaceId, person, swapId, source: `action:${triggerId}` }, deps.clock.now());
    await ack();
    if (performed.is === 'unsure') await openView(deps, press, sureModal({ id: swapId }), respond);
    if (performed.is === 'refused') await answer(respond, press, await refusalSentence(deps, press, performed));
  };
}

function ring(deps: Deps, run: (act: RingAct, now: Date) => Promise<RingAnswered>): Action {
  return async ({ ack, body, action, respond }) => {
    const press = readPress(body, action);
    const { workspaceId, person, triggerId, value: ringId } = press;
    const answered = await run({ workspaceId, person, ringId, source: `action:${triggerId}` }, deps.clock.now());
    await ack();
    if (answered.is === 'refused') await answer(respond, press, await refusalSentence(deps, press, { why: answered.why, request: null }));
  };
}
