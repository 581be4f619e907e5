import type { Button, KnownBlock } from '@slack/types';
import type { Message } from '../../delivery/words';
import type { Finding } from '../../domain/rotation/health';
import type { Mend } from '../../domain/rotation/mends';
import { actions, button, section, typed } from '../escalations/parts';
import { type FindingWords, findingText } from './findings';
import { seamButton } from './seam';

/** What a button for leads carries: the rotation, and how to mend it. */
export interface MendPress {
  rotation: string;
  mend: Mend | { do: 'ask'; user: string; instead: string | null; start: number; end: number };
}

/** To a lead, at once: one finding with its mends. */
export function findingMessage(finding: Finding, rotationId: string, words: FindingWords): Message {
  const text = findingText(finding, words);
  return { text, blocks: [section(text), ...actions(mendButtons(finding, rotationId, words))] };
}

/** On Monday: what is new, one after the other. */
export function weeklyMessage(findings: Finding[], rotationId: string, words: FindingWords): Message {
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
export function mendButtons(finding: Finding, rotationId: string, { nameOf }: FindingWords): Button[] {
  const press = (label: string, mend: MendPress['mend']): Button =>
    button(label, `rota_mend:${mend.do}:${suffixOf(finding)}`, JSON.stringify({ rotation: rotationId, mend } satisfies MendPress));
  switch (finding.finding) {
    case 'gap':
    case 'short':
      if (!finding.mend) return [];
      return [
        press(`Ask ${nameOf(finding.mend)}`, { do: 'ask', user: finding.mend, instead: null, ...spanOf(finding) }),
        press(`Put ${nameOf(finding.mend)} on`, { do: 'put_on', user: finding.mend, instead: null, ...spanOf(finding) }),
      ];
    case 'idle':
      return finding.change.id ? [press('Remove', { do: 'remove', changeId: finding.change.id })] : [];
    case 'starved':
      return [press('Put first', { do: 'put_first', user: finding.member })];
    case 'seam':
      return finding.gap.length > 0 ? [seamButton(rotationId, finding)] : [];
    default:
      return [];
  }
}

const spanOf = ({ start, end }: { start: number; end: number }) => ({ start, end });

/** Action ids differ within a message. */
const suffixOf = (finding: Finding): string => {
  if ('start' in finding) return `${finding.finding}${finding.start}`;
  if ('member' in finding) return `${finding.finding}${finding.member}`;
  return finding.finding === 'idle' ? `idle${finding.change.id}` : finding.finding;
};
