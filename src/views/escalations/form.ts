import type { InputBlock, ModalView } from '@slack/types';
import type { Form, FormOrigin } from '../../domain/escalations/forms';
import { defaultPolicy } from '../../domain/escalations/policy';
import { longestTitle } from '../../domain/escalations/title';
import { consentNeeded } from '../../domain/places';
import type { Severity } from '../../generated/sqlite/enums';
import { severityNames } from './labels';
import { type Blocks, brief, context, option, plainText, typed } from './parts';

/** The squad chosen, as far as the form speaks of it. */
export interface FormSquad {
  id: string;
  name: string;
  /** `#billing-squad`, and how many can read there; `null` while unknown. */
  channel: { name: string; readers: number } | null;
  /** `#billing-private` */
  restrictedChannel: string | null;
}

export interface FormFacts {
  form: Form;
  squad: FormSquad | null;
  /** Above the fields: what went wrong, and what to do. */
  notice?: string;
}

/** A text longer than Slack's own fields take is shortened, never refused. */
const longestField = 3_000;

/** `Escalate to a squad`. The `block_id`s of inputs never change, so that nothing typed is lost when it is drawn again. */
export function escalationForm({ form, squad, notice }: FormFacts): ModalView {
  const { typed: values, origin } = form;
  const reading = isReading(form);
  return {
    type: 'modal',
    callback_id: 'escalation_form',
    notify_on_close: true,
    private_metadata: JSON.stringify(metadataOf(form)),
    title: plainText('Escalate to a squad', 24),
    submit: plainText('Escalate'),
    close: plainText('Cancel'),
    blocks: [
      ...(notice ? [context(`:warning: ${notice}`)] : []),
      ...originBlocks(origin, squad),
      ...(reading ? [] : [titleInput(values.title)]),
      squadInput(squad),
      severityInput(values.severity, squad),
      text('customer', 'Customer', values.customer, { most: 80, placeholder: 'Acme GmbH', optional: true }),
      text('tried', 'What was tried', values.tried, { lines: true, placeholder: 'What happened, what you did' }),
      text('expected', 'Expected answer', values.expected, { lines: true, placeholder: 'What would let you answer the customer' }),
      ...(reading ? [] : [text('links', 'Links', values.links, { lines: true, hint: 'One per line', optional: true })]),
      ...(origin && !origin.linked ? [] : [threadInput(values.thread)]),
      ...consentBlocks(form, squad),
      ...restrictedBlocks(squad, values.restricted),
    ],
  };
}

/** What the thread is called, and which links it has, comes with the thread: fields that are there already are not filled in any more. */
const isReading = ({ typed: { title }, origin }: Form) => origin !== null && !origin.read && !origin.problem && title === '';

/** Enough to go on with if nothing else was kept. */
function metadataOf({ id, origin }: Form) {
  if (!origin) return { form: id };
  const { channelId, rootTs, ts, linked } = origin;
  return { form: id, origin: { channelId, rootTs, ts, linked } };
}

function originBlocks(origin: FormOrigin | null, squad: FormSquad | null): Blocks {
  if (!origin) return [];
  if (origin.problem === 'missing')
    return [context('This message cannot be read, so it will not be copied. You can escalate it all the same.')];
  if (origin.problem === 'unavailable')
    return [context('Slack did not let the thread be read just now. It will be copied as soon as it can be.')];
  if (!origin.read) return [context('Reading the thread …')];

  const { quote, author, messages, only } = origin.read;
  const place = origin.place?.name ?? 'a direct message';
  const said = quote ? `“${brief(quote, 120)}” · ` : '';
  const to = squad?.channel?.name ?? 'the squad’s channel';
  const what = messages === 1 ? '1 message' : `${messages} messages`;
  return [context(`${typed(place)} · ${said}${typed(author)}, ${what} will be copied to ${typed(to)}`), ...onlyBlocks(only)];
}

function onlyBlocks(only: 'direct' | 'not_member' | null): Blocks {
  if (only === 'direct') return [context('Of a direct message only the chosen message is copied.')];
  if (only === 'not_member')
    return [context('Backline is not in this channel: type `/invite @Backline` there, or only this message is copied.')];
  return [];
}

