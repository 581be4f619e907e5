import type { Act } from '../people/chronicle';
import type { Evidence, Finding, Happened } from './evidence';

/** Every acknowledged act has its effect in the records, exactly once; what nobody did is not there. */
export function judgeActs({ acts, escalations, events }: Pick<Evidence, 'acts' | 'escalations' | 'events'>): Finding[] {
  const opened = acts.filter(({ what }) => what === 'opened').map((act) => judgeRaised(act, escalations));
  const worded = acts.filter(({ what, words }) => what !== 'opened' && words).map((act) => judgeWorded(act, eventsOf(act.title)));
  const titles = [...new Set([...acts, ...escalations].map(({ title }) => title))];
  const counted = titles.flatMap((title) => judgeCounts(title, acts, eventsOf(title)));
  return [...opened, ...worded, ...counted, strangers(acts, escalations)].flat();

  function eventsOf(title: string): Happened[] {
    const ids = new Set(escalations.filter((one) => one.title === title).map(({ id }) => id));
    return events.filter(({ escalationId }) => ids.has(escalationId));
  }
}

function judgeRaised(act: Act, escalations: Evidence['escalations']): Finding[] {
  return judgeCount(act, escalations.filter(({ title }) => title === act.title).length, act);
}

function judgeWorded(act: Act, events: Happened[]): Finding[] {
  const words = JSON.stringify(act.words).slice(1, -1);
  return judgeCount(act, events.filter(({ type, data }) => type === act.what && data.includes(words)).length, act);
}

/** A form that was lost while its fate was unknown, and filled in anew, may count twice: to us it was two. */
function judgeCount(act: Act, count: number, evidence: unknown): Finding[] {
  const what = `${act.by.join(' and ')} ${act.what} "${act.title}"${act.words ? ` with "${act.words}"` : ''}`;
  if (act.acknowledged && count === 0) return [{ sort: 'lost', what: `${what}: acknowledged, and not in the records`, evidence }];
  if (count > Math.max(act.forms, 1)) return [{ sort: 'doubled', what: `${what}: ${count} times in the records`, evidence }];
  return [];
}

const byButton = ['claimed', 'released', 'passed', 'answered', 'carried_on', 'accepted'] as const;

/** Acts without words of their own are counted. */
function judgeCounts(title: string, acts: Act[], events: Happened[]): Finding[] {
  return byButton.flatMap((what): Finding[] => {
    const meant = acts.filter((act) => act.title === title && act.what === what);
    const happened = events.filter(({ type }) => type === what);
    const least = meant.filter(({ acknowledged }) => acknowledged).length - (what === 'answered' ? lateAnswers(events) : 0);
    const evidence = { meant, happened };
    const story = `"${title}" was ${what} ${happened.length} times; acknowledged ${least}, tried ${meant.length}`;
    if (happened.length < least) return [{ sort: 'lost', what: story, evidence }];
    if (happened.length > meant.length) return [{ sort: 'doubled', what: story, evidence }];

    const people = new Set(meant.flatMap(({ by }) => by));
    const others = happened.filter(({ person }) => !people.has(person));
    return others.map((one) => ({ sort: 'unexpected' as const, what: `"${title}" was ${what} by ${one.person}, who did not`, evidence }));
  });
}

/** An answer that Slack told of when the squad had resolved without it is a reply like any other. `events` in the order of the records. */
function lateAnswers(events: Happened[]): number {
  let question: 'none' | 'open' | 'overtaken' = 'none';
  let late = 0;
  for (const { type } of events) {
    if (type === 'asked') question = 'open';
    if (type === 'answered') question = 'none';
    if (type === 'resolved' && question === 'open') question = 'overtaken';
    if (type !== 'agent_replied' || question !== 'overtaken') continue;
    late += 1;
    question = 'none';
  }
  return late;
}

function strangers(acts: Act[], escalations: Evidence['escalations']): Finding[] {
  const titles = new Set(acts.filter(({ what }) => what === 'opened').map(({ title }) => title));
  return escalations
    .filter(({ title }) => !titles.has(title))
    .map((one) => ({ sort: 'unexpected', what: `Nobody raised "${one.title}"`, evidence: one }));
}
