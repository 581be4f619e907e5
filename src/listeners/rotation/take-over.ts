import type { Deps } from '../../deps';
import { zoneOf } from '../../domain/rotation/home';
import { findRotation } from '../../domain/rotation/records/rotation';
import { type TakenBack, type TakenOver, takeBack, takeOver } from '../../domain/rotation/take-over';
import { namesOf } from '../../views/escalations/facts';
import { typed } from '../../views/escalations/parts';
import { onlyLook } from '../../views/rotation/form';
import { cityOf, listed, wall } from '../../views/rotation/times';
import type { Handlers } from '../registry';
import { type Press, readPress } from '../settings/gesture';
import { show } from '../settings/show';

/** `Take over`, and `Take it back` of who was taken over from. */
export function takeOverHandlers(deps: Deps): Handlers {
  return {
    actions: {
      async rota_take_over({ ack, body, action, respond }) {
        await ack();
        const press = readPress(body, action);
        await answer(deps, press, await taken(deps, press), respond);
      },
      async rota_take_back({ ack, body, action, respond }) {
        await ack();
        const press = readPress(body, action);
        const { workspaceId, userId: by, triggerId, value: changeId } = press;
        const outcome = await takeBack(deps.db, { workspaceId, changeId, by, source: `action:${triggerId}` }, deps.clock.now());
        await answer(deps, press, backWords[outcome], respond);
      },
    },
  };
}

const backWords: Record<TakenBack, string> = {
  done: 'You are on again.',
  repeated: 'You are on again.',
  gone: 'This rotation is not there any more.',
  not_yours: 'Only who was taken over from can take it back.',
  over: 'This is over, or was taken back before.',
};

async function taken(deps: Deps, { workspaceId, userId: by, triggerId, value }: Press): Promise<string> {
  const [rotationId = '', from = ''] = value.split(':');
  const now = deps.clock.now();
  const outcome = await takeOver(deps.db, { workspaceId, rotationId, from, by, source: `action:${triggerId}` }, now);
  const rotation = await findRotation(deps.db.read, workspaceId, rotationId);
  const nameOf = await namesOf(deps.db.read, workspaceId, [from, ...(outcome.is === 'late' ? outcome.on : [])]);
  return takenWords(outcome, rotation ? zoneOf(rotation, now) : 'UTC', (user) => typed(nameOf(user)));
}

function takenWords(outcome: TakenOver, zone: string, name: (user: string) => string): string {
  switch (outcome.is) {
    case 'done':
      return `You took over from ${name(outcome.from)} until ${wall(outcome.until, zone)} ${cityOf(zone)}. ${name(outcome.from)} is told.`;
    case 'late':
      return outcome.on.length > 0
        ? `${listed(outcome.on.map(name))} took it just before you.`
        : 'Nobody is on now: there is nothing to take over.';
    case 'on_already':
      return 'You are on already.';
    case 'not_member':
      return 'Only members of this rotation can take over. Ask a lead to put you on.';
    case 'gone':
      return 'This rotation is not there any more.';
    case 'repeated':
      return 'You took over.';
  }
}

/** Where it was pressed: over a modal, or to the person alone beside the message. */
async function answer(deps: Deps, press: Press, text: string, respond: Responds | undefined): Promise<void> {
  if (press.view || !respond) await show(deps, press, onlyLook('Rotation', text));
  else await respond({ text, response_type: 'ephemeral', replace_original: false });
}

type Responds = (message: { text: string; response_type: 'ephemeral'; replace_original: boolean }) => Promise<unknown>;
