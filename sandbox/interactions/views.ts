/** Views: the modal stack of each person and the Home tabs. What was given in them is kept here until it is submitted. */
import { completed, findElement, stateOf } from '../blocks';
import { refuse } from '../errors';
import type { Json, View } from '../model';
import { nowSeconds, type Slack } from '../slack';
import type { Trigger } from './triggers';

const HIGHEST_STACK = 3;

/** Opens the first modal; whatever the person had open is gone, as behind a new first modal in Slack. */
export function openModal(slack: Slack, trigger: Trigger, definition: Json): View {
  refuseTakenExternalId(slack, trigger.teamId, definition);
  for (const view of stackOf(slack, trigger.userId)) slack.store.remove('views', view.id);
  const view = newView(slack, trigger, definition, null);
  setStack(slack, trigger.userId, [view.id]);
  return view;
}

/** Puts a modal on top of the one whose trigger this is. */
export function pushModal(slack: Slack, trigger: Trigger, definition: Json): View {
  const stack = stackOf(slack, trigger.userId);
  const top = stack[stack.length - 1];
  if (top === undefined || trigger.viewId === undefined || !stack.some((view) => view.id === trigger.viewId)) return refuse('not_found');
  if (stack.length >= HIGHEST_STACK) refuse('push_limit_reached');
  refuseTakenExternalId(slack, trigger.teamId, definition);

  const view = newView(slack, trigger, definition, top);
  setStack(slack, trigger.userId, [...stack.map(({ id }) => id), view.id]);
  return view;
}

/** Replaces what a view shows; inputs that are still there keep what was given in them. */
export function updateView(slack: Slack, view: View, definition: Json, hash?: string): View {
  if (hash !== undefined && hash !== view.hash) refuse('hash_conflict');
  refuseTakenExternalId(slack, view.teamId, definition, view.id);

  const blocks = completed(definition.blocks as unknown[], slack.ids);
  const values = stateOf(blocks, view.values);
  return slack.store.put('views', view.id, { ...view, definition: { ...definition, blocks }, values, errors: {}, hash: newHash(slack) });
}

export function publishHome(slack: Slack, user: { userId: string; teamId: string }, definition: Json, hash?: string): View {
  const existing = homeOf(slack, user.userId);
  if (existing !== undefined) return updateView(slack, existing, definition, hash);

  return newView(slack, user, definition, null);
}

/** Puts a value into an input. The view's `hash` stays: only the app's updates change it. */
export function setValue(slack: Slack, view: View, blockId: string, actionId: string, value: Json): View {
  const placed = findElement(view.definition.blocks as unknown[], blockId, actionId) ?? refuse('no_such_element');
  const entry = { ...value, type: placed.element.type };
  const values = { ...view.values, [blockId]: { ...view.values[blockId], [actionId]: entry } };
  return slack.store.put('views', view.id, { ...view, values });
}

export function setErrors(slack: Slack, view: View, errors: Record<string, string>): View {
  const current = slack.store.get('views', view.id);
  return current === undefined ? view : slack.store.put('views', view.id, { ...current, errors });
}

/** Takes the top modal away; the one below shows again. */
export function closeTop(slack: Slack, userId: string): void {
  const stack = stackOf(slack, userId);
  const top = stack.pop();
  if (top === undefined) return;

  slack.store.remove('views', top.id);
  setStack(
    slack,
    userId,
    stack.map(({ id }) => id),
  );
}

export function closeAll(slack: Slack, userId: string): void {
  for (const view of stackOf(slack, userId)) slack.store.remove('views', view.id);
  setStack(slack, userId, []);
}

export function stackOf(slack: Slack, userId: string): View[] {
  const ids = slack.store.get('stacks', userId)?.viewIds ?? [];
  return ids.flatMap((id) => slack.store.get('views', id) ?? []);
}

export function homeOf(slack: Slack, userId: string): View | undefined {
  return slack.store.get('views', homeKey(userId));
}

export function viewBy(slack: Slack, teamId: string, { viewId, externalId }: { viewId?: string; externalId?: string }): View {
  const view =
    viewId === undefined
      ? slack.store.find('views', (other) => other.teamId === teamId && other.definition.external_id === externalId)
      : slack.store.get('views', viewId);
  return view?.teamId === teamId ? view : refuse('not_found');
}

function newView(slack: Slack, owner: { userId: string; teamId: string; channel?: string }, definition: Json, below: View | null): View {
  const isHome = definition.type === 'home';
  const id = isHome ? homeKey(owner.userId) : slack.ids.next('V');
  const blocks = completed(definition.blocks as unknown[], slack.ids);
  return slack.store.put('views', id, {
    id,
    teamId: owner.teamId,
    userId: owner.userId,
    type: isHome ? 'home' : 'modal',
    definition: { ...definition, blocks },
    values: stateOf(blocks, {}, owner.channel),
    errors: {},
    hash: newHash(slack),
    rootViewId: below?.rootViewId ?? id,
    previousViewId: below?.id ?? null,
  });
}

/** A person has one Home tab of the app, with one id for good. */
function homeKey(userId: string): string {
  return `V0HOME${userId.slice(1)}`;
}

function setStack(slack: Slack, userId: string, viewIds: string[]): void {
  slack.store.put('stacks', userId, { userId, viewIds });
}

function refuseTakenExternalId(slack: Slack, teamId: string, definition: Json, except?: string): void {
  const wanted = definition.external_id;
  if (typeof wanted !== 'string' || wanted === '') return;
  const taken = slack.store.find('views', (view) => view.teamId === teamId && view.id !== except && view.definition.external_id === wanted);
  if (taken !== undefined) refuse('duplicate_external_id');
}

function newHash(slack: Slack): string {
  return `${nowSeconds(slack)}.${slack.ids.secret(8)}`;
}
