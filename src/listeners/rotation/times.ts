import type { RespondFn, SlackOptionsMiddlewareArgs } from '@slack/bolt';
import type { Deps } from '../../deps';
import { isRegion } from '../../domain/calendar/holidays';
import { mayEscalate } from '../../domain/people/rules';
import { personOf } from '../../domain/people/store';
import { blocks, linesOfBlocks } from '../../domain/rotation/company/blocks';
import { type SupportTimes, saveSupportTimes, supportTimes } from '../../domain/rotation/company/support-times';
import { findRegions, learnRegion, regionOf } from '../../domain/rotation/records/holidays';
import { noticeModal } from '../../views/escalations/modals';
import { blockName, regionOption, timesModal } from '../../views/rotation/support-times';
import { type Press, readPress } from '../escalations/bodies';
import { openView } from '../escalations/open-view';
import type { Handlers } from '../registry';
import { type Fields, fieldsOf, readSubmission } from '../settings/gesture';
import { saveOnce } from '../settings/once';

/** Opens **My support times** for who pressed. */
export async function openSupportTimes(deps: Deps, pressed: Press, respond: RespondFn): Promise<void> {
  const { workspaceId, person } = pressed;
  await deps.slack(workspaceId).people.get(person);
  const known = await personOf(deps.db.read, workspaceId, person);
  if (!known || !mayEscalate(known)) {
    await openView(deps, pressed, noticeModal('My support times', 'Only for people of this workspace.'), respond);
    return;
  }
  const times = await supportTimes(deps.db.read, workspaceId, person);
  const region = times.region === null ? null : await regionOf(times.region);
  await openView(deps, pressed, timesModal({ times, zone: known.zone, region }), respond);
}

export function timesHandlers(deps: Deps): Handlers {
  return {
    actions: {
      async rota_times_open({ ack, body, action, respond }) {
        await ack();
        await openSupportTimes(deps, readPress(body, action), respond);
      },
    },
    views: {
      async rota_times({ ack, body }) {
        const submission = readSubmission(body);
        const { workspaceId, userId, view } = submission;
        const { times, errors } = readTimes(fieldsOf(view));
        if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors });

        await saveOnce(deps, submission, async (tx, now) => {
          await saveSupportTimes(tx, workspaceId, userId, times, now);
          if (times.region) await learnRegion(tx, times.region, now);
          return { is: 'saved' };
        });
        await ack();
      },
    },
    options: { rota_region: regions(deps) },
  };
}

/** Answers what is typed into a search for a region. */
function regions({ db }: Deps): NonNullable<Handlers['options']>[string] {
  return async (args) => {
    const { ack, options, body } = args as SlackOptionsMiddlewareArgs<'block_suggestion'>;
    const workspaceId = body.team?.id ?? body.user.team_id ?? '';
    await ack({ options: (await findRegions(db.read, workspaceId, options.value)).map(regionOption) });
  };
}

const lists = { best: 'Best times', ratherNot: 'Rather not', never: 'Not possible' } as const;
type List = keyof typeof lists;

function readTimes(fields: Fields): { times: SupportTimes; errors: Record<string, string> } {
  const chosen = (list: List) => fields.choices(list).filter((block) => blocks.includes(block));
  const remind = fields.choices('remind');
  const region = fields.choice('region');
  const times = {
    best: linesOfBlocks(chosen('best')),
    ratherNot: linesOfBlocks(chosen('ratherNot')),
    never: linesOfBlocks(chosen('never')),
    ...{ remindWeek: remind.includes('week'), remindEvening: remind.includes('evening'), remindMinutes: remind.includes('minutes') },
    region: region !== null && isRegion(region) ? region : null,
  };
  return {
    times,
    errors: { ...twice(chosen, 'best', 'ratherNot'), ...twice(chosen, 'best', 'never'), ...twice(chosen, 'ratherNot', 'never') },
  };
}

/** What is said in two ways is asked about, beside the second. */
function twice(chosen: (list: List) => string[], first: List, second: List): Record<string, string> {
  const both = chosen(second).find((block) => chosen(first).includes(block));
  return both ? { [second]: `${blockName(both)} stands under “${lists[first]}” too. Choose one of them.` } : {};
}
