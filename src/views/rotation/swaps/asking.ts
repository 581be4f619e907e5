import { clockChanges } from '../../../domain/calendar/zone';
import { isGap, type SwapRecord, wantedSpans } from '../../../domain/rotation/swaps/request';
import { typed } from '../../escalations/parts';
import { lasting, listed, spanThere } from '../times';
import type { SwapFacts } from './facts';
import { dateThere, sentences } from './say';

/** "Ana asks for cover on Payments, Mon 9 Mar 09:00 – Mon 16 Mar 09:00 Lisbon, 40 hours on. In return: …" */
export function askingText(facts: SwapFacts): string {
  const { onMs, request } = facts;
  const hours = onMs ? `, ${lasting(onMs)} on` : '';
  const isOpen = request.state === 'open';
  return sentences([
    `${whoAsks(facts)}, ${spanOf(facts)}${hours}.`,
    inReturnText(facts),
    isOpen && freeText(facts),
    isOpen && clocksText(facts),
    request.note && `“${typed(request.note)}”`,
  ]);
}

function whoAsks({ request, rotation, nameOf, isOneMore }: SwapFacts): string {
  const on = typed(rotation.name);
  const [asker, by] = [typed(nameOf(request.asker)), typed(nameOf(request.askedBy))];
  if (isGap(request)) return `${by} asks for somebody on ${on}, where ${isOneMore ? 'one more is needed' : 'nobody is on'}`;
  if (request.cause === 'absence') return `${asker} is away: cover is needed on ${on}`;
  return request.askedBy === request.asker ? `${asker} asks for cover on ${on}` : `${by} asks for cover for ${asker} on ${on}`;
}

export const spanOf = ({ request, zone }: Pick<SwapFacts, 'request' | 'zone'>): string => spanThere(request, zone);

/** `Payments, Mon 9 Mar 09:00 – Mon 16 Mar 09:00 Lisbon`. */
export const whatOf = (facts: SwapFacts): string => `${typed(facts.rotation.name)}, ${spanOf(facts)}`;

function inReturnText({ request, zone, nameOf }: SwapFacts): string | false {
  const { inReturn, asker, cause } = request;
  if (inReturn === null) return cause === 'person' && 'In return: nothing, just cover.';
  if (inReturn === 'any') return 'In return: any of theirs.';
  if (inReturn === 'ask') return `In return: ${typed(nameOf(asker))} decides what fits.`;
  const spans = wantedSpans(inReturn).map(({ start, end }) => spanThere({ start: new Date(start), end: new Date(end) }, zone));
  return `In return: ${spans.join(', ')}.`;
}

function freeText({ free, nameOf }: SwapFacts): string {
  if (free.length === 0) return 'Nobody else is free then.';
  return `Free and least loaded: ${free.map((id) => typed(nameOf(id))).join(', ')}.`;
}

/** Wall times stay; who counts the hours until then may be wrong by one. */
function clocksText({ request: { createdAt, start }, zone }: SwapFacts): string | false {
  const change = clockChanges(zone, createdAt.getTime(), start.getTime() + 1).at(-1);
  return change ? `Before that, clocks change on ${dateThere(new Date(change.at), zone)}.` : false;
}

/** What has become of it, for everybody; empty while it is open. */
export function outcomeText(facts: SwapFacts): string {
  const { request, nameOf } = facts;
  const [asker, taker] = [typed(nameOf(request.asker)), typed(nameOf(request.taker))];
  switch (request.state) {
    case 'open':
      return '';
    case 'offered':
      return sentences([`${taker} offers ${returnSpan(facts)}.`, `${asker} decides.`]);
    case 'agreed':
      return sentences([`${taker} takes it as soon as a lead approves.`, returnText(facts)]);
    case 'done':
      return sentences([`${taker} took it.`, returnText(facts)]);
    case 'declined':
      return `${typed(nameOf(request.asked))} can't take it.`;
    case 'withdrawn':
      return `${asker} has withdrawn it.`;
    case 'expired':
      return isGap(request) || request.cause === 'absence' ? 'Nobody took it in time.' : `Nobody took it in time: ${asker} stays on.`;
    case 'void':
      return `It is not needed any more: ${isGap(request) ? 'enough people are on then' : `${asker} is not on then`}.`;
  }
}

export const returnText = (facts: SwapFacts): string | false =>
  facts.request.returnStart !== null && `In return ${typed(facts.nameOf(facts.request.asker))} takes ${returnSpan(facts)}.`;

export function returnSpan({ request: { returnStart, returnEnd }, zone }: SwapFacts): string {
  return returnStart && returnEnd ? spanThere({ start: returnStart, end: returnEnd }, zone) : 'nothing';
}

/** "Cy took Mon 9 Mar 09:00 – Wed 11 Mar 09:00 Lisbon." for each part. */
export function partsText({ parts, nameOf, zone }: SwapFacts): string {
  return sentences(
    parts.map((part) => {
      const who = typed(nameOf(part.taker));
      const span = spanThere(part, zone);
      return part.state === 'done' ? `${who} took ${span}.` : `${who} takes ${span} as soon as a lead approves.`;
    }),
  );
}

/** "Cy and Dee are free." */
export function areFree({ free, nameOf }: SwapFacts): string {
  if (free.length === 0) return 'Nobody is free then.';
  return `${listed(free.map((id) => typed(nameOf(id))))} ${free.length === 1 ? 'is' : 'are'} free.`;
}

/** As it was taken, so that a card about an earlier taking knows that it is over. */
export const isSameTaking = ({ taker, takenAt }: SwapRecord, was: { taker: string | null; takenAt: string | null }): boolean =>
  taker !== null && taker === was.taker && takenAt?.toISOString() === was.takenAt;
