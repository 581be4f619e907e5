import type { MessageRef } from '../../sandbox';
import { type Case, placeOf } from './case';
import type { Said } from './chronicle';
import type { Someone } from './someone';
import type { Side } from './story';
import { lookFor, patienceMs } from './town';

/** Everything that was said shows on the other side, and what was deleted does not: in step, as far as people can see. */
export async function allCopied(one: Case): Promise<boolean> {
  return (await lookFor(one.town.sandbox, () => isInStep(one) || undefined, patienceMs)) === true;
}

function isInStep(one: Case): boolean {
  const { town, story } = one;
  const said = town.chronicle.said.filter(({ title, copied }) => title === story.title && copied);
  return said.every((message) => shows(one, message) === stands(one, message));
}

function stands({ town }: Case, { by, channel, ts }: Said): boolean {
  const message = town.sandbox.message(town.someone(by).id, { channel, ts });
  return message !== null && message.subtype !== 'tombstone';
}

function shows(one: Case, { channel, token }: Said): boolean {
  const other: Side = channel === one.squadChannel ? 'agents' : 'squad';
  const reader: Someone = other === 'agents' ? one.agent : one.town.someone(one.story.squad.engineers[0] as string);
  const place = placeOf(one, other);
  const copy: MessageRef | undefined = place && reader.find(token, place.channel, place.thread);
  return copy !== undefined;
}
