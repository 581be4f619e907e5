import { randomUUID } from 'node:crypto';
import type { SlackOptionsMiddlewareArgs } from '@slack/bolt';
import { z } from 'zod';
import type { Deps } from '../../deps';
import { searchZones } from '../../domain/calendar/zone';
import { adminsOf } from '../../domain/people/store';
import type { RotationForm } from '../../domain/rotation/forms/form';
import { type KeptForm, keepForm } from '../../domain/rotation/forms/store';
import { mayCreateFor } from '../../domain/rotation/records/rights';
import { searchSquads } from '../../domain/squads/store';
import { onlyLook, rotationForm } from '../../views/rotation/form';
import { option, typed, zoneOption } from '../../views/settings/parts';
import type { Handlers } from '../registry';
import { type Press, readPress, readSubmission, type Submission } from '../settings/gesture';
import { drawAgain, redraw, show } from '../settings/show';
import { type Ack, drawCheck } from './check';
import { formFacts, freshForm } from './form-facts';
import { gone, keptBehind } from './kept-form';
import { ofLayer, type WrongFields } from './wrong-fields';

const Asked = z.looseObject({ channel: z.looseObject({ id: z.string() }).nullish() });

/** `New rotation`, and the form that it shares with `Edit rotation`. */
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
        await drawCheck(deps, kept, ack as Ack, { how: 'push', errorsOf: (wrong) => shownErrors(submission, kept.form, wrong) });
      },
    },
    options: {
      rota_zone: zones,
      async rota_squad(args) {
        const { ack, options } = args as SlackOptionsMiddlewareArgs<'block_suggestion'>;
        const { squadIds } = await mayCreateFor(deps.db.read, options.team?.id ?? '', options.user.id);
        const found = await searchSquads(deps.db.read, options.team?.id ?? '', options.value, Number.POSITIVE_INFINITY);
        const offered = found.filter(({ id }) => squadIds.includes(id)).slice(0, 100);
        await ack({ options: offered.map(({ id, name }) => option(name, id)) });
      },
    },
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
  await show(deps, press, await viewOf(deps, kept));
  await keepForm(deps.db, kept, deps.clock.now());
}

/** The form in the place of the modal that was pressed in: no more than three stand on each other. */
export async function openFormInstead(deps: Deps, press: Press, kept: KeptForm): Promise<void> {
  if (!press.view) return openForm(deps, press, kept);
  await keepForm(deps.db, kept, deps.clock.now());
  await drawAgain(deps, press.workspaceId, press.view.id, await viewOf(deps, kept));
}

const viewOf = async (deps: Deps, kept: KeptForm) => rotationForm(await formFacts(deps.db.read, kept, deps.clock.now()));

async function askThem({ db }: Deps, workspaceId: string): Promise<string> {
  const admins = await adminsOf(db.read, workspaceId);
  const names = admins.map(({ displayName }) => typed(displayName));
  return `Rotations are made by the PMs of a squad and by Backline admins${names.length > 0 ? `: ask ${names.slice(0, 5).join(', ')}` : ''}.`;
}

/** Something was chosen on which other fields hang. */
function redrawn(deps: Deps): NonNullable<Handlers['actions']>[string] {
  return async ({ ack, body, action }) => {
    await ack();
    const press = readPress(body, action);
    const kept = press.view && (await keptBehind(deps, { ...press, view: press.view }));
    if (!kept || !press.view) return;
    await keepForm(deps.db, kept, deps.clock.now());
    await redraw(deps, press, await viewOf(deps, kept));
  };
}

/** Beside a field that is shown; else, and of a layer that is not, beside the name. */
function shownErrors({ view }: Submission, form: RotationForm, wrong: WrongFields): Record<string, string> {
  const { problems, layer } = wrong;
  if (layer !== null && (layer !== form.layers.length - 1 || problems.name)) return { name: ofLayer(form, wrong) };
  const shown = view.state?.values ?? {};
  const entries = Object.entries(problems);
  const [first] = entries;
  const found = Object.fromEntries(entries.filter(([field]) => shown[field] !== undefined));
  return Object.keys(found).length > 0 || !first ? found : { name: first[1] };
}

const zones: NonNullable<Handlers['options']>[string] = async (args) => {
  const { ack, options } = args as SlackOptionsMiddlewareArgs<'block_suggestion'>;
  await ack({ options: searchZones(options.value).map(zoneOption) });
};
