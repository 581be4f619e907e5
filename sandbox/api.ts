/**
 * What the sandbox offers its callers: the tests, the fault runs, the benchmarks, `npm start` and, over HTTP, its own page.
 * Everything a person does goes through one closed list, `Act`; everything a person sees comes back as plain Slack objects.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

export type UserId = string;
export type ChannelId = string;
/** Slack's message timestamp, e.g. `1764000000.000100`: unique in its channel. */
export type Ts = string;

export interface MessageRef {
  channel: ChannelId;
  ts: Ts;
}

export interface SandboxOptions {
  /** Parsed manifest of the app under test: its commands, shortcuts, events and scopes are what this Slack knows of it. */
  manifest: Manifest;
  host?: string;
  /** 0 (the default) takes a free port. */
  port?: number;
  /** Address under which the page is opened, when another server serves it. Default: the sandbox's own. */
  publicUrl?: string;
  seed?: number;
  /** `story`: the seeded company of the README. `bare`: one workspace, one admin, one member, one channel. */
  world?: 'story' | 'bare';
  /** Start of the world's clock; it runs on from there. Default: the computer's clock. */
  now?: Date;
  /** Journal that survives `kill -9`: appended with every change, replayed at the next start. Default: nothing is kept. */
  journal?: string;
  /** HTTP delivery instead of Socket Mode: where the app listens (`https://…/slack/events`). */
  requestUrl?: string;
  /** Answers 429 to calls over Slack's rate limits. Default: no limits. */
  enforceRates?: boolean;
  /** Entries of the traffic log that are kept; default 20,000. */
  keepLog?: number | 'all';
}

/** The parts of an app manifest that the sandbox reads (see `manifest.schema.json` of Slack). */
export interface Manifest {
  display_information: { name: string };
  features: Record<string, unknown>;
  oauth_config: { scopes: { bot: string[] } };
  settings: Record<string, unknown>;
}

export interface InstalledApp {
  appId: string;
  teamId: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  botUserId: UserId;
  botId: string;
  clientId: string;
  clientSecret: string;
}

export interface SandboxClock {
  now(): Date;
  /** Moves forward (or back, for fault runs) by milliseconds. Resolves after every listener has run. */
  advance(ms: number): Promise<void>;
  moveTo(instant: Date): Promise<void>;
  /** Called after each move, with the new now. The app under test wakes its timetable here. Returns "stop listening". */
  onMove(listener: (now: Date) => void | Promise<void>): () => void;
}

/** What a person can do. `as` is always the acting person's user id, given beside it. */
export type Act =
  /** `broadcast` also sends a reply to the channel. */
  | { do: 'post'; channel: ChannelId; text: string; thread?: Ts; files?: { name: string; content: string }[]; broadcast?: boolean }
  | { do: 'edit'; message: MessageRef; text: string }
  | { do: 'delete'; message: MessageRef }
  | { do: 'react'; message: MessageRef; name: string; remove?: boolean }
  | { do: 'command'; channel: ChannelId; command: string; text: string }
  | { do: 'message_shortcut'; callbackId: string; message: MessageRef }
  | { do: 'global_shortcut'; callbackId: string }
  | { do: 'open_home' }
  | { do: 'open_dm' }
  /** A block action: a button, a select, an input that dispatches. `value` is a `state.values` entry without `type`, e.g. `{selected_option}`. */
  | { do: 'action'; where: Surface; blockId: string; actionId: string; value?: Record<string, unknown> }
  /** Typing into or choosing in an input of the top modal or of App Home; sends nothing unless the element dispatches. */
  | { do: 'input'; where: Surface; blockId: string; actionId: string; value: Record<string, unknown> }
  | { do: 'options'; where: Surface; blockId: string; actionId: string; query: string }
  | { do: 'submit' }
  | { do: 'close'; all?: boolean }
  | { do: 'join' | 'leave'; channel: ChannelId }
  | { do: 'invite' | 'kick'; channel: ChannelId; user: UserId }
  | { do: 'archive' | 'unarchive'; channel: ChannelId }
  | { do: 'rename'; channel: ChannelId; name: string }
  | { do: 'set_topic'; channel: ChannelId; topic: string }
  /** A user group by hand, by id or handle. `users` are all its members from now on. */
  | { do: 'change_group'; group: string; users?: UserId[]; name?: string; handle?: string; description?: string; disabled?: boolean }
  | { do: 'set_dnd'; until: Date | string | null }
  | { do: 'update_profile'; displayName?: string; tz?: string };

