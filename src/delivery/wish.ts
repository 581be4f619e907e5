import type { Delivery } from '../generated/sqlite/client';
import type { Failure } from '../slack/outcome';
import { hashOf } from './arguments';
import type { Desk } from './desk';
import { refusalOf } from './refusals';
import type { Settled } from './settled';
import { topicWith } from './topic';
import { afterFailure, redrawn, refused, sent, withdrawn } from './verdicts';
import type { MembersWish, ReactionWish, TopicWish, Wish } from './words';

/** Makes something so in Slack; again until it is, since doing it twice changes nothing. What was set already is not set once more. */
export async function fulfil(desk: Desk, row: Delivery, wish: Wish): Promise<Settled> {
  const hash = hashOf(wish);
  const settled = hash === row.renderedHash ? unchanged(desk, row, hash) : await set(desk, row, wish, hash);
  return 'reaction' in wish ? settled : withWish(settled, wish);
}

function set(desk: Desk, row: Delivery, wish: Wish, hash: string): Promise<Settled> {
  if ('reaction' in wish) return putReaction(desk, row, wish, hash);
  return 'group' in wish ? setMembers(desk, row, wish, hash) : setTopic(desk, row, wish, hash);
}

/** Nobody knows yet how it is when an answer was lost or Slack asks for patience. */
function withWish(settled: Settled, wish: Wish): Settled {
  const { what, change } = settled;
  if (what === 'refused') return { ...settled, wished: { wish, error: change.lastError ?? null } };
  return what === 'sent' || what === 'unchanged' ? { ...settled, wished: { wish, error: null } } : settled;
}

const isSoAlready = new Set(['already_reacted', 'no_reaction']);
/** Nothing that an admin could mend, and nothing that anybody misses. */
const cannotBe = new Set(['message_not_found', 'not_reactable', 'too_many_emoji', 'too_many_reactions', 'thread_locked']);

async function putReaction(desk: Desk, row: Delivery, wish: ReactionWish, hash: string): Promise<Settled> {
  const method = wish.present ? 'reactions.add' : 'reactions.remove';
  await desk.deps.killPoint?.('before-call');
  const outcome = await desk.call(method, row.lane, { channel: wish.on.channel, timestamp: wish.on.ts, name: wish.reaction });
  if (outcome.is === 'ok' || (outcome.is === 'refused' && isSoAlready.has(outcome.error))) return isSo(desk, row, hash);
  if (outcome.is === 'refused' && cannotBe.has(outcome.error)) return withdrawn(row, outcome.error);
  return afterFailure(row, outcome, { method, repeatable: true }, desk.now(), desk.tuning);
}

async function setMembers(desk: Desk, row: Delivery, { group, members }: MembersWish, hash: string): Promise<Settled> {
  const method = 'usergroups.users.update';
  await desk.deps.killPoint?.('before-call');
  const outcome = await desk.call(method, row.lane, { usergroup: group, users: members.join(',') });
  return outcome.is === 'ok' ? isSo(desk, row, hash) : notSo(desk, row, outcome, method);
}

/** Half of a topic belongs to the people of its channel: what stands there is read, and kept. */
async function setTopic(desk: Desk, row: Delivery, wish: TopicWish, hash: string): Promise<Settled> {
  const channel = wish.topicOf;
  const known = await desk.call('conversations.info', row.lane, { channel });
  if (known.is !== 'ok') return notSo(desk, row, known, 'conversations.info');

  const standing = known.answer.channel?.topic?.value ?? '';
  const topic = topicWith(wish, standing);
  if (topic === standing) return unchanged(desk, row, hash);
  await desk.deps.killPoint?.('before-call');
  const outcome = await desk.call('conversations.setTopic', row.lane, { channel, topic });
  return outcome.is === 'ok' ? isSo(desk, row, hash) : notSo(desk, row, outcome, 'conversations.setTopic');
}

const isSo = ({ now, tuning }: Desk, row: Delivery, hash: string): Settled => sent(row, { channel: null, ts: null, hash }, now(), tuning);

function unchanged({ now, tuning }: Desk, row: Delivery, hash: string): Settled {
  return { ...redrawn(row, hash, now(), tuning), what: 'unchanged' };
}

/** A setting of the workspace, a group or a channel is in the way: trying at once, or telling the admins each time, would mend nothing. */
function notSo(desk: Desk, row: Delivery, failure: Failure, method: string): Settled {
  if (failure.is === 'refused' && refusalOf(failure.error) !== 'workspace') return refused(row, failure.error);
  return afterFailure(row, failure, { method, repeatable: true }, desk.now(), desk.tuning);
}
