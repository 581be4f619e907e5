import { z } from 'zod';
import type { Deps } from '../../deps';
import { parseCommand } from '../../domain/escalations/command';
import type { FormOrigin } from '../../domain/escalations/forms';
import { linksIn, type MessageLink } from '../../domain/escalations/links';
import { draftToContinue } from '../../domain/escalations/store';
import { titleOf } from '../../domain/escalations/title';
import type { Handlers } from '../registry';
import { readPress, readShortcut } from './bodies';
import { noDraft } from './instead';
import { openForm } from './open-form';
import { openView } from './open-view';

const Command = z.looseObject({ team_id: z.string(), user_id: z.string(), trigger_id: z.string(), text: z.string().default('') });

/** The ways into the form. */
export function doorHandlers(deps: Deps): Handlers {
  const { db, clock } = deps;
  return {
    commands: {
      '/escalate': async ({ ack, command }) => {
        await ack();
        const { team_id: workspaceId, user_id: person, trigger_id: triggerId, text } = Command.parse(command);
        const squads = await db.read.squad.findMany({
          where: { workspaceId, removedAt: null },
          select: { id: true, key: true, name: true },
        });
        const { squadId, severity, title, whole, links, thread } = parseCommand(text, squads);
        const typed = {
          title,
          tried: whole,
          squadId,
          links: links.join('\n'),
          thread: thread ? addressOf(thread) : '',
          ...(severity && { severity }),
        };
        await openForm(deps, { workspaceId, person, triggerId, typed, origin: thread && linkedOrigin(thread), squads });
      },
    },
    shortcuts: {
      escalate_this_thread: async ({ ack, shortcut }) => {
        await ack();
        const { team, user, trigger_id: triggerId, channel, message } = readShortcut(shortcut);
        const rootTs = message.thread_ts ?? message.ts;
        const origin = { ...unread, channelId: channel.id, rootTs, ts: message.ts, chosen: message };
        const isRoot = rootTs === message.ts;
        const typed = isRoot ? { title: titleOf(message.text ?? ''), links: linksIn(message.text ?? '').join('\n') } : {};
        await openForm(deps, { workspaceId: team?.id ?? '', person: user.id, triggerId, typed, origin });
      },
    },
    actions: {
      new_escalation: async ({ ack, body, action }) => {
        await ack();
        const { workspaceId, person, triggerId } = readPress(body, action);
        await openForm(deps, { workspaceId, person, triggerId });
      },
      continue_draft: async ({ ack, body, action, respond }) => {
        await ack();
        const press = readPress(body, action);
        const { workspaceId, person, triggerId, value } = press;
        const draft = await draftToContinue(db.read, workspaceId, person, clock.now(), value);
        if (draft) return openForm(deps, { workspaceId, person, triggerId, draft });
        await openView(deps, press, noDraft, respond);
      },
    },
  };
}

export const unread = { linked: false, place: null, read: null, problem: null } satisfies Partial<FormOrigin>;

export function linkedOrigin({ channelId, ts, threadTs }: MessageLink): FormOrigin {
  return { ...unread, linked: true, channelId, rootTs: threadTs ?? ts, ts };
}

function addressOf({ host, channelId, ts, threadTs }: MessageLink): string {
  const query = threadTs ? `?thread_ts=${threadTs}&cid=${channelId}` : '';
  return `https://${host}/archives/${channelId}/p${ts.replace('.', '')}${query}`;
}
