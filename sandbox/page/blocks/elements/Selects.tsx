import type { ReactNode } from 'react';
import type { Channel } from '../../data/wire';
import { useWorkspace } from '../../data/workspace';
import { Combobox } from '../../parts/Combobox';
import type { Choice } from '../../parts/choices';
import { plainWords } from '../../text/plainWords';
import { type Entry, useElement } from '../element';
import { useSurface } from '../surface';
import { channelChoice, optionChoices, type PlainOption, personChoice } from './choicesOf';
import type { ElementOf } from './kinds';
import { useConfirmed } from './useConfirmed';
import { useExternalOptions } from './useExternalOptions';

type StaticElement = ElementOf<'static_select' | 'multi_static_select'>;

export function StaticSelect({ element }: { element: StaticElement }) {
  const options = element.options ?? element.option_groups?.flatMap((group) => group.options) ?? [];
  return <OptionSelect element={element} known={options} choices={optionChoices(element)} />;
}

type ExternalElement = ElementOf<'external_select' | 'multi_external_select'>;

export function ExternalSelect({ element }: { element: ExternalElement }) {
  const { source, busy, ask } = useExternalOptions(element);
  const options = source.options ?? source.option_groups?.flatMap((group) => group.options) ?? [];
  return <OptionSelect element={element} known={options} choices={optionChoices(source)} onQuery={ask} busy={busy} />;
}

interface OptionSelectProps {
  element: StaticElement | ExternalElement;
  known: readonly PlainOption[];
  choices: Choice[];
  onQuery?: (query: string) => void;
  busy?: boolean;
}

/** Selects whose value is a whole option object. */
function OptionSelect({ element, known, choices, onQuery, busy }: OptionSelectProps) {
  const multi = element.type.startsWith('multi_');
  const initial =
    'initial_options' in element
      ? element.initial_options
      : 'initial_option' in element && element.initial_option
        ? [element.initial_option]
        : [];
  const state = useElement<readonly PlainOption[]>(element, {
    initial: initial ?? [],
    read: (entry) => list<PlainOption>(entry, 'selected_option', multi),
    write: (options) => entryOf('selected_option', options, multi),
  });
  const byValue = new Map([...state.value, ...known].map((option) => [option.value ?? '', option]));
  return (
    <SelectBox
      element={element}
      choices={choices}
      selected={state.value.map((option) => optionChoices({ options: [option] })[0]).filter((choice) => choice !== undefined)}
      field={state.field}
      onChange={(values) => state.set(values.map((value) => byValue.get(value)).filter((option) => option !== undefined))}
      {...(onQuery && { onQuery })}
      {...(busy !== undefined && { busy })}
    />
  );
}

export function UsersSelect({ element }: { element: ElementOf<'users_select' | 'multi_users_select'> }) {
  const { state, person } = useWorkspace();
  const choices = state.people.filter(({ deleted }) => !deleted).map(personChoice);
  const initial =
    'initial_users' in element ? element.initial_users : 'initial_user' in element && element.initial_user ? [element.initial_user] : [];
  const chosen = (id: string) => {
    const found = person(id);
    return found ? personChoice(found) : { value: id, label: id };
  };
  return <IdSelect element={element} word="selected_user" initial={initial ?? []} choices={choices} chosen={chosen} />;
}

export function ConversationsSelect({ element }: { element: ElementOf<'conversations_select' | 'multi_conversations_select'> }) {
  const { state, channel, person } = useWorkspace();
  const { here } = useSurface();
  const { include, exclude_bot_users, exclude_external_shared_channels } = element.filter ?? {};
  const fits = (found: Channel) =>
    (!include || include.includes(found.kind)) &&
    !(exclude_external_shared_channels && found.isShared) &&
    !(exclude_bot_users && found.kind === 'im' && person(found.with)?.isBot);
  const choices = state.channels.filter(fits).map((found) => channelChoice(found, state.people));
  const given =
    'initial_conversations' in element
      ? element.initial_conversations
      : 'initial_conversation' in element && element.initial_conversation
        ? [element.initial_conversation]
        : undefined;
  const initial = given ?? (element.default_to_current_conversation && here ? [here] : []);
  return (
    <IdSelect
      element={element}
      word="selected_conversation"
      initial={initial}
      choices={choices}
      chosen={(id) => chosenChannel(id, channel(id), state.people)}
    />
  );
}

export function ChannelsSelect({ element }: { element: ElementOf<'channels_select' | 'multi_channels_select'> }) {
  const { state, channel } = useWorkspace();
  const choices = state.channels
    .filter(({ kind, isArchived }) => kind === 'public' && !isArchived)
    .map((found) => channelChoice(found, state.people));
  const initial =
    'initial_channels' in element
      ? element.initial_channels
      : 'initial_channel' in element && element.initial_channel
        ? [element.initial_channel]
        : [];
  return (
    <IdSelect
      element={element}
      word="selected_channel"
      initial={initial ?? []}
      choices={choices}
      chosen={(id) => chosenChannel(id, channel(id), state.people)}
    />
  );
}

function chosenChannel(id: string, found: Channel | undefined, people: Parameters<typeof channelChoice>[1]): Choice {
  return found ? channelChoice(found, people) : { value: id, label: id };
}

type IdElement =
  | Parameters<typeof UsersSelect>[0]['element']
  | Parameters<typeof ConversationsSelect>[0]['element']
  | Parameters<typeof ChannelsSelect>[0]['element'];

interface IdSelectProps {
  element: IdElement;
  word: string;
  initial: readonly string[];
  choices: Choice[];
  chosen: (id: string) => Choice;
}

/** Selects whose value is an id of the workspace. */
function IdSelect({ element, word, initial, choices, chosen }: IdSelectProps) {
  const multi = element.type.startsWith('multi_');
  const state = useElement<readonly string[]>(element, {
    initial,
    read: (entry) => list<string>(entry, word, multi),
    write: (ids) => entryOf(word, ids, multi),
  });
  return <SelectBox element={element} choices={choices} selected={state.value.map(chosen)} field={state.field} onChange={state.set} />;
}

interface SelectBoxProps {
  element: StaticElement | ExternalElement | IdElement;
  choices: Choice[];
  selected: Choice[];
  field: ReturnType<typeof useElement>['field'];
  onChange: (values: string[]) => void;
  onQuery?: (query: string) => void;
  busy?: boolean;
}

function SelectBox({ element, onChange, ...rest }: SelectBoxProps): ReactNode {
  const confirmed = useConfirmed(element.confirm);
  return (
    <Combobox
      {...rest}
      multi={element.type.startsWith('multi_')}
      max={'max_selected_items' in element ? element.max_selected_items : undefined}
      placeholder={plainWords(element.placeholder?.text ?? 'Choose an option')}
      onChange={(choices) => confirmed(() => onChange(choices.map(({ value }) => value)))}
    />
  );
}

function list<T>(entry: Entry, word: string, multi: boolean): T[] | undefined {
  const held = entry[multi ? `${word}s` : word];
  if (held === undefined || held === null) return undefined;
  return multi ? (held as T[]) : [held as T];
}

function entryOf(word: string, values: readonly unknown[], multi: boolean): Entry {
  return multi ? { [`${word}s`]: values } : { [word]: values[0] ?? null };
}
