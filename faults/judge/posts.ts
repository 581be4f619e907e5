import { groupsOf } from '../../src/groups';
import type { Evidence, Finding, Owed, Posted } from './evidence';

/** What counts as sent stands in Slack exactly once, counting what was deleted later; nothing else of ours was ever posted. */
export function judgePosts({ deliveries, posts }: Pick<Evidence, 'deliveries' | 'posts'>): Finding[] {
  const owed = new Map(deliveries.map((one) => [one.key, one]));
  const byKey = groupsOf(posts, ({ key }) => key ?? '');
  const strange = posts.filter(({ key }) => key === null || !owed.has(key));
  return [
    ...deliveries.filter(leavesTrace).flatMap((one) => judgeOne(one, byKey.get(one.key) ?? [])),
    ...strange.map((post) => ({ sort: 'unexpected' as const, what: `A message that nobody owed: ${post.key}`, evidence: post })),
  ];
}

/** Reactions and what one person alone sees carry no key. */
const leavesTrace = ({ sort, onlyFor }: Owed) => sort !== 'state' && onlyFor === null;

function judgeOne(owed: Owed, posts: Posted[]): Finding[] {
  const evidence = { owed, posts };
  if (posts.length > 1) return [{ sort: 'doubled', what: `${owed.key} was posted ${posts.length} times`, evidence }];
  if (owed.state !== 'sent') return [];

  const [post] = posts;
  if (!post) return [{ sort: 'lost', what: `${owed.key} counts as sent and was never posted`, evidence }];
  if (post.ts === owed.ts && post.channel === owed.channel) return [];
  return [{ sort: 'untrue', what: `${owed.key} stands elsewhere than the record says`, evidence }];
}
