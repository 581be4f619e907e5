/** Every method that a bot token can call, by name. Methods without a bot stand in `oauth.ts` and `web-api.ts`. */
import type { Handler } from './call';
import { chat } from './chat';
import { conversations } from './conversations';
import { files } from './files';
import { groups } from './groups';
import { others } from './others';
import { people } from './people';
import { views } from './views';

export const botMethods: Record<string, Handler> = { ...chat, ...conversations, ...files, ...groups, ...others, ...people, ...views };
