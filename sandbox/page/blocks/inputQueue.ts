const PAUSE_MS = 250;

interface Waiting {
  send: () => Promise<unknown>;
  timer: ReturnType<typeof setTimeout>;
}

/** What is typed, on its way: each field's newest value after a pause, one at a time, in order. */
export class InputQueue {
  private readonly waiting = new Map<string, Waiting>();
  private line: Promise<unknown> = Promise.resolve();

  add(field: string, send: () => Promise<unknown>, after: 'at once' | 'a pause'): void {
    clearTimeout(this.waiting.get(field)?.timer);
    this.waiting.delete(field);
    if (after === 'at once') {
      this.enqueue(send);
      return;
    }
    this.waiting.set(field, { send, timer: setTimeout(() => this.release(field), PAUSE_MS) });
  }

  /** Resolves when everything added so far has been sent and answered. */
  async flush(): Promise<void> {
    for (const field of [...this.waiting.keys()]) this.release(field);
    await this.line;
  }

  private release(field: string): void {
    const waiting = this.waiting.get(field);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.waiting.delete(field);
    this.enqueue(waiting.send);
  }

  private enqueue(send: () => Promise<unknown>): void {
    this.line = this.line.then(send, send);
  }
}
