import { type Database, type Transaction, writeTx } from '../../../database';
import { takeReceipt } from '../../../receipts';
import { lockAbsences } from '../../calendar/absences';
import { touchHomesOf } from '../records/homes';
import { lockRotation } from '../records/lock';
import { isLead } from '../records/rights';
import type { RotationRecord } from '../records/rotation';
import type { Refused as MayNot } from '../swaps';
import { redrawCards } from './debts';
import { findSwap, recordOf, type SwapRecord } from './request';
import { mayDo, type SwapEvent, stateAfter } from './rules';

/** Somebody does something with a request. */
export interface Act {
  workspaceId: string;
  swapId: string;
  person: string;
  /** Key of its receipt: `action:<trigger id>`, `view:<view id>`. */
  source: string;
}

/** Why nothing was done. `return_…`: the asker may not serve what they would get. */
export type Refusal =
  | MayNot
  | `return_${MayNot}`
  | 'no_such'
  | 'filled'
  | 'taken'
  | 'over'
  | 'not_asker'
  | 'not_asked'
  | 'not_lead'
  | 'not_taker'
  | 'not_in_ring'
  | 'outside'
  | 'same_time'
  | 'not_wanted'
  | 'not_yours'
  | 'moved_on'
  | 'by_ring'
  | 'too_many'
  | 'asked_already'
  | 'sittings_whole';

export type Performed =
  | { is: 'done'; request: SwapRecord }
  | { is: 'refused'; why: Refusal; request: SwapRecord | null }
  /** Too little rest: asked once more. */
  | { is: 'unsure'; request: SwapRecord }
  /** Its effect is there already: it arrived twice. */
  | { is: 'repeated' };

/** A request under the lock of its rotation, as it is now. */
export interface Scene {
  tx: Transaction;
  rotation: RotationRecord;
  request: SwapRecord;
  person: string;
  now: Date;
}

/** One deed, one transaction: under the lock of the rotation, with a receipt that is given back when nothing was done. */
export function perform(db: Database, act: Act, now: Date, deed: (scene: Scene) => Promise<Performed>): Promise<Performed> {
  const { workspaceId, swapId, person, source: key } = act;
  return writeTx(db, async (tx) => {
    if (!(await takeReceipt(tx, workspaceId, key, now))) return { is: 'repeated' };
    const scene = await sceneOf(tx, workspaceId, swapId, person, now);
    const performed = scene ? await deed(scene) : refused('no_such', null);
    if (performed.is !== 'done') await tx.receipt.deleteMany({ where: { workspaceId, key } });
    return performed;
  });
}

/** `null`: there is no such request, or its rotation is gone. */
export async function sceneOf(tx: Transaction, workspaceId: string, swapId: string, person: string, now: Date): Promise<Scene | null> {
  const before = await findSwap(tx, workspaceId, swapId);
  if (before) await lockPeople(tx, workspaceId, [person, before.asker, before.taker]);
  const rotation = before && (await lockRotation(tx, workspaceId, before.rotationId));
  const request = rotation && (await findSwap(tx, workspaceId, swapId));
  return rotation && request ? { tx, rotation, request, person, now } : null;
}

/**
 * Who may come to serve: what they agree to in two rotations at once is looked at one after the other, and so is an absence. Before any
 * rotation is locked, as absences do, and in one order: two changes never wait for each other.
 */
export async function lockPeople(tx: Transaction, workspaceId: string, people: readonly (string | null)[]): Promise<void> {
  const users = new Set(people.filter((user) => user !== null));
  for (const user of [...users].sort()) await lockAbsences(tx, workspaceId, user);
}

export const refused = (why: Refusal, request: SwapRecord | null): Performed => ({ is: 'refused', why, request });

/** `null`: this person may do this now. */
export async function whyNot(scene: Scene, event: SwapEvent): Promise<Performed | null> {
  const { tx, rotation, request, person, now } = scene;
  const leads = await isLead(tx, rotation, person);
  if (!mayDo(event, request, person, leads)) return refused(notYours[event] ?? 'not_asker', request);
  if (stateAfter(request.state, event, rotation.options.leadsApprove) === null) return refused(overOf(request), request);
  return now >= request.start ? refused('started', request) : null;
}

const notYours: Partial<Record<SwapEvent, Refusal>> = {
  cannot: 'not_asked',
  approve: 'not_lead',
  refuse: 'not_lead',
  give_back: 'not_taker',
};

const overOf = ({ state, taker }: SwapRecord): Refusal => (taker && (state === 'done' || state === 'agreed') ? 'taken' : 'over');

type Columns = Partial<
  Pick<
    SwapRecord,
    | 'state'
    | 'taker'
    | 'takenAt'
    | 'returnStart'
    | 'returnEnd'
    | 'reason'
    | 'giveBackAt'
    | 'asked'
    | 'opensAt'
    | 'decidedAt'
    | 'start'
    | 'end'
  >
>;

/** Writes what has become of a request, if nobody else has since it was read; its cards are drawn again. */
export async function change({ tx, rotation }: Pick<Scene, 'tx' | 'rotation'>, request: SwapRecord, data: Columns): Promise<SwapRecord> {
  const { id, state, revision, workspaceId } = request;
  const { count } = await tx.swapRequest.updateMany({ where: { id, state, revision }, data: { ...data, revision: { increment: 1 } } });
  if (count !== 1) throw new Error(`Request ${id} was changed beside the lock of its rotation.`);
  const changed = recordOf(await tx.swapRequest.findUniqueOrThrow({ where: { id } }));
  await redrawCards(tx, changed);
  await touchHomesOf(
    tx,
    workspaceId,
    [changed.asker, changed.taker, request.taker, changed.asked, request.asked].filter((user) => user !== null),
    rotation.squadId,
  );
  return changed;
}
