import { setTimeout as pause } from 'node:timers/promises';
import type { RespondFn } from '@slack/bolt';
import type { Deps } from '../../deps';
import { actorOf, maySee } from '../../domain/escalations/around';
import { eventsOf } from '../../domain/escalations/events';
import { type Act, findEscalation, type Performed, type Refused } from '../../domain/escalations/store';
import { personOf } from '../../domain/people/store';
import { squadOf } from '../../domain/squads/store';
import { SlackUnavailable } from '../../slack/unavailable';
import { detailsModal } from '../../views/escalations/details';
import { cardFacts, namesOf } from '../../views/escalations/facts';
import { historyText } from '../../views/escalations/history';
import { noticeModal } from '../../views/escalations/modals';
import { refusalText } from '../../views/escalations/refusals';
import type { Handlers } from '../registry';
import { type Press, readPress } from './bodies';
import { refreshHomes } from './homes';
import { openView } from './open-view';

export type Action = NonNullable<Handlers['actions']>[string];

export interface Pressed extends Press {
  escalationId: string;
  /** What else the button carries: one thread, a choice. */
  detail?: string;
  act: Act;
}

/** A button that does something at once: one call into the domain, acknowledged once it is stored, and what the person sees of it. */
export function deed(deps: Deps, run: (pressed: Pressed, now: Date) => Promise<Performed>): Action {
  return async ({ ack, body, action, respond }) => {
    const pressed = pressedOn(readPress(body, action));
    const performed = await decided(deps, pressed, () => run(pressed, deps.clock.now()), refusedRights);
    await ack();
    if (performed.is === 'refused') await tellRefusal(deps, pressed, performed, respond);
    else if (pressed.view?.type === 'modal') await redrawModal(deps, pressed);
    await refreshHomes(deps, pressed.workspaceId);
  };
}

/** Buttons carry `<escalation>` or `<escalation> <detail>`. */
export function pressedOn(press: Press): Pressed {
  const [escalationId = '', detail] = press.value.split(' ');
  const { workspaceId, person, triggerId } = press;
  return { ...press, escalationId, ...(detail && { detail }), act: { workspaceId, escalationId, person, source: `action:${triggerId}` } };
}

/** Slack shows a warning sign when a button is not acknowledged within 3 seconds. */
const patienceMs = 1_500;

/**
 * Decided on what is known here, at once. Only when that says no is Slack asked who somebody is, and who is in the squad's channel, where
 * it is not known, while there is time; then it is decided again.
 */
export async function decided<T>(
  deps: Deps,
  who: Pick<Pressed, 'workspaceId' | 'person' | 'escalationId'>,
  decide: () => Promise<T>,
  saysNo: (answer: T) => boolean,
): Promise<T> {
  const first = await decide();
  if (!saysNo(first)) return first;
  await meet(deps, who);
  return decide();
}

/** A no that rests on who somebody is. */
export const refusedRights = (answer: Performed | Refused | null): boolean =>
  answer?.is === 'refused' && (answer.refusal.why === 'not_squad' || answer.refusal.why === 'not_member');

async function meet(deps: Deps, who: Pick<Pressed, 'workspaceId' | 'person' | 'escalationId'>): Promise<void> {
  await Promise.race([askAbout(deps, who), pause(patienceMs, undefined, { ref: false })]);
}

async function askAbout(
  { db, slack, log }: Deps,
  { workspaceId, person, escalationId }: Pick<Pressed, 'workspaceId' | 'person' | 'escalationId'>,
): Promise<void> {
  const { people, channels } = slack(workspaceId);
  try {
    await people.get(person);
    const record = await findEscalation(db.read, workspaceId, escalationId);
    const squad = record && (await squadOf(db.read, record.squadId));
    if (squad && squad.members.length === 0) await channels.members(squad.channelId);
    if (record?.restricted) await channels.members(record.channelId);
  } catch (error) {
    if (!(error instanceof SlackUnavailable)) throw error;
    log.warn({ err: error }, 'rights are decided on what is known already');
  }
}

export async function tellRefusal(deps: Deps, pressed: Pressed, refused: Refused, respond: RespondFn): Promise<void> {
  await tell(deps, pressed, await refusalSentence(deps, pressed, refused), respond);
}

/** Where the person pressed: beside the message for them alone, in the open modal, or in a modal of its own. */
export async function tell(deps: Deps, pressed: Pressed, text: string, respond: RespondFn): Promise<void> {
  if (pressed.inMessage)
    await respond({ text, response_type: 'ephemeral', replace_original: false, ...(pressed.threadTs && { thread_ts: pressed.threadTs }) });
  else if (pressed.view?.type === 'modal') await redrawModal(deps, pressed, text);
  else await openView(deps, pressed, noticeModal('Nothing was changed', text), respond);
}

export async function refusalSentence(
  { db, clock }: Deps,
  { workspaceId, person }: Pick<Pressed, 'workspaceId' | 'person'>,
  refused: Omit<Refused, 'is'>,
): Promise<string> {
  const { verb, refusal, escalation } = refused;
  const by = 'by' in refusal ? refusal.by : null;
  const [nameOf, reader, squad] = await Promise.all([
    namesOf(db.read, workspaceId, [by]),
    personOf(db.read, workspaceId, person),
    escalation && squadOf(db.read, escalation.squadId),
  ]);
  return refusalText(verb, refusal, {
    number: escalation?.number ?? null,
    squad: squad?.name ?? 'the squad',
    nameOf,
    zone: reader?.zone ?? 'UTC',
    now: clock.now(),
  });
}

/** The modal that the button stands in shows the escalation as it is now. */
async function redrawModal(deps: Deps, { workspaceId, person, escalationId, view }: Pressed, notice?: string): Promise<void> {
  const details = await detailsView(deps, { workspaceId, person, escalationId }, notice);
  if (view && details) await deps.slack(workspaceId).client.call('views.update', { view_id: view.id, view: details });
}

/** `null`: there is none, or it is not for this person. */
export async function detailsView(
  { db }: Deps,
  { workspaceId, person, escalationId }: Pick<Pressed, 'workspaceId' | 'person' | 'escalationId'>,
  notice?: string,
): Promise<ReturnType<typeof detailsModal> | null> {
  const { read } = db;
  const facts = await cardFacts(read, workspaceId, escalationId);
  if (!facts || !(await maySee(read, facts.escalation, person))) return null;

  const [actor, told, pages] = await Promise.all([
    actorOf(read, facts.escalation, person),
    eventsOf(read, escalationId),
    read.page.findMany({ where: { escalationId }, orderBy: { askedAt: 'asc' } }),
  ]);
  const others = [...told.flatMap((one) => [one.person, 'from' in one.data ? one.data.from : null]), ...pages.map((page) => page.person)];
  const history = historyText(told, pages, await namesOf(read, workspaceId, others));
  return detailsModal(facts, { actor, ...(notice && { notice }) }, history);
}
