import type { PageMessage, Person } from '../data/wire';
import { emojiCharacter } from './emoji';
import { personName } from './names';

export interface Author {
  name: string;
  person: Person | undefined;
  /** A picture given with the message itself. */
  picture?: string;
  /** An emoji instead of a picture. */
  sign?: string;
  isApp: boolean;
}

/** Who wrote it, as the message says: an app may speak with a person's name and picture. */
export function authorOf(message: PageMessage, person: (id: string | undefined) => Person | undefined): Author {
  const { user, username, icons, bot_id, bot_profile } = message;
  const found = person(user);
  const isApp = bot_id !== undefined || found?.isBot === true;
  if (!isApp) return { name: personName(found), person: found, isApp };
  const own = { ...bot_profile?.icons, ...icons };
  const picture = own.image_72 ?? own.image_48 ?? own.image_36;
  const sign = icons?.emoji && emojiCharacter(icons.emoji.replaceAll(':', ''));
  return {
    name: username ?? bot_profile?.name ?? personName(found),
    person: username ? undefined : found,
    isApp,
    ...(picture && { picture }),
    ...(sign && { sign }),
  };
}
