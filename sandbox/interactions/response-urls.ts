/** Addresses by which the app answers an interaction: five times, for thirty minutes. */

import { refuse } from '../errors';
import type { ResponseUrl } from '../model';
import { nowSeconds, type Slack } from '../slack';

const MOST_USES = 5;
const LIFETIME_S = 30 * 60;

export function newResponseUrl(slack: Slack, about: Pick<ResponseUrl, 'teamId' | 'channel' | 'userId' | 'source'>): string {
  const id = slack.ids.secret();
  slack.store.put('urls', id, { ...about, id, expires: nowSeconds(slack) + LIFETIME_S, uses: 0 });
  forgetExpired(slack);
  return `${slack.url}/response/${about.teamId}/${id}`;
}

export function spendResponseUrl(slack: Slack, id: string): ResponseUrl {
  const url = slack.store.get('urls', id);
  if (url === undefined || url.expires < nowSeconds(slack)) return refuse('expired_url');
  if (url.uses >= MOST_USES) refuse('used_url');
  return slack.store.put('urls', id, { ...url, uses: url.uses + 1 });
}

/** The table is in order of issue, so the expired stand first. */
function forgetExpired(slack: Slack): void {
  const now = nowSeconds(slack);
  const oldest = slack.store.find('urls', () => true);
  if (oldest !== undefined && oldest.expires + LIFETIME_S < now) slack.store.remove('urls', oldest.id);
}
