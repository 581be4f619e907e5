import { overlaps } from '../spans';
import { applySwap, handedBy } from './apply';
import { askersOf, oweApproval, oweCard, tell } from './debts';
import { isFilled } from './gap';
import { lookedAt, mayServe } from './looked';
import { change, type Performed, type Refusal, refused, type Scene } from './perform';
import { askedOf, giveOf, type SwapRecord } from './request';
import { dissolveRingsOf } from './ring-end';
import { type SwapEvent, stateAfter } from './rules';

/** Who takes it, and what they hand over in return. */
export interface Taking {
  taker: string;
  inReturn: { start: Date; end: Date } | null;
}

export type Asking = { is: 'fine'; tired: boolean } | { is: 'refused'; why: Refusal };

/** May they, both ways? */
export async function mayAgree({ tx, rotation, now }: Scene, request: SwapRecord, { taker, inReturn }: Taking): Promise<Asking> {
  const give = giveOf(request);
  const gets = inReturn && giveOf(inReturn);
  if (gets && overlaps(give, gets)) return { is: 'refused', why: 'same_time' };
  if (await isFilled(tx, rotation, request, now)) return { is: 'refused', why: 'filled' };
  const looked = await lookedAt(tx, rotation, give, now);
  const there = mayServe(looked, askedOf(request), taker, gets ? [gets] : []);
  if (!there.may) return { is: 'refused', why: there.why };
  if (!gets) return { is: 'fine', tired: there.tired };
  const around = await lookedAt(tx, rotation, gets, now);
  const back = mayServe(around, { member: taker, give: gets }, request.asker, [give]);
  if (!back.may) return { is: 'refused', why: `return_${back.why}` };
  return { is: 'fine', tired: there.tired };
}

/** Settled between two: done, or agreed on where leads approve. */
export async function settle(scene: Scene, event: SwapEvent, request: SwapRecord, taking: Taking): Promise<Performed> {
  const { tx, rotation, now, person } = scene;
  const state = stateAfter(request.state, event, rotation.options.leadsApprove);
  if (state === null) return refused('over', request);
  const { taker, inReturn } = taking;
  const columns = { taker, takenAt: now, returnStart: inReturn?.start ?? null, returnEnd: inReturn?.end ?? null };
  const settled = await change(scene, request, {
    state,
    ...columns,
    reason: null,
    giveBackAt: null,
    ...(state === 'done' && { decidedAt: now }),
  });
  await dissolveRingsOf(tx, rotation, [settled.id], 'settled', now);
  if (state === 'done') await applySwap(tx, rotation, handedBy(settled), person, now);
  else await oweApproval(tx, rotation, settled, now);
  await tell(
    tx,
    settled,
    state === 'done' ? 'taken' : 'agreed',
    askersOf(settled).filter((one) => one !== taker && one !== person),
    now,
  );
  if (settled.asked !== taker) await oweCard(tx, settled, 'taker', taker, now);
  return { is: 'done', request: settled };
}
