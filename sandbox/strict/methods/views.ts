/** views.*: modals and App Home. No scope is needed: a trigger or the app's own tab is the permission. */
import { json, type Method, required, text } from './method';

const pointers = { groups: [['trigger_id'], ['interactivity_pointer']], error: 'invalid_arguments' } as const;
const opening = { trigger_id: text, interactivity_pointer: text, view: required(json) };

export const views: Record<string, Method> = {
  'views.open': { token: 'bot', args: opening, needsOneOf: pointers },
  'views.push': { token: 'bot', args: opening, needsOneOf: pointers },
  'views.update': {
    token: 'bot',
    args: { view: required(json), view_id: text, external_id: text, hash: text },
    needsOneOf: { groups: [['view_id'], ['external_id']], error: 'invalid_arguments' },
  },
  'views.publish': { token: 'bot', args: { user_id: required(text), view: required(json), hash: text } },
};