export type Surface = { in: 'message'; message: MessageRef } | { in: 'ephemeral'; message: MessageRef } | { in: 'modal' } | { in: 'home' };

export interface ActResult {
  ok: boolean;
  /** What Slack would show the person when the app did not answer in time or answered wrongly, e.g. `operation_timeout`. */
  problem?: string;
  /** The message made, for `post`. */
  message?: MessageRef;
  /** The app's answer to `options`. */
  options?: unknown[];
  /** Errors beside fields after `submit`: block_id → text. */
  errors?: Record<string, string>;
}

export interface Fault {
  /** Web API method, or a prefix ending in `*`. Default: every method. */
  method?: string;
  /** Only calls whose `channel` argument is this one. */
  channel?: ChannelId;
  /** How many calls it hits; default 1. With `probability`, how many it may hit at most (default: unlimited). */
  times?: number;
  /** 0 to 1, drawn from the sandbox's seeded generator. */
  probability?: number;
  /** Whether Slack has done the work when the answer goes wrong. Default `before`. Does not apply to `rate_limit`. */
  when?: 'before' | 'after';
  what:
    | { kind: 'rate_limit'; retryAfterSeconds: number | null }
    | { kind: 'http'; status: number }
    | { kind: 'error'; error: string }
    | { kind: 'hang'; ms: number }
    | { kind: 'reset' }
    | { kind: 'truncate' };
}

/** How events (not interactions) travel to the app. Applies until changed. */
export interface EventWeather {
  /** Copies of each envelope, 1 (default) to 4; a function of the seeded generator when a range is given. */
  copies?: number | [number, number];
  /** Delay in milliseconds of the world's clock is real time here: 0 (default) or a range. */
  delayMs?: number | [number, number];
  /** Envelopes within this many milliseconds are sent in random order. */
  shuffleWithinMs?: number;
}

export interface LogEntry {
  n: number;
  at: string;
  way: 'call' | 'event' | 'interaction' | 'ack' | 'http';
  /** Method for calls, event type for events, payload type for interactions. */
  name: string;
  teamId: string;
  /** Arguments of a call, payload of an event or interaction. Tokens never stand here. */
  request: Record<string, unknown>;
  response?: Record<string, unknown>;
  status?: number;
  /** Name of the fault that hit this call. */
  fault?: string;
  ms?: number;
}

/** A message as `conversations.history` answers it, plus who alone can see it. */
export interface SeenMessage {
  ts: Ts;
  thread_ts?: Ts;
  user?: UserId;
  bot_id?: string;
  username?: string;
  icons?: Record<string, string>;
  text: string;
  blocks?: unknown[];
  files?: unknown[];
  edited?: { ts: Ts; user?: UserId };
  reactions?: { name: string; users: UserId[]; count: number }[];
  reply_count?: number;
  latest_reply?: Ts;
  metadata?: { event_type: string; event_payload: Record<string, unknown> };
  subtype?: string;
  ephemeral?: boolean;
}

