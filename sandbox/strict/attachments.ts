/** Secondary attachments, the legacy frame around texts or blocks. Their blocks are checked with the message's own. */
import { webUrl } from './composition';
import { anything, array, boolean, needed, object, oneOf, string } from './schema';

const words = string({ min: 1 });

export const attachments = array(
  object({
    blocks: anything,
    fallback: words,
    color: string({ matches: /^(?:good|warning|danger|#?[0-9a-fA-F]{6})$/ }),
    pretext: words,
    author_name: words,
    author_link: webUrl,
    author_icon: webUrl,
    title: words,
    title_link: webUrl,
    text: words,
    fields: array(object({ title: needed(string()), value: needed(string()), short: boolean })),
    image_url: webUrl,
    thumb_url: webUrl,
    footer: string({ min: 1, max: 300 }),
    footer_icon: webUrl,
    ts: anything,
    mrkdwn_in: array(oneOf('pretext', 'text', 'fields')),
  }),
);
