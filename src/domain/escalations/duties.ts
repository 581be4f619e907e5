import type { Escalation } from '../../generated/sqlite/client';
import { addCounted, type Calendar, nextOpening, workingDaysLater } from '../calendar/rules';
import { defaultPolicy, silentWorkingDays } from './policy';

const minute = 60_000;

/** What the clock has to do for one escalation. */
export interface Duty {
  duty: 'gather' | 'page' | 'close';
  at: Date;
  /** Taken once: whatever restarts, runs late or runs twice, it is done once. */
  slot: string;
}

type Facts = Pick<
  Escalation,
  'workspaceId' | 'number' | 'state' | 'severity' | 'round' | 'level' | 'levelAt' | 'exhaustedAt' | 'resolvedAt' | 'reopens'
> & {
  /** Threads whose messages are still to be read, and since when. */
  ungathered: { id: string; attachedAt: Date }[];
};

/** All that will be due if nothing else happens, the earliest first. */
export function duties(record: Facts, calendar: Calendar): Duty[] {
  const list = [...gatherDuties(record), pageDuty(record, calendar), closeDuty(record, calendar)];
  return list.filter((duty) => duty !== null).sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** The first level is due at once, or when the squad opens; each further one a gap of counted time later. */
export function pageDue({ severity, level, levelAt }: Pick<Facts, 'severity' | 'level' | 'levelAt'>, calendar: Calendar): Date {
  const { clock, gap } = defaultPolicy[severity];
  if (clock === 'always') return level === 0 ? levelAt : new Date(levelAt.getTime() + gap * minute);
  const due = level === 0 ? nextOpening(calendar, levelAt) : addCounted(calendar, levelAt, gap * minute);
  return due ?? levelAt; // a calendar that is never open keeps nobody waiting
}

/** When silence makes an answer count as taken. */
export const closeDue = (resolvedAt: Date, calendar: Calendar): Date =>
  workingDaysLater(calendar, resolvedAt, silentWorkingDays) ?? new Date(resolvedAt.getTime() + silentWorkingDays * 24 * 60 * minute);

function gatherDuties({ workspaceId, ungathered }: Facts): Duty[] {
  return ungathered.map(({ id, attachedAt }) => ({ duty: 'gather', at: attachedAt, slot: `${workspaceId}:gather:${id}` }));
}

function pageDuty(record: Facts, calendar: Calendar): Duty | null {
  const { workspaceId, number, state, round, level, exhaustedAt } = record;
  if (state !== 'open' || exhaustedAt) return null;
  return { duty: 'page', at: pageDue(record, calendar), slot: `${workspaceId}:page:${number}:${round}:${level + 1}` };
}

function closeDuty({ workspaceId, number, state, resolvedAt, reopens }: Facts, calendar: Calendar): Duty | null {
  if (state !== 'resolved' || !resolvedAt) return null;
  return { duty: 'close', at: closeDue(resolvedAt, calendar), slot: `${workspaceId}:close:${number}:${reopens + 1}` };
}
