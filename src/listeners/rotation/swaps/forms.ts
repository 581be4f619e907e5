import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Deps } from '../../../deps';
import { zoneOf } from '../../../domain/rotation/home';
import { findRotation, type RotationRecord } from '../../../domain/rotation/records/rotation';
import { overlaps } from '../../../domain/rotation/spans';
import { givableOf } from '../../../domain/rotation/swaps/give';
import { giveOf } from '../../../domain/rotation/swaps/request';
import {
  type Act,
  findSwap,
  offerShift,
  type Performed,
  refuseSwap,
  type SwapRecord,
  takePart,
  takeSwap,
} from '../../../domain/rotation/swaps/store';
import { noticeModal } from '../../../views/escalations/modals';
import { typed } from '../../../views/escalations/parts';
import { offerModal, partModal, refuseModal, type Sure, sureModal } from '../../../views/rotation/swaps/modals';
import { spanThere } from '../../../views/rotation/times';
import { type Press, readPress } from '../../escalations/bodies';
import { openView } from '../../escalations/open-view';
import type { Handlers } from '../../registry';
import { type Fields, fieldsOf, metadataOf, readSubmission, type Submission } from '../../settings/gesture';
import { partIn } from './ask';
import { answer, refusalSentence } from './naming';
import { choiceOf, momentOf } from './open';

type Action = NonNullable<Handlers['actions']>[string];

interface Meant {
  press: Press;
  request: SwapRecord;
  rotation: RotationRecord;
  /** `Payments, Mon 9 Mar …`. */
  what: string;
}

/** Buttons that ask something first, and what is done with the answers. */
export function formHandlers(deps: Deps): Handlers {
  const { db } = deps;
  return {
    actions: {
      rota_swap_part: asksFirst(deps, async ({ request, rotation, what }) => {
        const zone = zoneOf(rotation, request.start);
        return partModal(request.id, what, { from: momentOf(request.start, zone), until: momentOf(request.end, zone) });
      }),
      rota_swap_offer: asksFirst(deps, (meant) => offerView(deps, meant)),
      rota_swap_refuse: asksFirst(deps, async ({ request, what }) => refuseModal(request.id, what)),
    },
    views: {
      rota_swap_part_form: submits(deps, 'from', async (act, fields, now) => {
        const zone = await zoneOfSwap(deps, act);
        const part = partIn(fields, zone);
        if (!part) return null;
        const sure = { id: act.swapId, from: part.start.toISOString(), until: part.end.toISOString() };
        return { sure, performed: await takePart(db, act, part, { isSure: false }, now) };
      }),
      rota_swap_offer_form: submits(deps, 'mine', async (act, fields, now) => {
        const shiftId = fields.choice('mine') ?? '';
        return { sure: { id: act.swapId, shiftId }, performed: await offerShift(db, act, shiftId, { isSure: false }, now) };
      }),
      rota_swap_refuse_form: submits(deps, 'reason', async (act, fields, now) => {
        const reason = fields.text('reason').trim();
        return reason === '' ? null : { sure: { id: act.swapId }, performed: await refuseSwap(db, act, reason, now) };
      }),
      async rota_swap_sure({ ack, body }) {
        const submission = readSubmission(body);
        const performed = await carryOn(deps, submission, metadataOf(submission.view, SureMetadata));
        if (performed.is !== 'refused') return ack();
        const text = await refusalSentence(deps, whoOf(submission), performed);
        await ack({ response_action: 'update', view: noticeModal('Nothing was changed', text) });
      },
    },
  };
}

/** Opens a form; of what is over, says so at once. */
function asksFirst(deps: Deps, viewOf: (meant: Meant) => Promise<ModalView>): Action {
  return async ({ ack, body, action, respond }) => {
    await ack();
    const press = readPress(body, action);
    const request = await findSwap(deps.db.read, press.workspaceId, press.value);
    const rotation = request && (await findRotation(deps.db.read, press.workspaceId, request.rotationId));
    if (!request || !rotation) return answer(respond, press, await refusalSentence(deps, press, { why: 'no_such', request: null }));
    const isOver = request.state !== 'open' && request.state !== 'agreed';
    const why = request.taker ? 'taken' : 'over';
    if (isOver) return answer(respond, press, await refusalSentence(deps, press, { why, request }));
    const what = `${typed(rotation.name)}, ${spanThere(request, zoneOf(rotation, request.start))}`;
    await openView(deps, press, await viewOf({ press, request, rotation, what }), respond);
  };
}

async function offerView({ db, clock }: Deps, { press, request, rotation, what }: Meant): Promise<ModalView> {
  const mine = await givableOf(db.read, press.workspaceId, press.person, clock.now(), rotation.id);
  const shifts = mine.filter((one) => !overlaps(giveOf(one), giveOf(request))).map(choiceOf);
  if (shifts.length === 0) return noticeModal('Offer mine', 'You have no other shift here that you could offer. You can still take it.');
  return offerModal(request.id, what, shifts);
}

interface Tried {
  sure: Sure;
  performed: Performed;
}

/** Beside `field` stands why nothing was done; `null`: something is missing in it. */
function submits(
  deps: Deps,
  field: string,
  run: (act: Act, fields: Fields, now: Date) => Promise<Tried | null>,
): NonNullable<Handlers['views']>[string] {
  return async ({ ack, body }) => {
    const submission = readSubmission(body);
    const { id } = metadataOf(submission.view, SureMetadata);
    const tried = await run(actOf(submission, id), fieldsOf(submission.view), deps.clock.now());
    if (!tried) return ack({ response_action: 'errors', errors: { [field]: 'Please fill this in.' } });
    const { performed, sure } = tried;
    if (performed.is === 'unsure') return ack({ response_action: 'update', view: sureModal(sure) });
    if (performed.is !== 'refused') return ack();
    await ack({ response_action: 'errors', errors: { [field]: await refusalSentence(deps, whoOf(submission), performed) } });
  };
}

const SureMetadata = z.object({
  id: z.string(),
  from: z.string().optional(),
  until: z.string().optional(),
  shiftId: z.string().optional(),
});

function carryOn(
  { db, clock }: Deps,
  submission: Submission,
  { id, from, until, shiftId }: z.infer<typeof SureMetadata>,
): Promise<Performed> {
  const now = clock.now();
  // The form before it was the same view, which has given its receipt back.
  const act = actOf(submission, id);
  const sure = { isSure: true };
  if (shiftId) return offerShift(db, act, shiftId, sure, now);
  if (from && until) return takePart(db, act, { start: new Date(from), end: new Date(until) }, sure, now);
  return takeSwap(db, act, sure, now);
}

const whoOf = ({ workspaceId, userId: person }: Submission) => ({ workspaceId, person });

const actOf = ({ workspaceId, userId: person, view }: Submission, swapId: string): Act => ({
  ...{ workspaceId, person, swapId },
  source: `view:${view.id}`,
});

async function zoneOfSwap({ db }: Deps, { workspaceId, swapId }: Act): Promise<string> {
  const request = await findSwap(db.read, workspaceId, swapId);
  const rotation = request && (await findRotation(db.read, workspaceId, request.rotationId));
  return rotation ? zoneOf(rotation, request.start) : 'UTC';
}
