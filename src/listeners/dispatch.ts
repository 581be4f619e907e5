import type {
  AllMiddlewareArgs,
  App,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackOptionsMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
  SlackViewMiddlewareArgs,
} from '@slack/bolt';
import type { Log } from '../log';
import type { Registry } from './registry';

export interface DispatchHooks {
  log: Log;
  /** Called after each interaction: what it owes can be delivered now. */
  afterwards(): void;
  /** Seconds from arrival to the end of the handler. */
  observe?(kind: string, seconds: number): void;
}

export interface Dispatch {
  /** Interactions being handled now. */
  underWay(): number;
  /** Resolves when none is. */
  idle(): Promise<void>;
}

const apology = 'That did not work, and nothing was changed. Please try again in a moment; if it stays so, tell your Backline admin.';

/**
 * One listener per kind of interaction and a Map behind it: Bolt tries every listener for everything that arrives, so its cost
 * grows with each one, and a Map's does not.
 */
export function dispatch(app: App, registry: Registry, hooks: DispatchHooks): Dispatch {
  const work = tracker();

  async function run(kind: string, id: string, handle: () => Promise<void>, failed: () => Promise<unknown>): Promise<void> {
    const startedAt = performance.now();
    const done = work.begin();
    try {
      await handle();
    } catch (error) {
      hooks.log.error({ err: error, kind, id }, 'an interaction could not be handled');
      await failed().catch((err: unknown) => hooks.log.warn({ err, kind, id }, 'and its person could not be told'));
    } finally {
      hooks.observe?.(kind, (performance.now() - startedAt) / 1000);
      hooks.afterwards();
      done();
    }
  }

  app.command(/.*/, async (args: SlackCommandMiddlewareArgs & AllMiddlewareArgs) => {
    const handler = registry.commands.get(args.command.command);
    if (!handler) return unknownId(hooks.log, 'command', args.command.command, args.ack);
    await run(
      'command',
      args.command.command,
      () => handler(args),
      () => args.respond({ text: apology, response_type: 'ephemeral' }),
    );
  });

  app.action(/.*/, async (args: SlackActionMiddlewareArgs & AllMiddlewareArgs) => {
    const id = 'action_id' in args.action ? nameOf(args.action.action_id) : args.action.type;
    const handler = registry.actions.get(id);
    if (!handler) return unknownId(hooks.log, 'action', id, args.ack);
    await run(
      'action',
      id,
      () => handler(args),
      () => tellByResponse(args),
    );
  });

  app.shortcut(/.*/, async (args: SlackShortcutMiddlewareArgs & AllMiddlewareArgs) => {
    const handler = registry.shortcuts.get(args.shortcut.callback_id);
    if (!handler) return unknownId(hooks.log, 'shortcut', args.shortcut.callback_id, args.ack);
    await run(
      'shortcut',
      args.shortcut.callback_id,
      () => handler(args),
      () => tellByResponse(args),
    );
  });

  // A submission that failed is not acknowledged: Slack says so in the modal, which stays open with all that was typed.
  for (const type of ['view_submission', 'view_closed'] as const) {
    const handlers = type === 'view_submission' ? registry.views : registry.closed;
    app.view({ callback_id: /.*/, type }, async (args: SlackViewMiddlewareArgs & AllMiddlewareArgs) => {
      const handler = handlers.get(args.view.callback_id);
      if (!handler) return unknownId(hooks.log, type, args.view.callback_id, args.ack);
      await run(
        type,
        args.view.callback_id,
        () => handler(args),
        async () => {},
      );
    });
  }

  app.options(/.*/, async (args: SlackOptionsMiddlewareArgs & AllMiddlewareArgs) => {
    const id = nameOf(args.options.action_id);
    const handler = registry.options.get(id);
    if (!handler) return unknownId(hooks.log, 'options', id, () => args.ack({ options: [] }));
    await run(
      'options',
      id,
      () => handler(args),
      () => args.ack({ options: [] }),
    );
  });

  app.error(async (error) => {
    hooks.log.error({ err: error }, 'Bolt could not pass something on');
  });

  return { underWay: work.count, idle: work.idle };
}

/** `claim_escalation:018f…` is handled by `claim_escalation`: lists need ids of their own for each row. */
function nameOf(actionId: string): string {
  const colon = actionId.indexOf(':');
  return colon < 0 ? actionId : actionId.slice(0, colon);
}

/** A button of an older version may still stand in a channel: it is acknowledged, so that nobody sees a warning sign, and noted. */
async function unknownId(log: Log, kind: string, id: string, ack: () => Promise<unknown>): Promise<void> {
  log.warn({ kind, id }, 'nothing handles this');
  await ack();
}

async function tellByResponse(args: { respond?: unknown }): Promise<void> {
  if (typeof args.respond !== 'function') return;
  await args.respond({ text: apology, response_type: 'ephemeral', replace_original: false });
}

function tracker() {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    count: () => count,
    begin() {
      count += 1;
      return () => {
        count -= 1;
        if (count > 0) return;
        for (const resolve of waiting) resolve();
        waiting = [];
      };
    },
    idle: () => (count === 0 ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve))),
  };
}
