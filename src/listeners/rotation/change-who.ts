import { z } from 'zod';
import type { Deps } from '../../deps';
import { minuteMs, toInstant, wallTime } from '../../domain/calendar/zone';
import { type ChangeRefusal, changeWho, type What } from '../../domain/rotation/change-who';
import { zoneOf } from '../../domain/rotation/home';
import { onDutyIn } from '../../domain/rotation/onDuty';
import { isLead } from '../../domain/rotation/records/rights';
import { findRotation, type RotationRecord } from '../../domain/rotation/records/rotation';
import { namesOf } from '../../views/escalations/facts';
import { type ChangeForm, changeWhoView } from '../../views/rotation/change-who';
import { onlyLook } from '../../views/rotation/form';
import type { Handlers } from '../registry';
import { fieldsOf, metadataOf, type Press, readPress, readSubmission } from '../settings/gesture';
import { redraw, show } from '../settings/show';

const Metadata = z.object({ rotation: z.string(), openedAt: z.string(), who: z.string().nullable(), instead: z.string().nullable() });
type View = NonNullable<Press['view']>;

/** `Change who is on`: the modal, and what becomes of it. */
export function changeWhoHandlers(deps: Deps): Handlers {
  const chosen = redrawn(deps);
  return {
    actions: {
      async rota_change({ ack, body, action }) {
        await ack();
        await open(deps, readPress(body, action));
      },
      rota_change_what: chosen,
      rota_from: chosen,
      rota_from_time: chosen,
    },
    views: {
      async rota_change_form({ ack, body }) {
        const submission = readSubmission(body);
        const errors = await change(deps, submission);
        await (errors ? ack({ response_action: 'errors', errors }) : ack());
      },
    },
  };
}

async function open(deps: Deps, press: Press): Promise<void> {
  const { read } = deps.db;
  const now = deps.clock.now();
  const rotation = await findRotation(read, press.workspaceId, press.value);
  if (!rotation || rotation.removedAt || !(await isLead(read, rotation, press.userId))) {
    await show(deps, press, onlyLook('Change who is on', 'Only its leads and Backline admins can change who is on.'));
    return;
  }
  const zone = zoneOf(rotation, now);
  const { on } = await onDutyIn(read, rotation, now);
  const until = on[0]?.until;
  const form: ChangeForm = {
    ...{ rotationId: rotation.id, what: 'replace', who: on[0]?.user ?? null, instead: null, note: '' },
    from: wallTime(now, zone),
    until: until ? wallTime(until, zone) : { date: null, time: null },
  };
  await show(deps, press, viewOf(rotation, form, wallText(form.from), now));
}

const wallText = ({ date, time }: ChangeForm['from']): string => `${date}T${time}`;

function viewOf(rotation: RotationRecord, form: ChangeForm, openedAt: string, now: Date) {
  const zone = zoneOf(rotation, now);
  const { date, time } = form.from;
  const isPast = date !== null && time !== null && wallText(form.from) !== openedAt && toInstant(wallText(form.from), zone) < now;
  return changeWhoView({ form, rotation: rotation.name, zone, isPast, openedAt });
}

function formIn(view: View): ChangeForm {
  const fields = fieldsOf(view);
  const { rotation, who, instead } = metadataOf(view, Metadata);
  return {
    rotationId: rotation,
    what: (fields.choice('what') ?? 'replace') as What,
    who: fields.has('who') ? fields.person('who') : who,
    instead: fields.has('instead') ? fields.person('instead') : instead,
    from: { date: fields.date('from'), time: fields.time('fromTime') },
    until: { date: fields.date('until'), time: fields.time('untilTime') },
    note: fields.text('note').trim(),
  };
}

function redrawn(deps: Deps): NonNullable<Handlers['actions']>[string] {
  return async ({ ack, body, action }) => {
    await ack();
    const press = readPress(body, action);
    if (!press.view) return;
    const rotation = await findRotation(deps.db.read, press.workspaceId, metadataOf(press.view, Metadata).rotation);
    if (rotation)
      await redraw(deps, press, viewOf(rotation, formIn(press.view), metadataOf(press.view, Metadata).openedAt, deps.clock.now()));
  };
}

type Errors = Record<string, string>;

/** `null`: it is done. */
async function change(deps: Deps, { workspaceId, userId, view }: ReturnType<typeof readSubmission>): Promise<Errors | null> {
  const { db, clock } = deps;
  const now = clock.now();
  const form = formIn(view);
  const rotation = await findRotation(db.read, workspaceId, form.rotationId);
  if (!rotation) return { what: 'This rotation is not there any more.' };
  const zone = zoneOf(rotation, now);
  const missing = missingIn(form);
  if (missing) return missing;
  const from = wallText(form.from);
  const start = from === metadataOf(view, Metadata).openedAt ? now : toInstant(from, zone);
  const end = toInstant(wallText(form.until), zone, 'end');
  if (end.getTime() - start.getTime() < minuteMs) return { until: 'The end comes after the start.' };
  if (form.instead) await deps.slack(workspaceId).people.get(form.instead);

  const { what, who, instead, note } = form;
  const outcome = await changeWho(
    db,
    { workspaceId, rotationId: rotation.id, source: `view:${view.id}` },
    { what, who, instead, start, end, note: note || null, by: userId },
    now,
  );
  if (outcome.is === 'person') return { instead: outcome.problem };
  if (outcome.is !== 'refused') return null;
  const nameOf = await namesOf(db.read, workspaceId, [who, instead]);
  return errorOf(outcome.why, form, (user) => nameOf(user));
}

function missingIn({ what, who, instead, from, until }: ChangeForm): Errors | null {
  const errors: Errors = {
    ...(what !== 'add' && !who && { who: 'Choose who is on.' }),
    ...(what !== 'remove' && !instead && { instead: 'Choose who is on then.' }),
    ...(what === 'replace' && who && who === instead && { instead: 'Name somebody else: this changes nothing.' }),
    ...(!from.date && { from: 'Choose a day.' }),
    ...(!from.time && { fromTime: 'Choose a time.' }),
    ...(!until.date && { until: 'Choose a day.' }),
    ...(!until.time && { untilTime: 'Choose a time.' }),
  };
  return Object.keys(errors).length > 0 ? errors : null;
}

function errorOf(why: ChangeRefusal, { what, who, instead }: ChangeForm, nameOf: (user: string | null) => string): Errors {
  const person = what === 'remove' ? 'who' : 'instead';
  switch (why) {
    case 'closed':
      return { from: 'Closed. Ask an admin to note it.' };
    case 'was_not_on':
      return { who: `${nameOf(who)} is not on then.` };
    case 'on_already':
      return { [person]: `${nameOf(instead)} is on then already.` };
    case 'not_lead':
      return { what: 'Only its leads and Backline admins can change who is on.' };
    default:
      return { what: 'This rotation is not there any more.' };
  }
}
