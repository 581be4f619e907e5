import type { Instant } from '../calendar/zone';
import type { MemberSpan } from './plan';

/** What somebody is to Slack: a user group takes full members of its own workspace alone. */
export type Standing = 'member' | 'deactivated' | 'guest' | 'bot' | 'stranger' | 'unknown';

/** A rotation whose people are to be in the group. */
export interface Feeding {
  shifts: readonly MemberSpan[];
  /** Who stands in when nobody is on, and whom to take when nobody was named. */
  whenNobody: readonly string[];
  leads: readonly string[];
}

export interface GroupMembers {
  standing(user: string): Standing;
  /** Who is in the group, as Slack last took or told it; `null`: nobody has asked yet. */
  inGroup: readonly string[] | null;
}

export interface GroupPlan {
  /** Who has to be in the group: by id, never nobody. What it has already, where nobody is left to be named. */
  wanted: string[];
  /** On now, and Slack does not take them. */
  leftOut: { user: string; is: Exclude<Standing, 'member'> }[];
  by: 'duty' | 'whenNobody' | 'leads' | 'nobody';
  /** A call is needed. */
  differs: boolean;
}

/** Who is in a user group now: all who are on in every rotation that feeds it. Never empty: Slack takes no empty group. */
export function groupPlan(rotations: readonly Feeding[], now: Instant, { standing, inGroup }: GroupMembers): GroupPlan {
  const on = rotations.flatMap(({ shifts }) => shifts.filter(({ start, end }) => start <= now && now < end).map(({ member }) => member));
  const takes = (users: readonly string[]) => [...new Set(users)].filter((user) => standing(user) === 'member').sort();
  const sources = [
    { by: 'duty', users: takes(on) },
    { by: 'whenNobody', users: takes(rotations.flatMap(({ whenNobody }) => whenNobody)) },
    { by: 'leads', users: takes(rotations.flatMap(({ leads }) => leads)) },
  ] as const;
  const { by, users: wanted } = sources.find(({ users }) => users.length > 0) ?? { by: 'nobody' as const, users: [...(inGroup ?? [])] };
  const leftOut = [...new Set(on)].sort().flatMap((user) => {
    const is = standing(user);
    return is === 'member' ? [] : [{ user, is }];
  });
  return { wanted, leftOut, by, differs: wanted.length > 0 && !isSameSet(wanted, inGroup) };
}

const isSameSet = (a: readonly string[], b: readonly string[] | null): boolean =>
  b !== null && [...new Set(a)].sort().join() === [...new Set(b)].sort().join();
