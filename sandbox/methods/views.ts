/** views.*: modals and App Home. */
import { refuse } from '../errors';
import { openModal, publishHome, pushModal, updateView, viewBy } from '../interactions/views';
import type { Json } from '../model';
import { asView } from '../shapes/view';
import { userOf } from '../slack';
import { asResponseMetadata, checkView } from '../strict';
import { type Args, type Handler, optional, text } from './call';

export const views: Record<string, Handler> = {
  'views.open': (call, args) => {
    const definition = viewOf(args, 'modal');
    const trigger = call.slack.triggers.use(triggerOf(args));
    return { view: asView(call.slack, openModal(call.slack, trigger, definition)) };
  },

  'views.push': (call, args) => {
    const definition = viewOf(args, 'modal');
    const trigger = call.slack.triggers.use(triggerOf(args));
    return { view: asView(call.slack, pushModal(call.slack, trigger, definition)) };
  },

  'views.update': (call, args) => {
    const view = viewBy(call.slack, call.teamId, { viewId: optional(args.view_id), externalId: optional(args.external_id) });
    const definition = viewOf(args, view.type);
    return { view: asView(call.slack, updateView(call.slack, view, definition, optional(args.hash))) };
  },

  'views.publish': (call, args) => {
    const definition = viewOf(args, 'home');
    if (!call.slack.app.homeTab) refuse('not_enabled');
    const user = userOf(call.slack, text(args.user_id));
    const owner = { userId: user.id, teamId: call.teamId };
    return { view: asView(call.slack, publishHome(call.slack, owner, definition, optional(args.hash))) };
  },
};

function viewOf(args: Args, type: 'modal' | 'home'): Json {
  const complaints = checkView(args.view);
  const first = complaints[0];
  if (first !== undefined) refuse(first.error, { response_metadata: asResponseMetadata(complaints) });

  const view = args.view as Json;
  if (view.type !== type)
    refuse('invalid_arguments', { response_metadata: { messages: [`[ERROR] view must be of type ${type} [json-pointer:/view/type]`] } });
  return view;
}

function triggerOf(args: Args): string {
  return text(args.trigger_id ?? args.interactivity_pointer);
}
