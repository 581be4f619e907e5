import { randomUUID } from 'node:crypto';
import type { SlackOptionsMiddlewareArgs } from '@slack/bolt';
import { z } from 'zod';
import type { Deps } from '../../deps';
import { searchZones } from '../../domain/calendar/zone';
import { adminsOf } from '../../domain/people/store';
import type { Check } from '../../domain/rotation/forms/check';
import { baseOf, type RotationForm } from '../../domain/rotation/forms/form';
import { formOf } from '../../domain/rotation/forms/of-record';
import { lastTurnOf } from '../../domain/rotation/forms/read';
import { previewForm, saveForm } from '../../domain/rotation/forms/save';
import { findKeptForm, type KeptForm, keepForm } from '../../domain/rotation/forms/store';
import { mayCreateFor } from '../../domain/rotation/records/rights';
import { findRotation, type RotationRecord } from '../../domain/rotation/records/rotation';
import { namesOf } from '../../views/escalations/facts';
import { checkView } from '../../views/rotation/check';
import { onlyLook, rotationForm } from '../../views/rotation/form';
import { zoneOption } from '../../views/settings/parts';
import type { Handlers } from '../registry';
import { metadataOf, type Press, readPress, readSubmission, type Submission } from '../settings/gesture';
import { drawAgain, redraw, show } from '../settings/show';
import { formFacts, freshForm } from './form-facts';
import { typedIn } from './form-fields';

const Metadata = z.object({ draft: z.string(), drawn: z.number().default(0) });
const Checked = z.object({ draft: z.string(), fingerprint: z.string() });
const Asked = z.looseObject({ channel: z.looseObject({ id: z.string() }).nullish() });

/** `New rotation` and `Edit rotation`, up to `Check the plan` and `Save`. */
export function formHandlers(deps: Deps): Handlers {
  const typedAgain = redrawn(deps);
  return {
    actions: {
      async rota_new({ ack, body, action }) {
        await ack();
        await openNewForm(deps, readPress(body, action), Asked.parse(body).channel?.id ?? null);
      },
      rota_kind: typedAgain,
      rota_applies: typedAgain,
    },
    views: {
      async rota_form({ ack, body }) {
        const submission = readSubmission(body);
        const kept = await keptBehind(deps, submission);
        if (!kept) return ack({ response_action: 'update', view: gone });
        await keepForm(deps.db, kept, deps.clock.now());
        await knowPeople(deps, kept);
        const carried = await previewForm(deps.db, kept, deps.clock.now());
        if (carried.is === 'wrong') return ack({ response_action: 'errors', errors: shownErrors(submission, carried.problems) });
        await ack({ response_action: 'push', view: await checkFor(deps, kept, carried.check) });
      },
      async rota_check({ ack, body }) {
        const { workspaceId, userId, view } = readSubmission(body);
        const { draft, fingerprint } = metadataOf(view, Checked);
        const kept = await findKeptForm(deps.db.read, workspaceId, userId, draft);
        if (!kept || kept.form.whatIf) return ack({ response_action: 'clear' });
        const saved = await saveForm(deps.db, kept, { viewId: view.id, fingerprint }, deps.clock.now());
        if (saved.is === 'changed')
          return ack({
            response_action: 'update',
            view: await checkFor(deps, kept, saved.check, 'The plan changed meanwhile. Here it is again.'),
          });
        if (saved.is === 'wrong')
          return ack({ response_action: 'update', view: onlyLook('Check the plan', Object.values(saved.problems).join(' ')) });
        await ack({ response_action: 'clear' });
      },
    },
    options: { rota_zone: zones },
  };
}

export async function openNewForm(deps: Deps, press: Press, channelId: string | null): Promise<void> {
  const { workspaceId, userId: person } = press;
  const { read } = deps.db;
  await deps.slack(workspaceId).people.get(person);
  const { any, squadIds } = await mayCreateFor(read, workspaceId, person);
  if (!any && squadIds.length === 0) {
    await show(deps, press, onlyLook('New rotation', await askThem(deps, workspaceId)));
    return;
  }
  const form = await freshForm(read, workspaceId, person, channelId, deps.clock.now());
  await openForm(deps, press, { id: randomUUID(), workspaceId, person, rotationId: null, form });
}

