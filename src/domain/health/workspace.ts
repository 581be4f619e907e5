import { type CalendarDefinition, problemOf } from '../calendar/definition';
import { calendarOf, nextOpening } from '../calendar/rules';
import { broken, type Finding, fine, warning } from './findings';

const minute = 60_000;
const hour = 60 * minute;

/** What Slack answered to "who are we?". */
export type TokenFacts =
  | {
      is: 'accepted';
      name: string;
      /** `null`: Slack did not say. */
      scopes: string[] | null;
    }
  | { is: 'refused'; error: string }
  | { is: 'unreached'; error: string };

export function tokenFinding(token: TokenFacts): Finding {
  if (token.is === 'accepted') return fine(`Accepted as ${token.name}`);
  if (token.is === 'unreached') return broken(`Slack could not be reached (${token.error})`, 'Check the network and SLACK_API_URL');
  return broken(
    `Slack refuses the bot token (${token.error})`,
    'Copy the Bot User OAuth Token (xoxb-…) from the app’s page into SLACK_BOT_TOKEN, then start again',
  );
}

/** Scopes without which one part stays silent and all else works, and what that part is. */
const optionalScopes: Record<string, string> = {
  'usergroups:read': 'user groups of rotations',
  'usergroups:write': 'user groups of rotations',
  'channels:write.topic': 'topics of rotations',
  'groups:write.topic': 'topics of rotations in private channels',
  'dnd:read': 'Do Not Disturb of who is on',
};

export function scopesFinding(granted: string[] | null, wanted: string[]): Finding {
  if (!granted) return fine('Slack did not say which scopes were granted');
  const missing = wanted.filter((scope) => !granted.includes(scope));
  if (missing.length === 0) return fine(`All ${wanted.length} scopes are granted`);
  const needed = missing.filter((scope) => !(scope in optionalScopes));
  if (needed.length > 0) return broken(`Missing: ${needed.join(', ')}`, pasteManifest);

  const silent = [...new Set(missing.map((scope) => optionalScopes[scope] as string))];
  return warning(`Without ${missing.join(', ')} these stay silent: ${silent.join(', ')}`, pasteManifest);
}

const pasteManifest = 'Paste manifest.yml into the app’s page (App Manifest), then reinstall the app to the workspace';

/** `null`: nobody could be asked. */
export function socketFinding(connected: boolean | null): Finding {
  if (connected) return fine('Connected');
  if (connected === false)
    return broken(
      'Slack is not connected',
      'Look at the log of Backline, and at SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)',
    );
  return warning('No running Backline answers', 'Start it: npm start');
}

export function calendarFinding(definition: CalendarDefinition, now: Date): Finding {
  const problem = problemOf(definition);
  if (problem) return broken(problem.problem, 'App Home → Settings → Business hours and holidays');
  const opening = nextOpening(calendarOf(definition), now);
  if (!opening) return broken('Not open again within a year', 'App Home → Settings → Business hours and holidays');
  return fine(opening.getTime() === now.getTime() ? 'Open now' : `Opens ${opening.toISOString().slice(0, 16)}Z`);
}

export function eventsFinding(lastEventAt: Date | null, connectedAt: Date, now: Date): Finding {
  const seen = lastEventAt ?? connectedAt;
  if (now.getTime() - seen.getTime() <= 24 * hour)
    return fine(lastEventAt ? `Last one ${ago(lastEventAt, now)}` : 'None yet: connected less than a day ago');
  return warning(
    lastEventAt ? `The last event of Slack came ${ago(lastEventAt, now)}` : 'No event of Slack has ever come',
    'Check Event Subscriptions on the app’s page against manifest.yml, and that Backline runs',
  );
}

export const databaseFinding = (error: string | null): Finding =>
  error ? broken(`Cannot be written (${error})`, 'Check the disk, the file’s owner and DATABASE_URL') : fine('Can be written');

export const migrationsFinding = (pending: string[]): Finding =>
  pending.length > 0
    ? broken(`${pending.length} to go: ${pending.join(', ')}`, 'Start Backline once: it brings the database up to date')
    : fine('Up to date');

export interface RunFacts {
  job: string;
  startedAt: Date;
  error: string | null;
}

/** Some job looks every few seconds, and each at least once a day. */
export function jobsFinding(runs: RunFacts[], now: Date): Finding {
  const newest = Math.max(0, ...runs.map(({ startedAt }) => startedAt.getTime()));
  if (newest === 0) return warning('No job has run yet', 'Start Backline: npm start');
  if (now.getTime() - newest > 10 * minute)
    return broken(`No job has run since ${ago(new Date(newest), now)}`, 'Start Backline: npm start');

  const failed = runs.filter(({ error }) => error !== null);
  if (failed.length > 0)
    return broken(failed.map(({ job, error }) => `${job}: ${error}`).join('; '), 'It will run again by itself; the log tells more');
  const late = runs.filter(({ startedAt }) => now.getTime() - startedAt.getTime() > 26 * hour);
  if (late.length > 0) return warning(`${late.map(({ job }) => job).join(', ')} did not run for over a day`, 'Restart Backline');
  return fine(`${runs.length} jobs, the last ran ${ago(new Date(newest), now)}`);
}

export interface DeliveryFacts {
  dead: number;
  /** Sent, but Slack's answer was lost and could not be read back. */
  inDoubt: number;
  oldestWaitingSince: Date | null;
}

export function deliveriesFinding({ dead, inDoubt, oldestWaitingSince }: DeliveryFacts, now: Date): Finding {
  if (dead > 0) return broken(`${messages(dead)} could not be delivered`, 'The admins were told why, and what to mend');
  const waiting = oldestWaitingSince && now.getTime() - oldestWaitingSince.getTime() > 10 * minute;
  if (waiting)
    return warning(
      `The oldest message waits since ${ago(oldestWaitingSince, now)}`,
      'Check that Backline runs and that Slack answers (status.slack.com)',
    );
  if (inDoubt > 0)
    return warning(
      `${messages(inDoubt)} may have been delivered: Slack’s answer was lost`,
      'Nothing, if it goes away: they are read back before they are sent again',
    );
  return fine('Nothing waits');
}

/** Milliseconds that our clock is ahead of Slack's, as well as what came and went lately can tell. */
export function clockFinding(skewMs: number | null): Finding {
  if (skewMs === null) return fine('Nothing to compare yet');
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  if (seconds <= 30) return fine('Agrees with Slack’s');
  return broken(`This computer’s clock is ${seconds} s ${skewMs > 0 ? 'ahead of' : 'behind'} Slack’s`, 'Set it by the network (NTP)');
}

/**
 * An event arrives after it happened, so the shortest way of many is the skew: above 0 when our clock is ahead, below when it is behind.
 * A few events that were sent again late would tell nothing.
 */
export const skewOf = (lags: number[]): number | null => (lags.length < 5 ? null : Math.min(...lags));

function ago(instant: Date, now: Date): string {
  const minutes = Math.max(0, Math.round((now.getTime() - instant.getTime()) / minute));
  if (minutes < 1) return 'just now';
  if (minutes < 120) return `${minutes} min ago`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h ago` : `${Math.round(minutes / 60 / 24)} days ago`;
}

const messages = (count: number) => (count === 1 ? '1 message' : `${count} messages`);
