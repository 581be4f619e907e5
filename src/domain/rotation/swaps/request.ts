import type { SwapRequest as Row } from '../../../generated/sqlite/client';
import type { Reader } from '../../people/store';
import type { SwapRequest } from '../plan';
import type { Asked } from '../swaps';

/** What somebody wants in return: nothing, any shift, what they are offered and like, or one of these spans. */
export type InReturn = null | 'any' | 'ask' | WrittenSpan[];

export interface WrittenSpan {
  start: string;
  end: string;
}

export interface SwapRecord extends Omit<Row, 'inReturn'> {
  inReturn: InReturn;
}

/** Shifts of one person are wanted while that one is asked; of everyone the asker looks at what is offered. */
export function recordOf(row: Row): SwapRecord {
  const wanted = row.inReturn as InReturn;
  const ofEveryone = row.cause === 'person' ? 'ask' : null;
  return { ...row, inReturn: Array.isArray(wanted) && row.asked === null ? ofEveryone : wanted };
}

/** `null` when there is none of that id in the workspace. */
export async function findSwap(read: Reader, workspaceId: string, id: string): Promise<SwapRecord | null> {
  const row = await read.swapRequest.findUnique({ where: { id } });
  return row?.workspaceId === workspaceId ? recordOf(row) : null;
}

/** Nobody is on then: a lead asks for somebody, and whoever takes it is added. */
export const isGap = ({ cause, asker, askedBy }: Pick<SwapRecord, 'cause' | 'asker' | 'askedBy'>): boolean =>
  cause === 'lead' && asker === askedBy;

export const giveOf = ({ start, end }: { start: Date; end: Date }) => ({ start: start.getTime(), end: end.getTime() });

/** As the rules read it. */
export const askedOf = (request: SwapRecord): Asked => ({ member: isGap(request) ? null : request.asker, give: giveOf(request) });

export function wishOf({ id, asker, inReturn, ...span }: SwapRecord): SwapRequest {
  const spans = Array.isArray(inReturn) ? wantedSpans(inReturn) : null;
  return { id, member: asker, give: giveOf(span), accepts: spans ?? (inReturn === null ? null : 'any') };
}

export const wantedSpans = (spans: WrittenSpan[]) => spans.map(({ start, end }) => ({ start: Date.parse(start), end: Date.parse(end) }));
