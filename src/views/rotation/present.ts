import type { DrawContext, MembersWish, Message, TopicWish, Words } from '../../delivery/words';
import { type GroupState, groupState } from '../../domain/rotation/records/group';
import { type TopicDuty, topicDuties } from '../../domain/rotation/records/topic';
import type { Delivery } from '../../generated/sqlite/client';
import { type NameOf, namesOf } from '../escalations/facts';
import { typed } from '../escalations/parts';
import { groupTroubleMessage, leftOutMessage } from './group';
import { listed, timeThere, wall } from './times';

export const presentWords = {
  'rota.group': drawGroup,
  'rota.group_finding': drawFinding,
  'rota.topic': drawTopic,
} satisfies Partial<Words>;

/** While Slack has refused lately, it is left in peace; where nobody is left to be named, the group stays as it is. */
async function drawGroup({ workspaceId, subject }: Delivery, { read, now }: DrawContext): Promise<MembersWish | null> {
  const state = await groupState(read, workspaceId, subject, now);
  if (!state || state.plan.by === 'nobody' || (state.link?.retryAt && state.link.retryAt > now)) return null;
  return { group: subject, members: state.plan.wanted, since: state.link?.driftAt?.toISOString() ?? null };
}

/** Nothing is left to say when it is mended. */
async function drawFinding({ workspaceId, subject, data }: Delivery, { read, now }: DrawContext): Promise<Message | null> {
  const { error, leftOut = [] } = data as { error?: string; leftOut?: GroupState['plan']['leftOut'] };
  const state = await groupState(read, workspaceId, subject, now);
  if (!state) return null;
  if (error) return state.link?.error === error ? groupTroubleMessage(state, error) : null;

  const still = state.plan.leftOut.filter(({ user }) => leftOut.some((one) => one.user === user));
  if (still.length === 0) return null;
  return leftOutMessage(state, still, await namesOf(read, workspaceId, [...still.map(({ user }) => user), ...state.plan.wanted]));
}

const mark = 'On rotation: ';

async function drawTopic({ workspaceId, subject }: Delivery, { read, now }: DrawContext): Promise<TopicWish> {
  const duties = await topicDuties(read, workspaceId, subject, now);
  const names = await namesOf(
    read,
    workspaceId,
    duties.flatMap(({ users }) => users),
  );
  const ours = duties.length > 0 ? `${mark}${topicLine(duties, names, now)}` : null;
  // What people have done to it is looked at once an hour.
  return { topicOf: subject, mark, ours, since: ours === null ? '' : now.toISOString().slice(0, 13) };
}

/** `Ana until Mon 09:00`; of several rotations each by its name. Nobody is mentioned. */
export function topicLine(duties: readonly TopicDuty[], nameOf: NameOf, now: Date): string {
  const said = duties.map((duty) => ({ name: duty.rotation.name, who: whoIs(duty, nameOf, now) }));
  if (said.length === 1) return said.map(({ who }) => who).join('');
  return said.map(({ name, who }) => `${typed(name)}: ${who}`).join('; ');
}

function whoIs({ users, until, zone }: TopicDuty, nameOf: NameOf, now: Date): string {
  const who = users.length === 0 ? 'nobody' : listed(users.map((user) => typed(nameOf(user))));
  return until ? `${who} until ${shortly(until, zone, now)}` : who;
}

const weekMs = 7 * 86_400_000;

/** `Mon 09:00`, or with its date when that may be another Monday. */
function shortly(at: Date, zone: string, now: Date): string {
  const isNear = at.getTime() - now.getTime() < weekMs;
  return isNear ? `${wall(at, zone).slice(0, 3)} ${timeThere(at, zone)}` : wall(at, zone);
}
