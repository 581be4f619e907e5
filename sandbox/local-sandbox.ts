/** The sandbox as its callers see it (`api.ts`): everything is wired here and handed on to the part that does it. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type {
  Act,
  ActResult,
  EventWeather,
  Fault,
  InstalledApp,
  LogEntry,
  Make,
  MessageRef,
  Sandbox,
  SandboxClock,
  SandboxOptions,
  SeenMessage,
  SeenView,
} from './api';
import { type ChannelChange, changeChannel } from './channel-changes';
import { controlRoute } from './control/routes';
import type { DisconnectReason } from './delivery/sockets';
import { groupNamed } from './groups';
import { appDirectMessage, asInstalledApp, uninstallApp } from './installs';
import { homeOf, stackOf } from './interactions/views';
import { change, make, type UserChange } from './making';
import { perform } from './people';
import { seenMessage, seenMessages } from './seen';
import { run, slackRoute } from './server';
import { asChannel } from './shapes/channel';
import { asGroup } from './shapes/group';
import { asSeenView } from './shapes/view';
import { channelOf, installOf } from './slack';
import { changeWorkspace, type WorkspaceChange } from './workspace-changes';
import { World } from './world-state';

export class LocalSandbox implements Sandbox {
  readonly world: World;
  private readonly server: Server;

  constructor(private readonly options: SandboxOptions) {
    this.world = new World(options);
    this.server = createServer((request, response) => this.serve(request, response));
    this.server.on('upgrade', (request, socket, head) => {
      if (!this.handleUpgrade(request, socket, head)) socket.destroy();
    });
    this.server.keepAliveTimeout = 60_000;
  }

  async listen(): Promise<void> {
    const { host = '127.0.0.1', port = 0 } = this.options;
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, resolve);
    });
    const address = this.server.address() as AddressInfo;
    this.slack.url = this.options.publicUrl ?? `http://${host}:${address.port}`;
    this.world.begin();
  }

  get url(): string {
    return this.slack.url;
  }

  get apiUrl(): string {
    return `${this.url}/api/`;
  }

  get app(): InstalledApp {
    return this.appIn(this.world.firstTeam());
  }

  get clock(): SandboxClock {
    return this.slack.clock;
  }

  get people(): Record<string, string> {
    return this.world.people();
  }

  get channels(): Record<string, string> {
    return this.world.channels();
  }

  async act(as: string, act: Act): Promise<ActResult> {
    return perform(this.slack, as, act);
  }

  messages(as: string, channel: string, thread?: string): SeenMessage[] {
    return seenMessages(this.slack, as, channel, thread);
  }

  message(as: string, ref: MessageRef): SeenMessage | null {
    return seenMessage(this.slack, as, ref);
  }

  get shortcuts() {
    return this.slack.app.shortcuts;
  }

  dm(user: string): string {
    return appDirectMessage(this.slack, user);
  }

  modals(as: string): SeenView[] {
    return stackOf(this.slack, as).map(asSeenView);
  }

  home(as: string): SeenView | null {
    const view = homeOf(this.slack, as);
    return view === undefined ? null : asSeenView(view);
  }

  channel(id: string): Record<string, unknown> {
    const channel = channelOf(this.slack, id);
    const shape = asChannel(this.slack, channel, this.slack.store.get('installs', channel.teamId)?.botUserId ?? '');
    return { ...shape, members: [...channel.members], num_members: channel.members.length };
  }

  group(name: string): Record<string, unknown> {
    return asGroup(groupNamed(this.slack, this.world.firstTeam(), name), { withUsers: true, withCount: true });
  }

  async make(thing: Make): Promise<string> {
    return make(this.slack, thing, this.world.firstTeam());
  }

  async change(user: string, what: UserChange): Promise<void> {
    change(this.slack, user, what);
  }

  changeChannel(channel: string, what: ChannelChange): void {
    changeChannel(this.slack, channel, what);
  }

  changeWorkspace(what: WorkspaceChange, teamId: string = this.world.firstTeam()): void {
    changeWorkspace(this.slack, teamId, what);
  }

  appIn(teamId: string): InstalledApp {
    return asInstalledApp(this.slack, this.slack.store.get('installs', teamId) ?? installOf(this.slack, teamId));
  }

  uninstall(teamId: string = this.world.firstTeam()): void {
    uninstallApp(this.slack, teamId);
  }

  inject(fault: Fault): void {
    this.slack.faults.inject(fault);
  }

  clearFaults(): void {
    this.slack.faults.clear();
  }

  weather(weather: EventWeather): void {
    this.slack.events.setWeather(weather);
  }

  dropSockets({ warn = false, reason }: { warn?: boolean; reason?: DisconnectReason } = {}): void {
    this.slack.sockets.drop(reason ?? (warn ? 'refresh_requested' : undefined));
  }

  connections(): number {
    return this.slack.sockets.count();
  }

  deliverTo(requestUrl: string | null): void {
    this.world.deliverTo(requestUrl);
  }

  verifyRequestUrl(): Promise<boolean> {
    return this.world.verifyRequestUrl();
  }

  get log(): LogEntry[] {
    return this.slack.log.entries;
  }

  quiet(): Promise<void> {
    return this.slack.activity.quiet();
  }

  complaints(): LogEntry[] {
    return this.slack.log.complaints();
  }

  clearLog(): void {
    this.slack.log.clear();
  }

  snapshot(): unknown {
    return this.world.snapshot();
  }

  async restore(snapshot: unknown): Promise<void> {
    await this.world.restore(snapshot);
  }

  async reset(): Promise<void> {
    await this.world.reset();
  }

  onReset(listener: () => void | Promise<void>): () => void {
    return this.world.onReset(listener);
  }

  onChange(listener: () => void): () => void {
    return this.slack.store.watch(listener);
  }

  handle(request: IncomingMessage, response: ServerResponse): boolean {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const route = slackRoute(this.slack, path) ?? controlRoute(this, request, path);
    if (route === null) return false;

    void run(route, request, response, path);
    return true;
  }

  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    if (!(request.url ?? '').startsWith('/link/')) return false;
    this.slack.sockets.upgrade(request, socket, head);
    return true;
  }

  async stop(): Promise<void> {
    await this.world.stop();
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  get slack() {
    return this.world.slack;
  }

  private serve(request: IncomingMessage, response: ServerResponse): void {
    if (this.handle(request, response)) return;
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Nothing here');
  }
}