export async function openForm(deps: Deps, press: Press, kept: KeptForm): Promise<void> {
  await show(deps, press, rotationForm(await formFacts(deps.db.read, kept)));
  await keepForm(deps.db, kept, deps.clock.now());
}

async function askThem({ db }: Deps, workspaceId: string): Promise<string> {
  const admins = await adminsOf(db.read, workspaceId);
  const names = admins.map(({ displayName }) => displayName);
  return `Rotations are made by the PMs of a squad and by Backline admins${names.length > 0 ? `: ask ${names.slice(0, 5).join(', ')}` : ''}.`;
}

export const gone = onlyLook('Rotation', 'This form was saved or is too old. Close it and begin again.');

/** What was kept of the form in a view, with what stands in its fields now. */
export async function keptBehind({ db }: Deps, { workspaceId, userId, view }: Submission): Promise<KeptForm | null> {
  const kept = await findKeptForm(db.read, workspaceId, userId, metadataOf(view, Metadata).draft);
  return kept && { ...kept, form: typedIn(view, kept.form) };
}

/** Something was chosen on which other fields hang. */
function redrawn(deps: Deps): NonNullable<Handlers['actions']>[string] {
  return async ({ ack, body, action }) => {
    await ack();
    const press = readPress(body, action);
    const kept = press.view && (await keptBehind(deps, { ...press, view: press.view }));
    if (!kept || !press.view) return;
    await keepForm(deps.db, kept, deps.clock.now());
    await redraw(deps, press, rotationForm({ ...(await formFacts(deps.db.read, kept)), drawn: metadataOf(press.view, Metadata).drawn }));
  };
}

/** What was saved over the form shows in it, with what else stands in it. */
export async function drawFormAgain(deps: Deps, { workspaceId, userId, view }: Submission, draftId: string, said: string): Promise<void> {
  const kept = await findKeptForm(deps.db.read, workspaceId, userId, draftId);
  const rotation = kept?.rotationId ? await findRotation(deps.db.read, workspaceId, kept.rotationId) : null;
  if (!kept || !rotation || !view.previous_view_id) return;
  const fresh = (await keptOf(deps, workspaceId, userId, rotation, false)).form;
  const form = { ...kept.form, layers: fresh.layers, channelId: fresh.channelId, shown: 0 };
  await keepForm(deps.db, { ...kept, form }, deps.clock.now());
  const drawn = deps.clock.now().getTime();
  await drawAgain(
    deps,
    workspaceId,
    view.previous_view_id,
    rotationForm({ ...(await formFacts(deps.db.read, { ...kept, form })), said, drawn }),
  );
}

/** The form of a rotation that stands. */
export async function keptOf(
  deps: Deps,
  workspaceId: string,
  person: string,
  rotation: RotationRecord,
  whatIf: boolean,
): Promise<KeptForm> {
  const now = deps.clock.now();
  const members = await deps.db.read.rotationMember.findMany({
    where: { rotationId: rotation.id, OR: [{ until: null }, { until: { gt: now } }] },
    orderBy: { joinOrder: 'asc' },
    select: { userId: true },
  });
  const form = formOf(rotation, [...new Set(members.map(({ userId }) => userId))], now);
  return { id: randomUUID(), workspaceId, person, rotationId: rotation.id, form: { ...form, whatIf } };
}

/** People are looked at as of today. */
export async function knowPeople(deps: Deps, { workspaceId, form }: { workspaceId: string; form: RotationForm }): Promise<void> {
  const { people } = deps.slack(workspaceId);
  const ids = [...new Set(form.layers.flatMap((layer) => layer.people))];
  await Promise.all(ids.map((id) => people.get(id)));
}

/** Beside a field that is shown; else beside the name. */
function shownErrors({ view }: Submission, problems: Record<string, string>): Record<string, string> {
  const shown = view.state?.values ?? {};
  const entries = Object.entries(problems);
  const [first] = entries;
  const found = Object.fromEntries(entries.filter(([field]) => shown[field] !== undefined));
  return Object.keys(found).length > 0 || !first ? found : { name: first[1] };
}

export async function checkFor(deps: Deps, kept: KeptForm, check: Check, said?: string) {
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

const zones: NonNullable<Handlers['options']>[string] = async (args) => {
  const { ack, options } = args as SlackOptionsMiddlewareArgs<'block_suggestion'>;
  await ack({ options: searchZones(options.value).map(zoneOption) });
};
