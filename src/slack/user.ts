import { z } from 'zod';
import type { Person } from '../generated/sqlite/client';

/** A person as `users.info`, `users.list`, `user_change` and `team_join` carry it. */
const User = z.object({
  id: z.string().min(1),
  team_id: z.string().optional(),
  name: z.string().optional(),
  real_name: z.string().optional(),
  tz: z.string().nullish(),
  deleted: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  is_admin: z.boolean().optional(),
  is_owner: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  is_stranger: z.boolean().optional(),
  enterprise_user: z.object({ teams: z.array(z.string()).optional() }).optional(),
  profile: z
    .object({
      display_name: z.string().optional(),
      real_name: z.string().optional(),
      email: z.string().nullish(),
      image_72: z.string().optional(),
      image_192: z.string().optional(),
    })
    .optional(),
});

type User = z.infer<typeof User>;

/** What we keep of a person. Slack leaves the zone out for those who are gone: the old one stays then (`undefined`). */
export type PersonFacts = Omit<Person, 'zone' | 'directChannel' | 'refreshedAt'> & { zone: string | undefined };

export function personOf(user: unknown, workspaceId: string): PersonFacts {
  const read = User.parse(user);
  const { id, profile = {} } = read;
  return {
    workspaceId,
    userId: id,
    name: read.name ?? id,
    displayName: firstOf(profile.display_name, profile.real_name, read.real_name, read.name) ?? id,
    zone: read.tz ?? undefined,
    picture: firstOf(profile.image_192, profile.image_72) ?? null,
    email: firstOf(profile.email) ?? null,
    // Slackbot does not say that it is one.
    isBot: read.is_bot === true || id === 'USLACKBOT',
    isDeleted: read.deleted === true,
    isGuest: read.is_restricted === true || read.is_ultra_restricted === true,
    isExternal: isExternal(read, workspaceId),
    isAdmin: read.is_admin === true || read.is_owner === true,
    teamId: read.team_id ?? null,
  };
}

/** Of another company. On Enterprise Grid a colleague may be at home in another workspace and a member of this one. */
function isExternal({ is_stranger, team_id, enterprise_user }: User, workspaceId: string): boolean {
  if (is_stranger === true) return true;
  return team_id !== undefined && team_id !== workspaceId && !(enterprise_user?.teams ?? []).includes(workspaceId);
}

const firstOf = (...texts: (string | null | undefined)[]): string | undefined => texts.find((text) => text) ?? undefined;
