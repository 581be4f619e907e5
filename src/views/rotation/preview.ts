import type { Button, KnownBlock, ModalView } from '@slack/types';
import type { WeekOverview } from '../../domain/rotation/company/now';
import type { Look } from '../../domain/rotation/look';
import type { Preview } from '../../domain/rotation/preview';
import { chunk, clamp } from '../../slack/text';
import type { NameOf } from '../escalations/facts';
import { header } from '../escalations/parts';
import { actions, button, context, lines, modal, section, typed } from '../settings/parts';
import { findingText } from './findings';
import { mendButtons } from './lead-notices';
import { cityOf, lasting, spanThere } from './times';

export interface PreviewFacts {
  preview: Preview;
  nameOf: NameOf;
  isLead: boolean;
  /** From 0. */
  page: number;
  said?: string;
}

const stintsPerPage = 60;
const mostFindings = 20;
const mostMends = 10;
const mostPeople = 40;

/** `Preview`: four weeks as text, what is to be mended, whether it is fair. */
export function previewView({ preview, nameOf, isLead, page, said }: PreviewFacts): ModalView {
  const { rotation, zone, stints, look, weeks } = preview;
  return modal({
    id: 'rota_look',
    title: 'Preview',
    metadata: { rotation: rotation.id, page },
    blocks: [
      ...(said ? [section(`:information_source: ${said}`)] : []),
      section(`*${typed(rotation.name)}* · the next 4 weeks, on the clock of ${cityOf(zone)}`),
      ...stintBlocks(stints, zone, nameOf, page),
      ...weeks.flatMap((week) => weekBlocks(week, nameOf)),
      ...(look ? findingBlocks(preview, look, nameOf, isLead) : []),
      ...(look ? fairnessBlocks(look, nameOf) : []),
      ...actions([button('What if…', 'rota_what_if', rotation.id)], 'what_if'),
    ],
  });
}

function stintBlocks(stints: Preview['stints'], zone: string, nameOf: NameOf, page: number): KnownBlock[] {
  if (stints.length === 0) return [section('Nobody is on in these weeks.')];
  const shown = stints.slice(page * stintsPerPage, (page + 1) * stintsPerPage);
  const rows = shown.map((stint) => `${spanThere(stint, zone).replace(` ${cityOf(zone)}`, '')}   ${typed(nameOf(stint.userId))}`);
  const left = stints.length - (page + 1) * stintsPerPage;
  const turns = [
    ...(page > 0 ? [button('Earlier', 'rota_preview_page:earlier', String(page - 1))] : []),
    ...(left > 0 ? [button('More', 'rota_preview_page:more', String(page + 1))] : []),
  ];
  return [
    ...chunk(rows.join('\n'), 2_900).map(section),
    ...(left > 0 ? [context(`… ${left} more in the calendar feed`)] : []),
    ...actions(turns, 'pages'),
  ];
}

/** Of sittings: how many are seated. */
export function weekBlocks({ week, seated, due, unseated, unfilled }: WeekOverview, nameOf: NameOf): KnownBlock[] {
  if (due === 0) return [];
  const without =
    unseated.length > 0
      ? `No seat: ${unseated
          .slice(0, 20)
          .map((user) => typed(nameOf(user)))
          .join(', ')}.`
      : null;
  const short = unfilled.length > 0 ? `${unfilled.length} slots with too few people.` : null;
  return [context([`${week.name}: ${seated} of ${due} seated.`, without, short].filter(Boolean).join(' '))];
}

function findingBlocks({ rotation, zone }: Preview, { findings }: Look, nameOf: NameOf, isLead: boolean): KnownBlock[] {
  if (findings.length === 0) return [header('Findings'), section('Nothing to mend.')];
  const words = { nameOf, rotation: rotation.name, zone };
  // One press on a seam mends many gaps: it comes first.
  const ordered = [...findings].sort((a, b) => Number(b.finding === 'seam') - Number(a.finding === 'seam'));
  const mends = isLead ? ordered.filter((finding) => mendButtons(finding, rotation.id, words).length > 0).slice(0, mostMends) : [];
  const rows = findings.filter((finding) => !mends.includes(finding)).map((finding) => `• ${findingText(finding, words)}`);
  const more = rows.length > mostFindings ? `… ${rows.length - mostFindings} more` : '';
  return [
    header(findings.length === 1 ? '1 finding' : `${findings.length} findings`),
    ...mends.flatMap((finding) => [section(findingText(finding, words)), ...actions(mendButtons(finding, rotation.id, words).map(here))]),
    ...(rows.length > 0 ? [section(clamp(lines(...rows.slice(0, mostFindings), more), 3_000))] : []),
  ];
}

/** Of a message the answer stands beside it; of this modal in it. */
const here = (one: Button): Button => ({ ...one, action_id: one.action_id?.replace('rota_mend:', 'rota_mend_here:') ?? '' });

function fairnessBlocks({ fairness, coverage, score }: Look, nameOf: NameOf): KnownBlock[] {
  const { members, evenness, balanced } = fairness;
  const rows = members.slice(0, mostPeople).map(({ id, shifts, minutes, balance }) => {
    const more = balance === 0 ? 'their part' : `${lasting(Math.abs(balance) * 600)} ${balance > 0 ? 'more' : 'less'} than their part`;
    return `${typed(nameOf(id))}: ${shifts === 1 ? '1 shift' : `${shifts} shifts`}, ${lasting(minutes * 60_000)}, ${more}`;
  });
  const left = members.length > mostPeople ? `… ${members.length - mostPeople} more people` : '';
  return [
    header('Is it fair?'),
    section(clamp(lines(...rows, left), 3_000)),
    context(
      `Covered ${coverage} % · even ${evenness} % · score ${score}${balanced ? ' · balanced' : ''}. Nights, weekends and holidays count for more.`,
    ),
  ];
}
