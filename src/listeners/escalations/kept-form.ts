import { z } from 'zod';
import type { Deps } from '../../deps';
import { type Form, type FormOrigin, nothingTyped, type Typed } from '../../domain/escalations/forms';
import { findForm } from '../../domain/escalations/store';
import { Severity } from '../../generated/sqlite/enums';
import { consentAction } from '../../views/escalations/form';
import { fieldIn, type SeenView } from './bodies';

const Metadata = z.object({
  form: z.string(),
  origin: z.object({ channelId: z.string(), rootTs: z.string(), ts: z.string(), linked: z.boolean() }).optional(),
});

export interface Seen {
  workspaceId: string;
  person: string;
  view: SeenView;
}

/** The form behind a view: what was kept of it, with what stands in its fields now. */
export async function formBehind({ db }: Deps, { workspaceId, person, view }: Seen, at: string | null): Promise<Form & { viewId: string }> {
  const { form: id, origin } = Metadata.parse(JSON.parse(view.private_metadata));
  const kept = await findForm(db.read, workspaceId, id);
  const known: FormOrigin | null = kept ? kept.origin : origin ? { ...origin, place: null, read: null, problem: null } : null;
  const typed = typedIn(view, kept?.typed ?? nothingTyped);
  return { id, workspaceId, person, viewId: view.id, origin: known, typed, typedAt: at ?? kept?.typedAt ?? null };
}

/** Whether the box for exactly this thread and squad is ticked: another one's yes is no yes. `null`: it is not shown. */
export function consentIn(view: SeenView, form: Form): boolean | null {
  const box = view.state?.values.consent?.[consentAction(form)];
  return box ? fieldIn(view, 'consent') === 'yes' : null;
}

/** What is not shown (yet) stays as it was. */
function typedIn(view: SeenView, before: Typed): Typed {
  const field = (name: string, known: string) => fieldIn(view, name) ?? known;
  const severity = Object.values(Severity).find((one) => one === field('severity', before.severity)) ?? before.severity;
  return {
    title: field('title', before.title),
    squadId: field('squad', before.squadId ?? '') || null,
    severity,
    customer: field('customer', before.customer),
    tried: field('tried', before.tried),
    expected: field('expected', before.expected),
    links: field('links', before.links),
    thread: field('thread', before.thread),
    restricted: field('restricted', before.restricted ? 'yes' : '') === 'yes',
  };
}
