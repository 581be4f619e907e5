import type { RespondFn, SlackOptionsMiddlewareArgs } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Deps } from '../../deps';
import { parseRota, type RotaVerb, rotaVerbs } from '../../domain/rotation/asked';
import { shiftsLately } from '../../domain/rotation/clock/lately';
import { handoversOf } from '../../domain/rotation/clock/rules';
import { stintsOfPerson, zoneOf } from '../../domain/rotation/home';
import { mayCreateFor, rightsIn } from '../../domain/rotation/records/rights';
import { findRotation, type RotationRecord, rotationsOf } from '../../domain/rotation/records/rotation';
import { rotationMeant, visibleRotations } from '../../domain/rotation/visible';
import { namesOf } from '../../views/escalations/facts';
import { myStints, nextHandoffs, noRotation, rotaHelp, whichRotation } from '../../views/rotation/answers';
import { onlyForMembers } from '../../views/rotation/card';
import { ownLately } from '../../views/rotation/missed';
import { option, section, typed } from '../../views/settings/parts';
import type { Handlers } from '../registry';
import { type Press, readPress } from '../settings/gesture';
import { openAway } from './away';
import { cardOf, openLook } from './look';
import { openPreview } from './preview';
import { openSwap } from './swaps';

const Command = z.looseObject({
  team_id: z.string(),
  user_id: z.string(),
  channel_id: z.string(),
  trigger_id: z.string(),
  text: z.string().default(''),
});

/** One who asks, and how they are answered. */
interface Asker {
  press: Press & { isPress?: true };
  channelId: string | null;
  respond: RespondFn;
}

/** `/rota` and what it answers. */
export function rotaHandlers(deps: Deps): Handlers {
  return {
    commands: {
      '/rota': async ({ ack, command, respond }) => {
        await ack();
        const { team_id: workspaceId, user_id: userId, channel_id: channelId, trigger_id: triggerId, text } = Command.parse(command);
        const { verb, name } = parseRota(text);
        const asker = { press: { workspaceId, userId, triggerId, value: '', view: null }, channelId, respond };
        await answerCommand(deps, asker, verb, name);
      },
    },
    actions: {
      async rota_which({ ack, body, action, respond }) {
        await ack();
        const press = readPress(body, action);
        const { block_id, selected_option } = Chosen.parse(action);
        const verb = rotaVerbs.find((one) => block_id === `rota_which:${one}`) ?? 'now';
        const rotation = selected_option && (await findRotation(deps.db.read, press.workspaceId, selected_option.value));
        if (rotation && !rotation.removedAt)
          await answer(deps, { press: { ...press, isPress: true }, channelId: null, respond }, verb, rotation);
      },
      async rota_open({ ack, body, action }) {
        await ack();
        await openLook(deps, readPress(body, action));
      },
    },
    options: {
      async rota_which(args) {
        const { ack, options, body } = args as SlackOptionsMiddlewareArgs<'block_suggestion'>;
        const rotations = await visibleRotations(deps.db.read, body.team?.id ?? '', body.user.id, deps.clock.now());
        const wanted = options.value.trim().toLowerCase();
        const found = rotations.filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, 100);
        await ack({ options: found.map(({ id, name }) => option(name, id)) });
      },
    },
  };
}

const Chosen = z.looseObject({ block_id: z.string().default(''), selected_option: z.looseObject({ value: z.string() }).nullish() });

async function answerCommand(deps: Deps, asker: Asker, verb: RotaVerb, name: string | null): Promise<void> {
  const { press, channelId } = asker;
  const { workspaceId, userId } = press;
  const now = deps.clock.now();
  if (verb === 'help') return say(asker, rotaHelp, [section(rotaHelp)]);
  await deps.slack(workspaceId).people.get(userId);
  if (verb === 'mine') return say(asker, 'My shifts', await mineBlocks(deps, workspaceId, userId));

  if (verb === 'away') return openAway(deps, { workspaceId, person: userId, triggerId: press.triggerId }, asker.respond);
  if (verb === 'swap' && name === null) return openSwap(deps, { workspaceId, person: userId, triggerId: press.triggerId }, asker.respond);

  const meant = await rotationMeant(deps.db.read, { workspaceId, userId, channelId, name }, now);
  switch (meant.is) {
    case 'this':
      return answer(deps, asker, verb, meant.rotation);
    case 'none':
      return say(asker, 'Nobody is on rotation here yet.', noRotation);
    case 'which':
      return say(asker, 'Which rotation?', whichRotation(meant.rotations, verb, { mayCreate: await mayCreate(deps, asker) }));
    case 'unknown':
      return sayUnknown(deps, asker, verb, meant);
  }
}

async function sayUnknown(
  deps: Deps,
  asker: Asker,
  verb: RotaVerb,
  { name, rotations }: { name: string; rotations: RotationRecord[] },
): Promise<void> {
  const said = `There is no rotation “${typed(name)}”.`;
  if (rotations.length === 0) return say(asker, said, [section(said), ...noRotation]);
  return say(asker, said, whichRotation(rotations, verb, { said, mayCreate: await mayCreate(deps, asker) }));
}

async function mayCreate({ db }: Deps, { press: { workspaceId, userId } }: Asker): Promise<boolean> {
  const { any, squadIds } = await mayCreateFor(db.read, workspaceId, userId);
  return any || squadIds.length > 0;
}

/** What is asked of one rotation. */
async function answer(deps: Deps, asker: Asker, verb: RotaVerb, rotation: RotationRecord): Promise<void> {
  const { workspaceId, userId, triggerId } = asker.press;
  const { see } = await rightsIn(deps.db.read, rotation, userId, deps.clock.now());
  if (!see) return say(asker, onlyForMembers, [section(onlyForMembers)]);
  switch (verb) {
    case 'swap':
      return openSwap(deps, { workspaceId, person: userId, triggerId, rotationId: rotation.id }, asker.respond);
    case 'preview':
      return openPreview(deps, asker.press, rotation);
    case 'next':
      return say(asker, `${typed(rotation.name)}: next`, await nextBlocks(deps, rotation));
    default:
      return say(asker, `${typed(rotation.name)} · on now`, await cardOf(deps, rotation, userId));
  }
}

async function mineBlocks({ db: { read }, clock }: Deps, workspaceId: string, userId: string): Promise<KnownBlock[]> {
  const now = clock.now();
  const lately = await shiftsLately(read, { workspaceId, userId }, now);
  return [...myStints(await stintsOfPerson(read, workspaceId, userId, now)), ...ownLately(lately, await rotationsOf(read, workspaceId))];
}

const handoffsShown = 5;

async function nextBlocks({ db: { read }, clock }: Deps, rotation: RotationRecord): Promise<KnownBlock[]> {
  const now = clock.now();
  const shifts = await read.shift.findMany({
    where: { rotationId: rotation.id, state: { in: ['planned', 'on'] }, end: { gt: now } },
    orderBy: { start: 'asc' },
    select: { userId: true, start: true, end: true },
  });
  const handoffs = handoversOf(shifts)
    .filter(({ at }) => at > now)
    .slice(0, handoffsShown);
  const nameOf = await namesOf(
    read,
    rotation.workspaceId,
    handoffs.flatMap(({ after }) => after),
  );
  return nextHandoffs(rotation.name, zoneOf(rotation, now), handoffs, nameOf);
}

/** A press leaves the message that it was made in. */
const say = async ({ respond, press }: Asker, text: string, blocks: KnownBlock[]): Promise<void> => {
  await respond({ text, blocks, response_type: 'ephemeral', ...(press.isPress && { replace_original: false }) });
};
