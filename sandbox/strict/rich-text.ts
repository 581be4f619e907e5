/** Rich text: what Slack's composer writes, and the exact form in which an app quotes a person. */
import { conversationId, url, userId } from './composition';
import { array, boolean, integer, needed, object, oneOf, string, variant } from './schema';

const looks = { bold: boolean, italic: boolean, strike: boolean };
const textStyle = object({ ...looks, code: boolean, underline: boolean });
const mentionStyle = object({ ...looks, highlight: boolean, client_highlight: boolean, unlink: boolean });
const border = integer(0, 1);

const text = object({ text: needed(string({ min: 1 })), style: textStyle });
const link = object({ url: needed(url), text: string({ min: 1 }), unsafe: boolean, style: textStyle });

const inline = variant({
  text,
  link,
  user: object({ user_id: needed(userId), style: mentionStyle }),
  channel: object({ channel_id: needed(conversationId), style: mentionStyle }),
  usergroup: object({ usergroup_id: needed(string({ matches: /^S[A-Z0-9]{2,}$/ })), style: mentionStyle }),
  team: object({ team_id: needed(string({ matches: /^[TE][A-Z0-9]{2,}$/ })), style: mentionStyle }),
  broadcast: object({ range: needed(oneOf('here', 'channel', 'everyone')), style: mentionStyle }),
  emoji: object({
    name: needed(string({ matches: /^[a-z0-9_'+-]+(?:::skin-tone-[2-6])?$/ })),
    unicode: string({ matches: /^[0-9a-f-]+$/ }),
    style: textStyle,
  }),
  color: object({ value: needed(string({ matches: /^#[0-9a-fA-F]{6}$/ })), style: textStyle }),
  date: object({
    timestamp: needed(integer(0, 9_999_999_999)),
    format: needed(string({ min: 1 })),
    url,
    fallback: string({ min: 1 }),
    style: textStyle,
  }),
});

const section = object({ elements: needed(array(inline)) });

export const richText = array(
  variant({
    rich_text_section: section,
    rich_text_list: object({
      style: needed(oneOf('bullet', 'ordered')),
      elements: needed(array(variant({ rich_text_section: section }), { min: 1 })),
      indent: integer(0, 8),
      offset: integer(0, 1000),
      border,
    }),
    rich_text_quote: object({ elements: needed(array(inline)), border }),
    rich_text_preformatted: object({ elements: needed(array(variant({ text, link }))), border }),
  }),
  { min: 1 },
);
