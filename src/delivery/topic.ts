import { clamp } from '../slack/text';
import type { TopicWish } from './words';

const between = ' | ';
/** Slack's limit. */
const longestTopic = 250;
/** Shorter than this, what is ours says nothing. */
const shortestOurs = 20;

/** A topic that begins with what is ours and goes on with what people wrote, which is never shortened: ours gives way. */
export function topicWith({ mark, ours }: Pick<TopicWish, 'mark' | 'ours'>, standing: string): string {
  const theirs = theirsOf(mark, standing);
  if (ours === null) return theirs;

  const room = longestTopic - (theirs === '' ? 0 : theirs.length + between.length);
  if (room < shortestOurs) return theirs;
  const fitting = clamp(ours.replaceAll('|', '¦'), room);
  return theirs === '' ? fitting : `${fitting}${between}${theirs}`;
}

function theirsOf(mark: string, standing: string): string {
  if (!standing.startsWith(mark)) return standing;
  const end = standing.indexOf(between);
  return end < 0 ? '' : standing.slice(end + between.length);
}
