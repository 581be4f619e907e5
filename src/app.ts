import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { type HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { Clock } from './clock';
import { type Connection, refuseAppToken, rememberWorkspace, whoAmI } from './connect';
import type { Database } from './database';
import { deadline } from './deadline';
import { startDelivery } from './delivery/deliver';
import { defaults, type Tuning } from './delivery/tuning';
import type { Deps } from './deps';
import { deliveriesDied } from './domain/escalations/undelivered';
import { announcementsDied } from './domain/rotation/clock/announce';
import { groupsSettled } from './domain/rotation/records/links';
import { handleWaiting } from './inbox/handle';
import { openMailbox } from './inbox/store';
import { jobs } from './jobs';
import { catchingUp } from './jobs/catch-up';
import { greetAdmins } from './jobs/greeting';
import { startTimetable } from './jobs/timetable';
import { allHandlers } from './listeners';
import { dispatch } from './listeners/dispatch';
import { Door } from './listeners/door';
import { registryOf } from './listeners/registry';
import { keepConnected, type Socket } from './listeners/sockets';
import type { Log } from './log';
import type { Metrics } from './metrics';
import { startPump } from './pump';
import { createSlack } from './slack';
import { words } from './views';

export interface BacklineOptions {
  db: Database;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  botToken: string;
  /** Base of the Web API, ending in `/api/`. */
  apiUrl: string;
  baseUrl: string;
  publicUrl?: string | undefined;
  receivers: (SocketModeReceiver | HTTPReceiver)[];
  /** In HTTP mode: every request that was taken has its answer. */
  requestsAnswered?(): Promise<void>;
  /** Works by itself (the app). Without it only `settle` works: tests, where nothing may happen behind their back. */
  selfDriven?: boolean;
  /** The database comes from a backup: what it says is unsaid is looked for in Slack before it is said. */
  restored?: boolean;
  /** Before Slack is listened to. */
  prepare?(deps: Deps, connection: Connection): Promise<void>;
  /** Least time between two messages in one channel. */
  paceMs?: number;
  /** Other figures of the delivery engine: how long an answer is waited for, how long a process keeps what it has claimed (events too). */
  delivery?: Partial<Tuning>;
  killPoint?(name: string): void | Promise<void>;
}

export interface Backline {
  deps: Deps;
  connection: Connection;
  /** Handles every stored event, runs every job and delivers all that is due at the clock's now, until nothing is left. */
  settle(): Promise<void>;
  /** Resolves when no interaction is being handled. */
  idle(): Promise<void>;
  connected(): boolean;
  /** It takes no more work. */
  leaving(): boolean;
  stop(): Promise<void>;
}

/** How often each process looks for what another one left: the next look of a process that died never comes. */
const lookEveryMs = 1_000;
const drainMs = 10_000;
/** Somebody is waiting. */
const interactiveMs = 5_000;

/** Who gets what. Connects to Slack and starts to work; throws a `Refusal` when Slack will not have us. */
export async function startBackline(options: BacklineOptions): Promise<Backline> {
  const { db, clock, log, metrics, botToken, apiUrl, baseUrl, publicUrl, receivers, selfDriven = true, paceMs, killPoint } = options;
  const { restored = false, prepare, requestsAnswered } = options;
  const callMs = options.delivery?.callMs ?? defaults.callMs;
  const now = () => clock.now();
  const owner = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;

  const connection = await whoAmI(botToken, apiUrl);
  await rememberWorkspace(db, connection, now());
  const slack = createSlack({
    db,
    clock,
    apiUrl,
    token: botToken,
    ...connection,
    timeoutMs: { interactive: interactiveMs, delivery: callMs },
  });
  const deps: Deps = { db, clock, log, baseUrl, publicUrl, slack: () => slack };

  let stopping = false;
  const leaving = () => stopping;
  const registry = registryOf(allHandlers(deps));
  const delivery = startDelivery({
    db,
    clock,
    log,
    metrics,
    owner,
    words,
    slack: deps.slack,
    paceMs,
    killPoint,
    restored,
    selfDriven,
    async onDead(tx, dead, at) {
      await deliveriesDied(tx, dead, at);
      await announcementsDied(tx, dead, at);
    },
    onState: groupsSettled,
    ...options.delivery,
  });
  const mailbox = openMailbox(db);
  const handling = { db, log, owner, events: registry.events, leaseMs: options.delivery?.leaseMs, leaving, calm: mailbox.calm };
  const inbox = startPump('inbox', () => handleWaiting(handling, now).then(delivery.wake), log, selfDriven ? lookEveryMs : null);
  const onLost = () => {
    if (!connected()) catchUp.missed();
  };
  const sockets: Socket[] = receivers
    .filter((receiver) => receiver instanceof SocketModeReceiver)
    .map(({ client }) => keepConnected({ client, log, onLost }));
  // At least one socket is. Without sockets (HTTP) Slack connects to us.
  const connected = () => sockets.length === 0 || sockets.some((socket) => socket.isConnected());
  const catchUp = catchingUp(deps, { isConnected: connected, leaving, restored });
  const timetable = startTimetable([...jobs(deps), catchUp.job], { db, log, now, afterwards: delivery.wake, ticking: selfDriven });

  const door = new Door({
    token: botToken,
    apiUrl,
    clock,
    log,
    mailbox,
    receiver: receivers[0] as SocketModeReceiver,
    arrived: () => selfDriven && inbox.wake(),
    missed: catchUp.missed,
  });
  const dispatching = dispatch(door, registry, { log, afterwards: () => selfDriven && delivery.wake(), observe: metrics.handled });
  await door.init();
  for (const receiver of receivers) receiver.init(door);
  const stopListening = clock.onMove(() => {
    if (!selfDriven) return;
    void timetable.runAll();
    inbox.wake();
    delivery.wake();
  });

  /** No more work is taken; what was is finished, and then what it owes is said, for ten seconds in all. What is left is in the database. */
  async function stop(): Promise<void> {
    const { within, over } = deadline(drainMs);
    stopping = true;
    stopListening();
    await within(Promise.all([...sockets.map((socket) => socket.stop()), requestsAnswered?.()]));
    await within(Promise.all([dispatching.idle(), timetable.stop(), inbox.stop()]));
    await within(delivery.stop());
    if (over()) log.warn('not everything was finished in time: the rest is done after the next start');
  }

  try {
    await prepare?.(deps, connection);
    for (const failure of await Promise.all(sockets.map((socket) => socket.start()))) if (failure) refuseAppToken(failure);
    await greetAdmins(deps, now()).catch((err: unknown) => log.warn({ err }, 'nobody could be greeted yet, which is tried again'));
  } catch (error) {
    await stop();
    throw error;
  }
  if (selfDriven) {
    void timetable.runAll();
    inbox.wake();
    delivery.wake();
  }

  return {
    deps,
    connection,
    connected,
    idle: dispatching.idle,
    async settle() {
      do {
        await dispatching.idle();
        inbox.wake();
        await inbox.idle();
        await timetable.runAll();
      } while ((await delivery.deliverDue()) > 0);
    },
    leaving,
    stop,
  };
}
