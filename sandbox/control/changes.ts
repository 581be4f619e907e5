/** Server-sent events: what changed for one person, so that the page fetches it anew. */
import type { ServerResponse } from 'node:http';
import type { LogEntry } from '../api';
import type { LocalSandbox } from '../local-sandbox';
import type { Channel, Message, Stack, View } from '../model';
import type { Change } from '../store';
import { isReply } from '../threads';

/** At most four a second. */
const LOG_EVERY_MS = 250;
const HEARTBEAT_MS = 20_000;

type Told =
  | { what: 'messages'; channel: string; thread?: string }
  | { what: 'state' | 'modals' | 'home' | 'log' }
  | { what: 'toast'; text: string };

export function streamChanges(sandbox: LocalSandbox, as: string, response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', Connection: 'keep-alive' });
  response.write(': connected\n\n');
  const stream = new ChangeStream(sandbox, as, (told) => response.write(`data: ${JSON.stringify(told)}\n\n`));
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  heartbeat.unref();
  response.on('close', () => {
    clearInterval(heartbeat);
    stream.stop();
  });
}

/** Gathers the changes of one turn of the event loop, so that one act is told once. */
class ChangeStream {
  private readonly waiting = new Map<string, Told>();
  private leaving = false;
  private logTimer: NodeJS.Timeout | undefined;
  private readonly stops: (() => void)[];

  constructor(
    private readonly sandbox: LocalSandbox,
    private readonly as: string,
    private readonly write: (told: Told) => void,
  ) {
    const { slack, world } = sandbox;
    this.stops = [
      slack.store.watch((change) => this.hear(change)),
      slack.log.watch((entry) => this.hearEntry(entry)),
      slack.clock.onMove(() => this.tell({ what: 'state' })),
      world.onConnection(() => this.tell({ what: 'state' })),
      world.onReplaced(() => this.everything()),
    ];
  }

  stop(): void {
    clearTimeout(this.logTimer);
    for (const stop of this.stops) stop();
  }

  private hear({ table, value, previous }: Change): void {
    const record = value ?? previous;
    if (table === 'messages' || table === 'ephemerals') this.hearMessage(record as Message);
    if (table === 'views' && (record as View).userId === this.as) this.tell({ what: (record as View).type === 'home' ? 'home' : 'modals' });
    if (table === 'stacks' && (record as Stack).userId === this.as) this.tell({ what: 'modals' });
    if (table === 'channels' && this.sees(record as Channel)) this.tell({ what: 'state' });
    if (['users', 'groups', 'teams', 'installs', 'guide'].includes(table)) this.tell({ what: 'state' });
  }

  private hearMessage(message: Message): void {
    if (message.visibleTo !== undefined && message.visibleTo !== this.as) return;
    const channel = this.sandbox.slack.store.get('channels', message.channel);
    if (channel === undefined || !this.sees(channel)) return;

    const place = { what: 'messages' as const, channel: channel.id };
    if (message.thread_ts !== undefined) this.tell({ ...place, thread: message.thread_ts });
    if (isReply(message)) return;
    this.tell(place);
    if (channel.members.includes(this.as) && message.user !== this.as) this.tell({ what: 'state' });
  }

  private sees(channel: Channel): boolean {
    return channel.kind === 'public' || channel.members.includes(this.as);
  }

  private hearEntry(entry: LogEntry): void {
    const toast = this.toastFor(entry);
    if (toast !== null) this.tell({ what: 'toast', text: toast });
    if (this.logTimer !== undefined) return;
    this.logTimer = setTimeout(() => {
      this.logTimer = undefined;
      this.tell({ what: 'log' });
    }, LOG_EVERY_MS);
  }

  /** An interaction of this person that failed. */
  private toastFor({ way, request, response }: LogEntry): string | null {
    if (way !== 'interaction' || response?.ok !== false) return null;
    const user = (request.user as { id?: string } | undefined)?.id ?? request.user_id;
    if (user !== this.as) return null;
    const { name } = this.sandbox.slack.app;
    return response.error === 'dispatch_failed' ? `${name} is not connected, so nothing was sent` : `${name} didn't respond in time`;
  }

  private everything(): void {
    this.tell({ what: 'state' });
    this.tell({ what: 'modals' });
    this.tell({ what: 'home' });
    this.tell({ what: 'log' });
    for (const { id } of this.sandbox.slack.store.all('channels')) this.tell({ what: 'messages', channel: id });
  }

  private tell(told: Told): void {
    this.waiting.set(JSON.stringify(told), told);
    if (this.leaving) return;

    this.leaving = true;
    setImmediate(() => {
      this.leaving = false;
      const all = [...this.waiting.values()];
      this.waiting.clear();
      for (const one of all) this.write(one);
    });
  }
}
