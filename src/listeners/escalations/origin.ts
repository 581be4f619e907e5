import type { Deps } from '../../deps';
import type { FormOrigin, Typed } from '../../domain/escalations/forms';
import { linksIn } from '../../domain/escalations/links';
import { type GatheredThread, type Gathering, gatherThread } from '../../domain/escalations/threads';
import { titleOf } from '../../domain/escalations/title';
import { findPlace } from '../../domain/places';
import { SlackUnavailable } from '../../slack/unavailable';

export interface Looked {
  origin: FormOrigin;
  gathered: GatheredThread | null;
}

/** Reads the thread that a form is about, and what kind of place it stands in. */
export async function lookAtThread(deps: Deps, workspaceId: string, origin: FormOrigin): Promise<Looked> {
  const from = { read: deps.db.read, slack: deps.slack(workspaceId) };
  // Reading joins a public channel: what kind of place it is, and whether Backline may talk there, is known after that.
  const gathering = await gatherThread(from, origin.channelId, origin.ts, origin.chosen);
  const place = await placeOf(deps, workspaceId, origin.channelId);
  const gathered = 'thread' in gathering ? gathering.thread : null;
  const known = { ...origin, place, rootTs: gathered?.rootTs ?? origin.rootTs };
  return {
    gathered,
    origin: { ...known, read: readOf(gathering), problem: place ? problemOf(gathering) : (problemOf(gathering) ?? 'unavailable') },
  };
}

async function placeOf({ db, slack, log }: Deps, workspaceId: string, channelId: string): Promise<FormOrigin['place']> {
  try {
    const place = await findPlace({ read: db.read, slack: slack(workspaceId) }, channelId);
    const channel = await db.read.channel.findUnique({ where: { workspaceId_channelId: { workspaceId, channelId } } });
    if (place)
      return { name: channel && !channel.isDirect ? `#${channel.name}` : 'Direct message', kind: place.kind, inThread: place.agentsPlace };
    // A place that does not exist for us is one that its people keep to themselves.
    return {
      name: channelId.startsWith('D') ? 'Direct message' : 'A private channel',
      kind: channelId.startsWith('D') ? 'direct' : 'private',
      inThread: false,
    };
  } catch (error) {
    if (!(error instanceof SlackUnavailable)) throw error;
    log.warn({ err: error }, 'what kind of place a thread stands in is not known now');
    return null;
  }
}

function readOf(gathering: Gathering): FormOrigin['read'] {
  if (gathering.is !== 'gathered' && gathering.is !== 'only_chosen') return null;
  const only = gathering.is === 'only_chosen' ? gathering.why : null;
  const [root] = gathering.thread?.messages ?? [];
  const messages = gathering.thread?.messages.length ?? 0;
  return { quote: titleOf(root?.text ?? ''), author: root?.authorName ?? 'Somebody', messages, only };
}

function problemOf(gathering: Gathering): FormOrigin['problem'] {
  if (gathering.is === 'missing') return 'missing';
  return gathering.is === 'unavailable' ? 'unavailable' : null;
}

/** What the root of a thread fills in, where nothing stands yet. */
export function prefill(root: string | undefined): (typed: Typed) => Typed {
  return (typed) => {
    if (root === undefined) return typed;
    return { ...typed, title: typed.title || titleOf(root), links: typed.links || linksIn(root).join('\n') };
  };
}
