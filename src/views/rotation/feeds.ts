import type { KnownBlock, ModalView } from '@slack/types';
import type { FileMessage } from '../../delivery/words';
import { actions, button, context, lines, modal, notice, type Page, paging, section, typed } from '../settings/parts';

/** One calendar that somebody may subscribe to. */
export interface FeedLine {
  /** `mine`, or the id of a rotation. */
  id: string;
  name: string;
  /** Addresses that live. */
  links: number;
}

export interface FeedsFacts {
  page: Page<FeedLine>;
  /** Whether calendars can reach Backline at all. */
  isReachable: boolean;
  /** What was just pressed, and what came of it. */
  shown?: { id: string; url: string } | undefined;
  said?: string | undefined;
}

const slowness = 'Google looks again only every 12 to 24 hours.';

export function feedsView({ page, isReachable, shown, said }: FeedsFacts): ModalView {
  return modal({
    id: 'rota_feeds',
    title: 'Calendar feeds',
    metadata: { page: page.page },
    blocks: [
      ...notice(said),
      context(isReachable ? `Subscribe to a link in your calendar, and it follows every change. ${slowness}` : unreachable),
      ...page.items.flatMap((line) => feedBlocks(line, isReachable, shown)),
      ...paging('rota_feeds_page', page),
    ],
  });
}

const unreachable =
  'Calendars cannot reach Backline here (an operator would set `BASE_URL`), so it sends a file instead. A file does not follow changes: ask for a new one.';

function feedBlocks(line: FeedLine, isReachable: boolean, shown: FeedsFacts['shown']): KnownBlock[] {
  const name = `*${typed(line.name)}*${isReachable ? ` · ${linksOf(line)}` : ''}`;
  const link = shown?.id === line.id && linkText(shown.url);
  return [section(lines(name, link)), ...actions(buttonsOf(line, isReachable))];
}

function linksOf({ links }: FeedLine): string {
  if (links === 0) return 'no link yet';
  return links === 1 ? '1 link' : `${links} links`;
}

const linkText = (url: string): string =>
  `\`\`\`${url}\`\`\`\nCopy it now: it is shown this once, and only its fingerprint is kept. Whoever has it can read this calendar.`;

function buttonsOf({ id, links }: FeedLine, isReachable: boolean) {
  if (!isReachable) return [button('Send me a file', `rota_feed_file:${id}`, id)];
  const show = button('Show link', `rota_feed_show:${id}`, id);
  if (links === 0) return [show];
  return [show, button('Renew link', `rota_feed_renew:${id}`, id), button('Stop', `rota_feed_stop:${id}`, id, { style: 'danger' })];
}

export const feedSaid = {
  renewed: 'This link is new. Those that were shown before are dead.',
  another: 'This is another link. Those that were shown before go on; Renew link ends them.',
  tooMany: 'There are 10 links of this calendar already. Renew link makes one of them all.',
  stopped: 'Nobody can read this calendar any more. Show link begins anew.',
  gone: 'You cannot see this rotation any more.',
  onItsWay: 'The file is on its way to your messages with Backline.',
  sentBefore: 'It is on its way.',
};

export function calendarMessage(calendar: { name: string; text: string }, file: string): FileMessage {
  const text = `Your calendar file: ${typed(calendar.name)}. Open it to add it to your calendar; it does not follow later changes.`;
  return { text, file: { name: file, title: calendar.name, content: calendar.text } };
}
