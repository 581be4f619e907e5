import { z } from 'zod';
import { writeTx } from '../../database';
import type { Deps } from '../../deps';
import { regionName } from '../../domain/calendar/holidays';
import { baseOf, type LayerForm, type MemberForm, type RotationForm, withBase } from '../../domain/rotation/forms/form';
import { membersFormOf, saveMembers } from '../../domain/rotation/forms/members';
import { reordered } from '../../domain/rotation/forms/reordered';
import { findKeptForm, type KeptForm, keepForm } from '../../domain/rotation/forms/store';
import { findRotation } from '../../domain/rotation/records/rotation';
import { takeReceipt } from '../../receipts';
import { namesOf } from '../../views/escalations/facts';
import { membersView } from '../../views/rotation/members';
import type { Handlers } from '../registry';
import { fieldsOf, metadataOf, type Press, readPress, readSubmission } from '../settings/gesture';
import { redraw, show } from '../settings/show';
import { drawFormAgain, gone, keptBehind, keptOf } from './kept-form';

const Metadata = z.object({ draft: z.string(), rotation: z.string(), page: z.number(), drawn: z.number() });
type View = NonNullable<Press['view']>;
type Change = (members: MemberForm[], press: Press) => MemberForm[];

/** `Members` of a rotation. What is chosen there is kept at once, and saved together. */
export function memberHandlers(deps: Deps): Handlers {
  const drawn = (change: Change) => changed(deps, change);
  const same: Change = (members) => members;
  return {
    actions: {
      async rota_members({ ack, body, action }) {
        await ack();
        await open(deps, readPress(body, action));
      },
      rota_member_add: drawn(same),
      rota_member_starts: drawn(same),
      rota_member_ends: drawn(same),
      rota_region: drawn(same),
      rota_members_page: drawn(same),
      rota_member_up: drawn((members, { value }) => moved(members, value, -1)),
      rota_member_down: drawn((members, { value }) => moved(members, value, 1)),
      rota_member_remove: drawn((members, { value }) => members.filter(({ userId }) => userId !== value)),
    },
    views: {
      async rota_members_form({ ack, body }) {
        const submission = readSubmission(body);
        const { workspaceId, userId, view } = submission;
        const kept = await keptWith(deps, workspaceId, userId, view);
        if (!kept) return ack({ response_action: 'update', view: gone });
        const before = await peopleOf(deps, kept);
        const problem = await save(deps, kept, view);
        if (problem) return ack({ response_action: 'errors', errors: { add: problem } });
        await ack();
        await drawFormAgain(deps, submission, kept.id, 'The members are saved.', (typed, fresh) =>
          withPeople(typed, before, baseOf(fresh)),
        );
      },
    },
  };
}

async function open(deps: Deps, press: Press): Promise<void> {
  const before = press.view && (await keptBehind(deps, { ...press, view: press.view }));
  const rotation = before?.rotationId ? await findRotation(deps.db.read, press.workspaceId, before.rotationId) : null;
  if (!before || !rotation) {
    await show(deps, press, gone);
    return;
  }
  const members = await membersFormOf(deps.db.read, rotation, deps.clock.now());
  const kept = { ...before, form: { ...before.form, members } };
  await show(deps, press, await viewOf(deps, kept, { page: 0, drawn: 0 }));
  await keepForm(deps.db, kept, deps.clock.now());
}

/** Of the rotation as it is planned last. */
async function peopleOf(deps: Deps, { workspaceId, person, rotationId }: KeptForm): Promise<string[]> {
  const rotation = rotationId ? await findRotation(deps.db.read, workspaceId, rotationId) : null;
  return rotation ? baseOf((await keptOf(deps, workspaceId, person, rotation, false)).form).people : [];
}

/** What was saved of people and their order, over what was typed. */
function withPeople(typed: RotationForm, before: string[], saved: LayerForm): RotationForm {
  const base = baseOf(typed);
  return withBase(typed, { ...base, people: reordered(base.people, before, saved.people), order: saved.order });
}

