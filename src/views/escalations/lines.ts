import { nameOf as numberOf } from '../../domain/escalations/keys';
import type { Severity } from '../../generated/sqlite/enums';
import type { CardFacts, NameOf, OriginFacts } from './facts';
import { reasonNames } from './labels';
import { brief, link, list, moment, typed } from './parts';

/** `[S2]` */
export const tag = (severity: Severity): string => `[${severity.toUpperCase()}]`;

/** The first line of a card: `[S2] ESC-142  Invoice shows VAT twice after a plan change`. */
export function headline({ escalation }: CardFacts): string {
  return `*${tag(escalation.severity)} ${numberOf(escalation)}*  ${brief(escalation.title, 400)}`;
}

/** The second: `Billing · Acme GmbH · Ana in #support`. */
export function whereLine({ squad, customer, origins, nameOf, escalation }: CardFacts): string {
  const from = origins.map((origin) => originText(origin, nameOf)).join(', ');
  return list([typed(squad.name), customer && typed(customer), from, escalation.restricted && 'Restricted']);
}

function originText({ agent, kind, channel, link: url }: OriginFacts, nameOf: NameOf): string {
  const who = typed(nameOf(agent));
  const place =
    channel ??
    { public: 'a channel', private: 'a private channel', direct: 'a direct message', external: 'a shared channel', none: null }[kind];
  if (!place) return who;
  return `${who} in ${url ? link(url, place) : typed(place)}`;
}

/** The third: `Claimed by Bo 09:55 · turn: squad`. */
export function stateLine(facts: CardFacts): string {
  const { turn } = facts.escalation;
  return list([...stateParts(facts), turn !== 'none' && `turn: ${turn}`]);
}

function stateParts({ escalation, nameOf, asked }: CardFacts): (string | null)[] {
  const { state, turn, owner, claimedAt, raisedAt, askedAt, resolvedAt, resolvedBy, reason, closedAt, closedHow, exhaustedAt } = escalation;
  const has = owner && `${typed(nameOf(owner))} has it`;
  switch (state) {
    case 'open':
      return [
        `Open since ${moment(raisedAt)}`,
        asked && `${typed(nameOf(asked.person))} was asked ${moment(asked.at)}`,
        exhaustedAt && 'nobody is left to ask',
      ].filter((part) => part !== null);
    case 'claimed':
      return [`Claimed by ${typed(nameOf(owner))} ${claimedAt ? moment(claimedAt) : ''}`.trim()];
    case 'waiting':
      return [`Waiting on ${turn}${askedAt ? ` since ${moment(askedAt)}` : ''}`, has || null];
    case 'resolved':
      return [`Resolved by ${typed(nameOf(resolvedBy))} ${resolvedAt ? moment(resolvedAt) : ''}`.trim(), reason && reasonNames[reason]];
    case 'closed':
      return [
        `Closed ${closedAt ? moment(closedAt) : ''}`.trim(),
        closedHow === 'accepted' ? 'that solved it' : 'unconfirmed',
        reason && reasonNames[reason],
      ];
  }
}

/** The same in a sentence, for who reads no blocks: "ESC-142, S2, Invoice shows VAT twice: Bo has it." */
export function story(facts: CardFacts): string {
  const { escalation } = facts;
  return `${numberOf(escalation)}, ${escalation.severity.toUpperCase()}, ${brief(escalation.title, 400)}: ${standing(facts)}.`;
}

function standing({ escalation, nameOf, asked, squad }: CardFacts): string {
  const { state, turn, owner, resolvedBy, closedHow } = escalation;
  switch (state) {
    case 'open':
      return asked ? `open in ${typed(squad.name)}, ${typed(nameOf(asked.person))} is asked to take it` : `open in ${typed(squad.name)}`;
    case 'claimed':
      return `${typed(nameOf(owner))} has it`;
    case 'waiting':
      return `waiting on the ${turn}${owner ? `, ${typed(nameOf(owner))} has it` : ''}`;
    case 'resolved':
      return `${typed(nameOf(resolvedBy))} has resolved it`;
    case 'closed':
      return closedHow === 'accepted' ? 'closed, that solved it' : 'closed, unconfirmed';
  }
}

/** `Waiting on agent`, as lists and modals say it. */
export function stateName({ state, turn }: Pick<CardFacts['escalation'], 'state' | 'turn'>): string {
  if (state === 'waiting') return `Waiting on ${turn}`;
  return { open: 'Open', claimed: 'Claimed', resolved: 'Resolved', closed: 'Closed' }[state];
}

/** `Zendesk 8812`: whose page, and which. */
export function linkLabel(url: string): string {
  if (!URL.canParse(url)) return url;
  const { hostname, pathname } = new URL(url);
  const parts = hostname.replace(/^www\./, '').split('.');
  const known = ['zendesk', 'intercom', 'freshdesk', 'atlassian', 'github', 'gitlab', 'linear', 'hubspot', 'salesforce', 'sentry'].find(
    (name) => parts.includes(name),
  );
  const host = known ? `${known[0]?.toUpperCase()}${known.slice(1)}` : parts.join('.');
  const last = pathname.split('/').filter(Boolean).at(-1);
  return last && last.length <= 40 ? `${host} ${last}` : host;
}

export const linksLine = (links: string[]): string =>
  list(
    links
      .slice(0, 10)
      .map((url) => link(url, linkLabel(url)))
      .concat(links.length > 10 ? [`… ${links.length - 10} more`] : []),
  );
