import type { Customer } from '../../generated/sqlite/client';
import { spanOf } from '../calendar/definition';
import { formatSpans } from '../calendar/format';
import type { Rights } from '../people/store';
import type { RotationSettings } from '../rotation/records/settings';
import type { SquadDraft } from '../squads/rules';
import type { BusinessHours } from './hours';
import type { Names } from './lookup';
import type { CustomerEntry, HoursEntry, RotationsEntry, SquadEntry } from './schema';

/** Records as they are written in a settings file: what `export` writes, and what a plan compares. */

export function squadEntry(squad: SquadDraft, names: Names): Required<SquadEntry> {
  return {
    name: squad.name,
    channel: names.channel(squad.channelId),
    pms: squad.pms.map(names.person),
    keywords: squad.keywords,
    members: squad.members.map(names.person),
    manager: squad.manager && names.person(squad.manager),
    restrictedChannel: squad.restrictedChannelId && names.channel(squad.restrictedChannelId),
    oneWayThreads: squad.oneWayThreads,
    zone: squad.zone,
    weeklyDigest: squad.weeklyDigest,
  };
}

/** What the fields of a squad are called in a file, and in the modal. */
export const squadFields: Record<keyof SquadDraft, keyof SquadEntry> = {
  name: 'name',
  channelId: 'channel',
  pms: 'pms',
  keywords: 'keywords',
  members: 'members',
  manager: 'manager',
  restrictedChannelId: 'restrictedChannel',
  oneWayThreads: 'oneWayThreads',
  zone: 'zone',
  weeklyDigest: 'weeklyDigest',
};

export const peopleEntry = ({ admins, supportEngineers }: Rights, names: Names) => ({
  admins: admins.map(names.person),
  supportEngineers: supportEngineers.map(names.person),
});

export function hoursEntry({ zone, weekly, exceptions }: BusinessHours): Required<HoursEntry> {
  const days = exceptions.map(({ date, name, hours = [] }) => {
    const lines = hours.map((span) => formatSpans([spanOf(span)]));
    return [date, name ? { name, hours: lines } : lines] as const;
  });
  return { zone, weekly, exceptions: Object.fromEntries(days) };
}

export const rotationsEntry = ({
  night,
  weekend,
  weekends,
  weights,
  forgivenAfter,
  holidays,
}: RotationSettings): Required<RotationsEntry> => ({
  ...{ night, weekend, weekendsByRegion: weekends },
  ...{ extraAtNight: weights.night, extraAtTheWeekend: weights.weekend, extraOnHolidays: weights.holiday },
  ...{ forgivenAfter, holidays },
});

export const customerEntry = ({
  name,
  plan,
  monthlyRevenue,
  links,
}: Pick<Customer, 'name' | 'plan' | 'monthlyRevenue' | 'links'>): Required<CustomerEntry> => ({
  name,
  plan,
  monthlyRevenue: monthlyRevenue === null ? null : monthlyRevenue / 100,
  links: links as string[],
});
