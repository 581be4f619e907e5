import { randomUUID } from 'node:crypto';
import type { ViewResponseAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Deps } from '../../deps';
import type { Check } from '../../domain/rotation/forms/check';
import { baseOf, isLarge } from '../../domain/rotation/forms/form';
import { lastTurnOf, type Problems, readForm } from '../../domain/rotation/forms/read';
import { previewForm, type Saved, saveForm } from '../../domain/rotation/forms/save';
import { findKeptForm, type KeptForm, keepForm } from '../../domain/rotation/forms/store';
import { namesOf } from '../../views/escalations/facts';
import { checkView } from '../../views/rotation/check';
import { onlyLook } from '../../views/rotation/form';
import { typed } from '../../views/settings/parts';
import type { Handlers } from '../registry';
import { metadataOf, readSubmission } from '../settings/gesture';
import { drawAgain } from '../settings/show';
import { areManyUnknown, knowPeople } from './kept-form';
import type { WrongFields } from './wrong-fields';

const Checked = z.object({ draft: z.string(), fingerprint: z.string() });
const title = 'Check the plan';

/** `Check the plan`, and its `Save`. */
export function checkHandlers(deps: Deps): Handlers {
  return {
    views: {
      async rota_check({ ack, body }) {
        const { workspaceId, userId, view } = readSubmission(body);
        const { draft, fingerprint } = metadataOf(view, Checked);
        const kept = await findKeptForm(deps.db.read, workspaceId, userId, draft);
        if (!kept || kept.form.whatIf) return ack({ response_action: 'clear' });
        const save = () => saveForm(deps.db, kept, { viewId: view.id, fingerprint }, deps.clock.now());
        if (isLarge(kept.form)) {
          await ack({ response_action: 'update', view: onlyLook(title, 'Saving …') });
          const again = await afterSave(deps, kept, await save());
          return drawAgain(deps, workspaceId, view.id, again ?? onlyLook(title, `${typed(kept.form.name)} is saved.`));
        }
        const again = await afterSave(deps, kept, await save());
        await (again ? ack({ response_action: 'update', view: again }) : ack({ response_action: 'clear' }));
      },
    },
  };
}

export type Ack = (answer: ViewResponseAction) => Promise<void>;

interface Drawing {
  /** On top of the form; in the place of `Layers`, for no more than three modals stand on each other. */
  how: 'push' | 'update';
  errorsOf: (wrong: WrongFields) => Problems;
}

/** `Check the plan`; what takes longer than Slack waits is drawn when it is known. */
export async function drawCheck(deps: Deps, kept: KeptForm, ack: Ack, drawing: Drawing): Promise<void> {
  await keepForm(deps.db, kept, deps.clock.now());
  if (isLarge(kept.form) || (await areManyUnknown(deps, kept))) return drawLater(deps, kept, ack, drawing);
  await knowPeople(deps, kept);
  const carried = await previewForm(deps.db, kept, deps.clock.now());
  if (carried.is === 'wrong') return ack({ response_action: 'errors', errors: drawing.errorsOf(carried) });
  await ack({ response_action: drawing.how, view: await checkFor(deps, kept, carried.check) });
}

async function drawLater(deps: Deps, kept: KeptForm, ack: Ack, { how, errorsOf }: Drawing): Promise<void> {
  const read = readForm(kept.form, {});
  if (!read.ok) return ack({ response_action: 'errors', errors: errorsOf(read) });
  const external_id = `rota_check:${randomUUID()}`;
  await ack({ response_action: how, view: { ...onlyLook(title, 'Looking at the next weeks …'), external_id } });
  await knowPeople(deps, kept);
  const carried = await previewForm(deps.db, kept, deps.clock.now());
  const view = carried.is === 'wrong' ? wrongView(carried.problems) : await checkFor(deps, kept, carried.check);
  await deps.slack(kept.workspaceId).client.call('views.update', { external_id, view: { ...view, external_id } });
}

const wrongView = (problems: Problems): ModalView => onlyLook(title, typed(Object.values(problems).join(' ')));

/** What is shown instead of what was to be saved; `null`: it is saved. */
async function afterSave(deps: Deps, kept: KeptForm, saved: Saved): Promise<ModalView | null> {
  if (saved.is === 'changed') return checkFor(deps, kept, saved.check, 'The plan changed meanwhile. Here it is again.');
  return saved.is === 'wrong' ? wrongView(saved.problems) : null;
}

async function checkFor(deps: Deps, kept: KeptForm, check: Check, said?: string) {
  const { id: draftId, workspaceId, form } = kept;
  const { shifts, moves, look, emptied, voided, weeks } = check;
  const users = [
    ...[...shifts, ...moves].map(({ userId }) => userId),
    ...emptied.flatMap(({ from, to }) => [from, to]),
    ...voided.map(({ asker }) => asker),
    ...(look?.fairness.members ?? []).map(({ id }) => id),
    ...weeks.flatMap(({ unseated }) => unseated),
  ];
  const nameOf = await namesOf(deps.db.read, workspaceId, users);
  return checkView({ draftId, check, nameOf, lastTurn: lastTurnOf(baseOf(form)), isSaved: !form.whatIf, ...(said && { said }) });
}
