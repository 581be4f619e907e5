import type { Evidence, Finding, Heard, Kept, Owed, Standing } from './evidence';

type Facts = Pick<Evidence, 'escalations' | 'said' | 'messages' | 'deliveries' | 'standing'>;

/** What the other side reads is what people said: edits and deletes followed, nothing left out, nothing of anybody else's. */
export function judgeThreads({ escalations, said, messages, deliveries, standing }: Facts): Finding[] {
  const raised = new Set(escalations.map(({ title }) => title));
  const kept = new Map(messages.map((row) => [placeOf(row), row]));
  const due = said.filter(({ title, copied }) => copied && raised.has(title));
  const heard = new Set(said.map(placeOf));
  const shown = shownBy(deliveries, standing);
  return [
    ...due.flatMap((one) => judgeOne(one, kept.get(placeOf(one)), shown)),
    ...said.filter(({ copied }) => !copied).flatMap((one) => judgeSecret(one, standing)),
    ...messages
      .filter((row) => !row.deleted && !heard.has(placeOf(row)))
      .map((row) => ({ sort: 'unexpected' as const, what: `${row.text} was kept and should not have been`, evidence: row })),
  ];
}

const placeOf = ({ channel, ts }: { channel: string; ts: string }) => `${channel} ${ts}`;

function judgeOne(one: Heard, row: Kept | undefined, shown: Map<string, Standing[]>): Finding[] {
  const what = `"${one.title}": ${one.token} by ${one.by}`;
  const evidence = { one, row, shown: row && shown.get(row.id) };
  const shows = (row ? (shown.get(row.id) ?? []) : []).filter((message) => JSON.stringify(message).includes(one.token));
  if (one.text === null) return shows.length > 0 ? [{ sort: 'untrue', what: `${what} was deleted and its copy stands`, evidence }] : [];

  if (!row || row.deleted) return [{ sort: 'lost', what: `${what} is not known`, evidence }];
  if (row.text !== one.text) return [{ sort: 'untrue', what: `${what} was changed and what is known is not`, evidence }];
  if (shows.length === 0) return [{ sort: 'lost', what: `${what} does not show on the other side`, evidence }];
  return shows.length > 1 ? [{ sort: 'doubled', what: `${what} shows ${shows.length} times on the other side`, evidence }] : [];
}

function judgeSecret(one: Heard, standing: Standing[]): Finding[] {
  const shows = standing.filter((message) => JSON.stringify(message).includes(one.token));
  return shows.length > 0
    ? [{ sort: 'unexpected', what: `${one.token} was to stay where it is and was copied`, evidence: { one, shows } }]
    : [];
}

/** By id of a kept message, the messages of ours in which it stands: its copy, or a transcript. */
function shownBy(deliveries: Owed[], standing: Standing[]): Map<string, Standing[]> {
  const there = new Map(standing.map((one) => [placeOf(one), one]));
  const shown = new Map<string, Standing[]>();
  for (const owed of deliveries) {
    if (owed.state !== 'sent' || owed.channel === null || owed.ts === null) continue;
    const message = there.get(placeOf({ channel: owed.channel, ts: owed.ts }));
    if (message) for (const id of standsIn(owed)) shown.set(id, [...(shown.get(id) ?? []), message]);
  }
  return shown;
}

function standsIn({ kind, subject, data }: Owed): string[] {
  if (kind === 'escalation.copy') return [subject];
  return kind === 'escalation.transcript' ? (data.messages as string[]) : [];
}
