import { groupsOf } from '../../src/groups';
import type { Evidence, Finding, Owed, Posted } from './evidence';

/** Within a channel and thread, messages were first posted in the order in which they came to be owed. */
export function judgeOrder({ deliveries, posts }: Pick<Evidence, 'deliveries' | 'posts'>): Finding[] {
  const owed = new Map(deliveries.map((one) => [one.key, one]));
  const first = [...new Map([...posts].reverse().map((post) => [post.key, post])).values()].reverse();
  const known = first.flatMap((post) => {
    const one = post.key === null ? undefined : owed.get(post.key);
    return one ? [{ post, owed: one }] : [];
  });
  const places = groupsOf(known, ({ post }) => `${post.channel} ${post.thread ?? ''}`);
  return [...places.values()].flatMap(judgePlace);
}

function judgePlace(said: { post: Posted; owed: Owed }[]): Finding[] {
  const inTime = [...said].sort((a, b) => (a.post.ts < b.post.ts ? -1 : 1));
  return inTime.flatMap((one, index) => {
    const before = inTime[index - 1];
    if (!before || before.owed.position < one.owed.position) return [];
    return [
      {
        sort: 'disorder' as const,
        what: `${before.owed.key} was said before ${one.owed.key}, which came first`,
        evidence: { before, one },
      },
    ];
  });
}
