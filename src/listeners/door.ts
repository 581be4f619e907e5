import { App, type Receiver, type ReceiverEvent, type Logger as SlackLogger } from '@slack/bolt';
import type { Clock } from '../clock';
import type { Mailbox } from '../inbox/store';
import type { Log } from '../log';
import { wellFormed } from '../well-formed';

interface DoorOptions {
  token: string;
  apiUrl: string;
  mailbox: Mailbox;
  clock: Clock;
  log: Log;
  /** Called after an event is stored: there is something to handle. */
  arrived(): void;
  /** Called when an event could not be stored: Slack tells of it a few times more, and then never again. */
  missed(): void;
  receiver: Receiver;
}

/**
 * Bolt acknowledges events before any listener runs, so a crash in between would lose one. Here an event is stored first and
 * acknowledged after; when it cannot be stored it is not acknowledged, and Slack sends it again. Everything else is Bolt's. What comes in
 * loses here what no database keeps.
 */
export class Door extends App {
  readonly #options: DoorOptions;

  constructor(options: DoorOptions) {
    super({
      token: options.token,
      receiver: options.receiver,
      deferInitialization: true,
      ignoreSelf: false,
      logger: boltLogger(options.log),
      clientOptions: { slackApiUrl: options.apiUrl, retryConfig: { retries: 0 }, timeout: 10_000 },
    });
    this.#options = options;
  }

  override async processEvent(received: ReceiverEvent): Promise<void> {
    const event = { ...received, body: wellFormed(received.body) };
    if (event.body.type !== 'event_callback') return super.processEvent(event);

    const { mailbox, clock, arrived, missed } = this.#options;
    await mailbox.store(event.body, clock.now()).catch((error: unknown) => {
      missed();
      throw error;
    });
    await event.ack();
    arrived();
  }
}

/** Bolt's own lines at our level; it never gets to choose the format. */
export function boltLogger(log: Log): SlackLogger {
  const line =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (...parts: unknown[]) =>
      log[level === 'info' ? 'debug' : level]({ from: 'bolt' }, parts.map(String).join(' '));
  return {
    debug: line('debug'),
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
    setLevel: () => {},
    getLevel: () => 'info' as never,
    setName: () => {},
  };
}
