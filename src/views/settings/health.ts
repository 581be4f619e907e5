import type { KnownBlock, ModalView } from '@slack/types';
import type { Check, Report } from '../../domain/health/rules';
import { actions, brief, button, context, lines, modal, moment, notice, section, typed } from './parts';

/** Slack takes 100 blocks in a modal. */
const mostFindings = 80;

/** Asking Slack takes a moment. */
export const lookingView = (): ModalView => modal({ id: 'settings_health', title: 'Health', blocks: [section('Looking …')] });

/** The doctor's list: what is to be mended with its mend, then in one breath what is fine. */
export function healthView({ ok, checkedAt, checks }: Report, said?: string): ModalView {
  const findings = checks.filter(({ level }) => level !== 'ok');
  const more = findings.length - mostFindings;
  return modal({
    id: 'settings_health',
    title: 'Health',
    blocks: [
      ...notice(said),
      section(ok ? ':white_check_mark: All is well.' : `*${findings.length === 1 ? '1 thing' : `${findings.length} things`} to mend*`),
      ...findings.slice(0, mostFindings).map(finding),
      ...(more > 0 ? [context(`… and ${more} more: \`backline doctor\` shows them all.`)] : []),
      { type: 'divider' },
      ...fine(checks.filter(({ level }) => level === 'ok')),
      ...actions([button('Check again', 'check_health', 'again'), ...resendButton(findings)], 'again'),
      context(`Checked ${moment(checkedAt)}`),
    ],
  });
}

const resendButton = (findings: Check[]) =>
  findings.some(({ check, level }) => check === 'deliveries' && level === 'error') ? [button('Send again', 'resend_messages', '{}')] : [];

function finding({ check, subject, level, found, mend }: Check): KnownBlock {
  const sign = level === 'error' ? ':red_circle:' : ':large_yellow_circle:';
  return section(
    lines(
      `${sign} *${labelOf(check)}*${subject === 'workspace' ? '' : ` · ${typed(subject)}`}: ${brief(found, 800)}`,
      mend && `→ ${brief(mend, 800)}`,
    ),
  );
}

/** A line per kind of check, however many squads there are. */
function fine(checks: Check[]): KnownBlock[] {
  if (checks.length === 0) return [];
  const kinds = [...new Set(checks.map(({ check }) => check))];
  return [context(`Fine: ${kinds.map((kind) => `${labelOf(kind)}${countOf(checks, kind)}`).join(', ')}`)];
}

const countOf = (checks: Check[], kind: Check['check']) => {
  const ofSquads = checks.filter(({ check, subject }) => check === kind && subject !== 'workspace').length;
  return ofSquads > 0 ? ` (${ofSquads})` : '';
};

const labelOf = (check: Check['check']) => check.replaceAll('_', ' ');
