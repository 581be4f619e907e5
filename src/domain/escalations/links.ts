/** A message of Slack, as its address names it. */
export interface MessageLink {
  /** `acme.slack.com` */
  host: string;
  channelId: string;
  ts: string;
  /** The thread's root, when the message is a reply. */
  threadTs: string | null;
}

/** `<https://…>`, `<https://…|label>` or bare. In text that Slack escaped, `&` stands as `&amp;`. */
const link = /<(https?:\/\/[^\s<>|]+)(?:\|[^<>]*)?>|(https?:\/\/[^\s<>|]+)/g;
const trailing = /[.,;:!?)\]'"]+$/;

/** The URLs in a text of Slack's, in order, each once. */
export function linksIn(text: string): string[] {
  const urls = [...text.matchAll(link)].map(([, marked, bare]) => readUrl(marked ?? (bare ?? '').replace(trailing, '')));
  return [...new Set(urls)];
}

export const withoutLinks = (text: string): string =>
  text.replace(link, (all) => (all.startsWith('<') ? '' : (trailing.exec(all)?.[0] ?? '')));

export function messageLink(url: string): MessageLink | null {
  if (!URL.canParse(url)) return null;
  const { hostname, pathname, searchParams } = new URL(url);
  const [, channelId, seconds, micros] = /^\/archives\/([CDG][A-Z0-9]{2,})\/p(\d{10})(\d{6})\/?$/.exec(pathname) ?? [];
  if (!channelId) return null;

  const threadTs = searchParams.get('thread_ts');
  return {
    host: hostname,
    channelId,
    ts: `${seconds}.${micros}`,
    threadTs: threadTs && /^\d{10}\.\d{6}$/.test(threadTs) ? threadTs : null,
  };
}

const readUrl = (url: string) => url.replaceAll('&amp;', '&');
