import type { Channel, Person } from '../../data/wire';
import { Avatar } from '../../parts/Avatar';
import type { Choice } from '../../parts/choices';
import { Icon } from '../../parts/Icon';
import { channelTitle, personName } from '../../text/names';
import { plainWords } from '../../text/plainWords';

export interface PlainOption {
  text: { type: string; text: string };
  value?: string;
  description?: { text: string };
}

export interface OptionSource {
  options?: readonly PlainOption[];
  option_groups?: readonly { label: { text: string }; options: readonly PlainOption[] }[];
}

export function optionChoices({ options, option_groups }: OptionSource): Choice[] {
  if (options) return options.map((option) => optionChoice(option));
  return (option_groups ?? []).flatMap((group) => group.options.map((option) => optionChoice(option, plainWords(group.label.text))));
}

function optionChoice({ text, value = '', description }: PlainOption, group?: string): Choice {
  return {
    value,
    label: plainWords(text.text),
    ...(description && { description: plainWords(description.text) }),
    ...(group && { group }),
  };
}

export function personChoice(person: Person): Choice {
  return {
    value: person.id,
    label: personName(person),
    keywords: person.name,
    before: <Avatar person={person} size={20} />,
    ...(person.role && { description: person.role }),
  };
}

export function channelChoice(channel: Channel, people: readonly Person[]): Choice {
  const named = channel.kind === 'public' || channel.kind === 'private';
  return {
    value: channel.id,
    label: named ? channel.name : channelTitle(channel, people),
    before: <Icon name={channel.kind === 'public' ? 'hash' : channel.kind === 'private' ? 'lock' : 'people'} size={14} />,
  };
}
