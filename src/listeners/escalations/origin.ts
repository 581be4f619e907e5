import type { Deps } from '../../deps';
import type { Form, FormOrigin, Typed } from '../../domain/escalations/forms';
import { linksIn } from '../../domain/escalations/links';
import { type GatheredThread, type Gathering, gatherThread } from '../../domain/escalations/threads';
import { titleOf } from '../../domain/escalations/title';
import { consentNeeded, findPlace, kindOf } from '../../domain/places';
import { SlackUnavailable } from '../../slack/unavailable';

export interface Looked {
  origin: FormOrigin;
  gathered: GatheredThread | null;
}

type Asking = Pick<Form, 'workspaceId' | 'person'>;

/** Reads the thread that a form is about, and what kind of place it stands in. */
export async function lookAtThread(deps: Deps, asking: Asking, origin: FormOrigin): Promise<Looked> {
  const { workspaceId } = asking;
  const from = { read: deps.db.read, slack: deps.slack(workspaceId) };
  const shows = origin.linked ? await mayShow(deps, asking, origin.channelId) : 'yes';
  if (shows !== 'yes') return { gathered: null, origin: { ...origin, ...unshown[shows](origin.channelId) } };

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

/**
 * A link proves nothing: what was said where not everybody can read is read for those who are there alone. Whoever is not reads the
 * same as of a message that does not exist, and nothing is known of the place until it is known who is in it.
 */
async function mayShow({ slack, log }: Deps, { workspaceId, person }: Asking, channelId: string): Promise<'yes' | 'no' | 'unknown'> {
  const { channels } = slack(workspaceId);
  try {
    const channel = await channels.refresh(channelId);
    if (!channel) return 'no';
    return !consentNeeded(kindOf(channel)) || (await channels.members(channelId)).includes(person) ? 'yes' : 'no';
  } catch (error) {
    if (!(error instanceof SlackUnavailable)) throw error;
    log.warn({ err: error }, 'who is in the place of a linked message is not known now');
    return error.failure.is === 'refused' ? 'no' : 'unknown';
  }
}

const unshown = {
  no: (channelId: string) => ({ place: hiddenPlace(channelId), read: null, problem: 'missing' as const }),
  unknown: () => ({ place: null, read: null, problem: 'unavailable' as const }),
};

async function placeOf({ db, slack, log }: Deps, workspaceId: string, channelId: string): Promise<FormOrigin['place']> {
  try {
    const place = await findPlace({ read: db.read, slack: slack(workspaceId) }, channelId);
    const channel = await db.read.channel.findUnique({ where: { workspaceId_channelId: { workspaceId, channelId } } });
    if (place)
      return { name: channel && !channel.isDirect ? `#${channel.name}` : 'Direct message', kind: place.kind, inThread: place.agentsPlace };
    return hiddenPlace(channelId);
  } catch (error) {
    if (!(error instanceof SlackUnavailable)) throw error;
    log.warn({ err: error }, 'what kind of place a thread stands in is not known now');
    return null;
  }
}

/** A place that does not exist for us is one that its people keep to themselves. */
const hiddenPlace = (channelId: string): NonNullable<FormOrigin['place']> =>
  channelId.startsWith('D')
    ? { name: 'Direct message', kind: 'direct', inThread: false }
    : { name: 'A private channel', kind: 'private', inThread: false };

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
