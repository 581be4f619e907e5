/** Composition objects: the pieces that blocks and elements are made of. */
import { array, boolean, needed, type ObjectSchema, object, oneOf, type Rule, type Schema, string, variant } from './schema';

const words = (max: number): Schema => string({ min: 1, max });
const plain = (max: number): ObjectSchema => object({ text: needed(words(max)), emoji: boolean });
const mrkdwn = (max: number): ObjectSchema => object({ text: needed(words(max)), verbatim: boolean });

export const plainText = (max: number): Schema => variant({ plain_text: plain(max) });
export const anyText = (max: number): Schema => variant({ plain_text: plain(max), mrkdwn: mrkdwn(max) });
/** Members of a list that holds texts beside other things, such as a context block's elements. */
export const textMembers = (max: number): Record<string, ObjectSchema> => ({ plain_text: plain(max), mrkdwn: mrkdwn(max) });

export const identifier = string({ min: 1, max: 255 });
export const userId = string({ matches: /^[UW][A-Z0-9]{2,}$/ });
export const conversationId = string({ matches: /^[CDG][A-Z0-9]{2,}$/ });
export const publicChannelId = string({ matches: /^C[A-Z0-9]{2,}$/ });
export const fileId = string({ matches: /^F[A-Z0-9]{2,}$/ });

const isUrl = (value: string): boolean => /^(?:[a-z][a-z\d+.-]*:\/\/[^\s/]|mailto:|tel:)\S*$/i.test(value);
export const url = string({ min: 1, max: 3000, test: isUrl, words: 'must be a valid URL' });
export const webUrl = string({ min: 1, max: 3000, matches: /^https?:\/\/[^\s/]\S*$/i });

export const style = oneOf('primary', 'danger');

export const confirm = object({
  title: needed(plainText(100)),
  text: needed(plainText(300)),
  confirm: needed(plainText(30)),
  deny: needed(plainText(30)),
  style,
});

export const dispatchActionConfig = object({
  trigger_actions_on: needed(array(oneOf('on_enter_pressed', 'on_character_entered'), { min: 1, max: 2 })),
});

export const slackFile = object({ id: fileId, url: webUrl }, exactlyOne('id', 'url'));

export const conversationFilter = object(
  {
    include: array(oneOf('im', 'mpim', 'private', 'public'), { min: 1, max: 4 }),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
  atLeastOne('include', 'exclude_external_shared_channels', 'exclude_bot_users'),
);

export function exactlyOne(first: string, second: string): Rule {
  return (value, at, report) => {
    const both = value[first] !== undefined && value[second] !== undefined;
    const none = value[first] === undefined && value[second] === undefined;
    if (both) report(`must define only one of \`${first}\` or \`${second}\``, at);
    if (none) report(`must define either \`${first}\` or \`${second}\``, at);
  };
}

function atLeastOne(...names: string[]): Rule {
  return (value, at, report) => {
    if (names.every((name) => value[name] === undefined)) report(`must define at least one of: ${names.join(', ')}`, at);
  };
}
