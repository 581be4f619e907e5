import type { PageMessage } from '../data/wire';

/** The link that `chat.getPermalink` answers for a message. */
export function permalinkOf(domain: string, channel: string, { ts, thread_ts }: PageMessage): string {
  const link = `https://${domain}.slack.com/archives/${channel}/p${ts.replace('.', '')}`;
  return thread_ts && thread_ts !== ts ? `${link}?thread_ts=${thread_ts}&cid=${channel}` : link;
}
