import { json, type Transaction } from '../../../database';
import { redraw } from '../../../delivery/owe';
import type { Handoff } from '../../../generated/sqlite/client';
import { type Deed, type Handled, isOpen, onHandoff } from './accept';
import { isPrepared } from './beforehand';
import { type Handing, handingOf } from './summary';

/** For the incoming person, until they have accepted. */
export const writeNote = (tx: Transaction, deed: Deed, note: string): Promise<Handled> =>
  byOutgoing(tx, deed, () => ({ note: note.trim() || null, noteBy: deed.person }));

/** Everything goes over, also what was to be kept. */
export const handOverAll = (tx: Transaction, deed: Deed): Promise<Handled> =>
  byOutgoing(tx, deed, () => ({ summary: json({ kept: [], all: true } satisfies Handing) }));

/** One escalation stays with the outgoing person, or goes over after all. */
export const keepOne = (tx: Transaction, deed: Deed & { escalationId: string; keep: boolean }): Promise<Handled> =>
  byOutgoing(tx, deed, (handoff) => {
    const { kept, all } = handingOf(handoff);
    const others = kept.filter((id) => id !== deed.escalationId);
    return { summary: json({ kept: deed.keep ? [...others, deed.escalationId] : others, all } satisfies Handing) };
  });

type Columns = { note: string | null; noteBy: string } | { summary: ReturnType<typeof json> };

const byOutgoing = (tx: Transaction, deed: Deed, change: (handoff: Handoff) => Columns): Promise<Handled> =>
  onHandoff(tx, deed, async (_, handoff) => {
    if (!(handoff.outgoing as string[]).includes(deed.person)) return { is: 'refused', why: 'not_yours', handoff };
    if (!isPrepared(handoff) && !isOpen(handoff)) return { is: 'refused', why: 'over', handoff };
    const after = await tx.handoff.update({ where: { id: handoff.id }, data: change(handoff) });
    await redraw(tx, handoff.id);
    return { is: 'done', handoff: after };
  });
