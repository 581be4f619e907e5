import { z } from 'zod';
import { type Transaction, writeTx } from '../database';
import type { Deps } from '../deps';
import { agreeAgain, type ChannelChange, channelChanged, effectOf, hearing } from '../domain/escalations/threads';
import { findPlace } from '../domain/places';
import { takeReceipt } from '../receipts';
import type { EventHandler, Handlers, StoredEvent } from './registry';

/** Threads in step: what is said where a question comes from, and under its card; what becomes of their channels. */
export function threadHandlers(deps: Deps): Handlers {
  const channel = (change: ChannelChange): EventHandler => channelHandler(deps, change);
  const ours = (change: ChannelChange): EventHandler => oursOnly(deps, channelHandler(deps, change));
  return {
    events: {
      message: [messageHandler(deps)],
      channel_shared: [channel('shared')],
      channel_archive: [channel('archived')],
      group_archive: [channel('archived')],
      channel_unarchive: [channel('back')],
      group_unarchive: [channel('back')],
      member_left_channel: [ours('removed')],
      member_joined_channel: [ours('back')],
    },
    actions: { copy_thread_again: copyAgain(deps) },
  };
}

type Change = (tx: Transaction) => Promise<void>;

function messageHandler(deps: Deps): EventHandler {
  return async ({ workspaceId, eventId, event }, now) => {
    const heard = await hearing({ read: deps.db.read, slack: deps.slack(workspaceId) }, event);
    return heard && effectOf(workspaceId, heard, eventId, now);
  };
}

const ChannelEvent = z.looseObject({ channel: z.string().min(1) });

function channelHandler(deps: Deps, change: ChannelChange): EventHandler {
  return async ({ workspaceId, eventId, event }, now) => {
    const channelId = ChannelEvent.safeParse(event).data?.channel;
    if (!channelId || !(await hasOpenThreads(deps, workspaceId, channelId))) return null;

    const slack = deps.slack(workspaceId);
    const place = change === 'back' ? await findPlace({ read: deps.db.read, slack }, channelId) : null;
    return (tx) => channelChanged(tx, { workspaceId, channelId, change, place, cause: eventId }, now);
  };
}

async function hasOpenThreads({ db }: Deps, workspaceId: string, channelId: string): Promise<boolean> {
  return (await db.read.originThread.count({ where: { workspaceId, channelId, openKey: { not: null } }, take: 1 })) > 0;
}

const MemberEvent = z.looseObject({ user: z.string() });

/** Who else comes and goes changes nothing here. */
function oursOnly({ db }: Deps, handle: EventHandler): EventHandler {
  return async (stored: StoredEvent, now): Promise<Change | null> => {
    const user = MemberEvent.safeParse(stored.event).data?.user;
    const workspace = await db.read.workspace.findUnique({ where: { id: stored.workspaceId }, select: { botUserId: true } });
    return user === workspace?.botUserId ? handle(stored, now) : null;
  };
}

const Button = z.looseObject({ value: z.string().min(1) });
const Press = z.looseObject({
  trigger_id: z.string().min(1),
  user: z.looseObject({ id: z.string() }),
  team: z.looseObject({ id: z.string() }),
});

const answers = {
  done: 'Thank you: from now on the thread is copied again.',
  not_agent: 'Only the agent of this thread can agree to that.',
  over: 'There is nothing left to agree to: the thread is copied already, or its escalation is closed.',
  gone: 'The channel cannot be reached any more, so nothing is copied.',
};

function copyAgain(deps: Deps): NonNullable<Handlers['actions']>[string] {
  return async ({ ack, body, action, respond }) => {
    const { value: threadId } = Button.parse(action);
    const { trigger_id, user, team } = Press.parse(body);
    const agreed = await agree(deps, { workspaceId: team.id, threadId, person: user.id, receipt: `action:${trigger_id}` });
    await ack();
    if (agreed)
      await respond({ text: answers[agreed], response_type: 'ephemeral', replace_original: agreed === 'done' || agreed === 'over' });
  };
}

interface Yes {
  workspaceId: string;
  threadId: string;
  person: string;
  receipt: string;
}

async function agree({ db, slack, clock }: Deps, { receipt, ...yes }: Yes): Promise<keyof typeof answers | null> {
  const { workspaceId, threadId } = yes;
  const thread = await db.read.originThread.findFirst({ where: { id: threadId, workspaceId }, select: { channelId: true } });
  if (!thread?.channelId) return 'over';

  await slack(workspaceId).channels.refresh(thread.channelId);
  const place = await findPlace({ read: db.read, slack: slack(workspaceId) }, thread.channelId);
  if (!place) return 'gone';

  const now = clock.now();
  return writeTx(db, async (tx) => ((await takeReceipt(tx, workspaceId, receipt, now)) ? agreeAgain(tx, { ...yes, place }, now) : null));
}
