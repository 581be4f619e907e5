import type { Reader } from '../../people/store';
import { choose } from '../choose';
import { fairnessOf } from '../fairness';
import { isMember } from '../holders';
import type { RotationRecord } from '../records/rotation';
import { scheduleOf } from '../records/schedule';
import { lookedAt, mayServe, piecesOf } from './looked';
import { askedOf, giveOf, type SwapRecord } from './request';

/** Who could serve what is asked for, the least loaded first: two at most. */
export async function freeFor(read: Reader, rotation: RotationRecord, request: SwapRecord, now: Date): Promise<string[]> {
  if (now >= request.start) return [];
  const ids = rotation.kind === 'turns' ? await byChoice(read, rotation, request, now) : await byBalance(read, rotation, request, now);
  return ids.slice(0, 2);
}

async function byChoice(read: Reader, rotation: RotationRecord, request: SwapRecord, now: Date): Promise<string[]> {
  const give = giveOf(request);
  const rota = (await scheduleOf(read, rotation, now)).rotaAt(give.start);
  const { plan } = rota;
  const on = rota.shiftsIn({ start: give.start - plan.restMs, end: give.end + plan.restMs });
  const ahead = { start: now.getTime(), end: Math.max(give.end, rotation.publishedUntil?.getTime() ?? 0) };
  // What is published counts as served.
  const loads = new Map(fairnessOf(plan, rota.shiftsIn(ahead), ahead).members.map(({ id, balance }) => [id, balance]));
  const { candidates } = choose(
    {
      ...plan,
      candidates: plan.members.filter((member) => !member.outside && !member.inactive && isMember(member, give.start)),
      on,
      heaviest: Number.POSITIVE_INFINITY,
      balanceOf: ({ id, balance }) => balance + (loads.get(id) ?? 0),
      lastEndOf: ({ id, lastEnd }) => on.filter((shift) => shift.member === id && shift.end <= give.start).at(-1)?.end ?? lastEnd,
    },
    give,
    piecesOf(rota, askedOf(request)),
  );
  const able = candidates.flatMap(({ member }) => {
    const answer = mayServe(rota, askedOf(request), member);
    return answer.may ? [{ member, tired: answer.tired }] : [];
  });
  const rested = able.filter(({ tired }) => !tired);
  return (rested.length > 0 ? rested : able).map(({ member }) => member);
}

async function byBalance(read: Reader, rotation: RotationRecord, request: SwapRecord, now: Date): Promise<string[]> {
  const looked = await lookedAt(read, rotation, giveOf(request), now);
  const members = [...looked.compiled.members.values()].sort((a, b) => a.balance - b.balance || (a.id < b.id ? -1 : 1));
  return members.filter(({ id }) => mayServe(looked, askedOf(request), id).may).map(({ id }) => id);
}
