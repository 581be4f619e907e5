import { z } from 'zod';
import type { Deps } from '../../deps';
import { personOf } from '../../domain/people/store';
import { onDuty } from '../../domain/rotation/onDuty';
import { squadFields } from '../../domain/settings/entries';
import { mistakesOf } from '../../domain/settings/mistakes';
import { SquadEntry } from '../../domain/settings/schema';
import { meetChannel } from '../../domain/squads/meet';
import { inviteThere, keywordsIn, type Squad, type SquadDraft, type SquadProblems } from '../../domain/squads/rules';
import { checkChange, type SquadChange, saveSquad } from '../../domain/squads/save';
import { squadByKey } from '../../domain/squads/store';
import type { Slack } from '../../slack';
import { squadSavedView, squadsView } from '../../views/settings/squads';
import type { Handlers } from '../registry';
import { type Fields, fieldsOf, metadataOf, readSubmission, type Submission } from './gesture';
import { isSaved, saveOnce } from './once';
import { drawAgain, mayChangeSettings, noLongerAdmin } from './show';
import { Place, pageOfSquads } from './squads';

const Metadata = z.object({ squadId: z.string().nullable(), list: Place.nullable() });
type Errors = Record<string, string>;

/** The modal `Squad`. */
export function squadFormHandlers(deps: Deps): Handlers {
  return {
    views: {
      async squad_form({ ack, body }) {
        const submission = readSubmission(body);
        const { squadId, list } = metadataOf(submission.view, Metadata);
        const saved = await save(deps, submission, squadId);
        if (saved.is === 'refused') return ack({ response_action: 'errors', errors: saved.errors });

        if (list) await ack();
        else await ack({ response_action: 'update', view: squadSavedView(await readiness(deps, saved.squad, 'looking')) });
        await meetChannel(deps.db.read, deps.slack(submission.workspaceId), saved.squad.channelId);
        await goBack(deps, submission, saved.squad, list);
      },
    },
  };
}

type Outcome = { is: 'saved'; squad: Squad } | { is: 'refused'; errors: Errors };

async function save(deps: Deps, submission: Submission, squadId: string | null): Promise<Outcome> {
  const { workspaceId, userId, view } = submission;
  if (!(await mayChangeSettings(deps, workspaceId, userId))) return refused({ name: noLongerAdmin });
  const read = readDraft(fieldsOf(view));
  if (read.is === 'refused') return read;

  const change: SquadChange = { workspaceId, squadId, draft: read.draft, actor: userId };
  const wrong = (await isSaved(deps, submission)) ? null : await prepare(deps, change);
  return wrong ? refused(wrong) : write(deps, submission, change);
}

/** Asks Slack for what the check needs, and joins the channel when all is well. */
async function prepare({ db, slack }: Deps, change: SquadChange): Promise<Errors | null> {
  const { channels, people } = slack(change.workspaceId);
  await askSlack({ channels, people }, change.draft);
  const checked = await checkChange(db.read, change);
  if (checked.is !== 'fine') return errorsOf(checked);

  const { channelId } = change.draft;
  if (checked.squad?.channelId === channelId) return null;
  const isThere = (await channels.get(channelId))?.isMember || (await channels.join(channelId));
  return isThere ? null : { channel: inviteThere };
}

function readDraft(fields: Fields): { is: 'read'; draft: SquadDraft } | { is: 'refused'; errors: Errors } {
  const parsed = SquadEntry.safeParse({ name: fields.text('name'), keywords: keywordsIn(fields.text('keywords')) });
  if (!parsed.success)
    return { is: 'refused', errors: Object.fromEntries(mistakesOf(parsed.error).map(({ path, problem }) => [path[0], problem])) };
  return {
    is: 'read',
    draft: {
      name: parsed.data.name,
      channelId: fields.channel('channel') ?? '',
      pms: fields.people('pms'),
      keywords: parsed.data.keywords ?? [],
      members: fields.people('members'),
      manager: fields.person('manager'),
      restrictedChannelId: fields.channel('restrictedChannel'),
      oneWayThreads: fields.ticked('oneWayThreads'),
      zone: fields.choice('zone'),
      weeklyDigest: fields.ticked('weeklyDigest'),
    },
  };
}

/** Channels as they are now, people as of today. */
async function askSlack({ channels, people }: Pick<Slack, 'channels' | 'people'>, draft: SquadDraft): Promise<void> {
  const { channelId, restrictedChannelId, members, pms, manager } = draft;
  const rooms = [channelId, restrictedChannelId].filter((id) => id !== null);
  const persons = [...new Set([...members, ...pms, manager])].filter((id) => id !== null);
  await Promise.all([...rooms.map((id) => channels.refresh(id)), ...persons.map((id) => people.get(id))]);
}

async function write(deps: Deps, submission: Submission, change: SquadChange): Promise<Outcome> {
  const saved = await saveOnce(deps, submission, (tx, now) => saveSquad(tx, change, now));
  switch (saved.is) {
    case 'saved':
      return saved;
    case 'saved_before': {
      const squad = await squadByKey(deps.db.read, change.workspaceId, change.draft.name);
      return squad ? { is: 'saved', squad } : refused(errorsOf({ is: 'gone' }));
    }
    default:
      return refused(errorsOf(saved));
  }
}

function errorsOf(wrong: { is: 'wrong'; problems: SquadProblems } | { is: 'gone' }): Errors {
  if (wrong.is === 'gone') return { name: 'Somebody removed this squad meanwhile. Close this and add it again.' };
  return Object.fromEntries(Object.entries(wrong.problems).map(([field, problem]) => [squadFields[field as keyof SquadDraft], problem]));
}

const refused = (errors: Errors): Outcome => ({ is: 'refused', errors });

/** To the list below, with the squad in it; without a list, to who would be asked first. */
async function goBack(deps: Deps, { workspaceId, view }: Submission, squad: Squad, list: z.infer<typeof Place> | null): Promise<void> {
  if (!list) return drawAgain(deps, workspaceId, view.id, squadSavedView(await readiness(deps, squad)));
  if (!view.previous_view_id) return;
  await drawAgain(
    deps,
    workspaceId,
    view.previous_view_id,
    squadsView(await pageOfSquads(deps.db.read, workspaceId, list), `${squad.name} is saved.`),
  );
}

async function readiness({ db: { read }, clock }: Deps, { id, workspaceId, name, channelId, members }: Squad, looking?: 'looking') {
  const channel = await read.channel.findUnique({ where: { workspaceId_channelId: { workspaceId, channelId } }, select: { name: true } });
  const [first] = (await onDuty(read, id, clock.now())).on;
  const person = first ? await personOf(read, workspaceId, first.user) : null;
  return {
    name,
    channel: `#${channel?.name ?? channelId}`,
    first: looking ?? { name: person?.displayName ?? null },
    chosen: members.length > 0,
  };
}
