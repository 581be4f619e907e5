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
import type { Handlers } from '../registry';
import { metadataOf, readSubmission } from '../settings/gesture';
import { drawAgain } from '../settings/show';
import { knowPeople } from './kept-form';

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
          return drawAgain(deps, workspaceId, view.id, again ?? onlyLook(title, `${kept.form.name} is saved.`));
        }
        const again = await afterSave(deps, kept, await save());
        await (again ? ack({ response_action: 'update', view: again }) : ack({ response_action: 'clear' }));
      },
    },
  };
}

export type Ack = (answer: ViewResponseAction) => Promise<void>;

/** `Check the plan` on top of the form; what takes longer than Slack waits is drawn when it is known. */
export async function pushCheck(deps: Deps, kept: KeptForm, ack: Ack, errorsOf: (problems: Problems) => Problems): Promise<void> {
  await keepForm(deps.db, kept, deps.clock.now());
  await knowPeople(deps, kept);
  if (isLarge(kept.form)) return pushLater(deps, kept, ack, errorsOf);
  const carried = await previewForm(deps.db, kept, deps.clock.now());
  if (carried.is === 'wrong') return ack({ response_action: 'errors', errors: errorsOf(carried.problems) });
  await ack({ response_action: 'push', view: await checkFor(deps, kept, carried.check) });
}

async function pushLater(deps: Deps, kept: KeptForm, ack: Ack, errorsOf: (problems: Problems) => Problems): Promise<void> {
  const read = readForm(kept.form, {});
  if (!read.ok) return ack({ response_action: 'errors', errors: errorsOf(read.problems) });
  const external_id = `rota_check:${randomUUID()}`;
  await ack({ response_action: 'push', view: { ...onlyLook(title, 'Looking at the next weeks …'), external_id } });
  const carried = await previewForm(deps.db, kept, deps.clock.now());
  const view =
    carried.is === 'wrong' ? onlyLook(title, Object.values(carried.problems).join(' ')) : await checkFor(deps, kept, carried.check);
  await deps.slack(kept.workspaceId).client.call('views.update', { external_id, view: { ...view, external_id } });
}

/** What is shown instead of what was to be saved; `null`: it is saved. */
async function afterSave(deps: Deps, kept: KeptForm, saved: Saved): Promise<ModalView | null> {
  if (saved.is === 'changed') return checkFor(deps, kept, saved.check, 'The plan changed meanwhile. Here it is again.');
  return saved.is === 'wrong' ? onlyLook(title, Object.values(saved.problems).join(' ')) : null;
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