export interface SeenView {
  id: string;
  type: 'modal' | 'home';
  callback_id: string;
  title?: { type: 'plain_text'; text: string };
  submit?: { type: 'plain_text'; text: string } | null;
  close?: { type: 'plain_text'; text: string } | null;
  blocks: unknown[];
  state: { values: Record<string, Record<string, Record<string, unknown>>> };
  private_metadata: string;
  hash: string;
  /** Beside fields, from the last refused submission: block_id → text. */
  errors: Record<string, string>;
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT` */
  url: string;
  /** What `SLACK_API_URL` must be: `${url}/api/`. */
  apiUrl: string;
  app: InstalledApp;
  clock: SandboxClock;
  /** Ids by name in the seeded world: `people.ana`, `channels['billing-squad']`. */
  people: Record<string, UserId>;
  channels: Record<string, ChannelId>;
  /** The app's shortcuts, as its manifest names them. */
  shortcuts: { type: 'message' | 'global'; callbackId: string; name: string }[];

  act(as: UserId, act: Act): Promise<ActResult>;
  /** Messages of a channel (top level), or of a thread with its root first, oldest first, as this person sees them: ephemerals included. */
  messages(as: UserId, channel: ChannelId, thread?: Ts): SeenMessage[];
  /** One message as this person sees it, ephemerals included; null when there is none. */
  message(as: UserId, ref: MessageRef): SeenMessage | null;
  /** The direct-message channel between a person and the app (made when missing). */
  dm(user: UserId): ChannelId;
  /** The person's modal stack, bottom first. */
  modals(as: UserId): SeenView[];
  home(as: UserId): SeenView | null;
  /** Members, topic, privacy and so on, as `conversations.info` answers. */
  channel(id: ChannelId): Record<string, unknown>;
  /** A user group of the first workspace by id or handle, disabled or not, as `usergroups.list` answers it with its members. */
  group(name: string): Record<string, unknown>;

  /** Things only an operator of Slack can do to a world, for scenarios. */
  make(thing: Make): Promise<string>;
  change(
    user: UserId,
    what: { deleted?: boolean; is_restricted?: boolean; is_admin?: boolean; tz?: string; stranger?: boolean },
  ): Promise<void>;
  /** `readOnly`: only admins may post. `shareWith` / `unshareWith`: Slack Connect with a partner's team id. */
  changeChannel(channel: ChannelId, what: { readOnly?: boolean; shareWith?: string; unshareWith?: string }): void;
  /**
   * `free`: a plan without user groups (`plan_upgrade_required`). `groupsForAdmins`: only admins may change them, so the app may not
   * (`permission_denied`). Default: a paid plan, everybody but guests may.
   */
  changeWorkspace(what: { free?: boolean; groupsForAdmins?: boolean }, teamId?: string): void;
  /** The app in a workspace made with `{make: 'workspace'}`. */
  appIn(teamId: string): InstalledApp;
  /** An admin removes the app: `tokens_revoked`, `app_uninstalled`, and every call is refused with `account_inactive`. */
  uninstall(teamId?: string): void;

  inject(fault: Fault): void;
  clearFaults(): void;
  weather(weather: EventWeather): void;
  /** Drops every socket, as a network failure does; `warn` sends `disconnect` with `refresh_requested` first. */
  dropSockets(how?: { warn?: boolean; reason?: 'warning' | 'refresh_requested' | 'link_disabled' }): void;
  /** How many sockets the app has open. */
  connections(): number;
  /** HTTP delivery from now on, or with `null` Socket Mode again. */
  deliverTo(requestUrl: string | null): void;
  /** Slack's `url_verification` of the request URL: true when the app echoed the challenge. */
  verifyRequestUrl(): Promise<boolean>;

  log: LogEntry[];
  /** Resolves when nothing is under way: no undelivered envelope, no unanswered interaction, no call being answered. */
  quiet(): Promise<void>;
  /** Calls that Slack would have refused, and interactions not acknowledged in 3 s, since the last `clearLog`. Not `hash_conflict`: that two drawings met is what a hash is given for. */
  complaints(): LogEntry[];
  clearLog(): void;

  snapshot(): unknown;
  restore(snapshot: unknown): Promise<void>;
  /** Back to the first day: world, clock, journal, log. Runs `onReset` listeners after. */
  reset(): Promise<void>;
  onReset(listener: () => void | Promise<void>): () => void;
  /** Called after every change that somebody could see: a message, a view, a channel, a person. */
  onChange(listener: () => void): () => void;

  /** So that another server can serve the sandbox's pages and API on its own port: true when it answered. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  stop(): Promise<void>;
}

export type Make =
  | {
      make: 'user';
      name: string;
      realName?: string;
      tz?: string;
      is_restricted?: boolean;
      is_admin?: boolean;
      is_bot?: boolean;
      stranger?: boolean;
      /** Workspace; default the first one. */
      team?: string;
    }
  /** In the workspace of its first member. */
  | { make: 'channel'; name: string; is_private?: boolean; is_ext_shared?: boolean; members: UserId[]; botIsMember?: boolean }
  | { make: 'group_dm'; members: UserId[] }
  /** By the first of its members, in their workspace. */
  | { make: 'user_group'; handle: string; name?: string; users: UserId[] }
  /** A message by another app in the workspace. */
  | { make: 'app_message'; channel: ChannelId; text: string; appName: string; thread?: Ts }
  /** A second workspace with this app installed. */
  | { make: 'workspace'; name: string };
