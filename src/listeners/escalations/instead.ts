import type { ModalView } from '@slack/types';
import type { Deps } from '../../deps';
import { maySee } from '../../domain/escalations/around';
import type { Form, FormOrigin } from '../../domain/escalations/forms';
import { type EscalationRecord, escalationOfThread } from '../../domain/escalations/store';
import { standsUnderCard } from '../../domain/escalations/threads';
import { mayEscalate } from '../../domain/people/rules';
import { adminsOf, personOf } from '../../domain/people/store';
import { cardFacts, namesOf, shownName } from '../../views/escalations/facts';
import { noticeModal } from '../../views/escalations/modals';
import { typed } from '../../views/escalations/parts';
import { alreadyModal } from '../../views/escalations/raised';

export interface Instead {
  view: ModalView;
  /** What was typed is kept until it can be sent. */
  keep: boolean;
}

const title = 'Escalate to a squad';

export const notMember: ModalView = noticeModal(title, 'Ask a colleague to escalate this: guests and people of other companies cannot.');

/** Why there is no form for this person or this thread, from what is known here already; `null`: there is one. */
export async function insteadOfForm(
  deps: Deps,
  { workspaceId, person, origin }: Form,
  squadsInUse: Promise<unknown[]>,
): Promise<Instead | null> {
  const { read } = deps.db;
  const [known, squads, thread] = await Promise.all([
    personOf(read, workspaceId, person),
    squadsInUse,
    origin && insteadOfThread(deps, { workspaceId, person }, origin),
  ]);
  if (known && !mayEscalate(known)) return { view: notMember, keep: false };
  if (thread) return { view: thread, keep: false };
  return squads.length === 0 ? { view: await noSquad(deps, workspaceId), keep: true } : null;
}

type Asking = Pick<Form, 'workspaceId' | 'person'>;

/** A thread that has an escalation, or stands under one. */
export async function insteadOfThread(deps: Deps, asking: Asking, { channelId, rootTs }: FormOrigin): Promise<ModalView | null> {
  const { read } = deps.db;
  const { workspaceId } = asking;
  const [open, under] = await Promise.all([
    escalationOfThread(read, workspaceId, channelId, rootTs),
    standsUnderCard(read, workspaceId, channelId, rootTs),
  ]);
  if (open) return alreadyEscalated(deps, asking, open);
  return under ? underCard : null;
}

export const underCardText = 'This thread belongs to an escalation already: write your message there, and it reaches the other side.';
export const underCard: ModalView = noticeModal(title, underCardText);

/** What this person may see of it, by what is known here: of a restricted one, or a private squad's, that it is there. */
export async function alreadyEscalated(deps: Deps, { workspaceId, person }: Asking, record: EscalationRecord): Promise<ModalView> {
  const { read } = deps.db;
  const facts = (await maySee(read, record, person)) ? await cardFacts(read, workspaceId, record.id) : null;
  if (facts) return alreadyModal(facts);
  const nameOf = await namesOf(read, workspaceId, [record.raisedBy]);
  return noticeModal('Already escalated', `${typed(nameOf(record.raisedBy))} has escalated this thread already. Ask them how it stands.`);
}

async function noSquad({ db }: Deps, workspaceId: string): Promise<ModalView> {
  const admins = (await adminsOf(db.read, workspaceId)).slice(0, 3).map((person) => typed(shownName(person)));
  const who = admins.length > 0 ? admins.join(' or ') : 'An admin of this workspace';
  return noticeModal(
    title,
    `No squad is set up yet. ${who} can add one on App Home, in Settings. What you wrote is kept there: press “Continue your draft” when it is done.`,
  );
}

/** A draft that cannot be gone on with. */
export const noDraft: ModalView = noticeModal(
  title,
  'There is nothing to continue: this draft was sent already, or has been forgotten. Press “New escalation” on App Home to begin anew.',
);
