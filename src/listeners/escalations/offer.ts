import { z } from 'zod';
import type { Deps } from '../../deps';
import { offerEscalation } from '../../domain/escalations/offers';
import { escalationOfThread } from '../../domain/escalations/store';
import { standsUnderCard } from '../../domain/escalations/threads';
import { mayEscalate } from '../../domain/people/rules';
import { findPlace } from '../../domain/places';
import type { EventHandler, Handlers } from '../registry';
import { readPress } from './bodies';
import { unread } from './doors';
import { openForm } from './open-form';

/** The emoji that asks for an escalation. */
const sos = 'sos';

const Reaction = z.looseObject({
  user: z.string(),
  reaction: z.string(),
  item: z.looseObject({ type: z.string(), channel: z.string().optional(), ts: z.string().optional() }),
});

/** `:sos:` on a message. A reaction carries no trigger, so no form can open by itself: it is offered to who reacted, alone, once for each thread. */
export function offerHandlers(deps: Deps): Handlers {
  return {
    events: { reaction_added: [reacted(deps)] },
    actions: {
      fill_in_escalation: async ({ ack, body, action, respond }) => {
        await ack();
        const { workspaceId, person, triggerId, value } = readPress(body, action);
        const [channelId = '', ts = '', rootTs = ts] = value.split(' ');
        await openForm(deps, { workspaceId, person, triggerId, origin: { ...unread, channelId, rootTs, ts } });
        await respond({ delete_original: true });
      },
      not_now: async ({ ack, respond }) => {
        await ack();
        await respond({ delete_original: true });
      },
    },
  };
}

function reacted({ db, slack }: Deps): EventHandler {
  return async ({ workspaceId, event }, now) => {
    const { user, reaction, item } = Reaction.parse(event);
    const { channel, ts } = item;
    if (reaction !== sos || item.type !== 'message' || !channel || !ts) return null;

    const ours = slack(workspaceId);
    if (!mayEscalate(await ours.people.get(user))) return null;
    const root = await rootOf(ours, channel, ts);
    if (await standsUnderCard(db.read, workspaceId, channel, root)) return null;
    if (await escalationOfThread(db.read, workspaceId, channel, root)) return null;

    // Where another company reads along Backline stays unseen, even by one.
    const place = await findPlace({ read: db.read, slack: ours }, channel);
    const unseen = place?.kind === 'external';
    return (tx) => offerEscalation(tx, { workspaceId, person: user, channelId: channel, ts, rootTs: root, unseen }, now);
  };
}

async function rootOf({ client }: ReturnType<Deps['slack']>, channel: string, ts: string): Promise<string> {
  const outcome = await client.call('conversations.replies', { channel, ts, limit: 1 });
  const [message] = outcome.is === 'ok' ? (outcome.answer.messages ?? []) : [];
  return message?.thread_ts ?? ts;
}
