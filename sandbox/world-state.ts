/** The parts of a world put together, and its days: begun, kept in a journal, restored, reset. */
import { Activity } from './activity';
import type { LogEntry, SandboxOptions } from './api';
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
import { Reads } from './reads';
import { settle } from './settle';
import type { Slack } from './slack';
import { type Snapshot, Store } from './store';
import { bareWorld, guide, storyWorld, type WorldSeed } from './world';

const DEFAULT_SEED = 1;
const KEPT_ENTRIES = 20_000;

export class World {
  readonly slack: Slack;
  private readonly ids: Ids;
  private journal: Journal | null = null;
  private seeded: WorldSeed;
  readonly reads: Reads;
  private readonly replacedListeners = new Set<() => void>();
  private readonly connectionListeners = new Set<() => void>();
  private readonly resetListeners = new Set<() => void | Promise<void>>();

  constructor(private readonly options: SandboxOptions) {
    const seed = options.seed ?? DEFAULT_SEED;
    const app = appOfManifest(options.manifest, seed);
    const clock = new WorldClock(this.firstOffset(), () => this.noteMeta());
    const activity = new Activity();
    this.ids = new Ids(seed, { count: 0, lastTs: {} });
    const events = new EventQueue(seededRandom(seed));
    const sockets = new Sockets(app.id, activity, () => this.connectionChanged());
    const keep = options.keepLog === 'all' ? Number.POSITIVE_INFINITY : (options.keepLog ?? KEPT_ENTRIES);
    this.slack = {
      ...{ seed, app, clock, activity, events, sockets, url: '', wire: sockets, ids: this.ids, store: new Store() },
      log: new TrafficLog(keep, () => clock.now()),
      faults: new Faults(seededRandom(seed + 1)),
      rates: options.enforceRates === true ? new Rates() : null,
      triggers: new Triggers(clock, this.ids),
      grants: new Map(),
      signIns: new Map(),
      keep: () => this.journal?.flush(),
    };
    events.attach(this.slack);
    this.reads = new Reads(this.slack.store);
    this.slack.log.watch((entry) => this.tick(entry));
    if (options.requestUrl !== undefined) this.deliverTo(options.requestUrl);
    this.seeded = this.seedAt(clock.now());
  }

  /** From the journal where it left off, or on the first day. Called once the address is known, which records carry. */
  begin(): void {
    const kept = this.options.journal === undefined ? null : Journal.read(this.options.journal);
    if (kept === null) settle(this.slack, this.seeded);
    else {
      this.resume(kept);
      this.agreeToManifest();
    }
    this.reads.begin(this.nowTs());
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

  /** Called when the whole world was replaced: reset or restored. */
  onReplaced(listener: () => void): () => void {
    this.replacedListeners.add(listener);
    return () => this.replacedListeners.delete(listener);
  }

  /** Called when a socket of the app opened or closed. */
  onConnection(listener: () => void): () => void {
    this.connectionListeners.add(listener);
    return () => this.connectionListeners.delete(listener);
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
    this.reads.begin(this.nowTs());
    journal?.rewrite(this.snapshot());
    this.journal = journal;
    this.slack.events.wake();
    for (const listener of this.replacedListeners) listener();
  }

  private connectionChanged(): void {
    this.slack.events.wake();
    for (const listener of this.connectionListeners) listener();
  }

  /** Ticks off what the card "Try this" asks for. */
  private tick(entry: LogEntry): void {
    for (const { id, done } of guide) {
      if (this.slack.store.get('guide', id) === undefined && done(entry)) this.slack.store.put('guide', id, { id });
    }
  }

  private nowTs(): string {
    return `${Math.floor(this.slack.clock.nowMs() / 1000)}.000000`;
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

  /** A kept world meets the manifest of today: the app has the scopes that it asks for now. */
  private agreeToManifest(): void {
    const { store, app } = this.slack;
    for (const install of store.all('installs')) store.put('installs', install.teamId, { ...install, scopes: app.scopes });
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
