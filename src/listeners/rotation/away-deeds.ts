import { writeTx } from '../../database';
import type { Deps } from '../../deps';
import { absenceMistake, spanOfDays } from '../../domain/calendar/absences';
import { comeBack, goAway } from '../../domain/rotation/away/store';
import { maySayFor, zoneOfPerson } from '../../domain/rotation/away/whose';
import { takeReceipt } from '../../receipts';
import { namesOf } from '../../views/escalations/facts';
import { backText, mistakeText, notTheirs } from '../../views/rotation/away-said';
import { fieldsOf, type Press, type readSubmission } from '../settings/gesture';
import { formIn } from './away-view';

type Errors = Record<string, string>;

/** Beside which fields something is in the way; none: saved, by this submission or the same one before. */
export async function saveAbsence(
  { db, clock }: Deps,
  { workspaceId, userId: by, view }: ReturnType<typeof readSubmission>,
): Promise<Errors> {
  const now = clock.now();
  const { who: userId, first, last, from, until, forgiven } = formIn(view);
  if (!first || !last) return { first: 'Choose the first day.' };
  const nameOf = await namesOf(db.read, workspaceId, [userId]);
  if (!(await maySayFor(db.read, workspaceId, by, userId, now)))
    return { [fieldsOf(view).has('who') ? 'who' : 'first']: notTheirs(nameOf(userId)) };

  const days = { first, last, from, until };
  const span = spanOfDays(days, await zoneOfPerson(db.read, workspaceId, userId));
  const mistake = absenceMistake(span, now);
  if (mistake) return mistakeText(mistake, days);

  const key = `view:${view.id}`;
  const went = await writeTx(db, async (tx) => {
    if (!(await takeReceipt(tx, workspaceId, key, now))) return { is: 'saved_before' } as const;
    const done = await goAway(tx, { workspaceId, userId, by, forgiven, ...span }, now);
    if (done.is !== 'saved') await tx.receipt.deleteMany({ where: { workspaceId, key } });
    return done;
  });
  if (went.is !== 'away_already') return {};
  return { first: userId === by ? 'You are away then already.' : `${nameOf(userId)} is away then already.` };
}

/** `Withdraw`, `I am back`: what came of it. */
export async function takeBack({ db, clock }: Deps, { workspaceId, userId: by, triggerId, value: id }: Press): Promise<string | undefined> {
  const now = clock.now();
  const absence = await db.read.absence.findFirst({ where: { id, workspaceId } });
  if (!absence || !(await maySayFor(db.read, workspaceId, by, absence.userId, now))) return 'This absence is not yours to take back.';
  const done = await writeTx(db, async (tx) => {
    if (!(await takeReceipt(tx, workspaceId, `action:${triggerId}`, now))) return { is: 'done_before' } as const;
    return { is: 'done', returned: await comeBack(tx, workspaceId, id, now) } as const;
  });
  if (done.is === 'done_before') return undefined;
  return backText(done.returned, await zoneOfPerson(db.read, workspaceId, absence.userId), now);
}
