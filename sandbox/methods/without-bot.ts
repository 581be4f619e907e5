/** Methods that need no bot: tests of the line, the app's own, a signed-in person's, and what exchanges codes. */
import { MOST_CONNECTIONS } from '../delivery/sockets';
import { refuse } from '../errors';
import type { Json } from '../model';
import { exchangeCode, exchangeIdentity, userInfo } from '../oauth/exchange';
import type { Slack } from '../slack';
import type { Bearer } from '../tokens';
import { type Args, optional } from './call';

export type OpenHandler = (slack: Slack, args: Args, bearer: Bearer) => Json;

export const openMethods: Record<string, OpenHandler> = {
  'api.test': (_slack, args) => {
    const error = optional(args.error);
    return error === undefined ? { args } : refuse(error, { args });
  },
  'oauth.v2.access': exchangeCode,
  'openid.connect.token': exchangeIdentity,
};

export const appMethods: Record<string, OpenHandler> = {
  'apps.connections.open': (slack) => {
    if (slack.sockets.count() >= MOST_CONNECTIONS) refuse('too_many_websockets');
    return { url: `${slack.url.replace(/^http/, 'ws')}${slack.sockets.ticket()}` };
  },
};

export const userMethods: Record<string, OpenHandler> = {
  'openid.connect.userInfo': (slack, _args, bearer) => (bearer.kind === 'user' ? userInfo(slack, bearer.userId) : refuse('invalid_auth')),
};