async function viewOf(
  deps: Deps,
  { id: draftId, workspaceId, rotationId, form: { members } }: KeptForm,
  at: { page: number; drawn: number },
) {
  const users = members.map(({ userId }) => userId);
  const codes = [...new Set(members.flatMap(({ region }) => region ?? []))];
  const names = new Map(await Promise.all(codes.map(async (code) => [code, await regionName(code)] as const)));
  const nameOf = await namesOf(deps.db.read, workspaceId, users);
  return membersView({ draftId, rotationId: rotationId ?? '', members, nameOf, regionOf: (code) => names.get(code) ?? code, ...at });
}

/** The list with what stands in the fields of its page, and who was added. */
async function keptWith({ db }: Deps, workspaceId: string, person: string, view: View): Promise<KeptForm | null> {
  const kept = await findKeptForm(db.read, workspaceId, person, metadataOf(view, Metadata).draft);
  return kept && { ...kept, form: { ...kept.form, members: membersIn(view, kept.form.members) } };
}

const Chosen = z.looseObject({ selected_date: z.string().nullish(), selected_option: z.looseObject({ value: z.string() }).nullish() });

function membersIn(view: View, before: readonly MemberForm[]): MemberForm[] {
  const values = view.state?.values ?? {};
  const chosen = (userId: string, actionId: string) => {
    const element = values[`member_${userId}`]?.[`${actionId}:${userId}`];
    return element ? Chosen.parse(element) : null;
  };
  const members = before.map((member): MemberForm => {
    const ends = chosen(member.userId, 'rota_member_ends');
    if (!ends) return member;
    return {
      ...member,
      starts: chosen(member.userId, 'rota_member_starts')?.selected_date ?? null,
      ends: ends.selected_date ?? null,
      region: chosen(member.userId, 'rota_region')?.selected_option?.value ?? null,
    };
  });
  const known = new Set(members.map(({ userId }) => userId));
  const added = fieldsOf(view)
    .people('add')
    .filter((userId) => !known.has(userId));
  return [...members, ...added.map((userId) => ({ userId, hasBegun: false, starts: null, ends: null, region: null }))];
}

function changed(deps: Deps, change: Change): NonNullable<Handlers['actions']>[string] {
  return async ({ ack, body, action }) => {
    await ack();
    const press = readPress(body, action);
    const kept = press.view && (await keptWith(deps, press.workspaceId, press.userId, press.view));
    if (!kept || !press.view) return;
    const { page, drawn } = metadataOf(press.view, Metadata);
    const members = change(kept.form.members, press);
    const next = { ...kept, form: { ...kept.form, members } };
    await keepForm(deps.db, next, deps.clock.now());
    const isPaged = 'action_id' in action && action.action_id.startsWith('rota_members_page');
    await redraw(deps, press, await viewOf(deps, next, { page: isPaged ? Number(press.value) || 0 : page, drawn: drawn + 1 }));
  };
}

function moved(members: readonly MemberForm[], userId: string, by: number): MemberForm[] {
  const from = members.findIndex((member) => member.userId === userId);
  const to = from + by;
  if (from < 0 || to < 0 || to >= members.length) return [...members];
  const list = [...members];
  const [member] = list.splice(from, 1);
  if (member) list.splice(to, 0, member);
  return list;
}

/** `null`: it is saved. */
async function save(deps: Deps, { workspaceId, person, rotationId, form }: KeptForm, view: View): Promise<string | null> {
  const { people } = deps.slack(workspaceId);
  await Promise.all(form.members.filter(({ hasBegun }) => !hasBegun).map(({ userId }) => people.get(userId)));
  const now = deps.clock.now();
  const key = `view:${view.id}`;
  const saved = await writeTx(deps.db, async (tx) => {
    if (!(await takeReceipt(tx, workspaceId, key, now))) return null;
    const outcome = await saveMembers(tx, { workspaceId, rotationId: rotationId ?? '', members: form.members, by: person }, now);
    if (outcome.is === 'wrong') await tx.receipt.deleteMany({ where: { workspaceId, key } });
    return outcome;
  });
  return saved?.is === 'wrong' ? saved.problem : null;
}
