import type { KnownBlock, ModalView } from '@slack/types';
import type { Message } from '../../delivery/words';
import { isOpen } from '../../domain/rotation/clock/accept';
import { isPrepared } from '../../domain/rotation/clock/beforehand';
import { actions, button, context, field, modal, section, textInput, typed } from '../settings/parts';
import { noteBlocks } from './handoff-card';
import type { HandoffFacts, SeenItem } from './handoff-facts';
import { itemLine } from './handoff-words';
import { timeThere } from './times';

/** With a button each; more are handed over as they are. */
const mostKept = 10;

/** 15 minutes before, to whose shift ends: a note for the next person, and what to keep. */
export function endingMessage(facts: HandoffFacts, reader: string, endsAt: Date, now: Date): Message {
  const { handoff, rotation, open, readerZone } = facts;
  const [verb, count] = [endsAt > now ? 'ends' : 'ended', open.length > 0 ? `${open.length} open.` : 'Nothing is open.'];
  const text = `Your shift ${verb} at ${timeThere(endsAt, readerZone)}.${rotation.squadId ? ` ${count}` : ''}`;
  const isLive = isPrepared(handoff) || isOpen(handoff);
  const own = open.filter(({ owner }) => owner === reader);
  const buttons = [
    button(handoff.note ? 'Change the note' : 'Add a note', 'rota_handoff_note', handoff.id),
    ...(own.length > 0 ? [button('Hand over all', 'rota_handoff_all', handoff.id)] : []),
  ];
  return {
    text,
    blocks: [
      section(`${typed(rotation.name)}: ${text}`),
      ...own.slice(0, mostKept).map((item) => ownBlock(facts, item, isLive, now)),
      ...noteBlocks(facts),
      ...(isLive ? [...plan(facts, own), ...actions(buttons)] : []),
    ],
  };
}

function ownBlock(facts: HandoffFacts, item: SeenItem, isLive: boolean, now: Date): KnownBlock {
  const { handoff, handing } = facts;
  const isKept = handing.kept.includes(item.id);
  const value = `${handoff.id} ${item.id} ${isKept ? 'hand_over' : 'keep'}`;
  const press = button(isKept ? 'Hand over' : 'Keep', `rota_handoff_keep:${item.id}`, value);
  return { ...section(itemLine(facts, item, now)), ...(isLive && { accessory: press }) };
}

function plan({ handing }: HandoffFacts, own: SeenItem[]): KnownBlock[] {
  if (own.length === 0) return [];
  const kept = own.filter(({ id }) => handing.kept.includes(id)).length;
  if (kept === 0 && handing.all) return [context('All of yours go to the next person.')];
  const rest = own.length - kept;
  return [context(`${kept} of yours ${kept === 1 ? 'stays' : 'stay'} with you, ${rest} ${rest === 1 ? 'goes' : 'go'} with the handoff.`)];
}

export const noteModal = (handoffId: string, note: string | null): ModalView =>
  modal({
    id: 'rota_handoff_note',
    title: 'Handoff note',
    submit: 'Save',
    metadata: { handoffId },
    blocks: [field('note', 'Note', textInput('note', { value: note, most: 2_000, lines: true }), { optional: true })],
  });
