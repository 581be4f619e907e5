import { type Database, isPostgres, writeTx } from '../../database';
import { pendingMigrations } from '../../migration-state';
import { peopleOf, type Reader } from '../people/store';
import { businessHours, definitionOf } from '../settings/hours';
import { squadPeople } from '../squads/rights';
import type { Squad } from '../squads/rules';
import { squadsOf } from '../squads/store';
import { type CheckName, type Finding, warning } from './findings';
import { coverOf, groupFindings } from './rotations';
import { type Check, type Report, reportOf } from './rules';
import { channelFinding, coverFinding, managerFinding, peopleFinding, type SquadFacts } from './squads';
import * as workspace from './workspace';

/** What only somebody outside the database can tell; what is absent is not checked (`--offline`). */
export interface Outside {
  token?: workspace.TokenFacts;
  /** The scopes of manifest.yml. */
  wantedScopes?: string[];
  /** `null`: no running Backline answered. */
  connected?: boolean | null;
}

export interface Patient {
  db: Database;
  workspaceId: string;
  /** The package's folder, for its migrations. */
  root: string;
}

/** Everything that the doctor looks at. */
export async function examine(patient: Patient, outside: Outside, now: Date): Promise<Report> {
  const { db, workspaceId } = patient;
  const checks = [
    ...outsideChecks(outside),
    ...(await squadChecks(db.read, workspaceId, now)),
    ...(await groupFindings(db.read, workspaceId, now)).map((finding) => about('user_group', finding)),
    ...(await databaseChecks(patient)),
    ...(await trafficChecks(db.read, workspaceId, now)),
  ];
  return reportOf(checks, now);
}

function outsideChecks({ token, wantedScopes, connected }: Outside): Check[] {
  const checks: Check[] = [];
  if (token) checks.push(about('token', workspace.tokenFinding(token)));
  if (token?.is === 'accepted' && wantedScopes) checks.push(about('scopes', workspace.scopesFinding(token.scopes, wantedScopes)));
  if (connected !== undefined) checks.push(about('socket', workspace.socketFinding(connected)));
  return checks;
}

async function squadChecks(read: Reader, workspaceId: string, now: Date): Promise<Check[]> {
  const squads = await squadsOf(read, workspaceId);
  if (squads.length === 0) return [about('squad_channel', warning('There is no squad yet', 'App Home → Settings → Squads → Add a squad'))];

  const checks: Check[] = [];
  const hours = await businessHours(read, workspaceId);
  for (const squad of squads) {
    const facts = await squadFacts(read, squad, now);
    const of = (check: CheckName, finding: Finding): Check => ({ check, subject: squad.key, ...finding });
    checks.push(
      of('squad_channel', channelFinding(facts)),
      of('rotation_cover', coverFinding(facts)),
      of('people', peopleFinding(facts)),
      of('manager', managerFinding(facts)),
      of('calendar', workspace.calendarFinding(definitionOf({ ...hours, zone: squad.zone ?? hours.zone }), now)),
    );
  }
  return checks;
}

async function squadFacts(read: Reader, squad: Squad, now: Date): Promise<SquadFacts> {
  const { workspaceId, channelId, members, pms, manager } = squad;
  const named = await peopleOf(read, workspaceId, [...members, ...pms, ...(manager ? [manager] : [])]);
  const inChannel = await read.channelMember.findMany({ where: { workspaceId, channelId }, select: { userId: true } });
  return {
    squad,
    channel: await read.channel.findUnique({ where: { workspaceId_channelId: { workspaceId, channelId } } }),
    people: new Map(named.map((person) => [person.userId, person])),
    inChannel: new Set(inChannel.map(({ userId }) => userId)),
    reachable: await squadPeople(read, squad),
    cover: await coverOf(read, squad.id, now),
  };
}

async function databaseChecks({ db, root }: Patient): Promise<Check[]> {
  return [
    about('database', workspace.databaseFinding(await writeError(db))),
    about('migrations', workspace.migrationsFinding(await pendingMigrations(db, root))),
  ];
}

/** A write that changes nothing. */
async function writeError(db: Database): Promise<string | null> {
  try {
    await writeTx(db, (tx) => tx.$executeRawUnsafe('UPDATE "Lane" SET "lastPosition" = "lastPosition" WHERE 1 = 0'));
    return null;
  } catch (error) {
    const said = error instanceof Error ? (error.message.trim().split('\n').at(-1) ?? '') : String(error);
    return isPostgres(db.url) ? said.replace(/\/\/[^/@]*@/, '//…@') : said;
  }
}

const recentEvents = 50;

async function trafficChecks(read: Reader, workspaceId: string, now: Date): Promise<Check[]> {
  const { connectedAt } = await read.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { connectedAt: true } });
  const events = await read.inboxEvent.findMany({
    where: { workspaceId },
    orderBy: { id: 'desc' },
    take: recentEvents,
    select: { eventAt: true, receivedAt: true },
  });
  const runs = await read.jobRun.findMany({ select: { job: true, startedAt: true, error: true }, orderBy: { job: 'asc' } });
  const recent = events.filter(({ receivedAt }) => now.getTime() - receivedAt.getTime() < 86_400_000);
  return [
    about('events_seen', workspace.eventsFinding(events[0]?.receivedAt ?? null, connectedAt, now)),
    about('jobs', workspace.jobsFinding(runs, now)),
    about('deliveries', workspace.deliveriesFinding(await deliveryFacts(read, workspaceId, now), now)),
    about(
      'clock_skew',
      workspace.clockFinding(workspace.skewOf(recent.map(({ eventAt, receivedAt }) => receivedAt.getTime() - eventAt.getTime()))),
    ),
  ];
}

async function deliveryFacts(read: Reader, workspaceId: string, now: Date): Promise<workspace.DeliveryFacts> {
  const oldest = await read.delivery.findFirst({
    where: { workspaceId, state: 'pending', OR: [{ notBefore: null }, { notBefore: { lte: now } }] },
    orderBy: { id: 'asc' },
    select: { createdAt: true, notBefore: true },
  });
  return {
    dead: await read.delivery.count({ where: { workspaceId, state: 'dead' } }),
    inDoubt: await read.delivery.count({ where: { workspaceId, state: 'pending', inDoubt: true } }),
    oldestWaitingSince: oldest && (oldest.notBefore ?? oldest.createdAt),
  };
}

const about = (check: CheckName, finding: Finding): Check => ({ check, subject: 'workspace', ...finding });
