import type { DrawContext } from '../../delivery/words';
import { maySee } from '../../domain/escalations/around';
import { cardKey } from '../../domain/escalations/keys';
import { personOf } from '../../domain/people/store';
import { nextHandover } from '../../domain/rotation/clock/around';
import { type Handing, handingOf, type OpenItem, type Summary, summaryOf } from '../../domain/rotation/clock/summary';
import { zoneOf } from '../../domain/rotation/home';
import { findRotation, type RotationRecord } from '../../domain/rotation/records/rotation';
import type { Handoff } from '../../generated/sqlite/client';
import { addressIn, type NameOf, namesOf } from '../escalations/facts';

type Read = DrawContext['read'];

/** An escalation as one reader may see it. */
export interface SeenItem extends OpenItem {
  /** Not for this reader: number, clock and side, no title. */
  isHidden: boolean;
  link: string | null;
}

/** All that the messages of a handoff show to one reader. */
export interface HandoffFacts {
  handoff: Handoff;
  rotation: RotationRecord;
  outgoing: string[];
  incoming: string[];
  handing: Handing;
  open: SeenItem[];
  last: Summary['last'];
  /** When the next one comes. */
  until: Date | null;
  /** The shift that begins with it: the reader's own, else that of who comes. */
  shift: { id: string; end: Date } | null;
  nameOf: NameOf;
  /** The rotation's clock, and the reader's. */
  zone: string;
  readerZone: string;
}

export async function handoffFacts(read: Read, workspaceId: string, handoffId: string, reader: string): Promise<HandoffFacts | null> {
  const handoff = await read.handoff.findUnique({ where: { id: handoffId } });
  const rotation = handoff && (await findRotation(read, workspaceId, handoff.rotationId));
  if (!rotation) return null;

  const handing = handingOf(handoff);
  const { open, last } = handing.frozen ?? (await summaryOf(read, rotation, handoff));
  const [outgoing, incoming] = [handoff.outgoing as string[], handoff.incoming as string[]];
  const owners = open.map(({ owner }) => owner);
  const zone = zoneOf(rotation, handoff.at);
  return {
    ...{ handoff, rotation, outgoing, incoming, handing, last, zone },
    open: await seenBy(read, workspaceId, open, reader),
    until: (await nextHandover(read, rotation, handoff.at))?.at ?? null,
    shift: await shiftOf(read, handoff, incoming.includes(reader) ? reader : (incoming[0] ?? reader)),
    nameOf: await namesOf(read, workspaceId, [
      ...outgoing,
      ...incoming,
      ...owners,
      handoff.acceptedBy,
      handoff.noteBy,
      handing.instead ?? null,
    ]),
    readerZone: (await personOf(read, workspaceId, reader))?.zone ?? zone,
  };
}

async function shiftOf(read: Read, { rotationId, at }: Handoff, userId: string): Promise<HandoffFacts['shift']> {
  return read.shift.findFirst({
    where: { rotationId, userId, start: { gte: at }, state: { in: ['planned', 'on', 'served'] } },
    orderBy: { start: 'asc' },
    select: { id: true, end: true },
  });
}

/** What is private stays with those who can read it. */
async function seenBy(read: Read, workspaceId: string, items: OpenItem[], reader: string): Promise<SeenItem[]> {
  const ids = items.map(({ id }) => id);
  const records = await read.escalation.findMany({
    where: { workspaceId, id: { in: ids } },
    include: { threads: { orderBy: { position: 'asc' } } },
  });
  const visible = new Set<string>();
  for (const record of records) if (await maySee(read, record, reader)) visible.add(record.id);
  const cards = await read.delivery.findMany({ where: { workspaceId, key: { in: ids.map(cardKey) }, state: 'sent' } });
  const address = await addressIn(read, workspaceId);
  const links = new Map(
    cards.flatMap(({ subject, sentChannel, ts }) => (sentChannel && ts ? [[subject, address(sentChannel, ts)] as const] : [])),
  );
  return items.map((item) => {
    const isHidden = !visible.has(item.id);
    return { ...item, isHidden, link: isHidden ? null : (links.get(item.id) ?? null) };
  });
}
