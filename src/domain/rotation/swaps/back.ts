import type { Database } from '../../../database';
import { undoSwap } from './apply';
import { askersOf, oweAsking, oweCard, tell } from './debts';
import { type Act, change, type Performed, perform, refused, type Scene, whyNot } from './perform';
import { mayGiveBackAlone } from './rules';
import { untaken } from './take';

/** `Give it back` of the taker: alone for a few minutes, later the asker is asked. */
export function giveBack(db: Database, act: Act, now: Date): Promise<Performed> {
  return perform(db, act, now, async (scene) => {
    const no = await whyNot(scene, 'give_back');
    if (no) return no;
    const { tx, request } = scene;
    if (await isOfRing(scene)) return refused('by_ring', request);
    if (request.takenAt && mayGiveBackAlone(request.takenAt, now)) return undo(scene, 'given_back');
    const asked = await change(scene, request, { giveBackAt: now });
    for (const asker of askersOf(asked)) await oweCard(tx, asked, 'back', asker, now);
    return { is: 'done', request: asked };
  });
}

/** `Take it back` of the asker, when the taker has asked. */
export function takeBack(db: Database, act: Act, now: Date): Promise<Performed> {
  return perform(db, act, now, async (scene) => {
    const no = await whyNot(scene, 'take_back');
    if (no) return no;
    return scene.request.giveBackAt ? undo(scene, 'taken_back') : refused('over', scene.request);
  });
}

/** The asker is on again, and it is asked for as before. */
async function undo(scene: Scene, news: 'given_back' | 'taken_back'): Promise<Performed> {
  const { tx, rotation, request, now } = scene;
  const { taker } = request;
  if (!(await undoSwap(tx, rotation, request, now))) return refused('moved_on', request);
  const open = await change(scene, request, { state: 'open', ...untaken });
  await tell(tx, open, news, news === 'given_back' ? askersOf(open) : [taker], now, { taker });
  await oweAsking(tx, rotation, open, now);
  return { is: 'done', request: open };
}

const isOfRing = async ({ tx, request }: Scene): Promise<boolean> =>
  (await tx.swapRingSeat.count({ where: { swapId: request.id, ring: { state: 'done' } } })) > 0;
