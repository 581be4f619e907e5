/** A person or bot as `users.info` answers it. */
import type { Json, User } from '../model';
import { isBot, type Slack } from '../slack';
import { zoneAt } from '../zones';

const SIZES = [24, 32, 48, 72, 192, 512];

export function asUser(slack: Slack, user: User, options: { withEmail: boolean } = { withEmail: true }): Json {
  const shape: Json = {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: user.deleted,
    profile: asProfile(slack, user, options),
    is_bot: isBot(user),
    is_app_user: false,
    updated: user.updated,
  };
  if (user.deleted) return shape;

  const zone = zoneAt(user.tz, slack.clock.nowMs());
  return {
    ...shape,
    color: user.color,
    real_name: user.realName,
    tz: user.tz,
    tz_label: zone.label,
    tz_offset: zone.offset,
    is_admin: user.isAdmin,
    is_owner: user.isOwner,
    is_primary_owner: false,
    is_restricted: user.isRestricted,
    is_ultra_restricted: false,
    ...(user.isStranger ? { is_stranger: true } : {}),
    is_email_confirmed: !isBot(user),
    who_can_share_contact_card: 'EVERYONE',
  };
}

export function asProfile(slack: Slack, user: User, options: { withEmail: boolean } = { withEmail: true }): Json {
  const [first = '', ...rest] = user.realName.split(' ');
  return {
    title: user.title,
    phone: '',
    skype: '',
    real_name: user.realName,
    real_name_normalized: plainLetters(user.realName),
    display_name: user.displayName,
    display_name_normalized: plainLetters(user.displayName),
    status_text: user.statusText ?? '',
    status_text_canonical: '',
    status_emoji: user.statusEmoji ?? '',
    status_emoji_display_info: [],
    status_expiration: 0,
    avatar_hash: user.id.slice(-12).toLowerCase(),
    ...(user.botId === undefined ? {} : { bot_id: user.botId, api_app_id: user.appId ?? '', always_active: true }),
    first_name: first,
    last_name: rest.join(' '),
    ...(options.withEmail && user.botId === undefined ? { email: user.email } : {}),
    ...Object.fromEntries(SIZES.map((size) => [`image_${size}`, avatarUrl(slack, user)])),
    team: user.teamId,
  };
}

export function avatarUrl(slack: Slack, user: Pick<User, 'id'>): string {
  return `${slack.url}/avatars/${user.id}.svg`;
}

function plainLetters(text: string): string {
  return text.normalize('NFD').replace(/\p{Diacritic}/gu, '');
}
