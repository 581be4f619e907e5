import { judgeActs } from './acts';
import { judgeCalls } from './calls';
import { judgeCards } from './cards';
import { judgeDeliveries } from './deliveries';
import type { Evidence, Finding } from './evidence';
import { judgeOrder } from './order';
import { judgePosts } from './posts';
import { judgeThreads } from './threads';

export type { Evidence, Finding } from './evidence';

/** What does not hold, from values alone: a run that went well has no findings. */
export function judge(evidence: Evidence): Finding[] {
  return [judgeActs, judgeDeliveries, judgePosts, judgeCards, judgeOrder, judgeThreads, judgeCalls].flatMap((rule) => rule(evidence));
}
