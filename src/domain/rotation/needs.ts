import type { DeliveryKind } from '../../delivery/kinds';
import type { Delivery, SwapRequest } from '../../generated/sqlite/client';
import type { Reader } from '../people/store';
import { zoneOf } from './home';
import { type RotationRecord, rotationsOf } from './records/rotation';

interface Span {
  start: Date;
  end: Date;
}

/** Something of a rotation that waits for somebody, and the message in which they answer it. */
export type RotationNeed = { rotation: string; zone: string; message: { channel: string; ts: string } | null } & (
  | { is: 'handoff'; from: string[]; dueAt: Date | null }
  /** Asked whether they take it; a ring, whether they agree; an offer, whether they accept it. */
  | ({ is: 'asked' | 'ring'; by: string } & Span)
  | ({ is: 'offer'; by: string } & Span)
);

const most = 6;

/** Handoffs to accept, and swaps to answer, the most urgent first. */
export async function rotationNeeds(read: Reader, workspaceId: string, userId: string): Promise<RotationNeed[]> {
  const [handoffs, asked, offered, seats] = await Promise.all([
    read.handoff.findMany({
      where: { workspaceId, OR: [{ state: 'overdue' }, { state: 'waiting', dueAt: { not: null } }] },
      orderBy: { at: 'asc' },
    }),
    read.swapRequest.findMany({ where: { workspaceId, asked: userId, state: 'open' }, orderBy: { start: 'asc' }, take: most }),
    read.swapRequest.findMany({ where: { workspaceId, asker: userId, state: 'offered' }, orderBy: { start: 'asc' }, take: most }),
    read.swapRingSeat.findMany({
      where: { userId, acceptedAt: null, ring: { workspaceId, state: 'proposed' } },
      include: { ring: true },
      take: most,
    }),
  ]);
  const mine = handoffs.filter(({ incoming }) => (incoming as string[]).includes(userId)).slice(0, most);
  if (mine.length + asked.length + offered.length + seats.length === 0) return [];

  const rotations = new Map((await rotationsOf(read, workspaceId)).map((rotation) => [rotation.id, rotation]));
  const given = await givenInRings(
    read,
    seats.map(({ ringId }) => ringId),
  );
  const messages = await cardsOf(read, workspaceId, userId, [
    ...mine.map(({ id }) => id),
    ...[...asked, ...offered].map(({ id }) => id),
    ...seats.map(({ ringId }) => ringId),
  ]);
  const of = (rotationId: string, subject: string) => {
    const rotation = rotations.get(rotationId);
    return rotation ? [{ rotation: rotation.name, zone: zoneAt(rotation), message: messages.get(subject) ?? null }] : [];
  };
  return [
    ...mine.flatMap(({ id, rotationId, outgoing, dueAt }) =>
      of(rotationId, id).map((base): RotationNeed => ({ ...base, is: 'handoff', from: outgoing as string[], dueAt })),
    ),
    ...asked.flatMap(({ id, rotationId, asker, start, end }) =>
      of(rotationId, id).map((base): RotationNeed => ({ ...base, is: 'asked', by: asker, start, end })),
    ),
    ...offered.flatMap(({ id, rotationId, taker, start, end }) =>
      of(rotationId, id).map((base): RotationNeed => ({ ...base, is: 'offer', by: taker ?? '', start, end })),
    ),
    ...seats.flatMap(({ ringId, takes, ring }) => {
      const request = given.get(`${ringId} ${takes}`);
      if (!request) return [];
      const { asker: by, start, end } = request;
      return of(ring.rotationId, ringId).map((base): RotationNeed => ({ ...base, is: 'ring', by, start, end }));
    }),
  ];
}

const zoneAt = (rotation: RotationRecord): string => zoneOf(rotation, new Date(8.64e15));

/** Of each ring what somebody would take, by ring and whose it is. */
async function givenInRings(read: Reader, ringIds: string[]): Promise<Map<string, SwapRequest>> {
  const seats = await read.swapRingSeat.findMany({ where: { ringId: { in: ringIds } } });
  const requests = await read.swapRequest.findMany({ where: { id: { in: seats.map(({ swapId }) => swapId) } } });
  return new Map(
    seats.flatMap(({ ringId, swapId, userId }) => {
      const request = requests.find(({ id }) => id === swapId);
      return request ? [[`${ringId} ${userId}`, request] as const] : [];
    }),
  );
}

const cardKinds: DeliveryKind[] = ['rota.handoff', 'rota.swap', 'rota.ring'];

/** The newest card of each that stands in somebody's direct messages. */
async function cardsOf(
  read: Reader,
  workspaceId: string,
  userId: string,
  subjects: string[],
): Promise<Map<string, { channel: string; ts: string }>> {
  const rows = await read.delivery.findMany({
    where: { workspaceId, lane: userId, subject: { in: subjects }, kind: { in: cardKinds }, state: 'sent' },
    orderBy: { id: 'asc' },
  });
  return new Map(
    rows.flatMap(({ subject, sentChannel: channel, ts }: Delivery) => (channel && ts ? [[subject, { channel, ts }] as const] : [])),
  );
}
