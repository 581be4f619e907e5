/** Using what stands in messages and views: pressing, choosing, typing, searching. */
import type { ActResult, Surface } from '../api';
import { findElement, isJson, type Placed, stateOf } from '../blocks';
import { refuse } from '../errors';
import { interact } from '../interactions/interact';
import { actionOf, opening, standsInMessage, standsInView } from '../interactions/payloads';
import { newResponseUrl } from '../interactions/response-urls';
import { homeOf, setValue, stackOf } from '../interactions/views';
import type { Channel, Json, Message, User, View } from '../model';
import { installOf, newTs, type Slack } from '../slack';
import { checkOptions } from '../strict';
import { DONE, type Doing, ephemeralOf, messageOf, outcome } from './act';

interface InMessage {
  kind: 'message';
  channel: Channel;
  message: Message;
}

interface InView {
  kind: 'view';
  view: View;
}

/** Pressing, choosing, or leaving a field by Enter. */
export async function operateElement(slack: Slack, user: User, act: Doing<'action'>): Promise<ActResult> {
  const place = placeOf(slack, user, act.where);
  const { block, element } = elementAt(place, act.blockId, act.actionId);
  const value = act.value ?? {};
  const current =
    place.kind === 'view' && hasState(element) ? { ...place, view: setValue(slack, place.view, act.blockId, act.actionId, value) } : place;
  if (block.type === 'input' && block.dispatch_action !== true) return DONE;
  return dispatch(slack, user, current, element, act.blockId, value);
}

/** Only an element that dispatches tells the app: any outside an input block, and one whose input block says so. */
export async function typeInto(slack: Slack, user: User, act: Doing<'input'>): Promise<ActResult> {
  const place = placeOf(slack, user, act.where);
  if (place.kind === 'message') return operateElement(slack, user, { ...act, do: 'action' });

  const placed = elementAt(place, act.blockId, act.actionId);
  const view = setValue(slack, place.view, act.blockId, act.actionId, act.value);
  return dispatches(placed) ? dispatch(slack, user, { kind: 'view', view }, placed.element, act.blockId, act.value) : DONE;
}

export async function loadOptions(slack: Slack, user: User, act: Doing<'options'>): Promise<ActResult> {
  const place = placeOf(slack, user, act.where);
  elementAt(place, act.blockId, act.actionId);
  const payload = {
    ...opening(slack, 'block_suggestion', user),
    ...stands(slack, place),
    action_id: act.actionId,
    block_id: act.blockId,
    value: act.query,
  };
  const result = await interact(slack, 'interactive', user.teamId, payload);
  if (!result.ok) return { ok: false, problem: result.problem };

  const complaints = checkOptions(result.answer);
  if (complaints.length > 0) {
    const response = { ok: false, error: 'invalid_options', complaints };
    slack.log.complain(slack.log.add({ way: 'ack', name: 'block_suggestion', teamId: user.teamId, request: {}, response }));
    return { ok: false, problem: 'invalid_options' };
  }
  return { ok: true, options: optionsOf(result.answer) };
}

function placeOf(slack: Slack, user: User, where: Surface): InMessage | InView {
  installOf(slack, user.teamId);
  if (where.in === 'message') return { kind: 'message', ...messageOf(slack, user, where.message) };
  if (where.in === 'ephemeral') return { kind: 'message', ...ephemeralOf(slack, user, where.message) };
  const view = where.in === 'home' ? homeOf(slack, user.id) : stackOf(slack, user.id).pop();
  return { kind: 'view', view: view ?? refuse('view_not_found') };
}

function elementAt(place: InMessage | InView, blockId: string, actionId: string): Placed {
  const blocks = place.kind === 'view' ? (place.view.definition.blocks as unknown[]) : (place.message.blocks ?? []);
  return findElement(blocks, blockId, actionId) ?? refuse('no_such_element');
}

function hasState(element: Json): boolean {
  return Object.keys(stateOf([{ type: 'actions', block_id: 'b', elements: [element] }])).length > 0;
}

function dispatches({ block, element }: Placed): boolean {
  if (block.type !== 'input') return true;
  if (block.dispatch_action !== true) return false;
  if (!String(element.type).endsWith('_input')) return true;
  const config = isJson(element.dispatch_action_config) ? element.dispatch_action_config : {};
  return Array.isArray(config.trigger_actions_on) && config.trigger_actions_on.includes('on_character_entered');
}

async function dispatch(
  slack: Slack,
  user: User,
  place: InMessage | InView,
  element: Json,
  blockId: string,
  value: Json,
): Promise<ActResult> {
  const payload = {
    ...opening(slack, 'block_actions', user),
    ...stands(slack, place),
    trigger_id: slack.triggers.issue(triggerOf(user, place)),
    ...(place.kind === 'view' ? {} : afterMessage(slack, user, place, element, blockId, value)),
    actions: [actionOf(element, blockId, value, newTs(slack, user.teamId))],
  };
  return outcome(await interact(slack, 'interactive', user.teamId, payload));
}

function stands(slack: Slack, place: InMessage | InView): Json {
  return place.kind === 'view' ? standsInView(slack, place.view) : standsInMessage(slack, place.channel, place.message);
}

function triggerOf(user: User, place: InMessage | InView): { userId: string; teamId: string; viewId?: string; channel?: string } {
  const owner = { userId: user.id, teamId: user.teamId };
  if (place.kind === 'message') return { ...owner, channel: place.channel.id };
  return place.view.type === 'modal' ? { ...owner, viewId: place.view.id } : owner;
}

/** What only messages have: their inputs' state and a way to answer. */
function afterMessage(slack: Slack, user: User, { channel, message }: InMessage, element: Json, blockId: string, value: Json): Json {
  const values = stateOf(message.blocks ?? []);
  const entry = hasState(element)
    ? { [blockId]: { ...values[blockId], [String(element.action_id)]: { ...value, type: element.type } } }
    : {};
  const source = { ts: message.ts, ephemeral: message.visibleTo !== undefined };
  const responseUrl = newResponseUrl(slack, { teamId: user.teamId, channel: channel.id, userId: user.id, source });
  return { state: { values: { ...values, ...entry } }, response_url: responseUrl };
}

/** Groups of options are given as one list, each option with the label of its group. */
function optionsOf(answer: unknown): unknown[] {
  if (!isJson(answer)) return [];
  if (Array.isArray(answer.options)) return answer.options;
  if (!Array.isArray(answer.option_groups)) return [];
  return answer.option_groups.filter(isJson).flatMap((group) => (Array.isArray(group.options) ? group.options : []));
}
