import type {
  ActionsBlock,
  Button,
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  PlainTextElement,
  PlainTextOption,
  SectionBlock,
} from '@slack/types';
import { chunk, clamp, escapeText, harmless } from '../../slack/text';

export type Blocks = KnownBlock[];

/** What somebody typed, as mrkdwn that shows exactly that and calls nobody. */
export const typed = (text: string): string => harmless(escapeText(text));

/** The same, shortened with a visible "…". */
export const brief = (text: string, most: number): string => clamp(typed(text), most);

export const plainText = (text: string, most = 75): PlainTextElement => ({ type: 'plain_text', text: clamp(text, most), emoji: false });

export const section = (text: string): SectionBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text: clamp(text, 3_000) },
  expand: true,
});
export const context = (text: string): ContextBlock => ({ type: 'context', elements: [{ type: 'mrkdwn', text: clamp(text, 3_000) }] });
export const header = (text: string): HeaderBlock => ({ type: 'header', text: plainText(text, 150) });

/** A long text in as many sections as it takes, up to a bound that Slack still takes in one message. */
export const paragraphs = (text: string, most = 8_500): Blocks => chunk(clamp(text, most), 3_000).map(section);

/** `value` is the record's id; Slack takes no empty one. In lists the id needs a suffix of its own: `name:suffix`. */
export function button(text: string, actionId: string, value: string, more: Partial<Button> = {}): Button {
  return { type: 'button', text: plainText(text), action_id: actionId, ...(value && { value }), ...more };
}

/** Opens an address; Slack tells of the click too, and `open_card` acknowledges it. */
export const linkButton = (text: string, url: string, suffix = ''): Button => ({
  type: 'button',
  text: plainText(text),
  action_id: suffix ? `open_card:${suffix}` : 'open_card',
  url,
});

export const actions = (elements: ActionsBlock['elements'], blockId?: string): ActionsBlock[] =>
  elements.length === 0 ? [] : [{ type: 'actions', elements, ...(blockId && { block_id: blockId }) }];

export const option = (text: string, value: string): PlainTextOption => ({ text: plainText(text), value });

/** In the reader's own zone; who cannot show that reads it in UTC. */
export function moment(at: Date): string {
  const iso = at.toISOString();
  return `<!date^${Math.floor(at.getTime() / 1000)}^{date_short_pretty} {time}|${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC>`;
}

/** A link that may stand in mrkdwn. */
export const link = (url: string, label: string): string =>
  `<${url.replace(/[<>|\s]/g, encodeURIComponent)}|${typed(label).replaceAll('|', '¦')}>`;

export const list = (parts: (string | null | false | undefined)[]): string => parts.filter(Boolean).join(' · ');

/** What somebody wrote, as a sentence that another one may follow. */
export const ended = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);
