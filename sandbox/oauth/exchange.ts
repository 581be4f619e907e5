/** Codes for tokens: OAuth v2 installs and OpenID Connect sign-ins. */
import { refuse } from '../errors';
import { installApp } from '../installs';
import { type Args, optional } from '../methods/call';
import type { Json, User } from '../model';
import { avatarUrl } from '../shapes/user';
import { type Slack, teamOf, userOf } from '../slack';
import { identityToken } from './identity-token';

const CODE_LIFETIME_MS = 10 * 60_000;
const SIZES = [24, 32, 48, 72, 192, 512];

/** What a person agreed to on the page: kept until the app exchanges the code, once. */
export interface Grant {
  purpose: 'install' | 'sign_in';
  userId: string;
  teamId: string;
  redirectUri: string;
  scopes: string[];
  nonce?: string;
  issuedMs: number;
}

export function exchangeCode(slack: Slack, args: Args): Json {
  const grant = takeGrant(slack, args, 'install');
  const install = installApp(slack, grant.teamId, grant.userId, grant.scopes);
  const team = teamOf(slack, grant.teamId);
  return {
    app_id: slack.app.id,
    authed_user: { id: grant.userId },
    scope: install.scopes.join(','),
    token_type: 'bot',
    access_token: install.botToken,
    bot_user_id: install.botUserId,
    team: { id: team.id, name: team.name },
    enterprise: null,
    is_enterprise_install: false,
  };
}

export function exchangeIdentity(slack: Slack, args: Args): Json {
  const grant = takeGrant(slack, args, 'sign_in');
  const token = `xoxp-${slack.ids.secret(32)}`;
  slack.signIns.set(token, grant.userId);
  const user = userOf(slack, grant.userId);
  return { access_token: token, token_type: 'Bearer', id_token: identityToken(slack, claims(slack, user), grant.nonce) };
}

export function userInfo(slack: Slack, userId: string): Json {
  return claims(slack, userOf(slack, userId));
}

function takeGrant(slack: Slack, args: Args, purpose: Grant['purpose']): Grant {
  if (args.client_id !== slack.app.clientId) refuse('invalid_client_id');
  if (args.client_secret !== slack.app.clientSecret) refuse('bad_client_secret');

  const code = optional(args.code) ?? refuse('invalid_code');
  const grant = slack.grants.get(code) ?? refuse('invalid_code');
  slack.grants.delete(code);
  if (grant.purpose !== purpose || slack.clock.nowMs() - grant.issuedMs > CODE_LIFETIME_MS) refuse('invalid_code');
  if (grant.redirectUri !== (optional(args.redirect_uri) ?? grant.redirectUri)) refuse('bad_redirect_uri');
  return grant;
}

function claims(slack: Slack, user: User): Json {
  const team = teamOf(slack, user.teamId);
  const picture = avatarUrl(slack, user);
  const [given = '', ...family] = user.realName.split(' ');
  return {
    sub: user.id,
    'https://slack.com/user_id': user.id,
    'https://slack.com/team_id': team.id,
    email: user.email,
    email_verified: true,
    date_email_verified: Math.floor(user.updated),
    name: user.realName,
    picture,
    given_name: given,
    family_name: family.join(' '),
    locale: 'en-US',
    'https://slack.com/team_name': team.name,
    'https://slack.com/team_domain': team.domain,
    ...Object.fromEntries(SIZES.map((size) => [`https://slack.com/user_image_${size}`, picture])),
  };
}
