import type { Draw, DrawContext, Drawn, Words } from '../delivery/words';
import { calendarFor } from '../domain/escalations/around';
import type { Telling } from '../domain/escalations/debts';
import { pageDue } from '../domain/escalations/duties';
import { eventsOf, findEvent } from '../domain/escalations/events';
import type { Told } from '../domain/escalations/happenings';
import { statusPlace } from '../domain/escalations/places';
import { escalationOfThread } from '../domain/escalations/store';
import type { Delivery } from '../generated/sqlite/client';
import { answerMessage, answerOver, isCurrent } from './escalations/answer';
import { cardMessage } from './escalations/card';
import { addressIn, type CardFacts, cardFacts } from './escalations/facts';
import { offerMessage } from './escalations/offer';
import { questionMessage, questionOver } from './escalations/question';
import { lineMessage, mentionMessage, pageMessage, pageOver, reopenedMessage } from './escalations/said';
import { statusMessage } from './escalations/status';
import { draftMessage, exhaustedMessage, toldMessage, tooLateMessage } from './escalations/told';

type Kinds =
  | 'escalation.card'
  | 'escalation.status'
  | 'escalation.page'
  | 'escalation.mention'
  | 'escalation.line'
  | 'escalation.told'
  | 'escalation.offer'
  | 'escalation.question'
  | 'escalation.answer'
  | 'escalation.reopened';

export const escalationWords: Pick<Words, Kinds> = {
  'escalation.card': ofRecord(async (facts, { revision }) => cardMessage(facts, revision)),
  'escalation.status': ofRecord(drawStatus),
  'escalation.page': ofRecord(drawPage),
  'escalation.mention': ofRecord(drawMention),
  'escalation.line': ofHappening(lineMessage),
  'escalation.question': drawQuestion,
  'escalation.answer': drawAnswer,
  'escalation.reopened': ofHappening(reopenedMessage),
  'escalation.told': drawTold,
  'escalation.offer': drawOffer,
};

/** What deliveries of escalations carry (`domain/escalations/debts`, `pages`). */
interface Data {
  event?: number;
  thread?: string;
  person?: string;
  round?: number;
  what?: Telling;
}

const dataOf = ({ data }: Delivery) => data as Data;

function ofRecord(draw: (facts: CardFacts, row: Delivery, context: DrawContext) => Promise<Drawn>): Draw {
  return async (row, context) => {
    const facts = await cardFacts(context.read, row.workspaceId, row.subject);
    return facts && draw(facts, row, context);
  };
}

type Thread = CardFacts['escalation']['threads'][number];

/** Of one happening, and where it is about one, of one thread. */
function ofHappening(draw: (facts: CardFacts, told: Told, thread: Thread | null) => Drawn, others: string[] = []): Draw {
  return async (row, { read }) => {
    const { event, thread } = dataOf(row);
    const told = event === undefined ? null : await findEvent(read, event);
    const facts = told && (await cardFacts(read, row.workspaceId, row.subject, [...peopleOf(told), ...others]));
    return facts && draw(facts, told, facts.escalation.threads.find(({ id }) => id === thread) ?? null);
  };
}

/** What is over before it was said is not said; what stands in Slack says what became of it, and gives up its buttons. */
const stands = ({ state }: Delivery) => state === 'sent';

/** Each round of paging has its own. */
async function drawMention(facts: CardFacts, row: Delivery, { read }: DrawContext): Promise<Drawn> {
  const { person = '', round } = dataOf(row);
  return round === facts.escalation.round ? mentionMessage(facts, person, await claimBy(read, facts)) : null;
}

async function drawPage(facts: CardFacts, row: Delivery, { read }: DrawContext): Promise<Drawn> {
  const { person = '', round } = dataOf(row);
  const page = round === facts.escalation.round ? pageMessage(facts, person, await claimBy(read, facts)) : null;
  return page ?? (stands(row) ? pageOver(facts, person) : null);
}

async function drawQuestion(row: Delivery, context: DrawContext): Promise<Drawn> {
  const since = await sinceThen(row, context);
  return ofHappening((facts, told, thread) => {
    const asked = thread && questionMessage(facts, { agent: thread.agent, askedAt: told.at });
    return asked ?? (stands(row) ? questionOver(facts, told, next(since, told, endsQuestion)) : null);
  }, peopleOfAll(since))(row, context);
}

async function drawAnswer(row: Delivery, context: DrawContext): Promise<Drawn> {
  const since = await sinceThen(row, context);
  return ofHappening((facts, told, thread) => {
    if (!thread) return null;
    const isOverUnsaid = !stands(row) && !isCurrent(facts, told.at);
    const accepted = next(since, told, new Set(['accepted']));
    return answerMessage(facts, thread, told.at) ?? (isOverUnsaid ? null : answerOver(facts, told, thread, accepted));
  }, peopleOfAll(since))(row, context);
}

/** What has happened to the escalation of something that stands in Slack. */
const sinceThen = async (row: Delivery, { read }: DrawContext): Promise<Told[]> => (stands(row) ? eventsOf(read, row.subject) : []);
const peopleOfAll = (told: Told[]): string[] => told.map(({ person }) => person);
const next = (since: Told[], told: Told, types: ReadonlySet<Told['type']>): Told | null =>
  since.find(({ at, type }) => at >= told.at && types.has(type) && type !== told.type) ?? null;

const endsQuestion = new Set<Told['type']>(['answered', 'carried_on', 'resolved']);

const peopleOf = (told: Told): (string | null)[] => [told.person, 'from' in told.data ? told.data.from : null];

/** Where the agent is not talked to any more, no status card is left. */
async function drawStatus(facts: CardFacts, row: Delivery): Promise<Drawn> {
  const thread = facts.escalation.threads.find(({ id }) => id === dataOf(row).thread);
  if (!thread || statusPlace(thread).lane !== row.lane) return null;
  return statusMessage(facts);
}

/** When the next person will be asked. */
async function claimBy(read: DrawContext['read'], { escalation }: CardFacts): Promise<Date | null> {
  return escalation.state === 'open' && !escalation.exhaustedAt ? pageDue(escalation, await calendarFor(read, escalation)) : null;
}

async function drawTold(row: Delivery, context: DrawContext): Promise<Drawn> {
  const { what, round = 0 } = dataOf(row);
  if (what === 'draft') return drawDraft(row, context);
  if (what === 'too_late') return tooLateMessage(await cardFacts(context.read, row.workspaceId, row.subject));
  if (what === 'exhausted') return ofRecord(async (facts) => exhaustedMessage(facts, round))(row, context);
  return ofHappening(toldMessage)(row, context);
}

async function drawDraft({ subject, workspaceId }: Delivery, { read }: DrawContext): Promise<Drawn> {
  const form = await read.escalationForm.findFirst({ where: { id: subject, workspaceId, outcome: 'open' } });
  if (!form) return null;
  const { typed } = form.draft as unknown as { typed: { title: string } };
  return draftMessage(typed.title, subject);
}

/** Of a thread that has been escalated meanwhile, nobody need be asked. */
async function drawOffer({ workspaceId, data, onlyFor }: Delivery, { read }: DrawContext): Promise<Drawn> {
  const { channel, root, ts } = data as unknown as { channel: string; root: string; ts: string };
  if (await escalationOfThread(read, workspaceId, channel, root)) return null;
  const address = onlyFor ? null : (await addressIn(read, workspaceId))(channel, ts, root);
  return offerMessage(`${channel} ${ts} ${root}`, address);
}
