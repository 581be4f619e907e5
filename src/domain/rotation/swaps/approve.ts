import type { Database } from '../../../database';
import { applySwap, handedBy } from './apply';
import { askersOf, type News, oweAsking, tell } from './debts';
import { type Act, change, type Performed, perform, refused, type Scene, whyNot } from './perform';
import { mayAgree } from './settle';
import { takingOf, untaken } from './take';

/** `Approve` of a lead on neither side. */
export function approveSwap(db: Database, act: Act, now: Date): Promise<Performed> {
  return perform(db, act, now, async (scene) => {
    const no = await whyNot(scene, 'approve');
    return no ?? finish(scene, 'approved');
  });
}

/** `Refuse` with a reason: the asker stays on, and it is open again. */
export function refuseSwap(db: Database, act: Act, reason: string, now: Date): Promise<Performed> {
  return perform(db, act, now, async (scene) => {
    const no = await whyNot(scene, 'refuse');
    return no ?? { is: 'done', request: await reopen(scene, 'refused', reason) };
  });
}

/** What was agreed on is done, if it can be still. */
export async function finish(scene: Scene, news: 'approved' | 'silence'): Promise<Performed> {
  const { tx, rotation, request, person, now } = scene;
  const taking = takingOf(request);
  if (!taking) return refused('over', request);
  const asking = await mayAgree(scene, request, taking);
  if (asking.is === 'refused') return refused(asking.why, request);
  const done = await change(scene, request, { state: 'done', decidedAt: now });
  await applySwap(tx, rotation, handedBy(done), person, now);
  await tell(tx, done, news, [...askersOf(done), done.taker], now, { by: person });
  return { is: 'done', request: done };
}

export async function reopen(scene: Scene, news: News, reason: string | null) {
  const { tx, rotation, request, person, now } = scene;
  const { taker } = request;
  const open = await change(scene, request, { state: 'open', ...untaken, reason });
  await tell(tx, open, news, [...askersOf(open), taker], now, { by: person, reason, taker });
  await oweAsking(tx, rotation, open, now);
  return open;
}
