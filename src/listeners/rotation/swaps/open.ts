import type { RespondFn } from '@slack/bolt';
import { z } from 'zod';
import type { Deps } from '../../../deps';
import { wallTime } from '../../../domain/calendar/zone';
import { zoneOf } from '../../../domain/rotation/home';
import { isLead } from '../../../domain/rotation/records/rights';
import { type Givable, givableOf, stintFrom } from '../../../domain/rotation/swaps/give';
import { namesOf } from '../../../views/escalations/facts';
import { noticeModal } from '../../../views/escalations/modals';
import { type Choice, type Moment, noShiftModal, type SwapForm, type SwapPlace, swapModal } from '../../../views/rotation/swaps/modals';
import { monthThere } from '../../../views/rotation/swaps/say';
import { spanThere } from '../../../views/rotation/times';
import { type Press, readPress } from '../../escalations/bodies';
import { openView } from '../../escalations/open-view';
import type { Handlers } from '../../registry';
import { type Fields, fieldsOf } from '../../settings/gesture';
import { firstWhose } from './whose';

/** Who asks, and of what: a shift, else any of theirs, in one rotation or all. */
export type SwapAsking = Pick<Press, 'workspaceId' | 'person' | 'triggerId'> &
  Partial<Pick<Press, 'view' | 'inMessage' | 'threadTs'>> & { shiftId?: string; rotationId?: string };

const title = 'Swap a shift';

/** Opens **Swap a shift**; a lead may ask for somebody else's shift. */
export async function openSwap(deps: Deps, asking: SwapAsking, respond: RespondFn): Promise<void> {
  const { workspaceId, person, shiftId, rotationId } = asking;
  const view = await viewFor(deps, { workspaceId, person }, shiftId, rotationId);
  await openView(deps, { value: '', at: '', view: null, inMessage: false, threadTs: null, ...asking }, view, respond);
}

type Who = Pick<Press, 'workspaceId' | 'person'>;

async function viewFor(deps: Deps, who: Who, shiftId: string | undefined, rotationId: string | undefined) {
  const { read } = deps.db;
  const now = deps.clock.now();
  const wanted = shiftId ? await stintFrom(read, who.workspaceId, shiftId, now) : null;
  if (shiftId && !wanted) return noticeModal(title, 'This shift is over, or not there any more. `/rota mine` shows yours.');
  const isOther = wanted !== null && wanted.userId !== who.person;
  if (isOther && !(await isLead(read, wanted.rotation, who.person)))
    return noticeModal(title, 'This shift is somebody else’s. Only they or a lead can ask for cover for it.');
  const whose = wanted ? null : await firstWhose(deps, who, rotationId, now);
  const place = { rotationId: rotationId ?? null, forOther: isOther ? wanted.shiftId : null, mayChoose: whose !== null };
  const shifts = await shiftsFor(deps, who, place, whose, now);
  const chosen = shifts.find((one) => one.shiftId === wanted?.shiftId) ?? shifts[0];
  if (!chosen) return noticeModal(title, whose ? nobodyHas : youHaveNone);
  return swapModal({ ...blank, ...aboutShift(shifts, chosen), whose, isOwn: chosen.userId === who.person }, place);
}

const youHaveNone = 'You have no shift ahead of you that somebody else could take.';
const nobodyHas = 'Nobody has a shift ahead here that somebody else could take.';

const blank = { much: 'all', ask: 'everyone', person: null, theirs: [], inReturn: 'nothing', note: '' } satisfies Partial<SwapForm>;

async function shiftsFor(
  { db }: Deps,
  { workspaceId, person }: Who,
  { rotationId, forOther }: SwapPlace,
  whose: string | null,
  now: Date,
): Promise<Givable[]> {
  if (!forOther) return givableOf(db.read, workspaceId, whose ?? person, now, rotationId ?? undefined);
  const one = await stintFrom(db.read, workspaceId, forOther, now);
  return one ? [one] : [];
}

function aboutShift(shifts: Givable[], chosen: Givable) {
  const zone = zoneOf(chosen.rotation, chosen.start);
  return {
    shifts: shifts.map(choiceOf),
    shiftId: chosen.shiftId,
    isWhole: chosen.rotation.kind === 'sittings',
    from: momentOf(chosen.start, zone),
    until: momentOf(chosen.end, zone),
  };
}

export function choiceOf({ shiftId, rotation, start, end }: Givable): Choice {
  const zone = zoneOf(rotation, start);
  return { label: `${rotation.name} · ${spanThere({ start, end }, zone)}`, value: shiftId, month: monthThere(start, zone) };
}

export const momentOf = (at: Date, zone: string): Moment => {
  const { date, time } = wallTime(at, zone);
  return { date, time };
};

export const Place = z.object({
  rotationId: z.string().nullable(),
  forOther: z.string().nullable(),
  mayChoose: z.boolean().default(false),
});

/** What is asked next hangs on what was chosen: the form is drawn again, and keeps what was typed. */
export function openHandlers(deps: Deps): Handlers {
  const redraw: NonNullable<Handlers['actions']>[string] = async ({ ack, body, action }) => {
    await ack();
    const press = readPress(body, action);
    const { view, workspaceId } = press;
    const form = view && (await formAsTyped(deps, press, Place.parse(JSON.parse(view.private_metadata)), fieldsOf(view)));
    if (!view || !form) return;
    await deps.slack(workspaceId).client.call('views.update', { view_id: view.id, hash: view.hash, view: form });
  };
  return {
    actions: {
      async rota_swap_open({ ack, body, action, respond }) {
        await ack();
        const press = readPress(body, action);
        await openSwap(deps, { ...press, ...meantBy(press.value) }, respond);
      },
      rota_swap_whose: redraw,
      rota_swap_shift: redraw,
      rota_swap_much: redraw,
      rota_swap_ask: redraw,
      rota_swap_person: redraw,
    },
  };
}

/** A shift; of a rotation's card `rotation:` and its id; nothing on App Home. */
function meantBy(value: string): Pick<SwapAsking, 'shiftId' | 'rotationId'> {
  const [, rotationId] = /^rotation:(.+)$/.exec(value) ?? [];
  if (rotationId) return { rotationId };
  return value ? { shiftId: value } : {};
}

async function formAsTyped(deps: Deps, who: Who, place: SwapPlace, fields: Fields) {
  const now = deps.clock.now();
  const whose = place.mayChoose ? fields.person('whose') : null;
  const shifts = await shiftsFor(deps, who, place, whose, now);
  const chosen = shifts.find(({ shiftId }) => shiftId === fields.choice('shift')) ?? shifts[0];
  if (!chosen && whose) return noShiftModal(whose, (await namesOf(deps.db.read, who.workspaceId, [whose]))(whose), place);
  if (!chosen) return null;
  const ask = fields.choice('ask') === 'one' ? 'one' : 'everyone';
  const person = fields.person('person');
  const about = { ...aboutShift(shifts, chosen), whose, isOwn: chosen.userId === who.person };
  const theirs = person ? await givableOf(deps.db.read, who.workspaceId, person, now, chosen.rotation.id) : [];
  return swapModal(
    {
      ...about,
      much: fields.choice('much') === 'part' ? 'part' : 'all',
      ask,
      person,
      theirs: theirs.map(choiceOf),
      inReturn: fields.choice('return') ?? 'nothing',
      note: fields.text('note'),
    },
    place,
  );
}
