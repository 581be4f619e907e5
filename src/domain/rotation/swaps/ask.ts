import { type Database, json, type Transaction, writeTx } from '../../../database';
import type { SwapCause } from '../../../generated/sqlite/enums';
import { takeReceipt } from '../../../receipts';
import { touchHomesOf } from '../records/homes';
import { lockRotation } from '../records/lock';
import { isLead } from '../records/rights';
import { leadsOf, type RotationRecord } from '../records/rotation';
import { oweAsking, tell } from './debts';
import { lookedAt, mayServe, piecesOf } from './looked';
import type { Refusal } from './perform';
import { giveOf, type InReturn, recordOf, type SwapRecord } from './request';
import { proposeRings } from './rings';
import { mostOpen, notDone, opensAt } from './rules';

export interface SwapDraft {
  /** Who is on then. */
  asker: string;
  askedBy: string;
  start: Date;
  end: Date;
  /** `null`: everyone who can. */
  asked: string | null;
  inReturn: InReturn;
  note: string | null;
}

export type Asked =
  | { is: 'saved'; request: SwapRecord }
  /** `about`: beside which field it is said. */
  | { is: 'refused'; why: Refusal; about: 'shift' | 'person' | 'return' }
  | { is: 'saved_before' };

/** `Ask` of the person who is on then, or of a lead for them. */
export function requestSwap(
  db: Database,
  { workspaceId, rotationId, source: key }: { workspaceId: string; rotationId: string; source: string },
  draft: SwapDraft,
  now: Date,
): Promise<Asked> {
  return writeTx(db, async (tx) => {
    if (!(await takeReceipt(tx, workspaceId, key, now))) return { is: 'saved_before' };
    const rotation = await lockRotation(tx, workspaceId, rotationId);
    const no = rotation ? await whyNot(tx, rotation, draft, now) : ({ is: 'refused', why: 'no_such', about: 'shift' } as const);
    if (no || !rotation) {
      await tx.receipt.deleteMany({ where: { workspaceId, key } });
      return no ?? { is: 'refused', why: 'no_such', about: 'shift' };
    }
    const request = await createRequest(tx, rotation, { ...draft, cause: draft.asker === draft.askedBy ? 'person' : 'lead' }, now);
    await proposeRings(tx, rotation, now);
    return { is: 'saved', request };
  });
}

async function whyNot(tx: Transaction, rotation: RotationRecord, draft: SwapDraft, now: Date): Promise<Asked | null> {
  const { asker, askedBy, asked, start, end, inReturn } = draft;
  const refused = (why: Refusal, about: 'shift' | 'person' | 'return' = 'shift'): Asked => ({ is: 'refused', why, about });
  if (askedBy !== asker && !(await isLead(tx, rotation, askedBy))) return refused('not_lead');
  if (start >= end) return refused('outside');
  if (start <= now) return refused('started');
  const give = giveOf(draft);
  const looked = await lookedAt(tx, rotation, give, now);
  if (piecesOf(looked, { member: asker, give }).length === 0) return refused('not_open');
  const open = { asker, workspaceId: rotation.workspaceId, state: { in: notDone } };
  const same = { ...open, rotationId: rotation.id, start: { lt: end }, end: { gt: start } };
  if ((await tx.swapRequest.count({ where: same })) > 0) return refused('asked_already');
  const all = askedBy === asker ? await tx.swapRequest.count({ where: { ...open, cause: 'person', partOf: null } }) : 0;
  if (all >= mostOpen) return refused('too_many');
  if (!asked) return null;
  const they = mayServe(looked, { member: asker, give }, asked, Array.isArray(inReturn) ? inReturn.map(instants) : []);
  return they.may ? null : refused(they.why, 'person');
}

const instants = ({ start, end }: { start: string; end: string }) => ({ start: Date.parse(start), end: Date.parse(end) });

/** A request on record, and on its way to whom it asks. Under the lock of its rotation. */
export async function createRequest(
  tx: Transaction,
  rotation: RotationRecord,
  draft: SwapDraft & { cause: SwapCause; absenceId?: string; opensAt?: Date | null },
  now: Date,
): Promise<SwapRecord> {
  const { inReturn, ...columns } = draft;
  const { workspaceId, id: rotationId } = rotation;
  const wish = inReturn !== null && { inReturn: json(inReturn) };
  const request = recordOf(await tx.swapRequest.create({ data: { ...columns, ...wish, workspaceId, rotationId, createdAt: now } }));
  await oweAsking(tx, rotation, request, now);
  await touchHomesOf(tx, workspaceId, request.asked ? [request.asker, request.asked] : [request.asker], rotation.squadId);
  return request;
}

export interface Proposal {
  /** Who is on then and cannot; `null`: nobody is on. */
  instead: string | null;
  /** Who should be asked first. */
  proposed: string;
  start: Date;
  end: Date;
  cause: SwapCause;
  /** A lead, or `backline`. Of an open span a lead. */
  askedBy: string;
  absenceId?: string;
}

/**
 * Asks one person to serve instead of somebody, or where nobody is on; after a day everyone, and at once when it starts within a day: then
 * the leads are told. Nobody is moved by it. Under the lock of its rotation.
 */
export async function askProposed(tx: Transaction, rotation: RotationRecord, proposal: Proposal, now: Date): Promise<SwapRecord> {
  const { instead, proposed, ...rest } = proposal;
  const later = opensAt(proposal.start, now);
  const asker = instead ?? proposal.askedBy;
  const draft = { ...rest, asker, asked: later ? proposed : null, opensAt: later, inReturn: null, note: null };
  const request = await createRequest(tx, rotation, draft, now);
  if (!later)
    await tell(
      tx,
      request,
      'urgent',
      (await leadsOf(tx, rotation)).filter((lead) => lead !== proposal.askedBy),
      now,
    );
  return request;
}

/** `Ask Cy` of a lead, beside something that should be mended: once for each span. Under the lock of its rotation. */
export async function askToMend(tx: Transaction, rotation: RotationRecord, proposal: Omit<Proposal, 'cause'>, now: Date): Promise<Asked> {
  const { askedBy, instead, proposed, start, end } = proposal;
  const refused = (why: Refusal): Asked => ({ is: 'refused', why, about: 'shift' });
  if (start >= end) return refused('outside');
  if (start <= now) return refused('started');
  const same = { rotationId: rotation.id, state: { in: notDone }, asker: instead ?? askedBy, start: { lt: end }, end: { gt: start } };
  if ((await tx.swapRequest.count({ where: same })) > 0) return refused('asked_already');
  const give = giveOf(proposal);
  const they = mayServe(await lookedAt(tx, rotation, give, now), { member: instead, give }, proposed);
  if (!they.may) return refused(they.why);
  // A lead who asks for their own shift asks as anybody does: `lead` of oneself means that nobody is on.
  const cause = instead === askedBy ? 'person' : 'lead';
  return { is: 'saved', request: await askProposed(tx, rotation, { ...proposal, cause }, now) };
}
