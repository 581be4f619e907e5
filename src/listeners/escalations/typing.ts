import type { SlackOptionsMiddlewareArgs } from '@slack/bolt';
import type { Deps } from '../../deps';
import type { FormOrigin } from '../../domain/escalations/forms';
import { messageLink } from '../../domain/escalations/links';
import { abandonForm, keepDraft, leaveDraft } from '../../domain/escalations/store';
import { searchSquads } from '../../domain/squads/store';
import { option } from '../../views/escalations/parts';
import type { Handlers } from '../registry';
import { readPress, readSubmission } from './bodies';
import { linkedOrigin } from './doors';
import { formBehind } from './kept-form';
import { fillIn, type OpenForm, redrawForm } from './late';

/** What is typed into the form is kept, letter by letter; a choice that the form speaks of draws it again. */
export function typingHandlers(deps: Deps): Handlers {
  const typed = ['title', 'customer', 'tried', 'expected', 'links'].map((field) => [`escalation_${field}`, keeps(deps)] as const);
  const chosen = ['squad', 'severity'].map((field) => [`escalation_${field}`, keeps(deps, redrawForm)] as const);
  return {
    actions: { ...Object.fromEntries([...typed, ...chosen]), escalation_thread: keeps(deps, followLink) },
    options: {
      escalation_squad: async (args) => {
        const { ack, body, options } = args as SlackOptionsMiddlewareArgs<'block_suggestion'>;
        const workspaceId = body.team?.id ?? body.user.team_id ?? '';
        const found = await searchSquads(deps.db.read, workspaceId, options.value);
        await ack({ options: found.map(({ name, id }) => option(name, id)) });
      },
    },
    closed: {
      escalation_form: async ({ ack, body }) => {
        await ack();
        const { workspaceId, person, view } = readSubmission(body);
        const form = await formBehind(deps, { workspaceId, person, view }, null);
        if (form.typedAt) await leaveDraft(deps.db, form, deps.clock.now());
        else await abandonForm(deps.db, form.id, deps.clock.now());
      },
    },
  };
}

type Action = NonNullable<Handlers['actions']>[string];

function keeps(deps: Deps, then?: (deps: Deps, form: OpenForm, hash: string) => Promise<unknown>): Action {
  return async ({ ack, body, action }) => {
    await ack();
    const { workspaceId, person, view, at } = readPress(body, action);
    if (!view) return;
    const form = await formBehind(deps, { workspaceId, person, view }, at);
    await keepDraft(deps.db, form, deps.clock.now());
    await then?.(deps, form, view.hash);
  };
}

/** The address of a message: once it is whole, its thread is read, and the form speaks of it. */
async function followLink(deps: Deps, form: OpenForm, hash: string): Promise<void> {
  const origin = await linkedThread(deps, form.workspaceId, form.typed.thread);
  if (sameThread(form.origin, origin)) return;

  const changed = { ...form, origin };
  await keepDraft(deps.db, changed, deps.clock.now());
  if (origin) await fillIn(deps, changed, hash);
  else await redrawForm(deps, changed, hash);
}

export const sameThread = (a: FormOrigin | null, b: FormOrigin | null) => a?.channelId === b?.channelId && a?.ts === b?.ts;

/** `null`: no message of this workspace. */
export async function linkedThread({ db }: Deps, workspaceId: string, text: string): Promise<FormOrigin | null> {
  const link = messageLink(text.trim().replace(/^<|>$/g, ''));
  if (!link) return null;
  const { url } = await db.read.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { url: true } });
  return new URL(url).hostname === link.host ? linkedOrigin(link) : null;
}
