import type { FileLink } from '../../domain/escalations/threads';
import { clamp, harmless } from '../../slack/text';

/** A message of a thread as it is shown elsewhere. */
export interface Quote {
  author: string;
  picture: string | null;
  /** As Slack's events carry it: escaped already, so it is never escaped again; only what would call or link is made harmless. */
  text: string;
  files: FileLink[];
  edited: boolean;
  at: Date;
  /** Where it stands in Slack. */
  link: string;
  nameOf(userId: string): string | undefined;
}

/** What it says in one piece, for screen readers and notifications. */
export function saying({ text, files, link, nameOf }: Quote): string {
  const said = harmless(text, nameOf).trim();
  if (said) return said;
  return files.length > 0 ? `${sent(files)}: ${files.map(({ name }) => harmless(name)).join(', ')}` : onlyInSlack(link);
}

/** The same as mrkdwn, with a link for each file. */
export function body(quote: Quote): string {
  const { text, files, link, nameOf } = quote;
  const said = harmless(text, nameOf).trim();
  if (files.length === 0) return said || onlyInSlack(link);
  return [said || `_${sent(files)}_`, ...files.map((file) => fileLink(file, link))].join('\n');
}

const sent = (files: FileLink[]) => (files.length === 1 ? 'sent a file' : `sent ${files.length} files`);
const onlyInSlack = (link: string) => `sent something that is <${link}|shown in the thread> only`;

const fileLink = ({ name, url }: FileLink, link: string) =>
  `📎 <${/^https?:/.test(url) ? inLink(url) : link}|${clamp(harmless(name), 200)}>`;
const inLink = (url: string) => url.replace(/[<>|\s]/g, encodeURIComponent);

/** Shortened to `most` characters, with a link to the whole of it. */
export function shortened(text: string, most: number, link: string): string {
  return text.length <= most ? text : `${clamp(text, most)} <${link}|Read all of it>`;
}
