import type { SlackOptionsMiddlewareArgs } from '@slack/bolt';
import { z } from 'zod';
import { writeTx } from '../../database';
import type { Deps } from '../../deps';
import { regionName } from '../../domain/calendar/holidays';
import { turnLengthsOf } from '../../domain/rotation/clock/around';
import { acceptMinutes, announces } from '../../domain/rotation/clock/rules';
import { baseOf, type RotationForm } from '../../domain/rotation/forms/form';
import { type OptionsForm, optionsFormOf, saveOptions } from '../../domain/rotation/forms/options';
import { keepForm } from '../../domain/rotation/forms/store';
import { findRotation, type RotationRecord } from '../../domain/rotation/records/rotation';
import { takeReceipt } from '../../receipts';
import { onlyLook } from '../../views/rotation/form';
import { optionsView } from '../../views/rotation/options';
import { option } from '../../views/settings/parts';
import type { Handlers } from '../registry';
import { fieldsOf, metadataOf, type Press, readPress, readSubmission, type Submission } from '../settings/gesture';
import { drawAgain, show } from '../settings/show';
import { drawFormAgain, keptBehind } from './kept-form';
import { type GroupsOf, rememberedGroups } from './known-groups';

const Metadata = z.object({ rotation: z.string(), draft: z.string() });

/** `Options` of a rotation. */
export function optionHandlers(deps: Deps): Handlers {
  const groupsOf = rememberedGroups(deps);
  return {
    actions: {
      async rota_options({ ack, body, action }) {
        await ack();
        await open(deps, groupsOf, readPress(body, action));
      },
    },
    views: {
      async rota_options_form({ ack, body }) {
        const submission = readSubmission(body);
        const problems = await save(deps, submission);
        if (problems) return ack({ response_action: 'errors', errors: problems });
        await ack();
        await drawFormAgain(deps, submission, metadataOf(submission.view, Metadata).draft, 'The options are saved.', withOptions);
      },
    },
    options: {
      async rota_user_group(args) {
        const { ack, options } = args as SlackOptionsMiddlewareArgs<'block_suggestion'>;
        const wanted = options.value.toLowerCase().replace(/^@/, '');
        const found = (await groupsOf(options.team?.id ?? '')).filter(({ handle, name }) =>
          `${handle} ${name}`.toLowerCase().includes(wanted),
        );
        await ack({ options: found.slice(0, 100).map(({ id, handle }) => option(`@${handle}`, id)) });
      },
    },
  };
}

/** Opened at once; what the group is called is filled in when Slack has told it. */
async function open(deps: Deps, groupsOf: GroupsOf, press: Press): Promise<void> {
  const kept = press.view && (await keptBehind(deps, { ...press, view: press.view }));
  const rotation = kept?.rotationId ? await findRotation(deps.db.read, press.workspaceId, kept.rotationId) : null;
  if (!kept || !rotation) {
    await show(deps, press, onlyLook('Options', 'This rotation is not there any more.'));
    return;
  }
  const form = optionsFormOf(rotation, usualOf(rotation, rotation.options, deps.clock.now()));
  const view = async () =>
    optionsView({
      ...{ rotationId: rotation.id, draftId: kept.id, kind: rotation.kind, form },
      ...(await namesIn(groupsOf, press.workspaceId, form)),
    });
  const viewId = await show(deps, press, form.group ? onlyLook('Options', 'Looking at the user groups …') : await view());
  await keepForm(deps.db, kept, deps.clock.now());
  if (form.group && viewId) await drawAgain(deps, press.workspaceId, viewId, await view());
}

async function namesIn(groupsOf: GroupsOf, workspaceId: string, { group, region }: OptionsForm) {
  const groups = group ? await groupsOf(workspaceId) : [];
  const found = groups.find(({ id }) => id === group);
  return { groupName: found ? `@${found.handle}` : null, regionName: region ? await regionName(region) : null };
}

/** What was saved shows in the form beneath, with what was typed there. */
function withOptions(typed: RotationForm, fresh: RotationForm): RotationForm {
  const { choose } = baseOf(fresh);
  const layers = typed.layers.map((layer) => (layer.choose === choose ? layer : { ...layer, choose, order: null }));
  return { ...typed, layers, channelId: fresh.channelId };
}

/** What holds where nothing is set, or what is set. */
const usualOf = (rotation: RotationRecord, options: Pick<RotationRecord['options'], 'announce' | 'acceptWithin'>, now: Date) => ({
  announce: announces(options, turnLengthsOf(rotation, now)),
  accept: acceptMinutes(options, turnLengthsOf(rotation, now)),
});

async function save(deps: Deps, { workspaceId, userId: by, view }: Submission): Promise<Record<string, string> | null> {
  const { db, clock } = deps;
  const now = clock.now();
  const { rotation: rotationId } = metadataOf(view, Metadata);
  const rotation = await findRotation(db.read, workspaceId, rotationId);
  if (!rotation) return { leads: 'This rotation is not there any more.' };
  const form = formIn(view, optionsFormOf(rotation, usualOf(rotation, rotation.options, now)));
  const usual = usualOf(rotation, { announce: null, acceptWithin: null }, now);
  const key = `view:${view.id}`;
  const saved = await writeTx(db, async (tx) => {
    if (!(await takeReceipt(tx, workspaceId, key, now))) return null;
    const outcome = await saveOptions(tx, { workspaceId, rotationId, form, by }, usual, now);
    if (outcome.is === 'wrong') await tx.receipt.deleteMany({ where: { workspaceId, key } });
    return outcome;
  });
  return saved?.is === 'wrong' ? saved.problems : null;
}

function formIn(view: Submission['view'], before: OptionsForm): OptionsForm {
  const fields = fieldsOf(view);
  const text = (name: string, old: string) => (fields.has(name) ? fields.text(name).trim() : old);
  const isOn = (name: string, old: boolean) => (fields.has(name) ? fields.choice(name) === 'on' : old);
  const choice = <T extends string>(name: string, old: T): T => (fields.choice(name) as T | null) ?? old;
  const people = (name: string, old: string[]) => (fields.has(name) ? fields.people(name) : old);
  return {
    leads: people('leads', before.leads),
    channelId: fields.channel('channel') ?? before.channelId,
    announce: choice('announce', before.announce),
    choose: choice('choose', before.choose),
    rest: text('rest', before.rest).replace(',', '.'),
    cover: choice('cover', before.cover),
    coverLines: text('coverLines', before.coverLines),
    need: text('need', before.need),
    onHoliday: choice('onHoliday', before.onHoliday),
    region: fields.has('region') ? fields.choice('region') : before.region,
    leadsApprove: isOn('leadsApprove', before.leadsApprove),
    askWithin: text('askWithin', before.askWithin),
    accept: Number(choice('accept', String(before.accept))),
    group: fields.has('group') ? fields.choice('group') : before.group,
    whenNobody: people('whenNobody', before.whenNobody),
    setTopic: isOn('setTopic', before.setTopic),
    publish: text('publish', before.publish),
  };
}
