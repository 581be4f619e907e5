import type { RespondFn } from '@slack/bolt';
import type { Deps } from '../../deps';
import { mayEscalate } from '../../domain/people/rules';
import { personOf } from '../../domain/people/store';
import { noticeModal } from '../../views/escalations/modals';
import { type Press as MessagePress, readPress as readAnyPress } from '../escalations/bodies';
import { openView } from '../escalations/open-view';
import type { Handlers } from '../registry';
import { readPress, readSubmission } from '../settings/gesture';
import { redraw } from '../settings/show';
import { saveAbsence, takeBack } from './away-deeds';
import { formIn, viewOf } from './away-view';

/** Who says that they, or others, are away. */
export type AwayAsking = Pick<MessagePress, 'workspaceId' | 'person' | 'triggerId'> &
  Partial<Pick<MessagePress, 'view' | 'inMessage' | 'threadTs'>>;

/** Opens **Away**: for App Home, `/rota away` and the cards. */
export async function openAway(deps: Deps, asking: AwayAsking, respond: RespondFn): Promise<void> {
  const { workspaceId, person } = asking;
  await deps.slack(workspaceId).people.get(person);
  const known = await personOf(deps.db.read, workspaceId, person);
  const view = mayEscalate(known)
    ? await viewOf(deps, workspaceId, person, { ...blank, who: person })
    : noticeModal('Away', 'Only for people of this workspace.');
  await openView(deps, { value: '', at: '', view: null, inMessage: false, threadTs: null, ...asking }, view, respond);
}

const blank = { first: null, last: null, from: null, until: null, forgiven: false };

/** **Away**: said, and taken back. */
export function awayHandlers(deps: Deps): Handlers {
  const again: NonNullable<Handlers['actions']>[string] = async ({ ack, body, action }) => {
    await ack();
    const press = readPress(body, action);
    const form = press.view && formIn(press.view);
    if (form) await redraw(deps, press, await viewOf(deps, press.workspaceId, press.userId, form));
  };
  return {
    actions: {
      async rota_away_open({ ack, body, action, respond }) {
        await ack();
        await openAway(deps, readAnyPress(body, action), respond);
      },
      rota_away_who: again,
      rota_away_first: again,
      rota_away_last: again,
      rota_away_from: again,
      rota_away_until: again,
      rota_away_forgiven: again,
      async rota_away_back({ ack, body, action }) {
        await ack();
        const press = readPress(body, action);
        const said = await takeBack(deps, press);
        const form = press.view && formIn(press.view);
        if (form) await redraw(deps, press, await viewOf(deps, press.workspaceId, press.userId, form, said));
      },
    },
    views: {
      async rota_away({ ack, body }) {
        const submission = readSubmission(body);
        const errors = await saveAbsence(deps, submission);
        if (Object.keys(errors).length > 0) await ack({ response_action: 'errors', errors });
        else await ack();
      },
    },
  };
}
