import type { Deps } from '../../../deps';
import { toInstant } from '../../../domain/calendar/zone';
import { zoneOf } from '../../../domain/rotation/home';
import { type Givable, stintFrom } from '../../../domain/rotation/swaps/give';
import type { InReturn } from '../../../domain/rotation/swaps/request';
import { type Asked, requestSwap, type SwapDraft } from '../../../domain/rotation/swaps/store';
import { namesOf } from '../../../views/escalations/facts';
import { noShiftOf } from '../../../views/rotation/swaps/modals';
import { cannotAskText } from '../../../views/rotation/swaps/refusals';
import type { Handlers } from '../../registry';
import { type Fields, fieldsOf, readSubmission, type Submission } from '../../settings/gesture';
import { refusalSentence } from './naming';

type Errors = Record<string, string>;
type Read = { is: 'read'; stint: Givable; draft: SwapDraft } | { is: 'wrong'; errors: Errors };

/** `Ask` of **Swap a shift**. */
export function askHandlers(deps: Deps): Handlers {
  return {
    views: {
      async rota_swap_form({ ack, body }) {
        const submission = readSubmission(body);
        const errors = await ask(deps, submission);
        if (errors) await ack({ response_action: 'errors', errors });
        else await ack();
      },
    },
  };
}

async function ask(deps: Deps, submission: Submission): Promise<Errors | null> {
  const { workspaceId, view } = submission;
  const now = deps.clock.now();
  const read = await readDraft(deps, submission, fieldsOf(view), now);
  if (read.is === 'wrong') return read.errors;
  const place = { workspaceId, rotationId: read.stint.rotation.id, source: `view:${view.id}` };
  const asked = await requestSwap(deps.db, place, read.draft, now);
  return asked.is === 'refused' ? errorsOf(deps, submission, read, asked) : null;
}

async function readDraft(deps: Deps, { workspaceId, userId }: Submission, fields: Fields, now: Date): Promise<Read> {
  const wrong = (errors: Errors): Read => ({ is: 'wrong', errors });
  const whose = fields.has('whose') ? fields.person('whose') : null;
  const nameOf = await namesOf(deps.db.read, workspaceId, [whose]);
  if (whose && !fields.has('shift')) return wrong({ whose: noShiftOf(nameOf(whose)) });
  const stint = await stintFrom(deps.db.read, workspaceId, fields.choice('shift') ?? '', now);
  if (stint && whose && stint.userId !== whose) return wrong({ shift: `Choose one of ${nameOf(whose)}’s shifts.` });
  if (!stint) return wrong({ shift: 'This shift is over, or not there any more. Choose another one.' });
  const isPart = fields.choice('much') === 'part' && fields.has('from');
  const part = isPart ? partIn(fields, zoneOf(stint.rotation, stint.start)) : { start: stint.start, end: stint.end };
  if (!part) return wrong({ from: 'Say from when until when.' });
  if (part.start >= part.end) return wrong({ until: 'It ends before it starts.' });
  if (part.start < stint.start || part.end > stint.end) return wrong({ from: 'Choose a part that lies within the shift.' });
  const isOne = fields.choice('ask') === 'one';
  const asked = isOne ? fields.person('person') : null;
  if (isOne && !asked) return wrong({ person: 'Choose whom to ask.' });
  const inReturn = await wishIn(deps, workspaceId, fields.choice('return') ?? 'nothing', asked, now);
  if (inReturn === undefined) return wrong({ return: 'This shift is not theirs any more. Choose another one.' });
  const note = fields.text('note').trim() || null;
  return { is: 'read', stint, draft: { asker: stint.userId, askedBy: userId, ...part, asked, inReturn, note } };
}

/** On the rotation's clock; `null` when something is missing. */
export function partIn(fields: Fields, zone: string): { start: Date; end: Date } | null {
  const [from, fromTime, until, untilTime] = [fields.date('from'), fields.time('fromTime'), fields.date('until'), fields.time('untilTime')];
  if (!from || !fromTime || !until || !untilTime) return null;
  return { start: toInstant(`${from}T${fromTime}`, zone, 'start'), end: toInstant(`${until}T${untilTime}`, zone, 'end') };
}

/** `undefined`: the shift that was chosen is not there any more. */
async function wishIn(deps: Deps, workspaceId: string, chosen: string, asked: string | null, now: Date): Promise<InReturn | undefined> {
  if (chosen === 'nothing') return null;
  if (chosen === 'any' || chosen === 'ask') return chosen;
  const theirs = await stintFrom(deps.db.read, workspaceId, chosen, now);
  if (!theirs || theirs.userId !== asked) return undefined;
  return [{ start: theirs.start.toISOString(), end: theirs.end.toISOString() }];
}

async function errorsOf(
  deps: Deps,
  { workspaceId, userId, view }: Submission,
  { stint, draft }: Extract<Read, { is: 'read' }>,
  { why, about }: Extract<Asked, { is: 'refused' }>,
): Promise<Errors> {
  if (about === 'person') {
    const nameOf = await namesOf(deps.db.read, workspaceId, [draft.asked]);
    return { person: cannotAskText(why, nameOf(draft.asked)) };
  }
  const request = { rotationId: stint.rotation.id, asker: draft.asker, taker: null, start: draft.start, end: draft.end };
  const field = why === 'outside' && fieldsOf(view).has('from') ? 'from' : 'shift';
  return { [field]: await refusalSentence(deps, { workspaceId, person: userId }, { why, request }) };
}
