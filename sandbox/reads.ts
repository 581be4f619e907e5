/** How far each person has read each channel on the page. Kept in memory: after a start everything counts as read. */
import type { Store } from './store';
import { lowerBound } from './threads';

export class Reads {
  private readonly until = new Map<string, string>();
  private since = '';

  constructor(private readonly store: Store) {}

  /** What is in the world now counts as read. */
  begin(now: string): void {
    this.until.clear();
    this.since = now;
  }

  read(user: string, channel: string): void {
    const last = this.store.threads.top(channel).at(-1);
    if (last !== undefined) this.until.set(`${user} ${channel}`, last);
  }

  unread(user: string, channel: string): number {
    const top = this.store.threads.top(channel);
    const from = lowerBound(top, `${this.until.get(`${user} ${channel}`) ?? this.since}~`);
    return top.slice(from).filter((ts) => this.store.message(channel, ts)?.user !== user).length;
  }
}
