/** What an app sends back to Slack outside the Web API: to a `response_url`, to a search for options, to a submitted view. */
import { type Complaint, collect, complaint } from './complaint';
import { checkMessage } from './message';
import { choices, choicesRules } from './options';
import { anything, boolean, inspect, isRecord, needed, object, oneOf, type Schema, string, variant } from './schema';
import { checkView } from './view';

const response = object({
  response_type: oneOf('in_channel', 'ephemeral'),
  replace_original: boolean,
  delete_original: boolean,
  text: anything,
  blocks: anything,
  attachments: anything,
  metadata: anything,
  mrkdwn: boolean,
  parse: string(),
  link_names: boolean,
  thread_ts: string({ matches: /^\d+\.\d{6}$/ }),
  unfurl_links: boolean,
  unfurl_media: boolean,
});

/** A body posted to a `response_url`, or the message in the acknowledgement of a slash command. */
export function checkResponse(body: unknown): Complaint[] {
  const shape = collect('invalid_payload', (report) => inspect(response, body, '', report));
  if (shape.length > 0 || !isRecord(body)) return shape;
  return body.delete_original === true ? [] : checkMessage(body);
}

const suggestions: Schema = object(choices, ...choicesRules);
const noSuggestions = (answer: unknown): boolean =>
  isRecord(answer) && Object.keys(answer).length === 1 && Array.isArray(answer.options) && answer.options.length === 0;

/** The acknowledgement of a `block_suggestion`: options or groups of options; an empty list says "nothing found". */
export function checkOptions(answer: unknown): Complaint[] {
  return noSuggestions(answer) ? [] : collect('invalid_options', (report) => inspect(suggestions, answer, '', report));
}

const viewResponse = variant(
  {
    clear: object({}),
    errors: object({ errors: needed(anything) }),
    update: object({ view: needed(anything) }),
    push: object({ view: needed(anything) }),
  },
  'response_action',
);

/**
 * The acknowledgement of a `view_submission`. `inputs` are the `block_id`s of the view's input blocks: an error beside anything else
 * is shown by Slack as "trouble connecting".
 */
export function checkViewResponse(answer: unknown, inputs: readonly string[]): Complaint[] {
  if (answer === undefined || answer === null || answer === '' || (isRecord(answer) && Object.keys(answer).length === 0)) return [];
  if (!isRecord(answer)) return [complaint('invalid_response_action', 'must provide an object', '')];
  const shape = collect('invalid_response_action', (report) => inspect(viewResponse, answer, '', report));
  if (shape.length > 0) return shape;
  if (answer.response_action === 'errors') return errorsComplaints(answer.errors, inputs);
  return answer.view === undefined ? [] : checkView(answer.view);
}

function errorsComplaints(errors: unknown, inputs: readonly string[]): Complaint[] {
  if (!isRecord(errors)) return [complaint('invalid_response_action', 'must provide an object', '/errors')];
  const entries = Object.entries(errors);
  if (entries.length === 0) return [complaint('invalid_response_action', 'must name at least one block', '/errors')];
  return entries.flatMap(([blockId, words]) => [
    ...(inputs.includes(blockId) ? [] : [complaint('invalid_response_action', `no input block "${blockId}"`, `/errors/${blockId}`)]),
    ...(typeof words === 'string' && words !== ''
      ? []
      : [complaint('invalid_response_action', 'must provide a string', `/errors/${blockId}`)]),
  ]);
}
