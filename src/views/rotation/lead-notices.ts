import type { Button, KnownBlock } from '@slack/types';
import type { Message } from '../../delivery/words';
import type { Finding } from '../../domain/rotation/health';
import type { Mend } from '../../domain/rotation/mends';
import type { Span } from '../../domain/rotation/plan';
import type { Proposed } from '../../domain/rotation/proposals';
import { actions, button, section, typed } from '../escalations/parts';
import { type FindingWords, findingText } from './findings';
import { seamButton } from './seam';

/** What a button for leads carries: the rotation, and how to mend it. */
export interface MendPress {
  rotation: string;
  mend: Mend | { do: 'ask'; user: string; instead: string | null; start: number; end: number };
}

/** To a lead, at once: one finding with its mends. */
export function findingMessage(finding: Proposed, rotationId: string, words: FindingWords): Message {
  const text = findingText(finding, words);
  return { text, blocks: [section(text), ...actions(mendButtons(finding, rotationId, words))] };
}

/** On Monday: what is new, one after the other. */
export function weeklyMessage(findings: Proposed[], rotationId: string, words: FindingWords): Message {
  const count = findings.length === 1 ? 'one thing' : `${findings.length} things`;
  const head = `${typed(words.rotation)} has ${count} to mend.`;
  const shown = findings.slice(0, mostShown);
  const left = findings.length - shown.length;
  const rows = shown.flatMap((finding): KnownBlock[] => [
    section(findingText(finding, words)),
    ...actions(mendButtons(finding, rotationId, words)),
  ]);
  const more = left > 0 ? [`… and ${left} more: \`/rota preview\` shows all of them.`] : [];
  const text = [head, ...shown.map((finding) => `• ${findingText(finding, words)}`), ...more].join('\n');
  return { text, blocks: [section(head), ...rows, ...more.map(section)] };
}

const mostShown = 12;

/** The mends of a finding; each button's value says all that is needed. */
export function mendButtons(finding: Proposed, rotationId: string, { nameOf }: FindingWords): Button[] {
  const press = (label: string, mend: MendPress['mend']): Button =>
    button(label, `rota_mend:${mend.do}:${suffixOf(finding)}`, JSON.stringify({ rotation: rotationId, mend } satisfies MendPress));
  const { proposal: user } = finding;
  const ask = (one: Span, instead: string | null) =>
    user ? [press(`Ask ${nameOf(user)}`, { do: 'ask', user, instead, ...spanOf(one) })] : [];
  const putOn = (one: Span, instead: string | null) =>
    user ? [press(`Put ${nameOf(user)} on`, { do: 'put_on', user, instead, ...spanOf(one) })] : [];
  switch (finding.finding) {
    case 'gap':
    case 'short':
      return [...ask(finding, null), ...putOn(finding, null)];
    case 'crowd':
      return user ? [press(`Take ${nameOf(user)} off`, { do: 'take_off', user, ...spanOf(finding) })] : [];
    case 'double':
    case 'tired':
      return ask(finding, finding.member);
    case 'unreachable':
      return [...ask(finding, finding.member), ...putOn(finding, finding.member)];
    case 'idle':
      return finding.change.id ? [press('Remove', { do: 'remove', changeId: finding.change.id })] : [];
    case 'starved':
      return [press('Put first', { do: 'put_first', user: finding.member })];
    case 'seam':
      return finding.gap.length > 0 ? [seamButton(rotationId, finding)] : [];
    case 'small':
      return [];
  }
}

const spanOf = ({ start, end }: Span) => ({ start, end });

/** Action ids differ within a message. */
const suffixOf = (finding: Finding): string => {
  if ('start' in finding) return `${finding.finding}${finding.start}${'member' in finding ? finding.member : ''}`;
  if ('member' in finding) return `${finding.finding}${finding.member}`;
  return finding.finding === 'idle' ? `idle${finding.change.id}` : finding.finding;
};
