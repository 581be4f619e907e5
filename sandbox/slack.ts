/** What the parts of the sandbox share. Made once in `index.ts`, handed to everything as the first argument. */
import type { Activity } from './activity';
import type { WorldClock } from './clock';
import type { Sockets } from './delivery/sockets';
import type { Wire } from './delivery/wire';
import { refuse } from './errors';
import type { EventQueue } from './events/queue';
import type { Faults } from './faults';
import type { Ids } from './ids';
import type { Triggers } from './interactions/triggers';
import type { TrafficLog } from './log';
import type { AppIdentity } from './manifest';
import type { Channel, Install, Team, User } from './model';
import type { Grant } from './oauth/exchange';
import type { Rates } from './rates';
import type { Store } from './store';

export interface Slack {
  readonly app: AppIdentity;
  readonly store: Store;
  readonly clock: WorldClock;
  readonly ids: Ids;
  readonly log: TrafficLog;
  readonly activity: Activity;
  readonly faults: Faults;
  readonly rates: Rates | null;
  readonly seed: number;
  readonly sockets: Sockets;
  /** Sockets, or HTTP when the app has a request URL. */
  wire: Wire;
  readonly events: EventQueue;
  readonly triggers: Triggers;
  /** Codes of OAuth pages that were agreed to, until they are exchanged. */
  readonly grants: Map<string, Grant>;
  /** Access tokens of people who signed in by OpenID Connect. */
  readonly signIns: Map<string, string>;
  /** Writes what changed to the journal, if there is one: before an answer tells of it. */
  keep(): void;
  /** `http://127.0.0.1:PORT`, known once the server listens. */
  url: string;
}

export function nowSeconds(slack: Slack): number {
  return Math.floor(slack.clock.nowMs() / 1000);
}

export function newTs(slack: Slack, teamId: string): string {
  return slack.ids.ts(teamId, slack.clock.nowMs());
}

export function userOf(slack: Slack, id: string): User {
  return slack.store.get('users', id) ?? refuse('user_not_found');
}

export function channelOf(slack: Slack, id: string): Channel {
  return slack.store.get('channels', id) ?? refuse('channel_not_found');
}

export function teamOf(slack: Slack, id: string): Team {
  return slack.store.get('teams', id) ?? refuse('team_not_found');
}

/** The app's installation in a workspace; null once it was uninstalled or where it never was. */
export function installIn(slack: Slack, teamId: string): Install | null {
  const install = slack.store.get('installs', teamId);
  return install === undefined || install.revoked ? null : install;
}

export function installOf(slack: Slack, teamId: string): Install {
  return installIn(slack, teamId) ?? refuse('app_not_installed');
}

export function isBot(user: User): boolean {
  return user.botId !== undefined;
}

/** False for people who were deactivated: they are in no channel any more. */
export function isActive(slack: Slack, userId: string): boolean {
  return slack.store.get('users', userId)?.deleted === false;
}

export function displayed(user: User): string {
  return user.displayName === '' ? user.realName : user.displayName;
}