const titleInput = (value: string) => text('title', 'Title', value, { most: longestTitle });

function squadInput(squad: FormSquad | null): InputBlock {
  return {
    type: 'input',
    block_id: 'squad',
    label: plainText('Squad'),
    dispatch_action: true,
    element: {
      type: 'external_select',
      action_id: 'escalation_squad',
      min_query_length: 0,
      placeholder: plainText('Who can answer this?'),
      ...(squad && { initial_option: option(squad.name, squad.id) }),
    },
  };
}

function severityInput(severity: Severity, squad: FormSquad | null): InputBlock {
  const options = (Object.keys(severityNames) as Severity[]).map((key) => option(severityNames[key], key));
  return {
    type: 'input',
    block_id: 'severity',
    label: plainText('Severity'),
    dispatch_action: true,
    hint: plainText(severityHint(severity, squad), 150),
    element: {
      type: 'static_select',
      action_id: 'escalation_severity',
      options,
      initial_option: option(severityNames[severity], severity),
    },
  };
}

/** `first reply in 4 h of Billing's hours` */
export function severityHint(severity: Severity, squad: Pick<FormSquad, 'name'> | null): string {
  const { clock, first } = defaultPolicy[severity];
  const time = first < 60 ? `${first} min` : `${first / 60} h`;
  return clock === 'always'
    ? `First reply in ${time}, day and night`
    : `First reply in ${time} of ${squad ? `${squad.name}’s` : 'the squad’s'} hours`;
}

const threadInput = (value: string) => text('thread', 'Slack thread', value, { hint: 'Link to a message', most: 500, optional: true });

/** A yes is to this thread in this squad's channel: with another of them the box is another one, and empty. */
export const consentAction = ({ origin, typed: { squadId } }: Pick<Form, 'origin' | 'typed'>): string =>
  `escalation_consent:${squadId ?? ''}:${origin?.channelId ?? ''}:${origin?.ts ?? ''}`;

function consentBlocks(form: Form, squad: FormSquad | null): Blocks {
  const { origin } = form;
  if (!origin?.place || !consentNeeded(origin.place.kind)) return [];
  const where = squad?.channel
    ? `to ${squad.channel.name}, where ${people(squad.channel.readers)} can read it`
    : 'to the squad’s channel, where everybody in it can read it';
  return [checkbox('consent', consentAction(form), consentLabel(origin), where, false, false)];
}

function consentLabel({ place }: FormOrigin): string {
  if (place?.kind === 'direct') return 'Copy this direct message';
  return place?.kind === 'external' ? 'Copy this thread, shared with another company,' : 'Copy this private thread';
}

const people = (count: number) => (count === 1 ? '1 person' : `${count} people`);

function restrictedBlocks(squad: FormSquad | null, ticked: boolean): Blocks {
  if (!squad?.restrictedChannel) return [];
  return [checkbox('restricted', 'escalation_restricted', 'Restricted', `goes to ${squad.restrictedChannel}`, ticked, true)];
}

function checkbox(blockId: string, actionId: string, label: string, text: string, ticked: boolean, optional: boolean): InputBlock {
  const yes = option(text, 'yes');
  return {
    type: 'input',
    block_id: blockId,
    label: plainText(label),
    optional,
    element: { type: 'checkboxes', action_id: actionId, options: [yes], ...(ticked && { initial_options: [yes] }) },
  };
}

interface TextField {
  lines?: boolean;
  most?: number;
  placeholder?: string;
  hint?: string;
  optional?: boolean;
}

/** Every character that is typed comes to us, and is kept as the draft. */
function text(
  name: string,
  label: string,
  value: string,
  { lines = false, most = longestField, placeholder, hint, optional = false }: TextField,
): InputBlock {
  return {
    type: 'input',
    block_id: name,
    label: plainText(label),
    optional,
    dispatch_action: true,
    ...(hint && { hint: plainText(hint) }),
    element: {
      type: 'plain_text_input',
      action_id: `escalation_${name}`,
      multiline: lines,
      max_length: most,
      dispatch_action_config: { trigger_actions_on: ['on_character_entered'] },
      ...(placeholder && { placeholder: plainText(placeholder) }),
      ...(value && { initial_value: value.slice(0, most) }),
    },
  };
}
