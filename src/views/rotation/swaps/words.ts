import type { Draw, DrawContext, Message, Words } from '../../../delivery/words';
import { zoneOf } from '../../../domain/rotation/home';
import { findRotation } from '../../../domain/rotation/records/rotation';
import type { CardFor } from '../../../domain/rotation/swaps/debts';
import { namesOf } from '../../escalations/facts';
import { section } from '../../escalations/parts';
import { approvalCard } from './approval';
import { askedCard, askerCard, everyoneCard } from './card';
import { type SwapFacts, swapFacts } from './facts';
import { ringCard } from './ring';
import { backCard, declinedCard, offerCard, type Taking, takerCard } from './sides';
import { type Told, toldText, untakenText } from './told';

/** Words for what swaps owe. */
export const swapWords = {
  'rota.swap': card,
  'rota.swap_told': told,
  'rota.ring': ring,
  'rota.approval': approval,
  'rota.untaken': untaken,
} satisfies Partial<Words>;

type CardData = Partial<Taking> & { for: CardFor; person?: string };

async function card({ workspaceId, subject, data }: Parameters<Draw>[0], context: DrawContext): ReturnType<Draw> {
  const { for: side, person = '', taker = null, takenAt = null } = data as unknown as CardData;
  const facts = await swapFacts(context, workspaceId, subject, [taker]);
  return facts && cards[side](facts, { person, taker, takenAt });
}

const cards: Record<CardFor, (facts: SwapFacts, was: Taking & { person: string }) => Message> = {
  everyone: everyoneCard,
  asked: (facts, { person }) => askedCard(facts, person),
  asker: askerCard,
  offer: offerCard,
  declined: (facts, { person }) => declinedCard(facts, person),
  taker: takerCard,
  back: backCard,
};

async function told({ workspaceId, subject, data }: Parameters<Draw>[0], context: DrawContext): ReturnType<Draw> {
  const news = data as unknown as Told;
  const facts = await swapFacts(context, workspaceId, subject, [news.taker, news.by ?? null]);
  return facts && plain(toldText(facts, news));
}

async function approval({ workspaceId, subject, data }: Parameters<Draw>[0], context: DrawContext): ReturnType<Draw> {
  const was = data as unknown as Taking;
  const facts = await swapFacts(context, workspaceId, subject, [was.taker]);
  return facts && approvalCard(facts, was);
}

/** Declines when it is not open any more. */
async function untaken({ workspaceId, subject, data }: Parameters<Draw>[0], context: DrawContext): ReturnType<Draw> {
  const { person } = data as unknown as { person: string };
  const facts = await swapFacts(context, workspaceId, subject);
  return facts?.request.state === 'open' ? plain(untakenText(facts, person)) : null;
}

async function ring({ workspaceId, subject, data }: Parameters<Draw>[0], { read }: DrawContext): ReturnType<Draw> {
  const { person } = data as unknown as { person: string };
  const found = await read.swapRing.findUnique({ where: { id: subject }, include: { seats: { orderBy: { position: 'asc' } } } });
  const rotation = found && (await findRotation(read, workspaceId, found.rotationId));
  if (!found || !rotation) return null;
  const { seats } = found;
  const at = seats.findIndex(({ userId }) => userId === person);
  const [own, next, before] = [seats[at], seats[(at + 1) % seats.length], seats[(at - 1 + seats.length) % seats.length]];
  const requests = await read.swapRequest.findMany({ where: { id: { in: seats.map(({ swapId }) => swapId) } } });
  const [gives, takes] = [own, next].map((seat) => requests.find(({ id }) => id === seat?.swapId));
  if (!own || !next || !before || !gives || !takes) return null;
  return ringCard({
    ...{ ring: found, person, rotation: rotation.name, zone: zoneOf(rotation, gives.start) },
    gives: { start: gives.start, end: gives.end, to: before.userId },
    takes: { start: takes.start, end: takes.end, from: next.userId },
    nameOf: await namesOf(
      read,
      workspaceId,
      seats.map(({ userId }) => userId),
    ),
  });
}

const plain = (text: string): Message => ({ text, blocks: [section(text)] });
