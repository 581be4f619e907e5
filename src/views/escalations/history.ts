import type { Told } from '../../domain/escalations/happenings';
import type { Page } from '../../generated/sqlite/client';
import type { NameOf } from './facts';
import { reasonNames, reopenNames, skipNames } from './labels';
import { brief, moment, typed } from './parts';

interface Entry {
  at: Date;
  text: string;
}

const mostLines = 30;

/** Who did what, and when, the newest last; pages that reached nobody with the reason. */
export function historyText(told: Told[], pages: Page[], nameOf: NameOf): string {
  const entries = [...told.flatMap((one) => entryOf(one, nameOf)), ...pages.map((page) => pageEntry(page, nameOf))];
  const lines = entries.sort((a, b) => a.at.getTime() - b.at.getTime()).map(({ at, text }) => `${moment(at)}  ${text}`);
  const left = lines.length - mostLines;
  return [...(left > 0 ? [`… ${left} earlier`] : []), ...lines.slice(-mostLines)].join('\n');
}

function entryOf(told: Told, nameOf: NameOf): Entry[] {
  const text = happeningText(told, typed(nameOf(told.person)), (userId) => typed(nameOf(userId)));
  return text ? [{ at: told.at, text }] : [];
}

function happeningText(told: Told, who: string, name: NameOf): string | null {
  switch (told.type) {
    case 'opened':
      return `${who} raised it`;
    case 'claimed':
      return told.data.from ? `${who} took over from ${name(told.data.from)}` : `${who} claimed it`;
    case 'released':
      return told.data.gone ? `${name(told.data.from)} can no longer act for the squad` : `${who} released it`;
    case 'asked':
      return `${who} asked the ${told.data.of}: ${brief(told.data.question, 100)}`;
    case 'passed':
      return told.data.to === 'customer' ? `${who} is waiting on the customer` : `${who} has the question again`;
    case 'answered':
      return `${who} answered`;
    case 'carried_on':
      return `${who} carried on without waiting`;
    case 'resolved':
      return `${who} resolved it: ${reasonNames[told.data.reason]}`;
    case 'accepted':
      return `${who}: That solves it`;
    case 'closed':
      return 'Closed after two working days of silence';
    case 'reopened':
      return `${who} reopened it: ${reopenNames[told.data.why]}`;
    case 'agent_replied':
    case 'squad_replied':
      return null;
  }
}

function pageEntry({ person, outcome, reason, askedAt }: Page, nameOf: NameOf): Entry {
  const who = typed(nameOf(person));
  const why = reason ? (skipNames[reason] ?? reason) : '';
  if (outcome === 'unreachable') return { at: askedAt, text: `${who} was not asked: ${why}` };
  return { at: askedAt, text: outcome === 'passed' ? `${who} was asked, and ${why}` : `${who} was asked to take it` };
}
