/** One span of time for many works: each is waited for until it is done or the span is over, whichever comes first. */
export function deadline(ms: number): { over(): boolean; within(work: Promise<unknown>): Promise<void> } {
  let isOver = false;
  const end = new Promise<void>((resolve) => {
    setTimeout(() => {
      isOver = true;
      resolve();
    }, ms).unref();
  });
  return { over: () => isOver, within: async (work) => void (await Promise.race([work, end])) };
}
