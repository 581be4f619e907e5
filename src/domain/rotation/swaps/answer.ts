import type { Database } from '../../../database';
import { askersOf, oweAsking, oweCard, tell } from './debts';
import { type Act, change, type Performed, perform, type Scene, whyNot } from './perform';
import { dissolveRingsOf } from './ring-end';
import { isNotDone } from './rules';
import { untaken } from './take';

/** `I can't` of the one who was asked. Where nobody's wish is behind it, everyone is asked at once. */
export function cannotTake(db: Database, act: Act, now: Date): Promise<Performed> {
  return perform(db, act, now, async (scene) => {
    const no = await whyNot(scene, 'cannot');
    if (no) return no;
    const { tx, request } = scene;
    const declined = await change(scene, request, { state: 'declined' });
    if (request.cause !== 'person') return { is: 'done', request: await openToEveryone({ ...scene, request: declined }) };
    for (const asker of askersOf(declined)) await oweCard(tx, declined, 'declined', asker, now);
    return { is: 'done', request: declined };
  });
}

/** `Ask everyone` of the asker. */
export function askEveryone(db: Database, act: Act, now: Date): Promise<Performed> {
  return perform(db, act, now, async (scene) => {
    const no = await whyNot(scene, 'ask_everyone');
    return no ?? { is: 'done', request: await openToEveryone(scene) };
  });
}

export async function openToEveryone(scene: Scene) {
  const { tx, rotation, request, now } = scene;
  const open = await change(scene, request, { state: 'open', asked: null, opensAt: null });
  await oweAsking(tx, rotation, open, now);
  return open;
}

/** `Withdraw` of the asker. Whoever has agreed to take it is told. */
export function withdrawSwap(db: Database, act: Act, now: Date): Promise<Performed> {
  return perform(db, act, now, async (scene) => {
    const no = await whyNot(scene, 'withdraw');
    if (no) return no;
    const { person, request, tx } = scene;
    const over = await end(scene, 'withdrawn', person);
    await tell(
      tx,
      over,
      'withdrawn',
      [...askersOf(over), request.taker].filter((one) => one !== person),
      now,
    );
    return { is: 'done', request: over };
  });
}

/** Nobody takes it any more; its asker is on as before. */
export async function end(scene: Scene, state: 'withdrawn' | 'expired' | 'void', by: string) {
  const { tx, rotation, request, now } = scene;
  if (!isNotDone(request.state)) return request;
  const over = await change(scene, request, { state, ...untaken, decidedAt: now });
  await dissolveRingsOf(tx, rotation, [over.id], state, now, by);
  return over;
}
