/** The Web API methods of this Slack: token, arguments and scopes of each, as Slack documents them. */
import { chat } from './methods/chat';
import { conversations } from './methods/conversations';
import type { Method } from './methods/method';
import { others } from './methods/others';
import { people } from './methods/people';
import { views } from './methods/views';

export type { ChannelKind, Method } from './methods/method';

export const methods: Record<string, Method> = { ...chat, ...conversations, ...people, ...views, ...others };
