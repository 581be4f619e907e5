/** The parts of a world put together, and its days: begun, kept in a journal, restored, reset. */
import { Activity } from './activity';
import type { SandboxOptions } from './api';
import { WorldClock } from './clock';
import { HttpDelivery } from './delivery/http';
import { Sockets } from './delivery/sockets';
import { EventQueue } from './events/queue';
import { Faults } from './faults';
import { Ids } from './ids';
import { Triggers } from './interactions/triggers';
import { Journal } from './journal';
import { TrafficLog } from './log';
import { appOfManifest } from './manifest';
import { armAll } from './methods/scheduled';
import type { Meta } from './model';
import { seededRandom } from './random';
import { Rates } from './rates';
import { settle } from './settle';
import type { Slack } from './slack';
import { type Snapshot, Store } from './store';
import { bareWorld, storyWorld, type WorldSeed } from './world';

const DEFAULT_SEED = 1;
const KEPT_ENTRIES = 20_000;

export class World {
  readonly slack: Slack;
  private readonly ids: Ids;
  private journal: Journal | null = null;
  private seeded: WorldSeed;
  private readonly resetListeners = new Set<() => void | Promise<void>>();

  constructor(private readonly options: SandboxOptions) {
    const seed = options.seed ?? DEFAULT_SEED;
    const app = appOfManifest(options.manifest, seed);
    const clock = new WorldClock(this.firstOffset(), () => this.noteMeta());
    const activity = new Activity();
    this.ids = new Ids(seed, { count: 0, lastTs: {} });
    const events = new EventQueue(seededRandom(seed));
    const sockets = new Sockets(app.id, activity, () => this.slack.events.wake());
    const keep = options.keepLog === 'all' ? Number.POSITIVE_INFINITY : (options.keepLog ?? KEPT_ENTRIES);
    this.slack = {
      ...{ seed, app, clock, activity, events, sockets, url: '', wire: sockets, ids: this.ids, store: new Store() },
      log: new TrafficLog(keep, () => clock.now()),
      faults: new Faults(seededRandom(seed + 1)),
      rates: options.enforceRates === true ? new Rates() : null,
      triggers: new Triggers(clock, this.ids),
      grants: new Map(),
      signIns: new Map(),
    };
    events.attach(this.slack);
    if (options.requestUrl !== undefined) this.deliverTo(options.requestUrl);
    this.seeded = this.seedAt(clock.now());
  }

  /** From the journal where it left off, or on the first day. Called once the address is known, which records carry. */
  begin(): void {
    const kept = this.options.journal === undefined ? null : Journal.read(this.options.journal);
    if (kept === null) settle(this.slack, this.seeded);
    else this.resume(kept);
    if (this.options.journal === undefined) return;

    this.journal = Journal.start(this.options.journal, this.snapshot(), () => this.meta());
    this.slack.store.watch((change) => this.journal?.note(change));
    this.slack.events.wake();
  }

  deliverTo(requestUrl: string | null): void {
    const { slack } = this;
    slack.wire = requestUrl === null ? slack.sockets : new HttpDelivery(new URL(requestUrl), slack.app.signingSecret);
    slack.events.wake();
  }

  async verifyRequestUrl(): Promise<boolean> {
    const { wire, app, ids } = this.slack;
    return wire instanceof HttpDelivery && wire.verify(app.verificationToken, ids.secret());
  }

  firstTeam(): string {
    return this.seeded.team.id;
  }

  people(): Record<string, string> {
    return Object.fromEntries(this.seeded.people.map(({ key, id }) => [key, id]));
  }

  channels(): Record<string, string> {
    return Object.fromEntries(this.seeded.channels.map(({ key, id }) => [key, id]));
  }

  snapshot(): Snapshot {
    return { ...this.slack.store.snapshot(), meta: [['meta', this.meta()]] };
  }

  async restore(snapshot: unknown): Promise<void> {
    this.replace(() => this.resume(snapshot as Partial<Snapshot>));
  }

  async reset(): Promise<void> {
    this.replace(() => {
      const { slack } = this;
      slack.clock.set(this.firstOffset());
      slack.log.clear();
      slack.faults.clear();
      slack.events.setWeather({});
      this.ids.resume({ count: 0, lastTs: {} });
      this.seeded = this.seedAt(slack.clock.now());
      slack.store.load({});
      settle(slack, this.seeded);
    });
    await this.tellReset();
  }

  onReset(listener: () => void | Promise<void>): () => void {
    this.resetListeners.add(listener);
    return () => this.resetListeners.delete(listener);
  }

  async stop(): Promise<void> {
    this.slack.events.abandon();
    await this.slack.sockets.stop();
    this.slack.clock.stop();
    this.journal?.close();
    this.journal = null;
  }

  private replace(build: () => void): void {
    const { journal } = this;
    this.journal = null;
    this.slack.events.abandon();
    this.slack.clock.forgetAlarms();
    build();
    armAll(this.slack);
    journal?.rewrite(this.snapshot());
    this.journal = journal;
    this.slack.events.wake();
  }

  private resume(snapshot: Partial<Snapshot>): void {
    this.slack.store.load(snapshot);
    const meta = this.slack.store.get('meta', 'meta');
    if (meta !== undefined) {
      this.ids.resume(meta.ids);
      this.slack.clock.set(meta.clockOffsetMs);
    }
    armAll(this.slack);
  }

  private async tellReset(): Promise<void> {
    for (const listener of [...this.resetListeners]) await listener();
  }

  private firstOffset(): number {
    return this.options.now === undefined ? 0 : this.options.now.getTime() - Date.now();
  }

  private seedAt(now: Date): WorldSeed {
    return this.options.world === 'story' ? storyWorld(now) : bareWorld(now);
  }

  private meta(): Meta {
    return { clockOffsetMs: this.slack.clock.offsetMs, ids: this.ids.current() };
  }

  /** The journal keeps the clock with the next change; a move alone is a change too. */
  private noteMeta(): void {
    this.journal?.note({ table: 'meta', key: 'meta', value: this.meta() });
  }
}
