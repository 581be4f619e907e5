import type { Finding } from '../../domain/rotation/health';
import type { Span } from '../../domain/rotation/plan';
import type { NameOf } from '../escalations/facts';
import { typed } from '../escalations/parts';
import { cityOf, dateInFull, dayThere, listed, spanThere, timeThere } from './times';

export interface FindingWords {
  nameOf: NameOf;
  /** Name of the rotation. */
  rotation: string;
  zone: string;
}

/** What a lead should mend, in a sentence of mrkdwn; who could is named, and not called. */
export function findingText(finding: Finding, words: FindingWords): string {
  const { rotation, zone } = words;
  const name = (user: string) => typed(words.nameOf(user));
  const on = typed(rotation);
  switch (finding.finding) {
    case 'gap':
      return `Nobody is on ${on} on ${when(finding, zone)}.${freeIs(finding.mend, name)}`;
    case 'short':
      return `Only ${people(finding.have)} of ${finding.need} on ${on} on ${when(finding, zone)}.${freeIs(finding.mend, name)}`;
    case 'crowd':
      return `${people(finding.have)} are on ${on} on ${when(finding, zone)}, where ${finding.need === 1 ? 'one is' : `${finding.need} are`} needed.`;
    case 'double':
      return `${name(finding.member)} is on ${on} and on another rotation on ${when(finding, zone)}.`;
    case 'unreachable':
      return `${name(finding.member)} is on ${on} on ${when(finding, zone)}, and cannot be reached: deactivated, or a guest.`;
    case 'tired':
      return finding.why === 'rest'
        ? `${name(finding.member)} has too little rest before ${on} on ${when(finding, zone)}.`
        : `${name(finding.member)} is on ${on} for more than a quarter of the four weeks up to ${dayThere(new Date(finding.end), zone)}.`;
    case 'small':
      return `${on} runs round the clock with ${people(finding.members)}: ${finding.least} are what it takes to last.`;
    case 'starved':
      return `${name(finding.member)} has had no shift on ${on} in 13 weeks, and would have been due one.`;
    case 'seam':
      return seamText(finding, on);
    case 'idle':
      return idleText(finding.change, name, on, zone);
  }
}

function seamText({ days, from, to, gap, both, zone }: Extract<Finding, { finding: 'seam' }>, on: string): string {
  const times = (spans: { start: number; end: number }[]) =>
    listed(
      spans.map(({ start, end }) => `${new Date(start).toISOString().slice(11, 16)}–${new Date(end).toISOString().slice(11, 16)} UTC`),
    );
  const nobody = gap.length > 0 ? `nobody is on ${on} at ${times(gap)}` : '';
  const two = both.length > 0 ? `two places are on at ${times(both)}` : '';
  return `From ${from} to ${to} (${days === 1 ? '1 day' : `${days} days`}) ${[nobody, two].filter(Boolean).join(' and ')}: the clocks of ${cityOf(zone)} have changed.`;
}

function idleText(
  change: Extract<Finding, { finding: 'idle' }>['change'],
  name: (user: string) => string,
  on: string,
  zone: string,
): string {
  const { kind, from, to } = change;
  const what =
    kind === 'replace' ? `${name(to ?? '')} for ${name(from ?? '')}` : kind === 'add' ? name(to ?? '') : `without ${name(from ?? '')}`;
  return `A change on ${on} has no effect any more: ${what}, ${when(change, zone)}.`;
}

/** `11 March 13:00–17:00` on the rotation's clock. */
function when({ start, end }: Span, zone: string): string {
  const [from, to] = [new Date(start), new Date(end)];
  const last =
    dateInFull(from, zone) === dateInFull(to, zone) ? `–${timeThere(to, zone)}` : ` – ${dateInFull(to, zone)} ${timeThere(to, zone)}`;
  return `${dateInFull(from, zone)} ${timeThere(from, zone)}${last}`;
}

/** In few words: `nobody Wed 11 Mar 13:00–17:00`; of other findings the sentence. */
export function findingInShort(finding: Finding, words: FindingWords): string {
  if (finding.finding !== 'gap' && finding.finding !== 'short') return findingText(finding, words);
  const span = spanThere({ start: new Date(finding.start), end: new Date(finding.end) }, words.zone).replace(` ${cityOf(words.zone)}`, '');
  return finding.finding === 'gap' ? `nobody ${span}` : `${finding.have} of ${finding.need} ${span}`;
}

const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`);
const freeIs = (mend: string | undefined, name: (user: string) => string): string =>
  mend ? ` ${name(mend)} is free.` : ' Nobody is free then.';
