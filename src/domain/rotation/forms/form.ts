import { z } from 'zod';
import { dateOfDay, dayOf, wallClockAt, weekdayOf } from '../../calendar/zone';

const moment = z.object({ date: z.string().nullable(), time: z.string().nullable() });
const entry = z.union([z.string(), z.array(z.string())]);

/** One line of a rotation, as it stands in the fields of a form. */
export const LayerForm = z.object({
  name: z.string(),
  people: z.array(z.string()),
  perTurn: z.number(),
  /** Of a rotation that stands: kept while its people are not touched, for groups of several sizes fit into no field. */
  order: z.array(entry).nullable(),
  every: z.string(),
  unit: z.enum(['hour', 'day', 'week', 'month']),
  first: z.string().nullable(),
  at: z.string().nullable(),
  /** `null`: the rotation's. */
  zone: z.string().nullable(),
  /** A line each. */
  hours: z.string(),
  mode: z.enum(['over', 'with', 'only']),
  choose: z.enum(['order', 'balance']),
  from: moment,
  until: moment,
});

const Sittings = z.object({
  length: z.enum(['30', '45', '60']),
  every: z.enum(['1', '2', '4']),
  /** A day in it. */
  firstWeek: z.string().nullable(),
  hours: z.string(),
  atLeast: z.string(),
  atMost: z.string(),
  guide: z.string(),
  hostedBy: z.string().nullable(),
});

/** Somebody of a rotation, as `Members` shows them. */
export const MemberForm = z.object({
  userId: z.string(),
  /** They are a member already: when they started is not changed any more. */
  hasBegun: z.boolean().default(false),
  /** Days on the rotation's clock; the last one is in it. */
  starts: z.string().nullable(),
  ends: z.string().nullable(),
  region: z.string().nullable(),
});

/** What somebody has typed into the form of a rotation, right or wrong. */
export const RotationForm = z.object({
  name: z.string(),
  squadId: z.string().nullable(),
  /** `null`: the squad's. */
  channelId: z.string().nullable(),
  /** Where the form was asked for. */
  askedIn: z.string().nullable(),
  kind: z.enum(['turns', 'sittings']),
  zone: z.string().nullable(),
  /** The top one first; the last one is the rotation itself. */
  layers: z.array(LayerForm).min(1),
  /** Counts how often its layers were changed beside the form: fields that were drawn before that say nothing of them any more. */
  drawn: z.number().default(0),
  /** Which of the layers is looked at under `Layers`. */
  shown: z.number(),
  sittings: Sittings,
  applies: z.enum(['next', 'date']),
  appliesDate: z.string().nullable(),
  /** What is only asked "what if …" is never saved. */
  whatIf: z.boolean(),
  /** In order; empty until `Members` is opened. */
  members: z.array(MemberForm).default([]),
});

export type MemberForm = z.infer<typeof MemberForm>;
export type LayerForm = z.infer<typeof LayerForm>;
export type RotationForm = z.infer<typeof RotationForm>;

export const baseOf = ({ layers }: RotationForm): LayerForm => layers.at(-1) as LayerForm;

export const withBase = (form: RotationForm, base: LayerForm): RotationForm => ({ ...form, layers: [...form.layers.slice(0, -1), base] });

interface Asked {
  squadId: string | null;
  askedIn: string | null;
  zone: string;
}

/** Weekly from the Monday of this week at nine, so that somebody is on as soon as it is saved. */
export function newForm({ squadId, askedIn, zone }: Asked, now: Date): RotationForm {
  const first = mondayBefore(now, zone);
  return {
    ...{
      name: '',
      squadId,
      channelId: null,
      askedIn,
      kind: 'turns',
      zone,
      shown: 0,
      drawn: 0,
      applies: 'next',
      appliesDate: null,
      whatIf: false,
      members: [],
    },
    layers: [{ ...newLayer('Main', first), at: '09:00' }],
    sittings: { ...usualSittings, firstWeek: dateOfDay(dayOf(Date.parse(`${first}T00:00Z`)) + 7) },
  };
}

const usualSittings: RotationForm['sittings'] = {
  ...{ length: '30', every: '1', firstWeek: null, hours: 'Mon-Fri 09:00-17:00', atLeast: '0', atMost: '2', guide: '', hostedBy: null },
};

export const never = { date: null, time: null };

export const newLayer = (name: string, first: string): LayerForm => ({
  ...{ name, people: [], perTurn: 1, order: null, every: '1', unit: 'week', first, at: '09:00', zone: null, hours: 'Always' },
  ...{ mode: 'over', choose: 'order', from: never, until: never },
});

export function mondayBefore(now: Date, zone: string): string {
  const today = dayOf(wallClockAt(now.getTime(), zone));
  return dateOfDay(today - weekdayOf(today));
}

const weeksAhead = 8;
const manyShifts = 300;
const manyPeople = 100;

/** So many shifts or people that planning them takes longer than a person (and Slack) waits for an answer. */
export const isLarge = ({ kind, layers }: RotationForm): boolean =>
  layers.some(({ people }) => people.length > manyPeople) ||
  (kind === 'turns' && layers.some(({ unit, every }) => unit === 'hour' && (weeksAhead * 168) / Math.max(1, Number(every)) > manyShifts));
