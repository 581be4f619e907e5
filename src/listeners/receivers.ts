import { HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../log';
import { boltLogger } from './door';

/** A socket that is being refreshed is deaf for about 5 seconds: with two, the other one hears. */
export const socketsPerProcess = 2;

/**
 * Socket Mode receivers, made here because `App` does not pass ping time-outs on. `sockets.ts` connects them, and again. Each gets a
 * `clientOptions` of its own: the client changes the object it is given.
 */
export function socketReceivers(appToken: string, apiUrl: string, log: Log): SocketModeReceiver[] {
  return Array.from(
    { length: socketsPerProcess },
    () =>
      new SocketModeReceiver({
        appToken,
        logger: boltLogger(log),
        clientPingTimeout: 10_000,
        serverPingTimeout: 30_000,
        autoReconnectEnabled: false,
        installerOptions: {
          clientOptions: { slackApiUrl: apiUrl, timeout: 10_000, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
        },
      }),
  );
}

/** Checks signatures and answers `url_verification`; it listens on nothing itself, our web server hands requests to it. */
export function httpReceiver(signingSecret: string, log: Log): HTTPReceiver {
  return new HTTPReceiver({ signingSecret, endpoints: '/slack/events', logger: boltLogger(log) });
}
