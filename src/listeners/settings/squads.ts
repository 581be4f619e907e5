import { z } from 'zod';
import { writeTx } from '../../database';
import type { Deps } from '../../deps';
import { peopleOf, type Reader } from '../../domain/people/store';
import { businessHours } from '../../domain/settings/hours';
import { namesOf } from '../../domain/settings/lookup';
import type { Squad } from '../../domain/squads/rules';
import { removeSquad, searchSquads, squadOf } from '../../domain/squads/store';
import { takeReceipt } from '../../receipts';
import type { ListPlace, Page } from '../../views/settings/parts';
import { type SquadRow, squadForm, squadsPerPage, squadsView } from '../../views/settings/squads';
import type { Handlers } from '../registry';
import { fieldsOf, metadataOf, type Press, readPress, readSubmission } from './gesture';
import { forAdmins, mayChangeSettings, noLongerAdmin, redraw, show } from './show';

export const Place = z.object({ page: z.number().default(0), words: z.string().default('') });
const firstPage: ListPlace = { page: 0, words: '' };

/** Settings → `Squads`: the list, and the way to the form. */
export function squadListHandlers(deps: Deps): Handlers {
  const { read } = deps.db;
  const list = async (press: Press, place: ListPlace, said?: string) =>
    squadsView(await pageOfSquads(read, press.workspaceId, place), said);
  const form = async (press: Press, squad: Squad | null) =>
    squadForm(squad, await businessHours(read, press.workspaceId), press.view && metadataOf(press.view, Place));

  return {
    actions: {
      async open_squads({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        await forAdmins(deps, press, async () => show(deps, press, await list(press, firstPage)));
      },
      async add_squad({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        await forAdmins(deps, press, async () => show(deps, press, await form(press, null)));
      },
      async edit_squad({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        await forAdmins(deps, press, async () => {
          const squad = await squadOf(read, press.value);
          if (squad) await show(deps, press, await form(press, squad));
        });
      },
      async remove_squad({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        await forAdmins(deps, press, async () => {
          const said = await remove(deps, press);
          await redraw(deps, press, await list(press, placeOf(press), said));
        });
      },
      async find_squad({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        await forAdmins(deps, press, async () => redraw(deps, press, await list(press, { page: 0, words: press.value })));
      },
      async squads_page({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        await forAdmins(deps, press, async () => redraw(deps, press, await list(press, { ...placeOf(press), page: Number(press.value) })));
      },
    },
    views: {
      async settings_squads({ ack, body }) {
        const { workspaceId, userId, view } = readSubmission(body);
        if (!(await mayChangeSettings(deps, workspaceId, userId)))
          return ack({ response_action: 'errors', errors: { find: noLongerAdmin } });
        const page = await pageOfSquads(read, workspaceId, { page: 0, words: fieldsOf(view).text('find') });
        await ack({ response_action: 'update', view: squadsView(page) });
      },
    },
  };
}

const placeOf = ({ view }: Press): ListPlace => (view ? metadataOf(view, Place) : firstPage);

/** The squads of one page of the list; the last page when that one is not there any more. */
export async function pageOfSquads(read: Reader, workspaceId: string, { page, words }: ListPlace): Promise<Page<SquadRow>> {
  const found = await searchSquads(read, workspaceId, words, Number.POSITIVE_INFINITY);
  const last = Math.max(0, Math.ceil(found.length / squadsPerPage) - 1);
  const shown = Math.min(page, last);
  const squads = found.slice(shown * squadsPerPage, (shown + 1) * squadsPerPage);
  const { channel } = await namesOf(read, workspaceId);
  const managers = await peopleOf(
    read,
    workspaceId,
    squads.flatMap(({ manager }) => manager ?? []),
  );
  const nameOf = new Map(managers.map(({ userId, displayName }) => [userId, displayName]));
  const items = squads.map((squad) => ({
    squad,
    channel: channel(squad.channelId),
    manager: squad.manager && (nameOf.get(squad.manager) ?? null),
  }));
  return { items, total: found.length, size: squadsPerPage, page: shown, words };
}

/** What became of it, for the person who pressed. */
async function remove({ db, clock }: Deps, { workspaceId, userId, triggerId, value }: Press): Promise<string | undefined> {
  const squad = await squadOf(db.read, value);
  if (!squad || squad.workspaceId !== workspaceId) return undefined;
  const open = await writeTx(db, async (tx) => {
    const now = clock.now();
    return (await takeReceipt(tx, workspaceId, `action:${triggerId}`, now)) ? removeSquad(tx, squad, userId, now) : 0;
  });
  if (open === 0) return `${squad.name} is removed.`;
  return `${squad.name} has ${open} open ${open === 1 ? 'escalation' : 'escalations'}, so it stays. Remove it when they are resolved.`;
}
