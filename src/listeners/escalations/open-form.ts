import { randomUUID } from 'node:crypto';
import type { Deps } from '../../deps';
import { type Form, type FormOrigin, hasContent, nothingTyped, type Typed } from '../../domain/escalations/forms';
import { keepDraft, leaveDraft, tellTooLate } from '../../domain/escalations/store';
import type { Squad } from '../../generated/sqlite/client';
import { escalationForm } from '../../views/escalations/form';
import { formSquad } from './form-squad';
import { type Instead, insteadOfForm } from './instead';
import { fillIn } from './late';

export interface Opening {
  workspaceId: string;
  person: string;
  triggerId: string;
  typed?: Partial<Typed>;
  origin?: FormOrigin | null;
  /** A draft that is gone on with. */
  draft?: Form;
  /** The squads in use, where they have been read already. */
  squads?: SquadId[];
}

type SquadId = Pick<Squad, 'id'>;

/**
 * Opens the form, right after the acknowledgement: a trigger lives for 3 seconds, so nothing is asked of Slack before. What stands
 * in it is kept after that, and what needs the thread is filled in when it has been read. A form that could not be opened waits on
 * App Home, and its person is told so.
 */
export async function openForm(deps: Deps, opening: Opening): Promise<void> {
  const { client } = deps.slack(opening.workspaceId);
  const trigger_id = opening.triggerId;
  const form = formOf(opening);
  const squads = squadsInUse(deps, opening);
  const [instead, squad] = await Promise.all([insteadOfForm(deps, form, squads), presetSquad(deps, form, squads)]);
  if (instead) return openInstead(deps, opening, form, instead);

  form.typed = { ...form.typed, squadId: squad?.id ?? null };
  const opened = await client.call('views.open', { trigger_id, view: escalationForm({ form, squad }) });
  if (opened.is !== 'ok') {
    deps.log.warn({ outcome: opened }, 'a form could not be opened: its draft is kept');
    return leaveDraft(deps.db, form, deps.clock.now());
  }
  await afterOpening(deps, form, opened.answer.view);
}

async function openInstead(deps: Deps, { triggerId }: Opening, form: Form, { view, keep }: Instead): Promise<void> {
  const { workspaceId, person } = form;
  const opened = await deps.slack(workspaceId).client.call('views.open', { trigger_id: triggerId, view });
  if (opened.is === 'ok') return keep ? keepDraft(deps.db, form, deps.clock.now()) : undefined;

  deps.log.warn({ outcome: opened }, 'what stands instead of a form could not be opened');
  if (keep) await leaveDraft(deps.db, form, deps.clock.now());
  else await tellTooLate(deps.db, { workspaceId, person, triggerId, escalationId: '' }, deps.clock.now());
}

function formOf({ workspaceId, person, typed = {}, origin = null, draft }: Opening): Form {
  if (draft) return { ...draft, viewId: null };
  return { id: randomUUID(), workspaceId, person, viewId: null, typed: { ...nothingTyped, ...typed }, origin, typedAt: null };
}

/** None, the only one, or that there are more: each read before the form stands makes somebody wait. */
async function squadsInUse({ db }: Deps, { workspaceId, squads }: Opening): Promise<SquadId[]> {
  return squads ?? db.read.squad.findMany({ where: { workspaceId, removedAt: null }, select: { id: true }, take: 2 });
}

/** With one squad there is nothing to choose. */
async function presetSquad({ db }: Deps, { workspaceId, typed }: Form, squads: Promise<SquadId[]>) {
  if (typed.squadId) return formSquad(db.read, workspaceId, typed.squadId);
  const [only, another] = await squads;
  return only && !another ? formSquad(db.read, workspaceId, only.id) : null;
}

async function afterOpening(deps: Deps, form: Form, view: { id?: string; hash?: string } = {}): Promise<void> {
  const viewId = view.id ?? null;
  if (hasContent(form)) await keepDraft(deps.db, { ...form, viewId }, deps.clock.now());
  if (viewId) await fillIn(deps, { ...form, viewId }, view.hash ?? '');
}
