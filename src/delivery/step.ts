/**
 * A gate that opens once in each round of the event loop, for all who have come to it since: what they then ask of the database in one
 * breath, Prisma asks in one query. Nobody waits for anybody: a lone comer passes in the same round.
 */
export function inStep(): () => Promise<void> {
  let waiting: (() => void)[] = [];
  function open(): void {
    const all = waiting;
    waiting = [];
    for (const pass of all) pass();
  }
  return () =>
    new Promise((resolve) => {
      if (waiting.push(resolve) === 1) setImmediate(open);
    });
}
