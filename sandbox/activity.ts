/** What is under way, so that `quiet()` can wait for its end. */

/** How long nothing must be under way: time for an answer just sent to cause the next call. */
const SETTLED_MS = 10;

export class Activity {
  private running = 0;
  private waiting: (() => void)[] = [];
  private settling: NodeJS.Timeout | undefined;

  /** Notes a beginning; the function returned notes the end, once. */
  begin(): () => void {
    this.running += 1;
    clearTimeout(this.settling);
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      this.running -= 1;
      this.settle();
    };
  }

  quiet(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.settle();
    });
  }

  private settle(): void {
    if (this.running > 0 || this.waiting.length === 0) return;

    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.release(), SETTLED_MS);
  }

  private release(): void {
    if (this.running > 0) return;

    const released = this.waiting;
    this.waiting = [];
    for (const resolve of released) resolve();
  }
}
