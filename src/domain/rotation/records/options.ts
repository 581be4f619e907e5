import { z } from 'zod';

const people = z.array(z.string()).default([]);

/** What leads set under Options, beyond what the definition holds. `null`: the default, which hangs on the rotation. */
export const Options = z.strictObject({
  /** None: the squad's PMs. */
  leads: people,
  announce: z.enum(['each_handoff', 'weekdays_at_nine', 'never']).nullable().default(null),
  leadsApprove: z.boolean().default(false),
  askWithinDays: z.number().int().min(0).max(90).default(14),
  /** Minutes; 0: handoffs need not be accepted. */
  acceptWithin: z.literal([0, 15, 30, 120]).nullable().default(null),
  /** A user group of Slack. */
  group: z.string().nullable().default(null),
  /** None: the leads. */
  whenNobody: people,
  setTopic: z.boolean().default(false),
  publishWeeks: z.number().int().min(2).max(26).default(8),
  /** Of sittings: what to read before, and the rotation whose people host. */
  guide: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  hostedBy: z.string().nullable().default(null),
});

export type Options = z.infer<typeof Options>;

export const usualOptions: Options = Options.parse({});
