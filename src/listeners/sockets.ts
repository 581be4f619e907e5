import { setTimeout as pause } from 'node:timers/promises';
import type { SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../log';
import { failureOf } from '../slack/failure';
import { type Failure, failureName } from '../slack/outcome';

type Client = SocketModeReceiver['client'];

export interface Socket {
  /**
   * Resolves after the first attempt: connected, or what came instead. From then on the connection is kept, whatever becomes of it,
   * unless Slack refused the first attempt by name.
   */
  start(): Promise<Failure | null>;
  isConnected(): boolean;
  /** Connects no more, and closes what is open. */
  stop(): Promise<void>;
}

export interface SocketOptions {
  client: Client;
  log: Log;
  /** A connection that stood is gone. */
  onLost?(): void;
  /** How long to wait before an attempt, after so many that did not last. */
  waitMs?(failures: number): number;
}

/** From `apps.connections.open` to Slack's `hello`. */
const helloMs = 15_000;
/** A connection that lasted so long was a good one: the next attempt after it waits for nothing. */
const steadyMs = 30_000;
const longestWaitMs = 30_000;
const farewellMs = 500;

/** At once, then after 1, 2, 4 … seconds, 30 at most; not all sockets in the same moment. */
const backoff = (failures: number): number =>
  failures === 0 ? 0 : Math.min(1_000 * 2 ** (failures - 1), longestWaitMs) * (0.75 + Math.random() / 4);

/**
 * Keeps one socket connected. The client's own way of reconnecting is switched off: it ends the process when `apps.connections.open` is
 * refused, and waits for minutes without end when Slack was away for a while.
 */
export function keepConnected({ client, log, onLost, waitMs = backoff }: SocketOptions): Socket {
  const leaving = new AbortController();
  let connected = false;
  let failures = 0;
  let keeping: Promise<void> | null = null;
  let lost: () => void = () => {};

  client.on('connected', () => {
    connected = true;
  });
  for (const state of ['disconnected', 'close']) {
    client.on(state, () => {
      const stood = connected;
      connected = false;
      if (stood) onLost?.();
      lost();
    });
  }

  async function attempt(): Promise<Failure | null> {
    const hello = setTimeout(() => hangUp(client), helloMs);
    try {
      await client.start();
      if (leaving.signal.aborted) hangUp(client);
      return null;
    } catch (error) {
      return error === undefined ? { is: 'unreached', error: 'socket_closed' } : failureOf(error);
    } finally {
      clearTimeout(hello);
    }
  }

  async function keep(first: Failure | null): Promise<void> {
    let failure = first;
    while (!leaving.signal.aborted) {
      const since = performance.now();
      if (!failure) await untilLost();
      if (leaving.signal.aborted) return;

      failures = failure || performance.now() - since < steadyMs ? failures : 0;
      const ms = Math.max(waitMs(failures), failure?.is === 'limited' ? failure.retryAfterMs : 0);
      failures += 1;
      if (failure)
        log.warn({ from: 'socket', failure: failureName(failure), attempts: failures, waitMs: Math.round(ms) }, 'not connected to Slack');
      else log.debug({ from: 'socket', waitMs: Math.round(ms) }, 'a connection to Slack ended, and is made again');
      await pause(ms, null, { signal: leaving.signal }).catch(ifNot(leaving.signal));
      if (!leaving.signal.aborted) failure = await attempt();
    }
  }

  const untilLost = () =>
    new Promise<void>((resolve) => {
      lost = resolve;
      if (!connected) resolve();
    });

  return {
    isConnected: () => connected,
    async start() {
      const failure = await attempt();
      if (failure?.is === 'refused') return failure;
      if (failure) failures = 1;
      keeping = keep(failure);
      return failure;
    },
    async stop() {
      leaving.abort();
      lost();
      await Promise.race([client.disconnect(), pause(farewellMs, null, { ref: false })]); // the last acknowledgements are on their way
      hangUp(client);
      await keeping;
    },
  };
}

/** The first call asks for a farewell, the second does not wait for one: it may never come, and the next attempt needs a clean table. */
function hangUp(client: Client): void {
  void client.disconnect();
  void client.disconnect();
}

/** A wait that was cut short on purpose is no error. */
function ifNot(signal: AbortSignal): (error: unknown) => void {
  return (error) => {
    if (!signal.aborted) throw error;
  };
}
