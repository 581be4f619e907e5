import type { Database } from '../../../database';
import { overlaps } from '../spans';
import { askersOf, oweAsking, oweCard, tell } from './debts';
import { stintFrom } from './give';
import { lookedAt, piecesOf } from './looked';
import { type Act, change, type Performed, perform, refused, type Scene, whyNot } from './perform';
import { askedOf, giveOf, recordOf, type SwapRecord, wantedSpans } from './request';
import { dissolveRingsOf } from './ring-end';
import { mayAgree, settle, type Taking } from './settle';

interface Sure {
  /** Short rest was asked about already. */
  isSure: boolean;
}

/** `Take it`: of whom one shift in return is wanted, with it. */
export function takeSwap(db: Database, act: Act, { isSure }: Sure, now: Date): Promise<Performed> {
  return perform(db, act, now, async (scene) => {
    const { request, person } = scene;
    const no = await whyNot(scene, 'take');
    return no ?? take(scene, { taker: person, inReturn: wantedOf(request, person) }, isSure);
  });
}

/** `Take part…`: the untaken part stays open. */
export function takePart(db: Database, act: Act, part: { start: Date; end: Date }, { isSure }: Sure, now: Date): Promise<Performed> {
  return perform(db, act, now, async (scene) => {
    const { request, person, rotation } = scene;
    const no = await whyNot(scene, 'take');
    if (no) return no;
    if (rotation.kind === 'sittings') return refused('sittings_whole', request);
    if (part.start >= part.end || part.start < request.start || part.end > request.end) return refused('outside', request);
    const rest = await restOf(scene, part);
    if (rest.length === 0) return take(scene, { taker: person, inReturn: null }, isSure);
    const taking = { taker: person, inReturn: null };
    const asking = await mayAgree(scene, { ...request, ...part }, taking);
    if (asking.is === 'refused') return refused(asking.why, request);
    if (asking.tired && !isSure) return { is: 'unsure', request };
    return settle(scene, 'take', await split(scene, part, rest), taking);
  });
}

/** `Offer mine…`: where any shift is wanted the choice settles it, else the asker decides. */
export function offerShift(db: Database, act: Act, shiftId: string, { isSure }: Sure, now: Date): Promise<Performed> {
  return perform(db, act, now, async (scene) => {
    const { tx, request, person } = scene;
    const { inReturn } = request;
    const no = await whyNot(scene, inReturn === 'ask' ? 'offer' : 'take');
    if (no) return no;
    const mine = await stintFrom(tx, act.workspaceId, shiftId, now);
    if (!mine || mine.userId !== person || mine.rotation.id !== request.rotationId) return refused('not_yours', request);
    if (!isWanted(inReturn, mine)) return refused('not_wanted', request);
    const taking = { taker: person, inReturn: mine };
    return inReturn === 'ask' ? offer(scene, taking, isSure) : take(scene, taking, isSure);
  });
}

export function acceptOffer(db: Database, act: Act, now: Date): Promise<Performed> {
  return perform(db, act, now, async (scene) => {
    const no = await whyNot(scene, 'accept');
    if (no) return no;
    const { request } = scene;
    const taking = takingOf(request);
    if (!taking) return refused('over', request);
    const asking = await mayAgree(scene, request, taking);
    if (asking.is === 'refused') return refused(asking.why, request);
    return settle(scene, 'accept', request, taking);
  });
}

export function declineOffer(db: Database, act: Act, now: Date): Promise<Performed> {
  return perform(db, act, now, async (scene) => {
    const no = await whyNot(scene, 'decline');
    if (no) return no;
    const { tx, request } = scene;
    const open = await change(scene, request, { state: 'open', ...untaken });
    await tell(tx, open, 'offer_declined', [request.taker], now);
    return { is: 'done', request: open };
  });
}

export const untaken = { taker: null, takenAt: null, returnStart: null, returnEnd: null, giveBackAt: null, decidedAt: null };

/** Who takes a request that is offered or agreed on, and for what. */
export function takingOf({ taker, returnStart, returnEnd }: SwapRecord): Taking | null {
  return taker === null ? null : { taker, inReturn: returnStart && returnEnd ? { start: returnStart, end: returnEnd } : null };
}

async function take(scene: Scene, taking: Taking, isSure: boolean): Promise<Performed> {
  const { request } = scene;
  const asking = await mayAgree(scene, request, taking);
  if (asking.is === 'refused') return refused(asking.why, request);
  return asking.tired && !isSure ? { is: 'unsure', request } : settle(scene, 'take', request, taking);
}

async function offer(scene: Scene, taking: Taking, isSure: boolean): Promise<Performed> {
  const { tx, request, rotation, now } = scene;
  const asking = await mayAgree(scene, request, taking);
  if (asking.is === 'refused') return refused(asking.why, request);
  if (asking.tired && !isSure) return { is: 'unsure', request };
  const { taker, inReturn } = taking;
  const columns = { taker, takenAt: now, returnStart: inReturn?.start ?? null, returnEnd: inReturn?.end ?? null };
  const offered = await change(scene, request, { state: 'offered', ...columns });
  await dissolveRingsOf(tx, rotation, [offered.id], 'settled', now);
  for (const asker of askersOf(offered)) await oweCard(tx, offered, 'offer', asker, now);
  return { is: 'done', request: offered };
}

/** Asked of one person for one of their shifts: taking it hands that over. */
function wantedOf({ asked, inReturn }: SwapRecord, person: string): Taking['inReturn'] {
  const [first] = asked === person && Array.isArray(inReturn) ? wantedSpans(inReturn) : [];
  return first ? { start: new Date(first.start), end: new Date(first.end) } : null;
}

function isWanted(inReturn: SwapRecord['inReturn'], mine: { start: Date; end: Date }): boolean {
  if (inReturn === null) return false;
  return typeof inReturn === 'string' || wantedSpans(inReturn).some((span) => overlaps(span, giveOf(mine)));
}

type Dates = Pick<SwapRecord, 'start' | 'end'>;

/** What stays open, before and after a part; not what is in nobody's hours. */
async function restOf({ tx, rotation, request, now }: Scene, part: Dates): Promise<Dates[]> {
  const looked = await lookedAt(tx, rotation, giveOf(request), now);
  const sides = [
    { start: request.start, end: part.start },
    { start: part.end, end: request.end },
  ];
  return sides.filter((side) => side.start < side.end && piecesOf(looked, { ...askedOf(request), give: giveOf(side) }).length > 0);
}

/** The part as a request of its own; the request keeps the first of what stays open, and a second one is asked for anew. */
async function split(scene: Scene, part: Dates, [first, second]: Dates[]): Promise<SwapRecord> {
  const { tx, rotation, request, now } = scene;
  await change(scene, request, { start: first?.start ?? request.start, end: first?.end ?? request.end });
  await dissolveRingsOf(tx, rotation, [request.id], 'settled', now);
  if (second) await oweAsking(tx, rotation, await copy(scene, second), now);
  return copy(scene, part);
}

async function copy({ tx, request }: Scene, span: Dates): Promise<SwapRecord> {
  const { id, partOf, workspaceId, rotationId, asker, askedBy, cause, absenceId, asked, opensAt, inReturn, note, createdAt } = request;
  const same = { workspaceId, rotationId, asker, askedBy, cause, absenceId, asked, opensAt, note, createdAt };
  const data = {
    ...same,
    start: span.start,
    end: span.end,
    partOf: partOf ?? id,
    ...(inReturn !== null && { inReturn: inReturn as object | string }),
  };
  return recordOf(await tx.swapRequest.create({ data }));
}
