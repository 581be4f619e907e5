import type { Slack } from '../../slack';
import { SlackUnavailable } from '../../slack/unavailable';
import type { Reader } from '../people/store';
import { squadsOf } from '../squads/store';
import type { TokenFacts } from './workspace';

/** What Slack says of our token now. */
export async function askToken(slack: Slack): Promise<TokenFacts> {
  const outcome = await slack.client.call('auth.test');
  if (outcome.is === 'ok') {
    const granted = outcome.answer.response_metadata as { scopes?: string[] } | undefined;
    return { is: 'accepted', name: outcome.answer.user ?? 'Backline', scopes: granted?.scopes ?? null };
  }
  if (outcome.is === 'refused') return { is: 'refused', error: outcome.error };
  return { is: 'unreached', error: outcome.is === 'limited' ? 'rate limited' : outcome.error };
}

/** Slack answers about 50 such questions a minute; of squads beyond that what was learned today is taken. */
const mostQuestions = 40;

/** Looks at the squads' channels and people as Slack sees them now. Where Slack does not answer, what is known stays. */
export async function lookAgain(read: Reader, slack: Slack): Promise<void> {
  const squads = await squadsOf(read, slack.workspaceId);
  try {
    for (const { channelId } of squads.slice(0, mostQuestions)) await slack.channels.refresh(channelId);
    const people = squads.flatMap(({ members, pms, manager }) => [...members, ...pms, ...(manager ? [manager] : [])]);
    for (const userId of new Set(people)) await slack.people.get(userId);
  } catch (error) {
    if (!(error instanceof SlackUnavailable)) throw error; // the doctor tells what it knows; the check of the token tells why
  }
}
