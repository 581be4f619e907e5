import { total } from './crew';
import type { Finding } from './judge';
import type { Outcome, RunOptions } from './run';

const mostShown = 20;
const mostEvidence = 2_000;

/** What a run was like, in lines. */
export function report({ database, seed, kills: planned }: RunOptions, outcome: Outcome): string[] {
  const { findings, kills, faults, chronicle, failedStarts, messages, escalations, seconds } = outcome;
  const acknowledged = chronicle.acts.filter((act) => act.acknowledged).length;
  return [
    `${database}, seed ${seed}, ${seconds} s`,
    `  kills     ${total(kills)}: ${listed(kills)}${failedStarts > 0 ? `; ${failedStarts} found Slack or the database away when they began` : ''}`,
    `  faults    ${total(faults)}: ${listed(faults)}`,
    `  people    ${escalations} escalations, ${acknowledged} acts acknowledged, ${chronicle.said.length} messages, ${chronicle.givenUp.length} gave up`,
    `  Backline  ${messages} messages posted`,
    `  ${verdict(findings)}`,
    ...findings.slice(0, mostShown).map(shown),
    ...(findings.length > mostShown ? [`\n… and ${findings.length - mostShown} more`] : []),
    ...(findings.length > 0
      ? [
          `\nThe logs of the workers are in ${outcome.folder}. Again: npm run faults -- --database ${database} --kills ${planned} --seed ${seed}`,
        ]
      : []),
    '',
  ];
}

function verdict(findings: Finding[]): string {
  if (findings.length === 0) return '0 lost, 0 doubled, order kept';
  const of = (sort: Finding['sort']) => findings.filter((finding) => finding.sort === sort).length;
  return `${of('lost')} lost, ${of('doubled')} doubled, ${of('disorder')} out of order, ${of('untrue')} untrue, ${of('unexpected')} unexpected`;
}

const shown = ({ sort, what, evidence }: Finding): string => `\n${sort}: ${what}\n${JSON.stringify(evidence).slice(0, mostEvidence)}`;

const listed = (counts: Map<string, number>): string =>
  [...counts]
    .map(([name, times]) => `${name} ${times}`)
    .sort()
    .join(', ');
