import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Deps } from '../../deps';
import { absenceMistake, absencesOf, spanOfDays } from '../../domain/calendar/absences';
import { whoWouldMove } from '../../domain/rotation/away/preview';
import { mayChooseWho, maySayFor, zoneOfPerson } from '../../domain/rotation/away/whose';
import { namesOf } from '../../views/escalations/facts';
import { type AwayForm, awayModal } from '../../views/rotation/away';
import { notTheirs } from '../../views/rotation/away-said';
import { fieldsOf, metadataOf, type readSubmission } from '../settings/gesture';

type View = ReturnType<typeof readSubmission>['view'];

const Metadata = z.object({ who: z.string() });

/** As it is typed: one day, until a last one is chosen. */
export function formIn(view: View): AwayForm {
  const fields = fieldsOf(view);
  const first = fields.date('first');
  return {
    who: fields.person('who') ?? metadataOf(view, Metadata).who,
    first,
    last: fields.date('last') ?? first,
    from: fields.time('from'),
    until: fields.time('until'),
    forgiven: fields.ticked('forgiven'),
  };
}

/** **Away** as it stands, with what it would do. */
export async function viewOf(deps: Deps, workspaceId: string, person: string, form: AwayForm, said?: string): Promise<ModalView> {
  const { read } = deps.db;
  const now = deps.clock.now();
  const zone = await zoneOfPerson(read, workspaceId, form.who);
  const may = await maySayFor(read, workspaceId, person, form.who, now);
  const preview = may ? await previewOf(deps, workspaceId, form, zone) : null;
  const moved = (preview ?? []).flatMap(({ moves, asks, running }) => [
    ...moves.map(({ userId }) => userId),
    ...[...asks, ...(running ? [running] : [])].flatMap(({ asker, asked }) => [asker, asked]),
  ]);
  const nameOf = await namesOf(read, workspaceId, [form.who, ...moved]);
  return awayModal({
    ...{ form, zone, preview, nameOf, now, isOwn: form.who === person },
    said: may ? said : notTheirs(nameOf(form.who)),
    mayChoose: await mayChooseWho(read, workspaceId, person),
    absences: may ? await absencesOf(read, workspaceId, form.who, { start: now }) : [],
  });
}

async function previewOf({ db, clock }: Deps, workspaceId: string, form: AwayForm, zone: string) {
  const { first, last, who: userId, forgiven } = form;
  const now = clock.now();
  if (!first || !last) return null;
  const span = spanOfDays({ ...form, first, last }, zone);
  return absenceMistake(span, now) ? null : whoWouldMove(db.read, { workspaceId, userId, forgiven, ...span }, now);
}
