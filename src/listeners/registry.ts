import type {
  AllMiddlewareArgs,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackOptionsMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
  SlackViewMiddlewareArgs,
} from '@slack/bolt';
import type { Transaction } from '../database';

/** Handlers by what Slack calls them. One file per capability fills one; `index.ts` puts them together. */
export interface Handlers {
  /** By command, with the slash. */
  commands?: Record<string, (args: SlackCommandMiddlewareArgs & AllMiddlewareArgs) => Promise<void>>;
  /** By `action_id`. */
  actions?: Record<string, (args: SlackActionMiddlewareArgs & AllMiddlewareArgs) => Promise<void>>;
  /** By `callback_id`, when submitted. */
  views?: Record<string, (args: SlackViewMiddlewareArgs & AllMiddlewareArgs) => Promise<void>>;
  /** By `callback_id`, when closed. */
  closed?: Record<string, (args: SlackViewMiddlewareArgs & AllMiddlewareArgs) => Promise<void>>;
  /** By `callback_id`. */
  shortcuts?: Record<string, (args: SlackShortcutMiddlewareArgs & AllMiddlewareArgs) => Promise<void>>;
  /** By `action_id` of the external select. */
  options?: Record<string, (args: SlackOptionsMiddlewareArgs & AllMiddlewareArgs) => Promise<void>>;
  /** By event type. Stored before it is acknowledged; handled once, in the order of its channel; a throw is tried again later. */
  events?: Record<string, EventHandler[]>;
}

export interface StoredEvent {
  workspaceId: string;
  eventId: string;
  type: string;
  /** The event itself, as Slack sent it. */
  event: Record<string, unknown>;
  eventAt: Date;
}

/**
 * Gathers what it needs from Slack and the database first, then answers the change to be written: it runs in the transaction that
 * also marks the event as handled, so its effect happens once. `null`: nothing to do.
 */
export type EventHandler = (event: StoredEvent, now: Date) => Promise<((tx: Transaction) => Promise<void>) | null>;

export type Registry = { [K in keyof Handlers]-?: Map<string, NonNullable<Handlers[K]>[string]> };

/** Puts the capabilities' handlers together. Two handlers for one id are a mistake, found at start; events may have several. */
export function registryOf(all: Handlers[]): Registry {
  const registry: Registry = {
    commands: new Map(),
    actions: new Map(),
    views: new Map(),
    closed: new Map(),
    shortcuts: new Map(),
    options: new Map(),
    events: new Map(),
  };
  for (const handlers of all) {
    for (const sort of ['commands', 'actions', 'views', 'closed', 'shortcuts', 'options'] as const)
      addOnce(sort, registry[sort] as Map<string, unknown>, handlers[sort] ?? {});
    for (const [type, list] of Object.entries(handlers.events ?? {}))
      registry.events.set(type, [...(registry.events.get(type) ?? []), ...list]);
  }
  return registry;
}

/** Several handlers as one, for a capability of many parts: the same guard. */
export function joined(parts: Handlers[]): Handlers {
  return Object.fromEntries(Object.entries(registryOf(parts)).map(([sort, map]) => [sort, Object.fromEntries(map)]));
}

function addOnce(sort: string, map: Map<string, unknown>, handlers: Record<string, unknown>): void {
  for (const [id, handler] of Object.entries(handlers)) {
    if (map.has(id)) throw new Error(`Two handlers for ${sort} "${id}": each id has one.`);
    map.set(id, handler);
  }
}
