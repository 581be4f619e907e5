import type { ModalView } from '@slack/types';
import type { Deps } from '../../deps';
import type { Form, FormOrigin } from '../../domain/escalations/forms';
import { escalationOfThread } from '../../domain/escalations/store';
import { standsUnderCard } from '../../domain/escalations/threads';
import { mayEscalate } from '../../domain/people/rules';
import { adminsOf, personOf } from '../../domain/people/store';
import { cardFacts, shownName } from '../../views/escalations/facts';
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
export async function insteadOfForm(deps: Deps, { workspaceId, person, origin }: Form): Promise<Instead | null> {
  const { read } = deps.db;
  const [known, squads, thread] = await Promise.all([
    personOf(read, workspaceId, person),
    read.squad.count({ where: { workspaceId, removedAt: null }, take: 1 }),
    origin && insteadOfThread(deps, workspaceId, origin),
  ]);
  if (known && !mayEscalate(known)) return { view: notMember, keep: false };
  if (thread) return { view: thread, keep: false };
  return squads === 0 ? { view: await noSquad(deps, workspaceId), keep: true } : null;
}

/** A thread that has an escalation, or stands under one. */
export async function insteadOfThread({ db }: Deps, workspaceId: string, { channelId, rootTs }: FormOrigin): Promise<ModalView | null> {
  const [open, under] = await Promise.all([
    escalationOfThread(db.read, workspaceId, channelId, rootTs),
    standsUnderCard(db.read, workspaceId, channelId, rootTs),
  ]);
  const facts = open && (await cardFacts(db.read, workspaceId, open.id));
  if (facts) return alreadyModal(facts);
  return under
    ? noticeModal(title, 'This thread belongs to an escalation already: write your message there, and it reaches the other side.')
    : null;
}

async function noSquad({ db }: Deps, workspaceId: string): Promise<ModalView> {
  const admins = (await adminsOf(db.read, workspaceId)).slice(0, 3).map((person) => typed(shownName(person)));
  const who = admins.length > 0 ? admins.join(' or ') : 'An admin of this workspace';
  return noticeModal(
    title,
    `No squad is set up yet. ${who} can add one on App Home, in Settings. What you wrote is kept there: press “Continue your draft” when it is done.`,
  );
}
