import type { RespondFn } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { writeTx } from '../../database';
import type { Deps } from '../../deps';
import { absenceMistake, absencesOf, spanOfDays } from '../../domain/calendar/absences';
import { mayEscalate } from '../../domain/people/rules';
import { personOf } from '../../domain/people/store';
import { whoWouldMove } from '../../domain/rotation/away/preview';
import { comeBack, goAway } from '../../domain/rotation/away/store';
import { mayChooseWho, maySayFor, zoneOfPerson } from '../../domain/rotation/away/whose';
import { takeReceipt } from '../../receipts';
import { namesOf } from '../../views/escalations/facts';
import { noticeModal } from '../../views/escalations/modals';
import { type AwayForm, awayModal } from '../../views/rotation/away';
import { backText, mistakeText } from '../../views/rotation/away-said';
import { type Press as MessagePress, readPress as readAnyPress } from '../escalations/bodies';
import { openView } from '../escalations/open-view';
import type { Handlers } from '../registry';
import { fieldsOf, metadataOf, type Press, readPress, readSubmission } from '../settings/gesture';
import { redraw } from '../settings/show';

/** Who says that they, or others, are away. */
export type AwayAsking = Pick<MessagePress, 'workspaceId' | 'person' | 'triggerId'> &
  Partial<Pick<MessagePress, 'view' | 'inMessage' | 'threadTs'>>;

/** Opens **Away**: for App Home, `/rota away` and the cards. */
export async function openAway(deps: Deps, asking: AwayAsking, respond: RespondFn): Promise<void> {
  const { workspaceId, person } = asking;
  await deps.slack(workspaceId).people.get(person);
  const known = await personOf(deps.db.read, workspaceId, person);
  const view = mayEscalate(known)
    ? await viewOf(deps, workspaceId, person, { ...blank, who: person })
    : noticeModal('Away', 'Only for people of this workspace.');
  await openView(deps, { value: '', at: '', view: null, inMessage: false, threadTs: null, ...asking }, view, respond);
}

const blank = { first: null, last: null, from: null, until: null, forgiven: false };

/** **Away**: said, and taken back. */
export function awayHandlers(deps: Deps): Handlers {
  const again: NonNullable<Handlers['actions']>[string] = async ({ ack, body, action }) => {
    await ack();
    const press = readPress(body, action);
    const form = press.view && formIn(press.view);
    if (form) await redraw(deps, press, await viewOf(deps, press.workspaceId, press.userId, form));
  };
  return {
    actions: {
      async rota_away_open({ ack, body, action, respond }) {
        await ack();
        await openAway(deps, readAnyPress(body, action), respond);
      },
      rota_away_who: again,
      rota_away_first: again,
      rota_away_last: again,
      rota_away_from: again,
      rota_away_until: again,
      rota_away_forgiven: again,
      async rota_away_back({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        const said = await back(deps, press);
        const form = press.view && formIn(press.view);
        if (form) await redraw(deps, press, await viewOf(deps, press.workspaceId, press.userId, form, said));
      },
    },
    views: {
      async rota_away({ ack, body }) {
        const submission = readSubmission(body);
        const errors = await save(deps, submission);
        if (Object.keys(errors).length > 0) await ack({ response_action: 'errors', errors });
        else await ack();
      },
    },
  };
}

type View = ReturnType<typeof readSubmission>['view'];

const Metadata = z.object({ who: z.string() });

function formIn(view: View): AwayForm {
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

async function viewOf(deps: Deps, workspaceId: string, person: string, form: AwayForm, said?: string): Promise<ModalView> {
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

const notTheirs = (name: string) => `Only leads of a rotation that ${name} serves in, and admins, can say so.`;

async function previewOf({ db, clock }: Deps, workspaceId: string, form: AwayForm, zone: string) {
  const { first, last, who: userId, forgiven } = form;
  const now = clock.now();
  if (!first || !last) return null;
  const span = spanOfDays({ ...form, first, last }, zone);
  return absenceMistake(span, now) ? null : whoWouldMove(db.read, { workspaceId, userId, forgiven, ...span }, now);
}

type Errors = Record<string, string>;

/** Beside which fields something is in the way; none: saved, by this submission or the same one before. */
async function save({ db, clock }: Deps, { workspaceId, userId: by, view }: ReturnType<typeof readSubmission>): Promise<Errors> {
  const now = clock.now();
  const fields = fieldsOf(view);
  const userId = fields.person('who') ?? metadataOf(view, Metadata).who;
  const first = fields.date('first');
  const last = fields.date('last') ?? first;
  if (!first || !last) return { first: 'Choose the first day.' };
  const nameOf = await namesOf(db.read, workspaceId, [userId]);
  if (!(await maySayFor(db.read, workspaceId, by, userId, now)))
    return { [fields.has('who') ? 'who' : 'first']: notTheirs(nameOf(userId)) };

  const days = { first, last, from: fields.time('from'), until: fields.time('until') };
  const span = spanOfDays(days, await zoneOfPerson(db.read, workspaceId, userId));
  const mistake = absenceMistake(span, now);
  if (mistake) return mistakeText(mistake, days);

  const key = `view:${view.id}`;
  const went = await writeTx(db, async (tx) => {
    if (!(await takeReceipt(tx, workspaceId, key, now))) return { is: 'saved_before' } as const;
    const done = await goAway(tx, { workspaceId, userId, by, forgiven: fields.ticked('forgiven'), ...span }, now);
    if (done.is !== 'saved') await tx.receipt.deleteMany({ where: { workspaceId, key } });
    return done;
  });
  if (went.is !== 'away_already') return {};
  return { first: userId === by ? 'You are away then already.' : `${nameOf(userId)} is away then already.` };
}

/** `Withdraw`, `I am back`: what came of it. */
async function back({ db, clock }: Deps, { workspaceId, userId: by, triggerId, value: id }: Press): Promise<string | undefined> {
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
