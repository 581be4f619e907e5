/**
 * Events on their way to the app. An event is kept until it was acknowledged: over a lost connection it is sent again at once,
 * then, as Slack does, after one and after five minutes of the world's clock, then given up. Without a connection it waits so long.
 */
import type { EventWeather } from '../api';
import { type Retry, Undelivered } from '../delivery/wire';
import { withoutSecrets } from '../log';
import type { Json, PendingEvent } from '../model';
import { draw, type Random, shuffled } from '../random';
import type { Slack } from '../slack';

/** Before the first, second and third retry. */
const RETRY_AFTER_MS = [0, 60_000, 300_000];
const RETRIED_FOR_MS = RETRY_AFTER_MS.reduce((sum, ms) => sum + ms);

const MOST_WAITING = 10_000;

export class EventQueue {
  private weather: EventWeather = {};
  private departing: (() => void)[] = [];
  private leaving: NodeJS.Immediate | NodeJS.Timeout | undefined;
  /** Copies under way, by event id. */
  private readonly underWay = new Map<string, number>();
  /** Events that an alarm of the clock will send again. */
  private readonly alarmed = new Set<string>();
  private generation = 0;
  private slack: Slack | undefined;

  constructor(private readonly random: Random) {}

  attach(slack: Slack): void {
    this.slack = slack;
  }

  setWeather(weather: EventWeather): void {
    this.weather = weather;
  }

  add(event: PendingEvent): void {
    const { store } = this.needSlack();
    store.put('events', event.eventId, event);
    if (store.size('events') > MOST_WAITING) this.giveUpOldest();
    this.dispatch(event);
  }

  /** Sends what waits: after a connection opened, after a world was loaded. */
  wake(): void {
    this.giveUpUnheard();
    for (const event of this.needSlack().store.all('events')) if (!this.underWay.has(event.eventId)) this.schedule(event);
  }

  /** All retries fell into a time without a connection: those are lost, as they are in Slack. */
  private giveUpUnheard(): void {
    const { store, clock, log } = this.needSlack();
    const over = clock.nowMs() - RETRIED_FOR_MS;
    for (const event of store.all('events')) {
      if (Number(event.payload.event_time) * 1000 >= over || this.underWay.has(event.eventId) || event.attempt > 0) continue;
      const entry = log.add({ way: 'event', name: eventName(event), teamId: event.teamId, request: withoutSecrets(event.payload) });
      log.finish(entry, { ms: 0, response: { error: 'no_connection' } });
      store.remove('events', event.eventId);
    }
  }

  /** Forgets what is under way: the world it belongs to is gone. */
  abandon(): void {
    this.generation += 1;
    this.underWay.clear();
    this.alarmed.clear();
  }

  /** With nobody to tell for long, the oldest are lost, as they are in Slack. */
  private giveUpOldest(): void {
    const { store } = this.needSlack();
    const oldest = store.find('events', ({ eventId }) => !this.underWay.has(eventId));
    if (oldest !== undefined) store.remove('events', oldest.eventId);
  }

  private schedule(event: PendingEvent): void {
    const { clock } = this.needSlack();
    if (event.notBefore <= clock.nowMs()) {
      this.dispatch(event);
      return;
    }
    if (this.alarmed.has(event.eventId)) return;

    this.alarmed.add(event.eventId);
    clock.at(event.notBefore, () => this.ring(event));
  }

  private ring(event: PendingEvent): void {
    this.alarmed.delete(event.eventId);
    this.dispatch(event);
  }

  private dispatch(event: PendingEvent): void {
    if (!this.needSlack().wire.connected()) return;

    const copies = draw(this.random, this.weather.copies ?? 1);
    this.underWay.set(event.eventId, (this.underWay.get(event.eventId) ?? 0) + copies);
    for (let copy = 0; copy < copies; copy += 1) this.depart(event);
  }

  private depart(event: PendingEvent): void {
    const ended = this.needSlack().activity.begin();
    const generation = this.generation;
    const go = () => void this.deliver(event, generation).finally(ended);
    const delay = draw(this.random, this.weather.delayMs ?? 0);
    if (delay > 0) setTimeout(() => this.join(go), delay);
    else this.join(go);
  }

  /** Departures of one turn leave together, in order; of one window of bad weather together in any order. */
  private join(go: () => void): void {
    this.departing.push(go);
    if (this.leaving !== undefined) return;

    const window = this.weather.shuffleWithinMs ?? 0;
    this.leaving = window > 0 ? setTimeout(() => this.leave(true), window) : setImmediate(() => this.leave(false));
  }

  private leave(shuffle: boolean): void {
    const leaving = shuffle ? shuffled(this.random, this.departing) : this.departing;
    this.departing = [];
    this.leaving = undefined;
    for (const go of leaving) go();
  }

  private async deliver(event: PendingEvent, generation: number): Promise<void> {
    const slack = this.needSlack();
    if (generation !== this.generation) return;

    const began = performance.now();
    const entry = slack.log.add({ way: 'event', name: eventName(event), teamId: event.teamId, request: withoutSecrets(event.payload) });
    const failure = await slack.wire.send('events_api', event.payload, retryOf(event)).then(() => null, asFailure);
    slack.log.finish(entry, {
      ms: performance.now() - began,
      ...(failure === null ? { status: 200 } : { response: { error: failure.reason } }),
    });
    if (generation !== this.generation) return;

    const last = this.landed(event.eventId);
    if (failure === null) slack.store.remove('events', event.eventId);
    else if (last && slack.store.get('events', event.eventId) !== undefined) this.failed(event, failure);
  }

  /** True when no other copy is under way. */
  private landed(eventId: string): boolean {
    const left = (this.underWay.get(eventId) ?? 1) - 1;
    if (left > 0) this.underWay.set(eventId, left);
    else this.underWay.delete(eventId);
    return left <= 0;
  }

  private failed(event: PendingEvent, failure: Undelivered): void {
    const { store, clock } = this.needSlack();
    if (failure.reason === 'no_connection') return;
    const delay = RETRY_AFTER_MS[event.attempt];
    if (failure.final || delay === undefined) {
      store.remove('events', event.eventId);
      return;
    }
    const retry = { ...event, attempt: event.attempt + 1, reason: failure.reason, notBefore: delay === 0 ? 0 : clock.nowMs() + delay };
    store.put('events', event.eventId, retry);
    this.schedule(retry);
  }

  private needSlack(): Slack {
    if (this.slack === undefined) throw new Error('The event queue was used before its Slack was made');
    return this.slack;
  }
}

function retryOf(event: PendingEvent): Retry | undefined {
  return event.attempt === 0 ? undefined : { attempt: event.attempt, reason: retryReason(event.reason) };
}

/** Slack's word for a failure: a lost socket looks like a late acknowledgement to it. */
function retryReason(reason: string | undefined): string {
  return reason === 'connection_lost' ? 'timeout' : (reason ?? 'unknown_error');
}

function asFailure(problem: unknown): Undelivered {
  if (problem instanceof Undelivered) return problem;
  throw problem;
}

function eventName(event: PendingEvent): string {
  const inner = event.payload.event as Json;
  return inner.type === 'message' && typeof inner.subtype === 'string' ? `message/${inner.subtype}` : String(inner.type);
}
