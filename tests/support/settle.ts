import type { Sandbox } from '../../sandbox';
import type { Backline } from '../../src/app';

/** Until neither Slack nor Backline has anything left to do: what Backline says comes back to it as events. */
export async function settle(sandbox: Sandbox, backline: Backline): Promise<void> {
  let before: number;
  do {
    before = traffic(sandbox);
    await sandbox.quiet();
    await backline.settle();
    await sandbox.quiet();
  } while (traffic(sandbox) !== before);
}

const traffic = (sandbox: Sandbox) => sandbox.log.at(-1)?.n ?? 0;
