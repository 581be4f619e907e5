import type { Message } from '../../delivery/words';
import { groupTrouble } from '../../domain/rotation/group-trouble';
import type { GroupState } from '../../domain/rotation/records/group';
import type { NameOf } from '../escalations/facts';
import { section, typed } from '../escalations/parts';
import { listed } from './times';

/** A user group as mrkdwn shows it: named, and nobody of it called. */
const groupOf = ({ rotations }: GroupState): string => `the user group of ${listed(rotations.map(({ name }) => `*${typed(name)}*`))}`;

export function groupTroubleMessage(state: GroupState, error: string): Message {
  const { found, mend } = groupTrouble(error) ?? { found: error, mend: '' };
  return said(`Backline could not set ${groupOf(state)}. ${found} ${mend} It is tried again each hour. Until then it stays as it was.`);
}

const why: Record<GroupState['plan']['leftOut'][0]['is'], string> = {
  deactivated: 'deactivated',
  guest: 'a guest',
  bot: 'an app',
  stranger: 'of another company',
  unknown: 'unknown to Slack',
};

export function leftOutMessage(state: GroupState, leftOut: GroupState['plan']['leftOut'], nameOf: NameOf): Message {
  const who = listed(leftOut.map(({ user, is }) => `${typed(nameOf(user))} (${why[is]})`));
  const { by, wanted } = state.plan;
  const standIns = listed(wanted.map((user) => typed(nameOf(user))));
  const instead = by === 'duty' || wanted.length === 0 ? '' : ` ${standIns} ${wanted.length === 1 ? 'stands' : 'stand'} in.`;
  return said(`${who} cannot be in ${groupOf(state)}: Slack takes full members alone.${instead} Put somebody else on with \`/rota\`.`);
}

const said = (text: string): Message => ({ text, blocks: [section(text)] });

/** A line of the card of a rotation: how its group is, and since when. `null` without a group. */
export function groupLine(state: GroupState | null, now: Date): string | null {
  if (!state) return null;
  const { link, groupId } = state;
  const group = `<!subteam^${groupId}>`;
  const trouble = groupTrouble(link?.error ?? null);
  if (trouble) return `${group} is not set: ${trouble.found} ${trouble.mend}`;
  if (link?.error) return null;
  if (state.plan.by === 'nobody') return `${group} says what it said last: nobody is left to be named`;
  if (link?.driftAt && (!link.lastAt || link.driftAt > link.lastAt))
    return `${group} was changed by hand ${ago(link.driftAt, now)}, and is set back at the full hour`;
  return link?.lastAt ? `${group} set ${ago(link.lastAt, now)}` : `${group} is being set`;
}

function ago(at: Date, now: Date): string {
  const minutes = Math.max(0, Math.round((now.getTime() - at.getTime()) / 60_000));
  if (minutes < 1) return 'just now';
  if (minutes < 120) return `${minutes} min ago`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} hours ago` : `${Math.round(minutes / 1_440)} days ago`;
}
